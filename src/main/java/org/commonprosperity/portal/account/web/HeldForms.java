package org.commonprosperity.portal.account.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Throttle;
import org.commonprosperity.portal.shared.Seals;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Keeps what an official typed when the session was gone before the form was sent. Only a
 * form of this portal itself is kept, for the official it was drawn for and nobody else,
 * and sealed, for sessions stand in the database.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class HeldForms {

	private static final String ATTRIBUTE = "portal.heldForm";

	private static final int MOST = 256 * 1024;

	private static final TypeReference<List<HeldForm.Entry>> ENTRIES = new TypeReference<>() {
	};

	private final Throttle throttle;

	private final Seals seals;

	private final JsonMapper json;

	/**
	 * Whether the request is a form of the officials' pages.
	 */
	static boolean concerns(HttpServletRequest request) {
		return "POST".equals(request.getMethod()) && path(request).startsWith("/office/");
	}

	/**
	 * Keeps the form, if it may be kept.
	 * @param signedIn who is signed in, or null
	 */
	boolean keep(HttpServletRequest request, @Nullable Official signedIn) {
		if (!concerns(request) || path(request).startsWith(ResumeController.ADDRESS) || !isOfThisPortal(request)
				|| request.getContentLengthLong() > MOST) {
			return false;
		}
		String official = request.getParameter(HeldForm.OFFICIAL);
		if (official == null || official.isBlank()
				|| signedIn != null && !signedIn.username().equals(HeldForm.personOf(official))) {
			return false;
		}
		List<HeldForm.Entry> entries = new ArrayList<>();
		int size = 0;
		for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
			if (!HeldForm.isKept(parameter.getKey())) {
				continue;
			}
			for (String value : parameter.getValue()) {
				entries.add(new HeldForm.Entry(parameter.getKey(), value));
				size += length(parameter.getKey()) + length(value);
			}
		}
		if (size > MOST || signedIn == null && isTooOften(request)) {
			return false;
		}
		request.getSession().setAttribute(ATTRIBUTE, sealed(path(request), official, entries));
		return true;
	}

	/** Whether something is kept, for whomever; starts no session. */
	boolean isAny(HttpServletRequest request) {
		return get(request) != null;
	}

	/**
	 * What is kept for the official, in whatever capacity. What is kept for somebody else
	 * is thrown away and not shown.
	 */
	Optional<HeldForm> of(HttpServletRequest request, Official official) {
		SealedForm form = get(request);
		HeldForm opened = (form != null && form.isOf(official.username())) ? opened(form) : null;
		if (form != null && opened == null) {
			drop(request);
		}
		return Optional.ofNullable(opened);
	}

	/** Whether something is kept that can be sent in the official's present capacity. */
	boolean isReady(HttpServletRequest request, Official official) {
		SealedForm form = get(request);
		return form != null && form.official().equals(official.capacity());
	}

	void drop(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.removeAttribute(ATTRIBUTE);
		}
	}

	private static @Nullable SealedForm get(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null && session.getAttribute(ATTRIBUTE) instanceof SealedForm form) ? form : null;
	}

	private SealedForm sealed(String path, String official, List<HeldForm.Entry> entries) {
		UUID id = UUID.randomUUID();
		return new SealedForm(id, path, official,
				this.seals.seal(this.json.writeValueAsString(entries), SealedForm.row(id, path, official)));
	}

	/** What was kept, or null if its key is not configured any more. */
	private @Nullable HeldForm opened(SealedForm form) {
		try {
			return new HeldForm(form.id(), form.path(), form.official(),
					this.json.readValue(this.seals.open(form.sealed(), form.row()), ENTRIES));
		}
		catch (IllegalStateException ex) {
			log.warn("A form that was kept cannot be opened any more and is dropped: {}", ex.getMessage());
			return null;
		}
	}

	/** As browsers tell it themselves, which no page of another site can change. */
	static boolean isOfThisPortal(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return site.equals("same-origin");
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		String host = request.getHeader(HttpHeaders.HOST);
		if (origin == null || host == null) {
			return false;
		}
		try {
			String authority = URI.create(origin).getRawAuthority();
			return authority != null && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private boolean isTooOften(HttpServletRequest request) {
		return this.throttle.reserve(List.of(Throttle.Budget.HELD_FORM.ofAddress(request.getRemoteAddr()))).isPresent();
	}

	private static int length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private static String path(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getContextPath().length());
	}

}

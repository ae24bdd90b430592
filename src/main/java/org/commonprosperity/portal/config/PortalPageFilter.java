package org.commonprosperity.portal.config;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/**
 * Remembers how a reader wants to read, language and elder mode, in cookies: without an
 * account, without a session, without JavaScript. {@code ?lang=} and {@code ?mode=} set
 * them and lead back to the clean address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
@RequiredArgsConstructor
class PortalPageFilter extends OncePerRequestFilter {

	static final String LANGUAGE_COOKIE = "lang";

	static final String MODE_COOKIE = "mode";

	private static final Map<String, Set<String>> PREFERENCES = Map.of(LANGUAGE_COOKIE, Set.of("zh", "en"), MODE_COOKIE,
			Set.of("elder", "standard"));

	/**
	 * Beans that put values into words; at hand in every template under their names,
	 * because Thymeleaf allows no bean reference where a fragment takes its parameters.
	 */
	private static final List<String> WORDS = List.of("show", "lights", "words", "errorOrder");

	private final PortalProperties properties;

	private final BeanFactory beans;

	private final FormPages pages;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if ("GET".equals(request.getMethod()) && turnPreferences(request, response)) {
			return;
		}
		boolean again = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
		// a form that is shown again stands at the address that took it, which opens
		// nothing
		String page = again ? request.getRequestURI() : this.pages.around(request.getRequestURI());
		request.setAttribute(PortalPage.ATTRIBUTE,
				new PortalPage(this.properties, request.getRequestURI(), page, again ? request.getQueryString() : null,
						"elder".equals(cookie(request, MODE_COOKIE)), origin(request)));
		WORDS.forEach((name) -> request.setAttribute(name, this.beans.getBean(name)));
		response.addHeader(HttpHeaders.VARY, HttpHeaders.COOKIE);
		chain.doFilter(request, response);
	}

	private boolean turnPreferences(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String query = request.getQueryString();
		if (query == null || !(query.contains("lang=") || query.contains("mode="))) {
			return false;
		}
		UriComponentsBuilder back = UriComponentsBuilder.fromPath(request.getRequestURI()).query(query);
		boolean turned = false;
		for (Map.Entry<String, Set<String>> preference : PREFERENCES.entrySet()) {
			String value = request.getParameter(preference.getKey());
			if (value == null) {
				continue;
			}
			back.replaceQueryParam(preference.getKey());
			turned = true;
			if (preference.getValue().contains(value)) {
				response.addHeader(HttpHeaders.SET_COOKIE,
						ResponseCookie.from(preference.getKey(), value)
							.path("/")
							.maxAge(Duration.ofDays(365))
							.sameSite("Lax")
							.httpOnly(true)
							.secure(request.isSecure())
							.build()
							.toString());
			}
		}
		if (turned) {
			// one slash at the start, so that a path like //host never leads away
			response.sendRedirect(back.build().toUriString().replaceFirst("^/+", "/"));
		}
		return turned;
	}

	/** Scheme, host and port as the reader sees them. */
	private static String origin(HttpServletRequest request) {
		String url = request.getRequestURL().toString();
		return url.substring(0, url.length() - request.getRequestURI().length());
	}

	static Locale localeOf(HttpServletRequest request) {
		return "en".equals(cookie(request, LANGUAGE_COOKIE)) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
	}

	private static @Nullable String cookie(HttpServletRequest request, String name) {
		Cookie cookie = WebUtils.getCookie(request, name);
		return (cookie != null) ? cookie.getValue() : null;
	}

}

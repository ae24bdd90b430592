package org.commonprosperity.portal.account.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccessRefused;
import org.commonprosperity.portal.account.Official;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * What happens to who may not come in. A form whose session is gone is no attack but the
 * usual case: it is kept, and its official is led on.
 */
@Component
@RequiredArgsConstructor
class OfficeDoor implements AccessDeniedHandler, AuthenticationEntryPoint {

	private final HeldForms heldForms;

	private final SignInAnswers.Leaving leaving;

	private final ApplicationEventPublisher events;

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		if (HeldForms.concerns(request)) {
			keep(request, response, null);
		}
		else {
			response.sendRedirect(request.getContextPath() + "/login");
		}
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException, ServletException {
		Official official = official();
		if (exception instanceof CsrfException) {
			if (HeldForms.concerns(request)) {
				keep(request, response, official);
				return;
			}
			String path = request.getServletPath();
			if (path.equals("/logout") && (official == null || HeldForms.isOfThisPortal(request))) {
				leave(request, response);
				return;
			}
			if (path.equals("/login") || path.equals("/setup") || path.startsWith("/password/")) {
				response.sendRedirect(request.getRequestURI() + "?" + SignInNote.AGAIN);
				return;
			}
		}
		if (official != null) {
			this.events.publishEvent(
					new AccessRefused(official, request.getMethod(), request.getRequestURI(), request.getRemoteAddr()));
		}
		response.sendError(HttpStatus.FORBIDDEN.value());
	}

	private void keep(HttpServletRequest request, HttpServletResponse response, @Nullable Official official)
			throws IOException {
		boolean kept = this.heldForms.keep(request, official);
		String to = "/login";
		if (official != null) {
			to = ResumeController.ADDRESS;
		}
		else if (!kept) {
			to = "/login?" + SignInNote.LOST;
		}
		response.sendRedirect(request.getContextPath() + to);
	}

	/**
	 * Signed in anew in another tab, so the token is old; to leave is meant all the same.
	 */
	private void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		this.leaving.logout(request, response, authentication);
		new SecurityContextLogoutHandler().logout(request, response, authentication);
		response.sendRedirect(request.getContextPath() + "/");
	}

	private static @Nullable Official official() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null && authentication.getPrincipal() instanceof Official official) ? official : null;
	}

}

package org.commonprosperity.portal.account.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.SignInMark;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Looks once, with the first office page of a session, whether the account changed while
 * its official was signing in. A later change finds the session and ends it; one in the
 * moment before the session was stored could not.
 */
@Component
@RequiredArgsConstructor
class FirstPageInterceptor implements HandlerInterceptor, WebMvcConfigurer {

	private static final String SEEN = "portal.firstPageSeen";

	private final AccountDirectory accounts;

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/office/**");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		HttpSession session = request.getSession(false);
		if (session == null || session.getAttribute(SEEN) != null || authentication == null
				|| !(authentication.getPrincipal() instanceof Official official)
				|| !(authentication.getDetails() instanceof SignInMark mark)) {
			return true;
		}
		if (this.accounts.isAsMarked(official, mark)) {
			session.setAttribute(SEEN, true);
			return true;
		}
		session.invalidate();
		response.sendRedirect(request.getContextPath() + "/login?" + SignInNote.ENDED);
		return false;
	}

}

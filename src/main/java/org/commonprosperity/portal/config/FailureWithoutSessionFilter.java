package org.commonprosperity.portal.config;

import java.io.IOException;
import java.util.Arrays;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the page about a failure be drawn without the session. Sessions are in the
 * database: if it is the database that fails, looking for the session again would fail
 * the page as well, and the reader would see the server's bare one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class FailureWithoutSessionFilter extends OncePerRequestFilter {

	private final String sessionCookie;

	FailureWithoutSessionFilter(@Value("${server.servlet.session.cookie.name}") String sessionCookie) {
		this.sessionCookie = sessionCookie;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getDispatcherType() != DispatcherType.ERROR
				|| request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(new HttpServletRequestWrapper(request) {

			@Override
			public Cookie @Nullable [] getCookies() {
				Cookie[] cookies = super.getCookies();
				return (cookies == null) ? null : Arrays.stream(cookies)
					.filter((cookie) -> !cookie.getName().equals(FailureWithoutSessionFilter.this.sessionCookie))
					.toArray(Cookie[]::new);
			}

		}, response);
	}

}

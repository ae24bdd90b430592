package org.commonprosperity.portal.config;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Where the token of a form is kept: of an official's form in the session. The few forms
 * for people who are not signed in yet (sign-in, set-up, a one-time link) keep theirs in
 * a cookie of their own, so that looking at a public page never starts a session.
 */
class FormTokens implements CsrfTokenRepository {

	private final HttpSessionCsrfTokenRepository session = new HttpSessionCsrfTokenRepository();

	private final CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();

	private final RequestMatcher open;

	FormTokens(RequestMatcher open) {
		this.open = open;
		this.cookie.setCookieName("form");
		this.cookie.setCookiePath("/");
		this.cookie.setCookieCustomizer((builder) -> builder.sameSite("Lax"));
	}

	@Override
	public CsrfToken generateToken(HttpServletRequest request) {
		return of(request).generateToken(request);
	}

	/**
	 * Signing in and out (no token) renews both. A form that comes without a session and
	 * so without its token starts no session either.
	 */
	@Override
	public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
		if (token == null) {
			this.session.saveToken(null, request, response);
			if (this.cookie.loadToken(request) != null) {
				this.cookie.saveToken(null, request, response);
			}
		}
		else if (this.open.matches(request) || drawsForm(request) || request.getSession(false) != null) {
			of(request).saveToken(token, request, response);
		}
	}

	@Override
	public @Nullable CsrfToken loadToken(HttpServletRequest request) {
		return of(request).loadToken(request);
	}

	private static boolean drawsForm(HttpServletRequest request) {
		return "GET".equals(request.getMethod());
	}

	private CsrfTokenRepository of(HttpServletRequest request) {
		return this.open.matches(request) ? this.cookie : this.session;
	}

}

package org.commonprosperity.portal.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.OfficialAuthentication;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * Lets a session go on as a deputy who acts for somebody, or as oneself again. As with a
 * sign-in, the session gets another number and the token of forms another value: a form
 * drawn before, in whichever tab, is kept and shown instead of being carried out in
 * another capacity.
 */
@Component
@RequiredArgsConstructor
class ActingSession {

	private final CsrfTokenRepository tokens;

	private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	void goOnAs(Official official, HttpServletRequest request, HttpServletResponse response) {
		Authentication before = SecurityContextHolder.getContext().getAuthentication();
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(OfficialAuthentication.of(official, (before != null) ? before.getDetails() : null));
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
		request.changeSessionId();
		this.tokens.saveToken(null, request, response);
	}

}

package org.commonprosperity.portal.account.web;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.DeputyService;
import org.commonprosperity.portal.account.Devices;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.SignInDetails;
import org.commonprosperity.portal.account.SignedOut;
import org.commonprosperity.portal.account.TooManyFailures;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationDetailsSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/**
 * What a browser brings to a sign-in and gets from it: it is known again the next time,
 * and led to what the official wanted.
 */
final class SignInAnswers {

	private SignInAnswers() {
	}

	@Component
	@RequiredArgsConstructor
	static class Details implements AuthenticationDetailsSource<HttpServletRequest, SignInDetails> {

		private final DeviceCookie cookie;

		@Override
		public SignInDetails buildDetails(HttpServletRequest request) {
			return new SignInDetails(request.getRemoteAddr(), this.cookie.read(request));
		}

	}

	@Component
	static class Success extends SavedRequestAwareAuthenticationSuccessHandler {

		private final Devices devices;

		private final DeviceCookie cookie;

		private final HeldForms heldForms;

		Success(Devices devices, DeviceCookie cookie, HeldForms heldForms) {
			this.devices = devices;
			this.cookie = cookie;
			this.heldForms = heldForms;
			setDefaultTargetUrl("/office");
		}

		@Override
		public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
				Authentication authentication) throws ServletException, IOException {
			if (authentication.getPrincipal() instanceof Official official) {
				List<String> known = this.cookie.read(request);
				this.cookie.write(request, response, this.devices.remember(official, known), known);
				if (this.heldForms.of(request, official).isPresent()) {
					clearAuthenticationAttributes(request);
					getRedirectStrategy().sendRedirect(request, response, ResumeController.ADDRESS);
					return;
				}
			}
			super.onAuthenticationSuccess(request, response, authentication);
		}

	}

	@Component
	static class Failure implements AuthenticationFailureHandler {

		@Override
		public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
				AuthenticationException exception) throws IOException, ServletException {
			SignInRefusal refusal = new SignInRefusal("signin.refused", 0);
			if (exception instanceof TooManyFailures tooMany) {
				response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
				response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(tooMany.seconds()));
				refusal = new SignInRefusal("signin.throttled", tooMany.minutes());
			}
			request.setAttribute(SignInRefusal.ATTRIBUTE, refusal);
			request.getRequestDispatcher(SignInRefusal.ADDRESS).forward(request, response);
		}

	}

	@Component
	@RequiredArgsConstructor
	static class Leaving implements LogoutHandler {

		private final DeputyService deputies;

		private final ApplicationEventPublisher events;

		/** Who acts for somebody stops that first and then leaves as oneself. */
		@Override
		public void logout(HttpServletRequest request, HttpServletResponse response,
				@Nullable Authentication authentication) {
			if (authentication != null && authentication.getPrincipal() instanceof Official official) {
				Official own = official.isActing() ? this.deputies.stop(official) : official;
				this.events.publishEvent(new SignedOut(own, request.getRemoteAddr()));
			}
		}

	}

}

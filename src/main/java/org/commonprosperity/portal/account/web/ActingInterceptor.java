package org.commonprosperity.portal.account.web;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.DeputyOverview;
import org.commonprosperity.portal.account.DeputyService;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Looks with every office request whether a deputy who acts for somebody may still do so,
 * and ends it otherwise; and holds back a form that was drawn in another capacity than
 * the one it comes in. For a page it looks up whom the official may act for, which the
 * layout offers.
 */
@Component
@RequiredArgsConstructor
class ActingInterceptor implements HandlerInterceptor, WebMvcConfigurer {

	/** Under this name the layout finds whom the official may act for. */
	private static final String STANDING_IN = "standingIn";

	private final DeputyOverview overview;

	private final DeputyService deputies;

	private final ActingSession session;

	private final HeldForms heldForms;

	private final Show show;

	/** Before a kept form is let go of. */
	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/office/**").order(-1);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || !(authentication.getPrincipal() instanceof Official official)) {
			return true;
		}
		Optional<DeputyOverview.Over> over = this.overview.over(official);
		if (over.isPresent()) {
			boolean kept = this.heldForms.keep(request, official);
			this.session.goOnAs(this.deputies.stop(official), request, response);
			String to = request.getContextPath() + (kept ? ResumeController.ADDRESS : "/office");
			RequestContextUtils.getOutputFlashMap(request)
				.put("problem", this.show.text("deputy.over." + over.get(), name(official)));
			RequestContextUtils.saveOutputFlashMap(to, request, response);
			response.sendRedirect(to);
			return false;
		}
		if (HeldForms.concerns(request) && isOfAnother(official, request.getParameter(HeldForm.OFFICIAL))) {
			this.heldForms.keep(request, official);
			response.sendRedirect(request.getContextPath() + ResumeController.ADDRESS);
			return false;
		}
		if (!official.isActing()) {
			request.setAttribute(STANDING_IN, this.overview.inForceFor(official));
		}
		return true;
	}

	private static boolean isOfAnother(Official official, @Nullable String capacity) {
		return capacity != null && !capacity.isBlank() && !capacity.equals(official.capacity());
	}

	private static String name(Official official) {
		Official.ActingFor absent = official.actingFor();
		return (absent != null) ? absent.fullName() : "";
	}

}

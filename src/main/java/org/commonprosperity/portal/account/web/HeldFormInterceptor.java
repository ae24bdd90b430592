package org.commonprosperity.portal.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets go of a kept form when it arrives where it was meant for.
 */
@Component
@RequiredArgsConstructor
class HeldFormInterceptor implements HandlerInterceptor, WebMvcConfigurer {

	private final HeldForms heldForms;

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/office/**");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (HeldForms.concerns(request) && request.getParameter(HeldForm.HELD) != null) {
			this.heldForms.drop(request);
		}
		return true;
	}

}

package org.commonprosperity.portal.employment.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.employment.EmploymentScope;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells the navigation of an office page whether workshops and placements concern the
 * official: of editors, those of one department alone.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class JobsNavInterceptor implements HandlerInterceptor, WebMvcConfigurer {

	private final EmploymentScope scope;

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/office/**");
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page == null || page.getViewName() == null || page.getViewName().startsWith("redirect:")) {
			return;
		}
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication != null && authentication.getPrincipal() instanceof Official official) {
			try {
				request.setAttribute("jobsConcern", this.scope.of(official).concerns());
			}
			catch (RuntimeException ex) {
				// the page itself is well and can do without one entry of its navigation
				log.warn("Whether workshops concern the official could not be asked", ex);
			}
		}
	}

}

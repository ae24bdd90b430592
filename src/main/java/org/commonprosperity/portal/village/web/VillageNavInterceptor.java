package org.commonprosperity.portal.village.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.village.EnclaveDesk;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells the navigation of an office page whether village income concerns the official:
 * not every editor keeps an enclave, and not every clerk a village.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class VillageNavInterceptor implements HandlerInterceptor, WebMvcConfigurer {

	private final EnclaveDesk enclaves;

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
				request.setAttribute("villagesConcern", this.enclaves.concerns(official));
			}
			catch (RuntimeException ex) {
				// the page itself is well and can do without one entry of its navigation
				log.warn("Whether village income concerns the official could not be asked", ex);
			}
		}
	}

}

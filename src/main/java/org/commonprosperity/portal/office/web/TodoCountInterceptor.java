package org.commonprosperity.portal.office.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.office.TodoList;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells the navigation of an office page how much there is to do. Asked after the page's
 * own work is done, so that the number is of now; not for a redirect, and not for the
 * page about a failure, which must be drawn whatever fails.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class TodoCountInterceptor implements HandlerInterceptor, WebMvcConfigurer {

	/** A page that knows its to-dos anyway gives their number under this name. */
	static final String COUNT = "todoCount";

	private final TodoList todos;

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/office/**");
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page == null || page.getViewName() == null || page.getViewName().startsWith("redirect:")
				|| page.getModel().containsKey(COUNT)) {
			return;
		}
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication != null && authentication.getPrincipal() instanceof Official official) {
			try {
				request.setAttribute(COUNT, this.todos.of(official).size());
			}
			catch (RuntimeException ex) {
				// the page itself is well; the start page will say what is wrong
				log.warn("The to-dos could not be counted", ex);
			}
		}
	}

}

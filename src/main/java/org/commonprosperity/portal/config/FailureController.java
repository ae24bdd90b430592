package org.commonprosperity.portal.config;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the server leads what went wrong outside the controllers: in a filter, or while a
 * page was being drawn. The reader sees the same pages as {@link ErrorPages} shows.
 */
@Controller
@RequiredArgsConstructor
class FailureController implements ErrorController {

	private final ErrorNumbers numbers;

	@RequestMapping("/error")
	ModelAndView error(HttpServletRequest request) {
		HttpStatus status = statusOf(request);
		ModelAndView page = ErrorPages.page(status);
		if (status.is5xxServerError()
				&& request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
			page.addObject("errorNumber", this.numbers.record(failure, request.getMethod(),
					String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))));
		}
		return page;
	}

	/** Who opens the address by hand finds no page there. */
	private static HttpStatus statusOf(HttpServletRequest request) {
		HttpStatus status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)
				? HttpStatus.resolve(code) : HttpStatus.NOT_FOUND;
		return (status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR;
	}

}

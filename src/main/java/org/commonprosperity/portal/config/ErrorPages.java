package org.commonprosperity.portal.config;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccessRefused;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.ResourceUrlProviderExposingInterceptor;

/**
 * One page for each thing that can go wrong, in the portal's own layout and words; no
 * text of an exception reaches a reader.
 */
@ControllerAdvice
@RequiredArgsConstructor
class ErrorPages {

	private final ErrorNumbers numbers;

	private final ApplicationEventPublisher events;

	private final ResourceUrlProvider assets;

	private final FormPages pages;

	@ExceptionHandler(NotOnRecord.class)
	ModelAndView notOnRecord(HttpServletRequest request) {
		return reopened(request) ? holding(request) : page(HttpStatus.NOT_FOUND);
	}

	/**
	 * Who opens an address that only takes a form, because it was left in the address
	 * bar, comes to the page that holds the form.
	 */
	@ExceptionHandler(HttpRequestMethodNotSupportedException.class)
	ModelAndView notOpened(HttpRequestMethodNotSupportedException failure, HttpServletRequest request,
			HttpServletResponse response) {
		return reopened(request) ? holding(request) : other(failure, request, response);
	}

	@ExceptionHandler(AccessDeniedException.class)
	ModelAndView denied(AccessDeniedException denied, HttpServletRequest request) {
		Official official = official();
		if (official == null) {
			// nobody is signed in: the fence leads to the sign-in page
			throw denied;
		}
		this.events.publishEvent(
				new AccessRefused(official, request.getMethod(), request.getRequestURI(), request.getRemoteAddr()));
		return page(HttpStatus.FORBIDDEN);
	}

	@ExceptionHandler(OptimisticLockingFailureException.class)
	ModelAndView stale() {
		return page(HttpStatus.CONFLICT);
	}

	@ExceptionHandler({ TypeMismatchException.class, BindException.class, HttpMessageNotReadableException.class })
	ModelAndView unreadable(HttpServletRequest request) {
		return reopened(request) ? holding(request) : page(HttpStatus.BAD_REQUEST);
	}

	@ExceptionHandler(Exception.class)
	ModelAndView other(Exception failure, HttpServletRequest request, HttpServletResponse response) {
		// no interceptor has done it where there is no handler: the page names the style
		// sheet that a reader has already, not another address of it
		request.setAttribute(ResourceUrlProviderExposingInterceptor.RESOURCE_URL_PROVIDER_ATTR, this.assets);
		if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
			known.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
			return page(HttpStatus.valueOf(known.getStatusCode().value()));
		}
		ModelAndView page = page(HttpStatus.INTERNAL_SERVER_ERROR);
		page.addObject("errorNumber", this.numbers.record(failure, request.getMethod(), request.getRequestURI()));
		return page;
	}

	private boolean reopened(HttpServletRequest request) {
		return List.of("GET", "HEAD").contains(request.getMethod()) && this.pages.takesOnly(request.getRequestURI());
	}

	private ModelAndView holding(HttpServletRequest request) {
		return new ModelAndView("redirect:" + this.pages.around(request.getRequestURI()));
	}

	/** The page of a status: one of its own, or that of its kind. */
	static ModelAndView page(HttpStatus status) {
		HttpStatus page = switch (status) {
			case NOT_FOUND, FORBIDDEN, CONFLICT, CONTENT_TOO_LARGE, TOO_MANY_REQUESTS -> status;
			case METHOD_NOT_ALLOWED -> HttpStatus.NOT_FOUND;
			default -> status.is4xxClientError() ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
		};
		return new ModelAndView("error/" + page.value(), status);
	}

	private static @Nullable Official official() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null && authentication.getPrincipal() instanceof Official official) ? official : null;
	}

}

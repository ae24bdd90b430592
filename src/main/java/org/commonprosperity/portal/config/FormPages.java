package org.commonprosperity.portal.config;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Which page holds the form that an address takes. Some addresses only take a form, which
 * stands on a page further up: who opens such an address, or turns the language over
 * after the form came back, is led there.
 */
@Component
class FormPages {

	private final SingletonSupplier<List<PathPattern>> opened;

	private final SingletonSupplier<List<PathPattern>> taken;

	FormPages(BeanFactory beans) {
		// asked for late: the filters are there before the controllers
		this.opened = SingletonSupplier.of(() -> patterns(beans, RequestMethod.GET));
		this.taken = SingletonSupplier.of(() -> patterns(beans, RequestMethod.POST));
	}

	/** Whether an address takes a form and opens no page of its own. */
	boolean takesOnly(String path) {
		PathPattern form = form(path);
		return form != null && !opens(path, form);
	}

	/** The nearest page at or above an address. */
	String around(String path) {
		PathPattern form = form(path);
		String at = path;
		while (!at.isEmpty() && !opens(at, form)) {
			at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
		}
		return at.isEmpty() ? "/" : at;
	}

	/** Whether a page opens at an address, by which a form at or below it is held. */
	private boolean opens(String path, @Nullable PathPattern form) {
		PathContainer parsed = PathContainer.parsePath(path);
		return this.opened.obtain()
			.stream()
			.anyMatch((page) -> page.matches(parsed) && (form == null || isOver(page, form)));
	}

	/**
	 * Whether a page lies over a form: what is a word of the form's address is the same
	 * word of the page's, and not a code or a quarter, as the last part of
	 * {@code /villages/dali/2025/withdraw} would be.
	 */
	private static boolean isOver(PathPattern page, PathPattern form) {
		String[] of = page.getPatternString().split("/");
		String[] in = form.getPatternString().split("/");
		for (int i = 0; i < Math.min(of.length, in.length); i++) {
			if (!in[i].contains("{") && !in[i].equals(of[i])) {
				return false;
			}
		}
		return true;
	}

	/** The most exact address that takes a form there; null if there is none. */
	private @Nullable PathPattern form(String path) {
		PathContainer parsed = PathContainer.parsePath(path);
		return this.taken.obtain()
			.stream()
			.filter((pattern) -> pattern.matches(parsed))
			.min(PathPattern.SPECIFICITY_COMPARATOR)
			.orElse(null);
	}

	private static List<PathPattern> patterns(BeanFactory beans, RequestMethod method) {
		return beans.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.stream()
			.filter((mapping) -> mapping.getMethodsCondition().getMethods().contains(method))
			.flatMap(FormPages::patterns)
			.toList();
	}

	private static Stream<PathPattern> patterns(RequestMappingInfo mapping) {
		return (mapping.getPathPatternsCondition() != null) ? mapping.getPathPatternsCondition().getPatterns().stream()
				: Stream.empty();
	}

}

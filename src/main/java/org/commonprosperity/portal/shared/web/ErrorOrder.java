package org.commonprosperity.portal.shared.web;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.spring6.util.DetailedError;

import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Puts the errors of a form into the order of its fields, so that the summary is read
 * from top to bottom like the form itself; validation reports them in no order. Templates
 * reach it as {@code errorOrder}.
 */
@Component("errorOrder")
public class ErrorOrder {

	private static final Pattern PATH = Pattern.compile("^([^.\\[]+)(?:\\[(\\d{1,6})])?(.*)");

	/**
	 * Sorts errors: what concerns the form as a whole first, then field by field, row by
	 * row and within a row by its fields.
	 * @param errors in any order
	 * @param form the form's object
	 */
	public List<DetailedError> of(List<DetailedError> errors, @Nullable Object form) {
		List<String> fields = (form != null) ? fields(form.getClass()) : List.of();
		return errors.stream()
			.sorted(Comparator.comparingInt((DetailedError error) -> fields.indexOf(name(error)))
				.thenComparingInt(ErrorOrder::row)
				.thenComparingInt((error) -> within(form, error)))
			.toList();
	}

	/** A message with the place where the name of its field goes, once it is known. */
	public String marked(String message) {
		return NamedErrors.PLACE + message;
	}

	private static List<String> fields(Class<?> type) {
		List<String> fields = new ArrayList<>();
		for (Field field : type.getDeclaredFields()) {
			fields.add(field.getName());
		}
		return fields;
	}

	/** The place of a field among those of its row. */
	private static int within(@Nullable Object form, DetailedError error) {
		Matcher path = PATH.matcher(error.getFieldName());
		if (form == null || !path.matches() || path.group(2) == null || path.group(3).isEmpty()) {
			return -1;
		}
		Field rows = ReflectionUtils.findField(form.getClass(), path.group(1));
		Class<?> row = (rows != null) ? ResolvableType.forField(rows).asCollection().resolveGeneric() : null;
		return (row != null) ? fields(row).indexOf(path.group(3).substring(1)) : -1;
	}

	private static String name(DetailedError error) {
		Matcher path = PATH.matcher(error.getFieldName());
		return path.matches() ? path.group(1) : "";
	}

	private static int row(DetailedError error) {
		Matcher path = PATH.matcher(error.getFieldName());
		return (path.matches() && path.group(2) != null) ? Integer.parseInt(path.group(2)) : -1;
	}

}

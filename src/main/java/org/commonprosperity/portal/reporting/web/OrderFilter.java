package org.commonprosperity.portal.reporting.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.reporting.OrderQuery;
import org.commonprosperity.portal.reporting.OrderWord;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Filter and order of the list of orders as they stand in its address. What makes no
 * sense counts as not said.
 */
@Getter
@Setter
class OrderFilter {

	private @Nullable String word;

	private @Nullable String department;

	private @Nullable String year;

	private @Nullable String project;

	private @Nullable String sort;

	private int page = 1;

	/** The query that the address means. */
	OrderQuery query() {
		Long year = number(this.year);
		OrderQuery.Sort sorting = constant(OrderQuery.Sort.class, this.sort);
		return new OrderQuery(constant(OrderWord.class, this.word), number(this.department),
				(year != null && year < 10_000) ? Integer.valueOf(year.intValue()) : null,
				(this.project != null && this.project.matches("[a-z0-9-]{1,40}")) ? this.project : null,
				(sorting != null) ? sorting : OrderQuery.Sort.DEADLINE);
	}

	/** Whether anything is left out of the list; templates read it. */
	public boolean isNarrowed() {
		OrderQuery query = query();
		return query.word() != null || query.department() != null || query.year() != null || query.project() != null;
	}

	/** The address of the list up to the number of the page. */
	String base() {
		OrderQuery query = query();
		return UriComponentsBuilder.fromPath("/office/orders")
			.queryParam("word", text(query.word()))
			.queryParam("department", text(query.department()))
			.queryParam("year", text(query.year()))
			.queryParam("project", text(query.project()))
			.queryParam("sort", query.sort())
			.encode()
			.toUriString() + "&";
	}

	private static Object text(@Nullable Object value) {
		return (value != null) ? value : "";
	}

	private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equalsIgnoreCase(name)) {
				return constant;
			}
		}
		return null;
	}

	private static @Nullable Long number(@Nullable String text) {
		return (text != null && text.matches("\\d{1,18}")) ? Long.valueOf(text) : null;
	}

}

package org.commonprosperity.portal.village.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.village.IncomeQuery;
import org.commonprosperity.portal.village.IncomeState;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Filter of the list of returns as it stands in its address. What makes no sense counts
 * as not said.
 */
@Getter
@Setter
class IncomeFilter {

	private @Nullable String village;

	private @Nullable String year;

	private @Nullable String state;

	private int page = 1;

	/** The query that the address means. */
	IncomeQuery query() {
		return new IncomeQuery((this.village != null && this.village.matches("[a-z0-9-]{1,40}")) ? this.village : null,
				(this.year != null && this.year.matches("(19|2\\d)\\d{2}")) ? Integer.valueOf(this.year) : null,
				constant(this.state));
	}

	/** Whether anything is left out of the list; templates read it. */
	public boolean isNarrowed() {
		IncomeQuery query = query();
		return query.village() != null || query.year() != null || query.state() != null;
	}

	/** The address of the list up to the number of the page. */
	String base() {
		IncomeQuery query = query();
		return UriComponentsBuilder.fromPath("/office/villages")
			.queryParam("village", text(query.village()))
			.queryParam("year", text(query.year()))
			.queryParam("state", text(query.state()))
			.encode()
			.toUriString() + "&";
	}

	private static Object text(@Nullable Object value) {
		return (value != null) ? value : "";
	}

	private static @Nullable IncomeState constant(@Nullable String name) {
		for (IncomeState state : IncomeState.values()) {
			if (state.name().equalsIgnoreCase(name)) {
				return state;
			}
		}
		return null;
	}

}

package org.commonprosperity.portal.employment.web;

import java.util.List;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.employment.PlacementBook;
import org.commonprosperity.portal.shared.web.Forms;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Filter of the list of placements. What a person is looked for by is sent in the body of
 * a form and never in an address, which logs and histories keep; the rest stands in the
 * address. What makes no sense counts as not said.
 */
@Getter
@Setter
class PlacementFilter {

	/** In the order in which a placement comes to them. */
	static final List<String> STANDINGS = List.of("ENTERED", "RETURNED", "RUNNING", "ENDED", "RETRACTED");

	private static final int LONGEST = 40;

	private @Nullable String q;

	private @Nullable String community;

	private @Nullable String group;

	private @Nullable String workshop;

	private @Nullable String standing;

	private int page = 1;

	/** The query that the form means. */
	PlacementBook.Query query() {
		String looked = Forms.text(this.q);
		return new PlacementBook.Query(
				(looked != null && looked.length() > LONGEST) ? looked.substring(0, LONGEST) : looked,
				(this.community != null && this.community.matches("[a-z0-9-]{1,40}")) ? this.community : null,
				(this.group != null && this.group.matches("[A-Z_]{1,30}")) ? this.group : null,
				(this.workshop != null && this.workshop.matches("\\d{1,18}")) ? Long.valueOf(this.workshop) : null,
				(this.standing != null && STANDINGS.contains(this.standing)) ? this.standing : null);
	}

	/** Whether anything is left out of the list; templates read it. */
	public boolean isNarrowed() {
		PlacementBook.Query query = query();
		return query.looked() != null || query.community() != null || query.group() != null || query.workshop() != null
				|| query.standing() != null;
	}

	/** The address of the list up to the number of the page. */
	String base() {
		return address("/office/jobs/placements") + "&";
	}

	/** The address of a list that is narrowed the same way. */
	String address(String path) {
		PlacementBook.Query query = query();
		return UriComponentsBuilder.fromPath(path)
			.queryParam("community", text(query.community()))
			.queryParam("group", text(query.group()))
			.queryParam("workshop", (query.workshop() != null) ? query.workshop() : "")
			.queryParam("standing", text(query.standing()))
			.build()
			.toUriString();
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}

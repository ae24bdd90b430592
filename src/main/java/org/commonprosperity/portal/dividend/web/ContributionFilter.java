package org.commonprosperity.portal.dividend.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.dividend.ContributionRoll;
import org.commonprosperity.portal.dividend.ContributionRoll.Standing;
import org.commonprosperity.portal.shared.web.Forms;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Filter of the list of contributions as it stands in its address. What makes no sense
 * counts as not said.
 */
@Getter
@Setter
class ContributionFilter {

	private static final int LONGEST = 40;

	private @Nullable String project;

	private @Nullable String q;

	private @Nullable String standing;

	private int page = 1;

	/** The query that the address means. */
	ContributionRoll.Query query() {
		String looked = Forms.text(this.q);
		return new ContributionRoll.Query(
				(this.project != null && this.project.matches("[a-z0-9-]{1,40}")) ? this.project : null,
				(looked != null && looked.length() > LONGEST) ? looked.substring(0, LONGEST) : looked,
				constant(this.standing));
	}

	/** Whether anything is left out of the list; templates read it. */
	public boolean isNarrowed() {
		ContributionRoll.Query query = query();
		return query.project() != null || query.looked() != null || query.standing() != null;
	}

	/** The address of the list up to the number of the page. */
	String base() {
		ContributionRoll.Query query = query();
		return UriComponentsBuilder.fromPath("/office/dividends/contributions")
			.queryParam("project", text(query.project()))
			.queryParam("q", "{q}")
			.queryParam("standing", (query.standing() != null) ? query.standing() : "")
			.encode()
			.buildAndExpand(text(query.looked()))
			.toUriString() + "&";
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	private static @Nullable Standing constant(@Nullable String name) {
		for (Standing standing : Standing.values()) {
			if (standing.name().equalsIgnoreCase(name)) {
				return standing;
			}
		}
		return null;
	}

}

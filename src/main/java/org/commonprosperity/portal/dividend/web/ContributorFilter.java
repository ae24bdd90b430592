package org.commonprosperity.portal.dividend.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.dividend.ContributorRoll;
import org.commonprosperity.portal.shared.web.Forms;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Filter of the list of contributors as it stands in its address. What makes no sense
 * counts as not said.
 */
@Getter
@Setter
class ContributorFilter {

	private static final int LONGEST = 40;

	private @Nullable String q;

	private @Nullable String community;

	private @Nullable String type;

	private int page = 1;

	/** The query that the address means. */
	ContributorRoll.Query query() {
		String looked = Forms.text(this.q);
		return new ContributorRoll.Query(
				(looked != null && looked.length() > LONGEST) ? looked.substring(0, LONGEST) : looked,
				(this.community != null && this.community.matches("[a-z0-9-]{1,40}")) ? this.community : null,
				(this.type != null && this.type.matches("[A-Z_]{1,30}")) ? this.type : null);
	}

	/** Whether anything is left out of the list; templates read it. */
	public boolean isNarrowed() {
		ContributorRoll.Query query = query();
		return query.looked() != null || query.community() != null || query.contributorClass() != null;
	}

	/** The address of the list up to the number of the page. */
	String base() {
		ContributorRoll.Query query = query();
		return UriComponentsBuilder.fromPath("/office/dividends/contributors")
			.queryParam("q", "{q}")
			.queryParam("community", text(query.community()))
			.queryParam("type", text(query.contributorClass()))
			.encode()
			.buildAndExpand(text(query.looked()))
			.toUriString() + "&";
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}

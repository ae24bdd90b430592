package org.commonprosperity.portal.dividend.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.dividend.RunBook;
import org.commonprosperity.portal.shared.web.Forms;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Filter of a run's lines as it stands in its address. What makes no sense counts as not
 * said.
 */
@Getter
@Setter
class RunFilter {

	private static final int LONGEST = 40;

	private @Nullable String q;

	private @Nullable String year;

	/** {@code differing}: only lines that post something. */
	private @Nullable String show;

	private int page = 1;

	private int gappage = 1;

	/** The query that the address means. */
	RunBook.Query query() {
		String looked = Forms.text(this.q);
		return new RunBook.Query("differing".equals(this.show),
				(this.year != null && this.year.matches("(19|2\\d)\\d{2}")) ? Integer.valueOf(this.year) : null,
				(looked != null && looked.length() > LONGEST) ? looked.substring(0, LONGEST) : looked);
	}

	/** Whether anything is left out of the lines; templates read it. */
	public boolean isNarrowed() {
		RunBook.Query query = query();
		return query.differing() || query.year() != null || query.looked() != null;
	}

	/** The address of the lines up to the number of the page. */
	String base(long run) {
		RunBook.Query query = query();
		String looked = query.looked();
		return UriComponentsBuilder.fromPath("/office/dividends/runs/" + run)
			.queryParam("q", "{q}")
			.queryParam("year", (query.year() != null) ? query.year() : "")
			.queryParam("show", query.differing() ? "differing" : "")
			.encode()
			.buildAndExpand((looked != null) ? looked : "")
			.toUriString() + "&";
	}

}

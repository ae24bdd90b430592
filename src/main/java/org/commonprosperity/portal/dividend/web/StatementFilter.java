package org.commonprosperity.portal.dividend.web;

import java.time.LocalDate;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.Forms;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a statement, or the list of them, is narrowed to, as it stands in the address.
 */
@Getter
@Setter
class StatementFilter {

	private static final int LONGEST = 100;

	private @Nullable String word;

	private @Nullable String project;

	private @Nullable String from;

	private @Nullable String to;

	private int page = 1;

	@Nullable String word() {
		String typed = Forms.text(this.word);
		return (typed != null && typed.length() > LONGEST) ? typed.substring(0, LONGEST) : typed;
	}

	@Nullable String project() {
		return (this.project != null && this.project.matches("[a-z0-9-]{1,40}")) ? this.project : null;
	}

	@Nullable LocalDate from() {
		return date(this.from);
	}

	@Nullable LocalDate to() {
		return date(this.to);
	}

	/** Whether days were typed that cannot be read, or end before they begin. */
	public boolean isWrong() {
		LocalDate first = from();
		LocalDate last = to();
		boolean unread = Forms.text(this.from) != null && first == null || Forms.text(this.to) != null && last == null;
		return unread || first != null && last != null && last.isBefore(first) || early(first) || early(last);
	}

	private static boolean early(@Nullable LocalDate day) {
		return day != null && (day.getYear() < 1990 || day.getYear() > 2999);
	}

	/** The address of the list up to the number of the page. */
	String base(String page) {
		return UriComponentsBuilder.fromPath(page)
			.queryParam("word", (word() != null) ? word() : "")
			.encode()
			.toUriString() + "&";
	}

	private static @Nullable LocalDate date(@Nullable String typed) {
		String text = Forms.text(typed);
		return (text != null) ? Forms.date(text) : null;
	}

}

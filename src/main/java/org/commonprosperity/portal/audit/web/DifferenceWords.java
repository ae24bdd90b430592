package org.commonprosperity.portal.audit.web;

import java.util.regex.Pattern;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Differences and actions in words, in the reader's language. Templates reach it as
 * {@code words}.
 */
@Component("words")
@RequiredArgsConstructor
public class DifferenceWords {

	private static final Pattern KEY = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");

	private final Show show;

	/** What differs, the part of the record first where it has parts. */
	public String label(Difference difference) {
		String field = this.show.text("field." + difference.field());
		return (difference.subject() != null) ? difference.subject() + " · " + field : field;
	}

	/** A value as it is read; a value in braces stands for a message. */
	public String value(@Nullable String value) {
		if (value == null) {
			return this.show.text("difference.none");
		}
		return KEY.matcher(value).matches() ? this.show.text(value.substring(1, value.length() - 1)) : value;
	}

	/** An action such as {@code met.approved}: what, and what was done with it. */
	public String action(String action) {
		int dot = action.lastIndexOf('.');
		return this.show.text("change." + action.substring(0, dot)) + " · "
				+ this.show.text("history." + action.substring(dot + 1));
	}

}

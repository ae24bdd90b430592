package org.commonprosperity.portal.account.web;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Text as it is kept, however it was typed.
 */
final class Trimmed {

	private Trimmed() {
	}

	static String text(@Nullable String typed) {
		return (typed != null) ? typed.strip() : "";
	}

	static @Nullable String orNull(@Nullable String typed) {
		String text = text(typed);
		return text.isEmpty() ? null : text;
	}

	static String username(@Nullable String typed) {
		return text(typed).toLowerCase(Locale.ROOT);
	}

}

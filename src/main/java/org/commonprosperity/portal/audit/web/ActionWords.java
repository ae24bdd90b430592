package org.commonprosperity.portal.audit.web;

import java.util.Locale;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Actions of the trail in words. The trail is kept for good, and an action that nobody
 * words any more is shown as it was written, never left out. Templates reach it as
 * {@code @actions}.
 */
@Component("actions")
@RequiredArgsConstructor
@NamedInterface("words")
public class ActionWords {

	private final MessageSource messages;

	/**
	 * The words of an action: its own, or, for a change of a record such as
	 * {@code met.approved}, those of its history.
	 */
	public String label(String action) {
		String own = text("audit.action." + action);
		if (own != null) {
			return own;
		}
		int dot = action.lastIndexOf('.');
		String change = text("change." + action.substring(0, Math.max(0, dot)));
		String step = text("history." + action.substring(dot + 1));
		return (change != null && step != null) ? change + " · " + step : action;
	}

	/** A detail in words; a name or a number stays as it is. */
	public String detail(String detail) {
		String reason = text("audit.reason." + detail);
		return (reason != null) ? reason : detail;
	}

	private @Nullable String text(String key) {
		Locale locale = LocaleContextHolder.getLocale();
		return this.messages.getMessage(key, null, null, locale);
	}

}

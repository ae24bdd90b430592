package org.commonprosperity.portal.shared;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * One thing that an official has to do.
 *
 * @param kind what sort of thing, the last part of a message key {@code todo.kind.}
 * @param title what it is about, in the record's own words
 * @param titleEn that in English, or null where there is none
 * @param about what is to be done there, a message key, or null
 * @param detail a few words more in the record's own words, or null
 * @param due the day by which it is to be done, or null if it has none
 * @param address where to do it, a path on this portal
 */
public record Todo(String kind, String title, @Nullable String titleEn, @Nullable String about, @Nullable String detail,
		@Nullable LocalDate due, String address) {

	/** A thing whose title has no English of its own. */
	public Todo(String kind, String title, @Nullable String about, @Nullable String detail, @Nullable LocalDate due,
			String address) {
		this(kind, title, null, about, detail, due, address);
	}

	/** Whether it stands for several things at once, and its title is how many. */
	public boolean counts() {
		return !this.title.isEmpty() && this.title.chars().allMatch(Character::isDigit);
	}

}

package org.commonprosperity.portal.shared;

import java.time.LocalDate;
import java.time.YearMonth;

import lombok.With;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an official has to do. Title, what is to be done there, month and
 * subject together tell it apart from every other, so that its link can be read alone.
 *
 * @param kind what sort of thing, the last part of a message key {@code todo.kind.}
 * @param title what it is about, in the record's own words
 * @param titleEn that in English, or null where there is none
 * @param about what is to be done there, a message key, or null
 * @param month the month that it is about, or null
 * @param subject the part of the record that it is about, in the record's own words, or
 * null
 * @param detail a few words more in the record's own words, or null
 * @param discreet whether these words stay on the portal, and go into no e-mail
 * @param due the day by which it is to be done, or null if it has none
 * @param returnedOn the day on which it came back to be mended, or null if it did not
 * @param address where to do it, a path on this portal
 * @param begin where a press of a button begins it, a path that takes a form without
 * fields; or null
 */
@With
public record Todo(String kind, String title, @Nullable String titleEn, @Nullable String about,
		@Nullable YearMonth month, @Nullable String subject, @Nullable String detail, boolean discreet,
		@Nullable LocalDate due, @Nullable LocalDate returnedOn, String address, @Nullable String begin) {

	/** A thing of which no more is known than what it is about and where to do it. */
	public Todo(String kind, String title, @Nullable String titleEn, String address) {
		this(kind, title, titleEn, null, null, null, null, false, null, null, address, null);
	}

	/** A thing whose title has no English of its own. */
	public Todo(String kind, String title, String address) {
		this(kind, title, null, address);
	}

	/** Whether it stands for several things at once, and its title is how many. */
	public boolean counts() {
		return !this.title.isEmpty() && this.title.chars().allMatch(Character::isDigit);
	}

}

package org.commonprosperity.portal.care;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * How far ahead activities are shown to everybody: thirty days, and never less than to
 * the end of the month.
 */
public final class ComingRule {

	/** How many days ahead an activity shows. */
	public static final int DAYS = 30;

	private ComingRule() {
	}

	/** The last day of which activities show on a day. */
	public static LocalDate last(LocalDate today) {
		LocalDate ahead = today.plusDays(DAYS);
		LocalDate month = YearMonth.from(today).atEndOfMonth();
		return ahead.isAfter(month) ? ahead : month;
	}

	/** The first day on which an activity of a day shows. */
	public static LocalDate shownFrom(LocalDate day) {
		LocalDate first = day.minusDays(DAYS);
		LocalDate month = day.withDayOfMonth(1);
		return first.isBefore(month) ? first : month;
	}

}

package org.commonprosperity.portal.publication.web;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

import org.commonprosperity.portal.shared.NotOnRecord;
import org.jspecify.annotations.Nullable;

/**
 * The months of the table of lights: the last twelve, or those of a year.
 *
 * @param from first month
 * @param to last month
 * @param years the years that can be asked for, the latest first
 */
record LightsSpan(YearMonth from, YearMonth to, SortedSet<Integer> years) {

	private static final int MONTHS = 12;

	/**
	 * The months that an address asks for.
	 * @param year the year in the address, or null
	 * @param closed the months that closed
	 * @throws NotOnRecord if there is nothing of the year
	 */
	static LightsSpan of(@Nullable String year, SortedSet<YearMonth> closed, YearMonth now) {
		int first = closed.isEmpty() ? now.getYear() : closed.first().getYear();
		SortedSet<Integer> years = new TreeSet<>(Comparator.reverseOrder());
		for (int one = first; one <= now.getYear(); one++) {
			years.add(one);
		}
		if (year == null) {
			return new LightsSpan(now.minusMonths(MONTHS - 1), now, years);
		}
		if (!year.matches("20\\d{2}") || !years.contains(Integer.valueOf(year))) {
			throw new NotOnRecord("year " + year);
		}
		YearMonth from = YearMonth.of(Integer.parseInt(year), 1);
		YearMonth to = from.plusMonths(MONTHS - 1);
		return new LightsSpan(from, to.isAfter(now) ? now : to, years);
	}

}

package org.commonprosperity.portal.shared;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;

/**
 * A calendar month as the rhythm of reporting knows it.
 *
 * @param month the month
 */
public record ReportingMonth(YearMonth month) implements Comparable<ReportingMonth> {

	public ReportingMonth {
		Objects.requireNonNull(month, "month");
	}

	public static ReportingMonth of(LocalDate day) {
		return new ReportingMonth(YearMonth.from(day));
	}

	public LocalDate firstDay() {
		return this.month.atDay(1);
	}

	public LocalDate lastDay() {
		return this.month.atEndOfMonth();
	}

	public ReportingMonth next() {
		return new ReportingMonth(this.month.plusMonths(1));
	}

	@Override
	public int compareTo(ReportingMonth other) {
		return this.month.compareTo(other.month);
	}

	@Override
	public String toString() {
		return this.month.toString();
	}

}

package org.commonprosperity.portal.shared;

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

	@Override
	public int compareTo(ReportingMonth other) {
		return this.month.compareTo(other.month);
	}

	@Override
	public String toString() {
		return this.month.toString();
	}

}

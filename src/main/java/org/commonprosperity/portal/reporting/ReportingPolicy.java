package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

import org.jspecify.annotations.Nullable;

/**
 * What the district has set for its monthly reports: a version of the policy, which holds
 * from a month until the next version.
 *
 * @param id number of the version
 * @param dueDay day of the next month by which a month's report is due; moved to the next
 * working day
 * @param opensDay day of the month itself from which its report can be filled in
 * @param lateMonths how many months after its due day a report can still be made up
 * @param validFrom the first month that it holds for
 * @param setByName who set it, null for the one that the portal came with
 * @param setAt when
 */
public record ReportingPolicy(long id, int dueDay, int opensDay, int lateMonths, YearMonth validFrom,
		@Nullable String setByName, Instant setAt) {

	/** The day from which a month's report can be filled in. */
	public LocalDate opensOn(YearMonth month) {
		return month.atDay(this.opensDay);
	}

	/** The day by which it is due, were every day worked. */
	LocalDate nominalDueOn(YearMonth month) {
		return month.plusMonths(1).atDay(this.dueDay);
	}

	/** The last day on which it can be made up. */
	public LocalDate closesOn(LocalDate dueOn) {
		return dueOn.plusMonths(this.lateMonths);
	}

}

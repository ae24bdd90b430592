package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import org.commonprosperity.portal.organisation.WorkingDays;

/**
 * Policies and working days together: which day is which month's due day.
 *
 * @param policies every version, the latest to hold first
 * @param days the working days of the months that are asked for
 */
record ReportingCalendar(List<ReportingPolicy> policies, WorkingDays.Calendar days) {

	ReportingCalendar {
		policies = List.copyOf(policies);
	}

	/** The policy that holds for a month. */
	ReportingPolicy policy(YearMonth month) {
		return this.policies.stream()
			.filter((policy) -> !policy.validFrom().isAfter(month))
			.findFirst()
			.orElse(this.policies.get(this.policies.size() - 1));
	}

	/** The last day on which a month's report is in time. */
	LocalDate dueOn(YearMonth month) {
		return this.days.nextWorkingDayFrom(policy(month).nominalDueOn(month));
	}

}

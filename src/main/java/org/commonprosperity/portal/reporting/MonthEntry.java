package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

import org.commonprosperity.portal.project.MonthRecord;
import org.commonprosperity.portal.project.MonthRecord.Report;
import org.commonprosperity.portal.shared.ReportingMonth;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of a month for which a report is owed.
 *
 * @param month the month
 * @param opensOn the first day on which its report can be written
 * @param dueOn the last day on which its report is in time
 * @param closesOn the last day on which it can be made up
 * @param submittedAt when its report first came, null if it has not
 * @param approved whether a version of its report is approved
 * @param close how it closed, the latest version; null as long as it is open
 */
record MonthEntry(YearMonth month, LocalDate opensOn, LocalDate dueOn, LocalDate closesOn,
		@Nullable Instant submittedAt, boolean approved, @Nullable StoredClose close) {

	Report report(LocalDate today, ZoneId zone) {
		if (this.submittedAt != null) {
			return LocalDate.ofInstant(this.submittedAt, zone).isAfter(this.dueOn) ? Report.LATE : Report.IN_TIME;
		}
		return today.isAfter(this.dueOn) ? Report.MISSING : Report.NOT_DUE;
	}

	MonthRecord record(LocalDate today, ZoneId zone) {
		return new MonthRecord(new ReportingMonth(this.month), report(today, zone),
				(this.close != null) ? this.close.forLight() : null);
	}

	MonthState state(LocalDate today, ZoneId zone) {
		Report report = report(today, zone);
		if (this.approved) {
			return (report == Report.LATE) ? MonthState.APPROVED_LATE : MonthState.APPROVED;
		}
		return switch (report) {
			case NOT_DUE -> MonthState.OPEN;
			case MISSING -> MonthState.MISSING;
			case IN_TIME, LATE -> MonthState.SUBMITTED;
		};
	}

}

package org.commonprosperity.portal.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectPlan;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells whether a month's report can be written now: not before the month has gone far
 * enough, not after the time to make it up is over unless the coordinating office opened
 * it again, and not while it is with that office or approved.
 */
@Component
@RequiredArgsConstructor
class ReportLocks {

	private final JdbcClient jdbc;

	private final ProjectOverview projects;

	private final MonthLedger ledger;

	private final ReportingPolicies policies;

	private final Clock clock;

	/** Why the month is locked; null if it is open. */
	@Nullable ReportLock of(long projectId, YearMonth month) {
		ProjectPlan plan = this.projects.plan(projectId);
		if (!OwedMonthsRule.owes(plan, month)) {
			return new ReportLock(ReportLock.Reason.NOT_OWED, null);
		}
		LocalDate today = LocalDate.now(this.clock);
		ReportingCalendar calendar = this.policies.calendar(month, month);
		ReportingPolicy policy = calendar.policy(month);
		if (today.isBefore(policy.opensOn(month))) {
			return new ReportLock(ReportLock.Reason.TOO_EARLY, policy.opensOn(month));
		}
		String state = this.jdbc.sql("""
				select state from progress_report where project_id = ? and month = ?
				order by revision desc limit 1""")
			.param(projectId)
			.param(month.atDay(1))
			.query(String.class)
			.optional()
			.orElse(ReportState.DRAFT.name());
		if (state.equals(ReportState.SUBMITTED.name())) {
			return new ReportLock(ReportLock.Reason.SUBMITTED, null);
		}
		if (state.equals(ReportState.APPROVED.name())) {
			return new ReportLock(ReportLock.Reason.APPROVED, null);
		}
		LocalDate dueOn = this.ledger.entries(plan)
			.stream()
			.filter((entry) -> entry.month().equals(month))
			.map(MonthEntry::dueOn)
			.findFirst()
			.orElseGet(() -> calendar.dueOn(month));
		LocalDate until = later(policy.closesOn(dueOn), reopenedUntil(projectId, month));
		boolean returnedOrCorrected = this.jdbc.sql(
				"select count(*) from progress_report where project_id = ? and month = ? and first_submitted_at is not null")
			.param(projectId)
			.param(month.atDay(1))
			.query(Long.class)
			.single() > 0;
		return (!returnedOrCorrected && today.isAfter(until)) ? new ReportLock(ReportLock.Reason.TOO_LATE, until)
				: null;
	}

	/**
	 * Refuses where the month is locked.
	 */
	void requireOpen(long projectId, YearMonth month) {
		ReportLock lock = of(projectId, month);
		if (lock != null) {
			throw new Refusal(null, "report.lock." + lock.reason(),
					(lock.until() != null) ? lock.until().toString() : "");
		}
	}

	private @Nullable LocalDate reopenedUntil(long projectId, YearMonth month) {
		return this.jdbc.sql("select max(until) from report_reopening where project_id = ? and month = ?")
			.param(projectId)
			.param(month.atDay(1))
			.query(LocalDate.class)
			.optional()
			.orElse(null);
	}

	private static LocalDate later(LocalDate one, @Nullable LocalDate other) {
		return (other != null && other.isAfter(one)) ? other : one;
	}

}

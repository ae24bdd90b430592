package org.commonprosperity.portal.reporting;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.organisation.WorkingDays;
import org.commonprosperity.portal.shared.Refusal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The reporting policy, version by version. A version that has held for a month is never
 * changed, so that a close can always name the one that it was made under.
 */
@Service
@RequiredArgsConstructor
public class ReportingPolicies {

	private static final String RECORD = "policy";

	private final JdbcClient jdbc;

	private final WorkingDays workingDays;

	private final AuditService audit;

	private final Clock clock;

	/** Every version, the latest to hold first. */
	@Transactional(readOnly = true)
	public List<ReportingPolicy> all() {
		return this.jdbc.sql("select * from reporting_policy order by valid_from desc")
			.query((row, index) -> new ReportingPolicy(row.getLong("id"), row.getInt("due_day"),
					row.getInt("opens_day"), row.getInt("late_months"),
					YearMonth.from(row.getObject("valid_from", LocalDate.class)), row.getString("set_by_name"),
					row.getTimestamp("set_at").toInstant()))
			.list();
	}

	/** The version that holds for a month. */
	@Transactional(readOnly = true)
	public ReportingPolicy of(YearMonth month) {
		return all().stream().filter((policy) -> !policy.validFrom().isAfter(month)).findFirst().orElseThrow();
	}

	/** The version that holds for the current month. */
	@Transactional(readOnly = true)
	public ReportingPolicy current() {
		return of(YearMonth.now(this.clock));
	}

	/** The first month to come that has no version of its own. */
	@Transactional(readOnly = true)
	public YearMonth nextFree() {
		Set<YearMonth> taken = all().stream().map(ReportingPolicy::validFrom).collect(Collectors.toSet());
		return Stream.iterate(YearMonth.now(this.clock).plusMonths(1), (month) -> month.plusMonths(1))
			.filter((month) -> !taken.contains(month))
			.findFirst()
			.orElseThrow();
	}

	/** Policies and working days for a stretch of months. */
	@Transactional(readOnly = true)
	ReportingCalendar calendar(YearMonth from, YearMonth to) {
		return new ReportingCalendar(all(), this.workingDays.between(from.atDay(1), to.plusMonths(2).atEndOfMonth()));
	}

	/**
	 * Sets the policy from a month on.
	 * @param validFrom the current month or a later one
	 * @param by a system administrator
	 * @throws Refusal if the month is past or has a version of its own that holds already
	 */
	@Transactional
	public void set(int dueDay, int opensDay, int lateMonths, YearMonth validFrom, Official by) {
		if (!by.is(Role.ADMIN)) {
			throw new AccessDeniedException("settings are the administrator's");
		}
		YearMonth now = YearMonth.now(this.clock);
		if (validFrom.isBefore(now)) {
			throw new Refusal("validFrom", "policy.refusal.past", now.toString());
		}
		this.jdbc.sql("lock table reporting_policy in share row exclusive mode").update();
		List<ReportingPolicy> all = all();
		if (all.stream().anyMatch((policy) -> policy.validFrom().equals(validFrom))) {
			throw new Refusal("validFrom", "policy.refusal.taken", validFrom.toString());
		}
		ReportingPolicy before = all.stream()
			.filter((policy) -> policy.validFrom().isBefore(validFrom))
			.findFirst()
			.orElseThrow();
		this.jdbc.sql("""
				insert into reporting_policy (due_day, opens_day, late_months, valid_from, set_by, set_by_name, set_at)
				values (?, ?, ?, ?, ?, ?, ?)""")
			.param(dueDay)
			.param(opensDay)
			.param(lateMonths)
			.param(validFrom.atDay(1))
			.param(by.id())
			.param(by.signature())
			.param(Timestamp.from(this.clock.instant()))
			.update();
		this.audit.changed(RECORD, validFrom.toString(), "policy.set", by, null, List.of(
				new Difference("dueDay", null, String.valueOf(before.dueDay()), String.valueOf(dueDay)),
				new Difference("opensDay", null, String.valueOf(before.opensDay()), String.valueOf(opensDay)),
				new Difference("lateMonths", null, String.valueOf(before.lateMonths()), String.valueOf(lateMonths))));
	}

}

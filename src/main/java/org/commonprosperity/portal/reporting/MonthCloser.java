package org.commonprosperity.portal.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.FactsWillChange;
import org.commonprosperity.portal.project.LightAssessment;
import org.commonprosperity.portal.project.LightRule;
import org.commonprosperity.portal.project.MilestoneCorrected;
import org.commonprosperity.portal.project.MonthRecord;
import org.commonprosperity.portal.project.PlanFacts;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectPlan;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Closes the months of the projects and keeps how they closed. A month closes when its
 * report is approved, or at the end of its due day if that comes first. One approved
 * while the month still runs closes with the month's last day, because a close looks at
 * that day: what is still to begin or due until then is not late yet. Whoever changes
 * facts after a close was due causes it to be written first, so that it knows the facts
 * of its moment and none later, whenever it is written.
 */
@Service
@RequiredArgsConstructor
class MonthCloser {

	private final JdbcClient jdbc;

	private final ProjectOverview projects;

	private final MonthLedger ledger;

	private final ReportingPolicies policies;

	private final CloseReasons reasons;

	private final JsonMapper json;

	private final Clock clock;

	/**
	 * Closes the months of a project whose due day is over, and those that are over
	 * themselves and were approved before.
	 */
	@Transactional
	public void closeDue(long projectId) {
		this.jdbc.sql("select id from project where id = ? for update").param(projectId).query(Long.class).single();
		LocalDate today = LocalDate.now(this.clock);
		ProjectPlan plan = this.projects.plan(projectId);
		List<MonthEntry> open = this.ledger.entries(plan)
			.stream()
			.filter((month) -> month.close() == null && OwedMonthsRule.owes(plan, month.month()))
			.toList();
		for (MonthEntry month : open) {
			LocalDate last = month.approved() ? month.month().atEndOfMonth() : month.dueOn();
			if (today.isAfter(last)) {
				close(plan, month, month.approved() ? Cause.APPROVED : Cause.DUE_DAY,
						last.plusDays(1).atStartOfDay(this.clock.getZone()).toInstant());
			}
		}
	}

	/** Closes a month whose report is approved, if it is over and open. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void closeApproved(long projectId, YearMonth month) {
		if (!LocalDate.now(this.clock).isAfter(month.atEndOfMonth())) {
			return;
		}
		ProjectPlan plan = this.projects.plan(projectId);
		this.ledger.entries(plan)
			.stream()
			.filter((entry) -> entry.month().equals(month) && entry.close() == null)
			.findFirst()
			.ifPresent((entry) -> close(plan, entry, Cause.APPROVED, this.clock.instant()));
	}

	/** A correction of a month's report writes a revised close beside the month's. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void reviseCorrected(long projectId, YearMonth month, int revisionBefore) {
		boolean revised = this.jdbc
			.sql("select count(*) from month_close where project_id = ? and month = ? and revision > ?")
			.param(projectId)
			.param(month.atDay(1))
			.param(revisionBefore)
			.query(Long.class)
			.single() > 0;
		if (!revised) {
			revise(projectId, month, (known, closedOn) -> known);
		}
	}

	/** The latest version of a month's close, 0 as long as it is open. */
	@Transactional(propagation = Propagation.MANDATORY)
	public int revisionOf(long projectId, YearMonth month) {
		return this.jdbc.sql("select coalesce(max(revision), 0) from month_close where project_id = ? and month = ?")
			.param(projectId)
			.param(month.atDay(1))
			.query(Integer.class)
			.single();
	}

	/** The facts are about to change: what is due closes with those of now. */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	public void on(FactsWillChange event) {
		closeDue(event.projectId());
	}

	/**
	 * A correction of facts writes a revised close beside each one that knew the wrong
	 * ones, and beside those after it that remember it.
	 */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	public void on(MilestoneCorrected event) {
		revise(event.projectId(), null,
				(known, closedOn) -> RevisedFactsRule.revise(known, event.was(), event.now(), closedOn));
	}

	private void close(ProjectPlan plan, MonthEntry month, Cause cause, Instant at) {
		LocalDate known = LocalDate.ofInstant(at, this.clock.getZone());
		List<MonthRecord> before = this.ledger.entries(plan)
			.stream()
			.filter((entry) -> entry.month().isBefore(month.month()))
			.map((entry) -> entry.record(known, this.clock.getZone()))
			.toList();
		CloseFacts facts = new CloseFacts(plan.facts(), before, month.report(known, this.clock.getZone()));
		long policy = this.policies.calendar(month.month(), month.month()).policy(month.month()).id();
		write(new Row(plan.id(), month.month(), 1, facts, policy, month.dueOn(), at), cause);
	}

	private void revise(long projectId, @Nullable YearMonth always, Revision revision) {
		Map<YearMonth, MonthRecord.Close> latest = new HashMap<>();
		for (Row row : rows(projectId)) {
			PlanFacts plan = revision.of(row.facts().plan(), LocalDate.ofInstant(row.at(), this.clock.getZone()));
			List<MonthRecord> before = row.facts()
				.before()
				.stream()
				.map((record) -> latest.containsKey(record.month().month())
						? new MonthRecord(record.month(), record.report(), latest.get(record.month().month())) : record)
				.toList();
			CloseFacts facts = new CloseFacts(plan, before, row.facts().report());
			if (!facts.equals(row.facts()) || row.month().equals(always)) {
				LightAssessment assessment = write(
						new Row(projectId, row.month(), row.revision() + 1, facts, row.policy(), row.dueOn(), row.at()),
						Cause.CORRECTION);
				latest.put(row.month(),
						new MonthRecord.Close(assessment.light(), LightRule.notBegun(plan, row.month())));
			}
		}
	}

	/** The latest closes of a project with all that they knew, oldest first. */
	private List<Row> rows(long projectId) {
		return this.jdbc.sql("""
				select distinct on (month) * from month_close where project_id = ? order by month, revision desc""")
			.param(projectId)
			.query((row, index) -> row(row))
			.list();
	}

	private Row row(ResultSet row) throws SQLException {
		return new Row(row.getLong("project_id"), YearMonth.from(row.getObject("month", LocalDate.class)),
				row.getInt("revision"), this.json.readValue(row.getString("facts"), CloseFacts.class),
				row.getLong("policy_id"), row.getObject("due_on", LocalDate.class),
				row.getTimestamp("closed_at").toInstant());
	}

	private LightAssessment write(Row row, Cause cause) {
		CloseFacts facts = row.facts();
		LightAssessment assessment = LightRule.close(facts.plan(), facts.before(), facts.report(), row.month());
		this.jdbc.sql("""
				insert into month_close (project_id, month, revision, cause, light, planned, actual, reasons, not_begun,
					facts, rule_version, policy_id, due_on, closed_at, recorded_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(row.projectId(), row.month().atDay(1), row.revision(), cause.name(), assessment.light().name(),
					assessment.planned(), assessment.actual(), this.reasons.write(assessment.reasons()),
					this.json.writeValueAsString(LightRule.notBegun(facts.plan(), row.month())),
					this.json.writeValueAsString(facts), LightRule.VERSION, row.policy(), row.dueOn(),
					Timestamp.from(row.at()), Timestamp.from(this.clock.instant()))
			.update();
		return assessment;
	}

	/**
	 * Computes every stored close again from what it knew.
	 * @return the closes that come out differently; none unless the rule changed under
	 * the same version
	 */
	@Transactional(readOnly = true)
	public List<String> recomputedDifferently() {
		List<String> different = new ArrayList<>();
		this.jdbc.sql("select * from month_close where rule_version = ? order by id")
			.param(LightRule.VERSION)
			.query((stored) -> {
				Row row = row(stored);
				CloseFacts facts = row.facts();
				LightAssessment again = LightRule.close(facts.plan(), facts.before(), facts.report(), row.month());
				StoredClose close = this.ledger.close(stored);
				Set<Long> notBegun = LightRule.notBegun(facts.plan(), row.month());
				if (!again.equals(close.assessment()) || !Objects.equals(notBegun, close.notBegun())) {
					different.add(row.projectId() + "/" + row.month() + "/" + row.revision());
				}
			});
		return different;
	}

	private enum Cause {

		APPROVED, DUE_DAY, CORRECTION

	}

	private interface Revision {

		PlanFacts of(PlanFacts known, LocalDate closedOn);

	}

	private record Row(long projectId, YearMonth month, int revision, CloseFacts facts, long policy, LocalDate dueOn,
			Instant at) {
	}

}

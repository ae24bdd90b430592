package org.commonprosperity.portal.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.MonthRecord;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.project.ProjectChange.MilestoneProgress;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectPlan;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of the reports, narrowed to the official's scope.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ReportDesk {

	private static final TypeReference<List<MilestoneProgress>> PROGRESS = new TypeReference<>() {
	};

	private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final ProjectDesk projects;

	private final ProjectOverview overview;

	private final MonthLedger ledger;

	private final ReportingPolicies policies;

	private final ReportLocks locks;

	private final ReportChanges changes;

	private final ReportCheck check;

	private final AccountDirectory accounts;

	private final JsonMapper json;

	private final Clock clock;

	/**
	 * The month that reports are due for next: the last one, until all that owe it have
	 * closed it.
	 */
	public YearMonth monthAtHand(Official by) {
		YearMonth now = YearMonth.now(this.clock);
		YearMonth last = now.minusMonths(1);
		LocalDate today = LocalDate.now(this.clock);
		ReportingCalendar calendar = this.policies.calendar(last, now);
		boolean over = today.isAfter(calendar.dueOn(last)) && !today.isBefore(calendar.policy(now).opensOn(now));
		return over ? now : last;
	}

	/**
	 * The reports of a month that an official may see: of every project that owes one.
	 */
	public List<ReportLine> lines(YearMonth month, Official by) {
		Map<Long, Latest> latest = this.jdbc.sql("""
				select distinct on (r.project_id) r.project_id, r.state, r.submitted_at,
					(select s.actor_name from report_step s where s.report_id = r.id and s.action = 'SUBMITTED'
						order by s.id desc limit 1) as submitted_by
				from progress_report r where r.month = ? order by r.project_id, r.revision desc""")
			.param(month.atDay(1))
			.query((row, index) -> new Latest(row.getLong("project_id"), row.getString("state"),
					instant(row, "submitted_at"), row.getString("submitted_by")))
			.list()
			.stream()
			.collect(Collectors.toMap(Latest::projectId, Function.identity()));
		Map<Long, List<MonthEntry>> entries = this.ledger.entries(this.overview.plans());
		LocalDate today = LocalDate.now(this.clock);
		List<ReportLine> lines = new ArrayList<>();
		for (ProjectLine project : this.overview.lines()) {
			if (!ProjectAccess.maySee(by, project.departmentId())) {
				continue;
			}
			MonthEntry entry = entries.getOrDefault(project.id(), List.of())
				.stream()
				.filter((owed) -> owed.month().equals(month))
				.findFirst()
				.orElse(null);
			lines.add(line(project, month, entry, latest.get(project.id()), today));
		}
		return lines;
	}

	private ReportLine line(ProjectLine project, YearMonth month, @Nullable MonthEntry entry, @Nullable Latest latest,
			LocalDate today) {
		if (entry == null) {
			return new ReportLine(project, month, "NOT_OWED", false, null, null, null, null);
		}
		MonthRecord.Report report = entry.report(today, this.clock.getZone());
		boolean late = report == MonthRecord.Report.LATE || report == MonthRecord.Report.MISSING;
		String state = (latest == null) ? "NONE" : latest.state();
		if (report == MonthRecord.Report.MISSING && (latest == null || latest.state().equals("DRAFT"))) {
			state = "MISSING";
		}
		return new ReportLine(project, month, state, late, entry.dueOn(),
				(latest != null) ? latest.submittedAt() : null, (latest != null) ? latest.submittedBy() : null,
				(entry.close() != null) ? entry.close().shown() : null);
	}

	/**
	 * A month's report of a project.
	 * @throws NotOnRecord if there is no such project
	 */
	public ReportSheet sheet(String code, YearMonth month, Official by) {
		return sheet(this.projects.toSee(code, by), month);
	}

	private ReportSheet sheet(ProjectSheet project, YearMonth month) {
		long projectId = project.line().id();
		ReportLock lock = this.locks.of(projectId, month);
		List<ReportSheet.Version> versions = versions(projectId, month);
		List<ReportSheet.Version> earlier = versions(projectId, month.minusMonths(1));
		ReportSheet.Version before = earlier.stream()
			.filter((version) -> version.state() == ReportState.APPROVED)
			.findFirst()
			.orElse(null);
		ProjectPlan plan = this.overview.plan(projectId);
		ReportingCalendar calendar = this.policies.calendar(month, month);
		LocalDate dueOn = this.ledger.entries(plan)
			.stream()
			.filter((entry) -> entry.month().equals(month))
			.map(MonthEntry::dueOn)
			.findFirst()
			.orElseGet(() -> calendar.dueOn(month));
		ReportSheet.Version current = versions.isEmpty() ? null : versions.get(0);
		List<Difference> change = this.changes.since(plan, month,
				(current != null) ? sound(project.line().code(), current) : null, before);
		List<Difference> correction = (current != null && versions.size() > 1)
				? this.changes.corrected(versions.get(1), current, project) : List.of();
		Long leader = project.leadAccountId();
		return new ReportSheet(project, month, calendar.policy(month), dueOn, lock, versions, steps(projectId, month),
				before, change, correction, (leader != null) ? this.accounts.leaders().get(leader) : null);
	}

	/** A version without what it could not be sent with, as a draft may hold it. */
	private ReportSheet.Version sound(String code, ReportSheet.Version version) {
		if (version.state() != ReportState.DRAFT && version.state() != ReportState.RETURNED) {
			return version;
		}
		Set<@Nullable String> refused = new HashSet<>();
		for (Refusal refusal : this.check.of(code, version.month(), version.content(), version.correctionReason())) {
			String field = refusal.field();
			refused.add((field != null && field.startsWith("milestone/")) ? field.split("/")[1] : field);
		}
		return version.with(refused.contains("invested") ? null : version.invested(),
				version.progress()
					.stream()
					.filter((one) -> !refused.contains(String.valueOf(one.milestoneId())))
					.toList());
	}

	/**
	 * All that waits for the coordinating office, with all that it has to be read beside.
	 */
	public List<ReportSheet> waiting(Official by) {
		ProjectAccess.requireApprove(by);
		List<ReportSheet> sheets = new ArrayList<>();
		this.jdbc.sql("""
				select p.code, r.month from progress_report r join project p on p.id = r.project_id
				where r.state = 'SUBMITTED' order by r.month, p.position, p.code limit 50""").query((row) -> {
			sheets.add(sheet(this.overview.sheet(row.getString("code")),
					YearMonth.from(row.getObject("month", LocalDate.class))));
		});
		return sheets;
	}

	/** How many reports wait for the coordinating office. */
	public long countWaiting() {
		return this.jdbc.sql("select count(*) from progress_report where state = 'SUBMITTED'")
			.query(Long.class)
			.single();
	}

	/** Whether an official writes the reports of a project. */
	public boolean mayWrite(Official by, ProjectLine project) {
		return ProjectAccess.isOwn(by, project.departmentId());
	}

	/** Whether an official is the lead official of a project. */
	public boolean leads(Official by, ProjectSheet project) {
		return by.is(Role.LEADER) && Objects.equals(project.leadAccountId(), by.postId());
	}

	private List<ReportSheet.Version> versions(long projectId, YearMonth month) {
		return this.jdbc.sql("select * from progress_report where project_id = ? and month = ? order by revision desc")
			.param(projectId)
			.param(month.atDay(1))
			.query((row, index) -> version(row))
			.list();
	}

	private ReportSheet.Version version(ResultSet row) throws SQLException {
		return new ReportSheet.Version(row.getLong("id"), YearMonth.from(row.getObject("month", LocalDate.class)),
				row.getInt("revision"), ReportState.valueOf(row.getString("state")), row.getLong("version"),
				row.getString("done"),
				(row.getBigDecimal("invested") != null) ? new Money(row.getBigDecimal("invested")) : null,
				row.getString("problems"), row.getString("requests"), row.getString("next_plan"),
				this.json.readValue(row.getString("facts"), PROGRESS),
				this.json.readValue(row.getString("differences"), DIFFERENCES), row.getBoolean("refreshed"),
				row.getString("correction_reason"), instant(row, "submitted_at"), instant(row, "decided_at"),
				row.getTimestamp("updated_at").toInstant());
	}

	private List<ReportSheet.Step> steps(long projectId, YearMonth month) {
		return this.jdbc.sql("""
				select s.*, r.revision from report_step s join progress_report r on r.id = s.report_id
				where r.project_id = ? and r.month = ? order by s.id desc""")
			.param(projectId)
			.param(month.atDay(1))
			.query((row, index) -> new ReportSheet.Step(row.getLong("report_id"), row.getInt("revision"),
					row.getString("action"), row.getTimestamp("happened_at").toInstant(), row.getString("actor_name"),
					row.getString("note")))
			.list();
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp moment = row.getTimestamp(column);
		return (moment != null) ? moment.toInstant() : null;
	}

	private record Latest(long projectId, String state, @Nullable Instant submittedAt, @Nullable String submittedBy) {
	}

}

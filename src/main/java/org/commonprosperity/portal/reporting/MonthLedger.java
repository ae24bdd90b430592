package org.commonprosperity.portal.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.LightAssessment;
import org.commonprosperity.portal.project.MonthRecord;
import org.commonprosperity.portal.project.MonthRecords;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.ProjectPlan;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The months of the projects as they are on record: which are owed, whether their reports
 * came, how they closed. From a fixed number of queries, however many projects there are.
 */
@Component
@RequiredArgsConstructor
class MonthLedger implements MonthRecords {

	private static final TypeReference<Set<Long>> NUMBERS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final ReportingPolicies policies;

	private final CloseReasons reasons;

	private final JsonMapper json;

	private final Clock clock;

	@Override
	@Transactional(readOnly = true)
	public Map<Long, List<MonthRecord>> of(Collection<ProjectPlan> projects) {
		LocalDate today = LocalDate.now(this.clock);
		Map<Long, List<MonthRecord>> records = new HashMap<>();
		entries(projects).forEach((id, months) -> records.put(id,
				months.stream().map((month) -> month.record(today, this.clock.getZone())).toList()));
		return records;
	}

	/**
	 * The owed months of several projects up to the current one, and later ones that were
	 * reported already; oldest first.
	 */
	@Transactional(readOnly = true)
	public Map<Long, List<MonthEntry>> entries(Collection<ProjectPlan> projects) {
		YearMonth now = YearMonth.now(this.clock);
		YearMonth from = now;
		for (ProjectPlan project : projects) {
			from = earliest(from, OwedMonthsRule.first(project));
		}
		Long only = (projects.size() == 1) ? projects.iterator().next().id() : null;
		Map<Key, Reported> reported = reported(only);
		Closes closes = closes(only);
		for (YearMonth first : closes.first().values()) {
			from = earliest(from, first);
		}
		ReportingCalendar calendar = this.policies.calendar(from, now);
		Map<Long, List<MonthEntry>> entries = new LinkedHashMap<>();
		for (ProjectPlan project : projects) {
			entries.put(project.id(), months(project, now, calendar, reported, closes));
		}
		return entries;
	}

	/** The owed months of one project. */
	@Transactional(readOnly = true)
	public List<MonthEntry> entries(ProjectPlan project) {
		return entries(List.of(project)).getOrDefault(project.id(), List.of());
	}

	private static List<MonthEntry> months(ProjectPlan project, YearMonth now, ReportingCalendar calendar,
			Map<Key, Reported> reported, Closes closes) {
		List<MonthEntry> months = new ArrayList<>();
		// a month that closed stays, though the start was moved or the plan taken away
		YearMonth first = earliest(OwedMonthsRule.first(project), closes.first().get(project.id()));
		YearMonth last = OwedMonthsRule.last(project);
		if (first == null) {
			return months;
		}
		for (YearMonth month = first; !month.isAfter(now)
				&& (last == null || !month.isAfter(last)); month = month.plusMonths(1)) {
			Key key = new Key(project.id(), month);
			Reported report = reported.get(key);
			LocalDate dueOn = closes.dueDays().containsKey(key) ? closes.dueDays().get(key) : calendar.dueOn(month);
			ReportingPolicy policy = calendar.policy(month);
			months.add(new MonthEntry(month, policy.opensOn(month), dueOn, policy.closesOn(dueOn),
					(report != null) ? report.submittedAt() : null, report != null && report.approved(),
					closes.latest().get(key)));
		}
		return months;
	}

	private static @Nullable YearMonth earliest(@Nullable YearMonth one, @Nullable YearMonth other) {
		return (one == null || (other != null && other.isBefore(one))) ? other : one;
	}

	private Map<Key, Reported> reported(@Nullable Long only) {
		Map<Key, Reported> reported = new HashMap<>();
		this.jdbc
			.sql("""
					select project_id, month, min(first_submitted_at) as submitted_at, bool_or(state = 'APPROVED') as approved
					from progress_report where cast(:only as bigint) is null or project_id = :only group by project_id, month""")
			.param("only", only)
			.query((row) -> {
				Timestamp submitted = row.getTimestamp("submitted_at");
				reported.put(key(row),
						new Reported((submitted != null) ? submitted.toInstant() : null, row.getBoolean("approved")));
			});
		return reported;
	}

	private Closes closes(@Nullable Long only) {
		Closes closes = new Closes(new HashMap<>(), new HashMap<>(), new HashMap<>());
		this.jdbc.sql("""
				select distinct on (project_id, month) project_id, month, revision, light, planned, actual, reasons,
					not_begun, closed_at, rule_version, policy_id, due_on
				from month_close where cast(:only as bigint) is null or project_id = :only
				order by project_id, month, revision desc""").param("only", only).query((row) -> {
			closes.latest().put(key(row), close(row));
			closes.dueDays().put(key(row), row.getObject("due_on", LocalDate.class));
			closes.first().putIfAbsent(key(row).projectId(), key(row).month());
		});
		return closes;
	}

	StoredClose close(ResultSet row) throws SQLException {
		LightAssessment assessment = new LightAssessment(ProgressLight.valueOf(row.getString("light")),
				row.getBigDecimal("planned"), row.getBigDecimal("actual"), this.reasons.read(row.getString("reasons")));
		return new StoredClose(YearMonth.from(row.getObject("month", LocalDate.class)), row.getInt("revision"),
				assessment, new HashSet<>(this.json.readValue(row.getString("not_begun"), NUMBERS)),
				row.getTimestamp("closed_at").toInstant(), row.getString("rule_version"), row.getLong("policy_id"));
	}

	private static Key key(ResultSet row) throws SQLException {
		return new Key(row.getLong("project_id"), YearMonth.from(row.getObject("month", LocalDate.class)));
	}

	private record Closes(Map<Key, StoredClose> latest, Map<Key, LocalDate> dueDays, Map<Long, YearMonth> first) {
	}

	private record Key(long projectId, YearMonth month) {
	}

	private record Reported(@Nullable Instant submittedAt, boolean approved) {
	}

}

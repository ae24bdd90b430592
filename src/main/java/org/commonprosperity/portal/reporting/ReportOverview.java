package org.commonprosperity.portal.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectPlan;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What everybody may read of monthly reporting: approved reports without what stays
 * inside, and how the months were reported and closed. Each from a fixed number of
 * queries.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ReportOverview {

	/** Nothing but approved reports, and none of their inner fields. */
	private static final String PUBLISHED = """
			with published as (
				select r.id, r.project_id, r.month, r.revision, r.correction_reason, r.done, r.invested, r.next_plan,
					r.differences, r.decided_at, r.first_submitted_at, p.code, p.position, p.name, p.name_en,
					lead(r.id) over (partition by r.project_id, r.month order by r.revision) is not null as superseded,
					(select c.due_on from month_close c where c.project_id = r.project_id and c.month = r.month
						order by c.revision limit 1) as due_on
				from progress_report r join project p on p.id = r.project_id
				where r.state = 'APPROVED')
			select * from published
			""";

	private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final ProjectOverview projects;

	private final MonthLedger ledger;

	private final ReportFiles files;

	private final JsonMapper json;

	private final Clock clock;

	/**
	 * All projects by month.
	 * @param from first month
	 * @param to last month
	 */
	public MonthBoard board(YearMonth from, YearMonth to) {
		List<YearMonth> months = new ArrayList<>();
		for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
			months.add(month);
		}
		Map<Long, List<MonthEntry>> entries = this.ledger.entries(this.projects.plans());
		LocalDate today = LocalDate.now(this.clock);
		List<MonthBoard.Row> rows = new ArrayList<>();
		for (ProjectLine line : this.projects.lines()) {
			Map<YearMonth, MonthEntry> owed = entries.getOrDefault(line.id(), List.of())
				.stream()
				.collect(Collectors.toMap(MonthEntry::month, Function.identity()));
			rows.add(new MonthBoard.Row(line,
					months.stream()
						.map((month) -> owed.containsKey(month) ? cell(owed.get(month), today)
								: new MonthBoard.Cell(month, MonthState.NOT_OWED, null, null))
						.toList()));
		}
		return new MonthBoard(months, rows);
	}

	/**
	 * The owed months of a project up to now, newest first.
	 * @throws NotOnRecord if there is no project with the code
	 */
	public List<MonthBoard.Cell> monthsOf(String projectCode) {
		ProjectPlan plan = this.projects.plans()
			.stream()
			.filter((project) -> project.code().equals(projectCode))
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("project " + projectCode));
		LocalDate today = LocalDate.now(this.clock);
		return this.ledger.entries(plan)
			.stream()
			.sorted(Comparator.comparing(MonthEntry::month).reversed())
			.map((entry) -> cell(entry, today))
			.toList();
	}

	/** Months in which at least one project closed. */
	public SortedSet<YearMonth> closedMonths() {
		return this.jdbc.sql("select distinct month from month_close")
			.query(LocalDate.class)
			.list()
			.stream()
			.map(YearMonth::from)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The approved reports of a month, the latest version of each, in the order of the
	 * record.
	 */
	public List<PublishedReport> published(YearMonth month) {
		return withPhotos(this.jdbc.sql(PUBLISHED + "where month = ? and not superseded order by position, code")
			.param(month.atDay(1))
			.query(this::row)
			.list());
	}

	/**
	 * All approved versions of a project's reports, newest month first, newest version
	 * first.
	 */
	public List<PublishedReport> publishedOf(String projectCode) {
		return withPhotos(this.jdbc.sql(PUBLISHED + "where code = ? order by month desc, revision desc")
			.param(projectCode)
			.query(this::row)
			.list());
	}

	/**
	 * What was approved lately, newest first.
	 * @param limit how many at most
	 */
	public List<PublishedReport> lately(int limit) {
		return withPhotos(this.jdbc.sql(PUBLISHED + "where not superseded order by decided_at desc, id desc limit ?")
			.param(limit)
			.query(this::row)
			.list());
	}

	private List<PublishedReport> withPhotos(List<PublishedReport> published) {
		Map<Long, List<PublishedReport.Photo>> photos = this.files
			.publishedPhotos(published.stream().map(PublishedReport::id).toList());
		return published.stream().map((report) -> report.with(photos.getOrDefault(report.id(), List.of()))).toList();
	}

	private PublishedReport row(ResultSet row, int index) throws SQLException {
		LocalDate dueOn = row.getObject("due_on", LocalDate.class);
		ZoneId zone = this.clock.getZone();
		boolean late = dueOn != null
				&& LocalDate.ofInstant(row.getTimestamp("first_submitted_at").toInstant(), zone).isAfter(dueOn);
		return new PublishedReport(row.getLong("id"), row.getString("code"), row.getString("name"),
				row.getString("name_en"), YearMonth.from(row.getObject("month", LocalDate.class)),
				row.getInt("revision"), row.getString("correction_reason"), late, row.getString("done"),
				(row.getBigDecimal("invested") != null) ? new Money(row.getBigDecimal("invested")) : null,
				row.getString("next_plan"), this.json.readValue(row.getString("differences"), DIFFERENCES),
				row.getTimestamp("decided_at").toInstant(), row.getBoolean("superseded"), List.of());
	}

	private MonthBoard.Cell cell(MonthEntry entry, LocalDate today) {
		return new MonthBoard.Cell(entry.month(), entry.state(today, this.clock.getZone()), entry.dueOn(),
				(entry.close() != null) ? entry.close().shown() : null);
	}

}

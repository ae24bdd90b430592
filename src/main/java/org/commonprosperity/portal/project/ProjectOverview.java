package org.commonprosperity.portal.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProjectSheet.Cited;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.project.ProjectSheet.PostponementLine;
import org.commonprosperity.portal.project.ProjectSheet.SiteLine;
import org.commonprosperity.portal.project.ProjectSheet.SourceLine;
import org.commonprosperity.portal.project.ProjectSheet.Statement;
import org.commonprosperity.portal.project.ProjectSheet.VentureLine;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The read side of the projects: approved facts only, each list and page from a fixed
 * number of queries, however many rows there are.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ProjectOverview {

	private static final String PROJECTS = """
			select p.*, d.name as department, d.name_en as department_en,
				rank() over (order by p.name collate "zh-x-icu") as name_order
			from project p left join department d on d.id = p.department_id
			""";

	private final JdbcClient jdbc;

	private final ObjectProvider<MonthRecords> months;

	private final Clock clock;

	/**
	 * Every project, in the order of the record, with its light as of today.
	 */
	public List<ProjectLine> lines() {
		Map<Long, List<MilestoneFacts>> plans = milestones();
		List<Row> rows = this.jdbc.sql(PROJECTS + "order by p.position, p.code").query((row, index) -> row(row)).list();
		Map<Long, List<MonthRecord>> months = months(
				rows.stream().map((row) -> row.plan(plans.getOrDefault(row.id, List.of()))).toList());
		LocalDate today = LocalDate.now(this.clock);
		return rows.stream()
			.map((row) -> row.line(plans.getOrDefault(row.id, List.of()), months.getOrDefault(row.id, List.of()),
					today))
			.toList();
	}

	/**
	 * Plan and facts of every project, in the order of the record.
	 */
	public List<ProjectPlan> plans() {
		Map<Long, List<MilestoneFacts>> plans = milestones();
		return this.jdbc.sql(PROJECTS + "order by p.position, p.code")
			.query((row, index) -> row(row))
			.list()
			.stream()
			.map((row) -> row.plan(plans.getOrDefault(row.id, List.of())))
			.toList();
	}

	/**
	 * Plan and facts of one project.
	 * @param projectId number of the project
	 */
	public ProjectPlan plan(long projectId) {
		List<MilestoneFacts> milestones = this.jdbc
			.sql("select * from milestone where project_id = ? and removed_at is null order by position, id")
			.param(projectId)
			.query((row, index) -> facts(row))
			.list();
		return this.jdbc.sql(PROJECTS + "where p.id = ?")
			.param(projectId)
			.query((row, index) -> row(row))
			.optional()
			.orElseThrow(() -> new NotOnRecord("project " + projectId))
			.plan(milestones);
	}

	private Map<Long, List<MilestoneFacts>> milestones() {
		return this.jdbc.sql("select * from milestone where removed_at is null order by project_id, position, id")
			.query((row, index) -> Map.entry(row.getLong("project_id"), facts(row)))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	/**
	 * The projects that a reader asked for.
	 */
	public List<ProjectLine> lines(ProjectQuery query) {
		return query.of(lines());
	}

	/**
	 * What is known of some projects besides their fields, in the order of the record.
	 * @param projectIds numbers of the projects
	 */
	public List<KnownFact> knownOf(Collection<Long> projectIds) {
		return this.jdbc.sql("""
				select p.code, f.text, f.text_en, s.title, s.title_en
				from project_statement f join project p on p.id = f.project_id join source s on s.id = f.source_id
				where p.id = any(:ids) order by p.position, p.code, f.position""")
			.param("ids", projectIds.toArray(Long[]::new))
			.query((row, index) -> new KnownFact(row.getString("code"), row.getString("text"), row.getString("text_en"),
					row.getString("title"), row.getString("title_en")))
			.list();
	}

	/**
	 * The places of projects that lie in a village or community.
	 * @param communityId number of the village or community
	 */
	public List<LocalSite> sitesIn(long communityId) {
		return this.jdbc.sql("""
				select t.project_id, t.name, t.note from site t join project p on p.id = t.project_id
				where t.community_id = ? order by p.position, p.code, t.position, t.id""")
			.param(communityId)
			.query((row, index) -> new LocalSite(row.getLong("project_id"), row.getString("name"),
					row.getString("note")))
			.list();
	}

	/** When any of the records last changed. */
	public Instant updatedAt() {
		return this.jdbc.sql("select max(updated_at) from project").query(Timestamp.class).single().toInstant();
	}

	/**
	 * All that is approved of one project.
	 * @throws NotOnRecord if there is no project with the code
	 */
	public ProjectSheet sheet(String code) {
		Row row = this.jdbc.sql(PROJECTS + "where p.code = ?")
			.param(code)
			.query((found, index) -> row(found))
			.optional()
			.orElseThrow(() -> new NotOnRecord("project " + code));
		List<MilestoneLine> milestones = milestones(row.id);
		List<MilestoneFacts> plan = milestones.stream()
			.map((milestone) -> new MilestoneFacts(milestone.id(), milestone.name(), milestone.weight(),
					milestone.plannedStart(), milestone.dueDate(), milestone.begunOn(), milestone.percentDone(),
					milestone.metOn()))
			.toList();
		List<SiteLine> sites = sites(row.id);
		List<VentureLine> ventures = ventures(row.id);
		List<Statement> statements = statements(row.id);
		Map<FactField, Cited> cited = cited(row.id);
		List<SourceLine> sources = sources(cited, statements, sites, ventures);
		List<MonthRecord> months = months(List.of(row.plan(plan))).getOrDefault(row.id, List.of());
		return new ProjectSheet(row.line(plan, months, LocalDate.now(this.clock)), row.version, row.content,
				row.contentEn, row.declaredReason, row.declaredOn, row.leadAccountId, milestones, sites, ventures,
				statements, cited, sources);
	}

	private Map<Long, List<MonthRecord>> months(List<ProjectPlan> plans) {
		MonthRecords records = this.months.getIfAvailable();
		return (records != null) ? records.of(plans) : Map.of();
	}

	private List<MilestoneLine> milestones(long projectId) {
		Map<Long, List<PostponementLine>> postponed = new LinkedHashMap<>();
		this.jdbc.sql("""
				select t.* from milestone_postponement t join milestone m on m.id = t.milestone_id
				where m.project_id = ? order by t.id""").param(projectId).query((row) -> {
			postponed.computeIfAbsent(row.getLong("milestone_id"), (id) -> new ArrayList<>())
				.add(new PostponementLine(date(row, "old_due_date"), date(row, "new_due_date"),
						row.getString("reason")));
		});
		return this.jdbc
			.sql("select * from milestone where project_id = ? and removed_at is null order by position, id")
			.param(projectId)
			.query((row, index) -> {
				MilestoneFacts facts = facts(row);
				return new MilestoneLine(facts.id(), row.getInt("position"), facts.name(), facts.weight(),
						facts.plannedStart(), facts.dueDate(), facts.begunOn(), facts.percentDone(), facts.metOn(),
						row.getString("met_note"), row.getLong("version"),
						List.copyOf(postponed.getOrDefault(facts.id(), List.of())));
			})
			.list();
	}

	private List<SiteLine> sites(long projectId) {
		return this.jdbc.sql("""
				select s.*, c.name as community, c.name_en as community_en
				from site s left join community c on c.id = s.community_id
				where s.project_id = ? order by s.position, s.id""")
			.param(projectId)
			.query((row, index) -> new SiteLine(row.getLong("id"), row.getString("name"), row.getString("community"),
					row.getString("community_en"), row.getString("note"), row.getLong("source_id")))
			.list();
	}

	private List<VentureLine> ventures(long projectId) {
		return this.jdbc.sql("""
				select v.*, s.name as site from venture v left join site s on s.id = v.site_id
				where v.project_id = ? and v.removed_at is null order by v.id""")
			.param(projectId)
			.query((row, index) -> new VentureLine(row.getLong("id"), row.getString("name"), row.getString("kind"),
					number(row, "site_id"), row.getString("site"),
					(row.getBigDecimal("investment") != null) ? new Money(row.getBigDecimal("investment")) : null,
					date(row, "signed_on"), row.getLong("source_id")))
			.list();
	}

	private List<Statement> statements(long projectId) {
		return this.jdbc.sql("select * from project_statement where project_id = ? order by position")
			.param(projectId)
			.query((row, index) -> new Statement(row.getString("text"), row.getString("text_en"),
					row.getLong("source_id")))
			.list();
	}

	private Map<FactField, Cited> cited(long projectId) {
		Map<FactField, Cited> cited = new EnumMap<>(FactField.class);
		this.jdbc.sql("select * from fact_source where project_id = ?").param(projectId).query((row) -> {
			cited.put(FactField.valueOf(row.getString("field")),
					new Cited(row.getLong("source_id"), date(row, "as_of")));
		});
		return cited;
	}

	private List<SourceLine> sources(Map<FactField, Cited> cited, List<Statement> statements, List<SiteLine> sites,
			List<VentureLine> ventures) {
		Set<Long> used = new LinkedHashSet<>();
		cited.values().forEach((fact) -> used.add(fact.sourceId()));
		statements.forEach((statement) -> used.add(statement.sourceId()));
		sites.forEach((site) -> used.add(site.sourceId()));
		ventures.forEach((venture) -> used.add(venture.sourceId()));
		return this.jdbc.sql("select * from source order by id")
			.query((row, index) -> new SourceLine(row.getLong("id"), row.getString("code"), row.getString("title"),
					row.getString("title_en")))
			.list()
			.stream()
			.filter((source) -> used.contains(source.id()))
			.toList();
	}

	private static Row row(ResultSet row) throws SQLException {
		String declared = row.getString("declared_state");
		return new Row(row.getLong("id"), row.getString("code"), row.getInt("position"), row.getString("name"),
				row.getString("name_en"), row.getLong("name_order"),
				Classification.valueOf(row.getString("classification")), number(row, "department_id"),
				row.getString("department"), row.getString("department_en"), row.getString("lead_official"),
				date(row, "start_date"), date(row, "deadline"),
				(declared != null) ? DeclaredState.valueOf(declared) : null, row.getTimestamp("updated_at").toInstant(),
				row.getLong("version"), row.getString("content"), row.getString("content_en"),
				row.getString("declared_reason"), date(row, "declared_on"), date(row, "plan_since"),
				number(row, "lead_account_id"));
	}

	private static MilestoneFacts facts(ResultSet row) throws SQLException {
		return new MilestoneFacts(row.getLong("id"), row.getString("name"), new Percent(row.getBigDecimal("weight")),
				row.getObject("planned_start", LocalDate.class), row.getObject("due_date", LocalDate.class),
				date(row, "begun_on"), new Percent(row.getBigDecimal("percent_done")), date(row, "met_on"));
	}

	private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
		return row.getObject(column, LocalDate.class);
	}

	private static @Nullable Long number(ResultSet row, String column) throws SQLException {
		return row.getObject(column, Long.class);
	}

	private record Row(long id, String code, int position, String name, @Nullable String nameEn, long nameOrder,
			Classification classification, @Nullable Long departmentId, @Nullable String department,
			@Nullable String departmentEn, @Nullable String leadOfficial, @Nullable LocalDate start,
			@Nullable LocalDate deadline, @Nullable DeclaredState declaredState, Instant updatedAt, long version,
			@Nullable String content, @Nullable String contentEn, @Nullable String declaredReason,
			@Nullable LocalDate declaredOn, @Nullable LocalDate planSince, @Nullable Long leadAccountId) {

		ProjectPlan plan(List<MilestoneFacts> milestones) {
			return new ProjectPlan(this.id, this.code, this.planSince,
					new PlanFacts(this.start, this.deadline, milestones));
		}

		ProjectLine line(List<MilestoneFacts> plan, List<MonthRecord> months, LocalDate today) {
			List<MilestoneFacts> open = plan.stream()
				.filter((milestone) -> !milestone.isMet())
				.sorted(Comparator.comparing(MilestoneFacts::dueDate).thenComparing(MilestoneFacts::id))
				.toList();
			return new ProjectLine(this.id, this.code, this.position, this.name, this.nameEn, this.nameOrder,
					this.classification, this.departmentId, this.department, this.departmentEn, this.leadOfficial,
					this.start, this.deadline, this.declaredState, this.updatedAt,
					LightRule.assess(new PlanFacts(this.start, this.deadline, plan), months, today), open);
		}

	}

}

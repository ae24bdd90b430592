package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.project.ProjectChange.PlannedMilestone;
import org.commonprosperity.portal.project.ProjectChange.RevisePlan;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CellError;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.Choice;
import org.commonprosperity.portal.spreadsheet.Column;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.ImportedSheet;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Milestones by spreadsheet. A row is a milestone of a plan, known by its name; what the
 * file does not name stays. Writing enters one plan a project, by the same door and with
 * the same rules as the form: an editor's waits for the coordinating office.
 */
@Component
@RequiredArgsConstructor
class MilestoneSheet implements ImportedSheet {

	private static final String PROJECT = "project";

	private static final String NAME = "name";

	private static final String WEIGHT = "weight";

	private static final String START = "plannedStart";

	private static final String DUE = "dueDate";

	private final JdbcClient jdbc;

	private final ProjectService projects;

	@Override
	public String code() {
		return "milestones";
	}

	@Override
	public boolean mayImport(Official official) {
		return official.isAny(Role.COORDINATOR, Role.EDITOR);
	}

	@Override
	public List<Column> columns(Official official) {
		return List.of(
				Column.of(PROJECT, ColumnType.CHOICE, "项目", "项目名称", "共富项目", "project")
					.needed()
					.asKey()
					.oneOf(choices(official)),
				Column.of(NAME, ColumnType.TEXT, "时间节点", "节点", "节点名称", "工作节点", "里程碑", "milestone")
					.needed()
					.asKey()
					.atMost(100),
				Column.of(WEIGHT, ColumnType.PERCENT, "权重（%）", "权重", "占比", "weight").needed(),
				Column.of(START, ColumnType.DATE, "计划开始时间", "计划开始", "开始时间", "planned start").needed(),
				Column.of(DUE, ColumnType.DATE, "计划完成时间", "计划完成", "完成时间", "完成时限", "due date").needed());
	}

	/** Everybody who may import knows all projects; whose they are is checked by row. */
	private List<Choice> choices(Official official) {
		return this.jdbc.sql("select code, name, name_en, department_id from project order by position")
			.query((row, index) -> new Owned(row.getObject("department_id", Long.class),
					new Choice(row.getString("code"), row.getString("name"),
							Optional.ofNullable(row.getString("name_en")).map(List::of).orElse(List.of()))))
			.list()
			.stream()
			.filter((one) -> ProjectAccess.mayEdit(official, one.departmentId()))
			.map(Owned::choice)
			.toList();
	}

	@Override
	public List<CheckedRow> check(List<SheetRow> rows, Official official) {
		Map<String, Plan> plans = plans();
		Map<String, BigDecimal> totals = totals(rows, plans);
		return rows.stream().map((row) -> check(row, plans, totals, official)).toList();
	}

	private static CheckedRow check(SheetRow row, Map<String, Plan> plans, Map<String, BigDecimal> totals,
			Official official) {
		String code = row.text(PROJECT);
		Plan plan = plans.get(code);
		List<CellError> errors = new ArrayList<>();
		if (plan == null || !ProjectAccess.mayEdit(official, plan.departmentId)) {
			errors.add(CellError.of(row, PROJECT, "project.sheet.notOwn"));
			return CheckedRow.refused(row, errors);
		}
		PlannedMilestone wanted = milestone(row, null);
		if (wanted.weight().value().signum() == 0) {
			errors.add(CellError.of(row, WEIGHT, "project.invalid.weight"));
		}
		if (wanted.dueDate().isBefore(wanted.plannedStart())) {
			errors.add(CellError.of(row, DUE, "project.refusal.dueBeforeStart", wanted.name()));
		}
		BigDecimal total = totals.getOrDefault(code, BigDecimal.ZERO);
		if (total.compareTo(Percent.WHOLE.value()) != 0) {
			errors.add(CellError.of(row, WEIGHT, "project.sheet.weights", total.stripTrailingZeros().toPlainString()));
		}
		if (!errors.isEmpty()) {
			return CheckedRow.refused(row, errors);
		}
		PlannedMilestone current = plan.milestones.get(wanted.name());
		if (current == null) {
			return CheckedRow.added(row);
		}
		Map<String, String> before = new LinkedHashMap<>();
		differ(before, WEIGHT, current.weight(), wanted.weight());
		differ(before, START, current.plannedStart(), wanted.plannedStart());
		differ(before, DUE, current.dueDate(), wanted.dueDate());
		return before.isEmpty() ? CheckedRow.left(row) : CheckedRow.changed(row, before);
	}

	private static void differ(Map<String, String> before, String field, Object was, Object is) {
		if (!was.equals(is)) {
			before.put(field, was.toString());
		}
	}

	/** What the weights of each plan would add up to. */
	private static Map<String, BigDecimal> totals(List<SheetRow> rows, Map<String, Plan> plans) {
		Map<String, Map<String, BigDecimal>> weights = new TreeMap<>();
		for (SheetRow row : rows) {
			String code = Objects.requireNonNull(row.text(PROJECT));
			Plan plan = plans.get(code);
			Map<String, BigDecimal> of = weights.computeIfAbsent(code, (key) -> new TreeMap<>());
			if (of.isEmpty() && plan != null) {
				plan.milestones.forEach((name, milestone) -> of.put(name, milestone.weight().value()));
			}
			PlannedMilestone wanted = milestone(row, null);
			of.put(wanted.name(), wanted.weight().value());
		}
		Map<String, BigDecimal> totals = new TreeMap<>();
		weights.forEach((code, of) -> totals.put(code, of.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
		return totals;
	}

	@Override
	public void write(List<CheckedRow> rows, ImportRun run) {
		Map<String, Plan> plans = plans();
		Map<String, Map<String, PlannedMilestone>> wanted = new LinkedHashMap<>();
		for (CheckedRow checked : rows) {
			String code = Objects.requireNonNull(checked.row().text(PROJECT));
			Plan plan = Objects.requireNonNull(plans.get(code));
			Map<String, PlannedMilestone> milestones = wanted.computeIfAbsent(code,
					(key) -> new LinkedHashMap<>(plan.milestones));
			PlannedMilestone current = plan.milestones.get(checked.row().text(NAME));
			PlannedMilestone milestone = milestone(checked.row(), (current != null) ? current.id() : null);
			milestones.put(milestone.name(), milestone);
		}
		wanted.forEach((code, milestones) -> {
			Plan plan = Objects.requireNonNull(plans.get(code));
			RevisePlan change = new RevisePlan(List.copyOf(milestones.values()), List.copyOf(plan.milestones.values()),
					reason(run));
			this.projects.submit(code, change, new Submission(UUID.randomUUID(), plan.version), run.by());
		});
	}

	/** Takes back what waits; what took effect is changed on the plan's own page. */
	@Override
	public void undo(ImportRun run) {
		List<Waiting> entered = this.jdbc.sql("""
				select p.id, q.code, p.state from proposal p join project q on q.id = p.project_id
				where p.kind = 'plan' and p.reason = ? order by p.id""")
			.param(reason(run))
			.query((row, index) -> new Waiting(row.getLong("id"), row.getString("code"), row.getString("state")))
			.list();
		Set<String> decided = new LinkedHashSet<>();
		entered.stream().filter((one) -> !"PENDING".equals(one.state)).forEach((one) -> decided.add(one.code));
		if (!decided.isEmpty()) {
			throw new Refusal(null, "project.sheet.decided");
		}
		entered.forEach((one) -> this.projects.withdraw(one.code, one.id, run.by()));
	}

	private static String reason(ImportRun run) {
		String reason = "导入表格 #" + run.id() + "：" + run.fileName();
		return reason.substring(0, Math.min(reason.length(), 500));
	}

	private static PlannedMilestone milestone(SheetRow row, @Nullable Long id) {
		return new PlannedMilestone(id, Objects.requireNonNull(row.text(NAME)),
				Objects.requireNonNull(row.percent(WEIGHT)), Objects.requireNonNull(row.date(START)),
				Objects.requireNonNull(row.date(DUE)));
	}

	/** All plans in force by the codes of their projects, in one query. */
	private Map<String, Plan> plans() {
		Map<String, Plan> plans = new TreeMap<>();
		this.jdbc.sql("""
				select p.code, p.version, p.department_id, m.id, m.name, m.weight, m.planned_start, m.due_date
				from project p left join milestone m on m.project_id = p.id and m.removed_at is null
				order by p.position, m.position, m.id""").query((row) -> {
			Plan plan = plans.get(row.getString("code"));
			if (plan == null) {
				plan = new Plan(row.getLong("version"), row.getObject("department_id", Long.class),
						new LinkedHashMap<>());
				plans.put(row.getString("code"), plan);
			}
			if (row.getString("name") != null) {
				plan.milestones.put(row.getString("name"), new PlannedMilestone(row.getLong("id"),
						row.getString("name"), new Percent(row.getBigDecimal("weight")),
						row.getObject("planned_start", LocalDate.class), row.getObject("due_date", LocalDate.class)));
			}
		});
		return plans;
	}

	private record Owned(@Nullable Long departmentId, Choice choice) {
	}

	private record Plan(long version, @Nullable Long departmentId, Map<String, PlannedMilestone> milestones) {
	}

	private record Waiting(long id, String code, String state) {
	}

}

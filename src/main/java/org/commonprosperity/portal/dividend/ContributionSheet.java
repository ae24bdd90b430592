package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Money;
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
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Contributions as a spreadsheet, with their contributors and, from books kept elsewhere
 * before, with opening balances. A row is one contribution, known again by its reference.
 * What it writes waits for the coordinating office; of an approved contribution it enters
 * a correction.
 */
@Component
@RequiredArgsConstructor
class ContributionSheet implements ImportedSheet {

	private static final String PROJECT = "project";

	private static final String REFERENCE = "reference";

	static final String NUMBER = "contributor";

	static final String KIND = "kind";

	static final String VILLAGE = "village";

	static final String NAME = "name";

	private static final String IDENTIFIER = "identifier";

	private static final String CLASS = "class";

	private static final String CLASS_FROM = "classFrom";

	private static final String PAID_IN = "paidInOn";

	private static final String PRINCIPAL = "principal";

	private static final String KEPT_FROM = "keptFrom";

	private static final String OPENING = "openingBalance";

	private static final String DOCUMENT = "document";

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final DividendLedger ledger;

	private final ImportedContributions imported;

	private final JsonMapper json;

	@Override
	public String code() {
		return "contributions";
	}

	@Override
	public boolean mayImport(Official official) {
		return official.is(Role.EDITOR) && !projects(official).isEmpty();
	}

	@Override
	public List<Column> columns(Official official) {
		return List.of(
				Column.of(PROJECT, ColumnType.CHOICE, "项目", "项目名称", "Project")
					.oneOf(projects(official).values().stream().map(OwnProject::choice).toList())
					.needed()
					.asKey(),
				Column
					.of(REFERENCE, ColumnType.IDENTIFIER, "收据号或协议号", "收据号", "协议号", "凭证号", "合同编号", "出资编号",
							"Receipt or contract", "Reference")
					.needed()
					.asKey()
					.atMost(40),
				Column.of(NUMBER, ColumnType.IDENTIFIER, "出资人编号", "编号", "户号", "Contributor number")
					.needed()
					.atMost(30)
					.noted("字母、数字和“-”"),
				Column.of(KIND, ColumnType.CHOICE, "出资人类型", "类型", "Kind")
					.oneOf(List.of(new Choice("COLLECTIVE", "村集体", "村集体经济组织", "集体", "Village collective", "COLLECTIVE"),
							new Choice("HOUSEHOLD", "家庭", "农户", "户", "Household", "HOUSEHOLD")))
					.needed(),
				Column.of(VILLAGE, ColumnType.CHOICE, "村社", "村", "村（社区）", "所属村社", "行政村", "Village")
					.oneOf(communities())
					.needed(),
				Column.of(NAME, ColumnType.TEXT, "名称", "出资人", "姓名", "户主", "户主姓名", "Name").needed().atMost(100),
				Column.of(IDENTIFIER, ColumnType.IDENTIFIER, "证件号", "身份证号", "统一社会信用代码", "低保证号", "Identifier")
					.atMost(30),
				Column.of(CLASS, ColumnType.CHOICE, "家庭类别", "类别", "救助类别", "Class").oneOf(classes()),
				Column.of(CLASS_FROM, ColumnType.DATE, "类别起始日期", "认定日期", "Class since"),
				Column.of(PAID_IN, ColumnType.DATE, "出资日期", "缴款日期", "到账日期", "Paid in on").needed(),
				Column.of(PRINCIPAL, ColumnType.AMOUNT, "出资额", "出资金额", "本金", "Contribution", "Principal")
					.needed()
					.addedUp(),
				Column.of(KEPT_FROM, ColumnType.DATE, "本账起记日期", "起记日期", "Kept here from").noted("以前在别处记账的才填"),
				Column.of(OPENING, ColumnType.AMOUNT, "期初应付未付", "期初余额", "以前年度欠付", "Opening balance")
					.addedUp()
					.atLeast(0)
					.noted("起记日期之前已产生、还没有支付的分红"),
				Column.of("bankName", ColumnType.TEXT, "开户银行", "银行", "Bank").atMost(100),
				Column.of("bankAccount", ColumnType.IDENTIFIER, "银行账号", "账号", "卡号", "Bank account").atMost(40),
				Column.of(DOCUMENT, ColumnType.TEXT, "文件", "依据", "文号", "Document").needed().atMost(200),
				Column.of("note", ColumnType.TEXT, "备注", "说明", "Note").atMost(500));
	}

	@Override
	public List<CheckedRow> check(List<SheetRow> rows, Official official) {
		Map<String, OwnProject> projects = projects(official);
		List<Map<String, @Nullable Object>> input = new ArrayList<>();
		rows.forEach((row) -> input.add(values(row, projects)));
		String asked = this.json.writeValueAsString(input);
		Map<Integer, ImportedContributions.OnRecord> onRecord = this.imported.onRecord(asked);
		Map<String, ImportedContributions.Known> known = this.imported.known(asked);
		Map<String, String> identifiers = this.imported.identifiers(asked);
		Map<String, SheetRow> first = new HashMap<>();
		List<CheckedRow> checked = new ArrayList<>();
		for (SheetRow row : rows) {
			OwnProject project = projects.get(row.text(PROJECT));
			CellError error = (project == null) ? CellError.of(row, PROJECT, "dividend.refusal.project")
					: errorOf(row, project, known.get(row.text(NUMBER)),
							first.putIfAbsent(Objects.requireNonNull(row.text(NUMBER)), row));
			String identifier = row.text(IDENTIFIER);
			if (error == null && project != null && identifier != null && !Objects.equals(row.text(NUMBER), identifiers
				.computeIfAbsent(project.departmentId() + "/" + identifier, (key) -> row.text(NUMBER)))) {
				error = CellError.of(row, IDENTIFIER, "dividend.refusal.identifierTaken");
			}
			ImportedContributions.OnRecord record = onRecord.get(row.number());
			if (error == null && record != null) {
				error = record.errorOf(row);
			}
			if (error != null) {
				checked.add(CheckedRow.refused(row, List.of(error)));
			}
			else if (record == null) {
				checked.add(CheckedRow.added(row));
			}
			else {
				Map<String, String> before = record.before(row);
				checked.add(before.isEmpty() ? CheckedRow.left(row) : CheckedRow.changed(row, before));
			}
		}
		return checked;
	}

	@Override
	public void write(List<CheckedRow> rows, ImportRun run) {
		Map<String, OwnProject> projects = projects(run.by());
		List<Map<String, @Nullable Object>> added = new ArrayList<>();
		List<Map<String, @Nullable Object>> changed = new ArrayList<>();
		for (CheckedRow row : rows) {
			if (!projects.containsKey(row.row().text(PROJECT))) {
				throw new Refusal(null, "dividend.refusal.project");
			}
			((row.outcome() == CheckedRow.Outcome.ADDED) ? added : changed).add(values(row.row(), projects));
		}
		this.imported.register(this.json.writeValueAsString(added), run);
		this.imported.add(this.json.writeValueAsString(added), added.size(), run);
		if (!changed.isEmpty()) {
			this.imported.register(this.json.writeValueAsString(changed), run);
			this.imported.change(this.json.writeValueAsString(changed), run);
		}
	}

	@Override
	public void finish(ImportRun run) {
		this.imported.record(run, "entered");
	}

	@Override
	public void undo(ImportRun run) {
		this.imported.undo(run);
	}

	private @Nullable CellError errorOf(SheetRow row, OwnProject project, ImportedContributions.@Nullable Known known,
			@Nullable SheetRow before) {
		String number = Objects.requireNonNull(row.text(NUMBER));
		if (!number.matches("[A-Za-z0-9][A-Za-z0-9-]{0,29}")) {
			return CellError.of(row, NUMBER, "dividend.refusal.number");
		}
		if (before != null && !same(row, before)) {
			return CellError.of(row, NUMBER, "dividend.refusal.sheet.otherRow", String.valueOf(before.number()));
		}
		if (known != null && !known.is(row, project.departmentId())) {
			return CellError.of(row, NUMBER, "dividend.refusal.sheet.otherRecord");
		}
		CellError error = classErrorOf(row);
		return (error != null) ? error : amountErrorOf(row);
	}

	private static boolean same(SheetRow one, SheetRow other) {
		return List.of(KIND, VILLAGE, NAME, IDENTIFIER, CLASS, CLASS_FROM, "bankName", "bankAccount")
			.stream()
			.allMatch((column) -> Objects.equals(one.values().get(column), other.values().get(column)));
	}

	private @Nullable CellError classErrorOf(SheetRow row) {
		boolean household = "HOUSEHOLD".equals(row.text(KIND));
		if (!household && row.text(CLASS) != null) {
			return CellError.of(row, CLASS, "dividend.refusal.classOfCollective");
		}
		if ((row.text(CLASS) == null) != (row.date(CLASS_FROM) == null)) {
			return CellError.of(row, (row.text(CLASS) == null) ? CLASS : CLASS_FROM, "dividend.refusal.sheet.class");
		}
		return late(row, CLASS_FROM);
	}

	private @Nullable CellError amountErrorOf(SheetRow row) {
		LocalDate paidIn = Objects.requireNonNull(row.date(PAID_IN));
		if (paidIn.isBefore(ContributionService.EARLIEST)) {
			return CellError.of(row, PAID_IN, "dividend.refusal.day", ContributionService.EARLIEST.toString());
		}
		CellError late = late(row, PAID_IN);
		if (late != null) {
			return late;
		}
		Money principal = Objects.requireNonNull(row.money(PRINCIPAL));
		if (principal.yuan().signum() <= 0 || principal.compareTo(ContributionService.MOST) >= 0) {
			return CellError.of(row, PRINCIPAL, "dividend.refusal.amount");
		}
		LocalDate kept = row.date(KEPT_FROM);
		if ((kept == null) != (row.money(OPENING) == null)) {
			return CellError.of(row, (kept == null) ? KEPT_FROM : OPENING, "dividend.refusal.opening");
		}
		if (kept != null && (kept.isBefore(paidIn) || !kept.isAfter(ContributionService.EARLIEST)
				|| kept.isAfter(this.ledger.today()))) {
			return CellError.of(row, KEPT_FROM, "dividend.refusal.keptFrom", paidIn.toString());
		}
		return null;
	}

	private @Nullable CellError late(SheetRow row, String column) {
		LocalDate day = row.date(column);
		return (day != null && day.isAfter(this.ledger.today())) ? CellError.of(row, column, "project.refusal.future")
				: null;
	}

	private Map<String, @Nullable Object> values(SheetRow row, Map<String, OwnProject> projects) {
		OwnProject project = projects.get(row.text(PROJECT));
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("n", row.number());
		values.put("project", (project != null) ? project.id() : null);
		values.put("department", (project != null) ? project.departmentId() : null);
		row.values().forEach((column, value) -> {
			if (!column.equals(PROJECT)) {
				values.put(column, (value instanceof Money money) ? money.yuan() : value);
			}
		});
		return values;
	}

	private List<Choice> classes() {
		return this.facts.classes()
			.stream()
			.filter(ContributorClass::household)
			.map((one) -> new Choice(one.code(), one.name(), one.name().replace("家庭", ""),
					one.name().replace("家庭", "户"), one.nameEn(), one.code()))
			.toList();
	}

	private List<Choice> communities() {
		return this.jdbc.sql("select code, name, name_en from community order by code").query((row, index) -> {
			List<String> others = new ArrayList<>(
					List.of(row.getString("code"), row.getString("name").replaceFirst("(村|社区)$", "")));
			if (row.getString("name_en") != null) {
				others.add(row.getString("name_en"));
			}
			return new Choice(row.getString("code"), row.getString("name"), others);
		}).list();
	}

	/** The projects of the official's departments by code. */
	private Map<String, OwnProject> projects(Official official) {
		Map<String, OwnProject> projects = new LinkedHashMap<>();
		this.jdbc.sql(
				"select id, code, name, name_en, department_id from project where department_id is not null order by position, code")
			.query((row) -> {
				OwnProject project = new OwnProject(row.getLong("id"), row.getString("code"), row.getString("name"),
						row.getString("name_en"), row.getLong("department_id"));
				if (DividendAccess.mayEdit(official, project.departmentId())) {
					projects.put(project.code(), project);
				}
			});
		return projects;
	}

	private record OwnProject(long id, String code, String name, @Nullable String nameEn, long departmentId) {

		Choice choice() {
			List<String> others = new ArrayList<>(List.of(this.code, this.name.replaceAll("[“”\"]", "")));
			if (this.nameEn != null) {
				others.add(this.nameEn);
			}
			return new Choice(this.code, this.name, others);
		}

	}

}

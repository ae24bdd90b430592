package org.commonprosperity.portal.employment;

import java.time.Clock;
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
import org.commonprosperity.portal.employment.ImportedPlacements.OnRecord;
import org.commonprosperity.portal.employment.ImportedPlacements.PersonKey;
import org.commonprosperity.portal.shared.Identifiers;
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

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Placements as a spreadsheet of a village's clerk, with their persons. A row is one
 * placement, known again by village, identifier, workshop and first day. It is compared
 * with the clerk's own villages alone, so it tells nothing of others. What it writes
 * waits for the coordinating office; of an approved placement it enters a correction or
 * the end.
 */
@Component
@RequiredArgsConstructor
class PlacementSheet implements ImportedSheet {

	static final String VILLAGE = "village";

	static final String NAME = "name";

	static final String IDENTIFIER = "identifier";

	static final String WORKSHOP = "workshop";

	static final String STARTED = "startedOn";

	static final String WAGE = "wage";

	static final String ENDED = "endedOn";

	static final String REASON = "endReason";

	static final String CONSENT = "consentOn";

	static final String TELEPHONE = "telephone";

	static final String DOCUMENT = "consentDocument";

	static final String GROUP = "group";

	static final String POST = "post";

	static final String INSURANCE = "insurance";

	private final JdbcClient jdbc;

	private final EmploymentLists lists;

	private final ImportedPlacements imported;

	private final Clock clock;

	@Override
	public String code() {
		return "placements";
	}

	@Override
	public boolean mayImport(Official official) {
		return official.is(Role.CLERK) && !official.communityIds().isEmpty();
	}

	/** Whoever sent it; it shows persons in full. */
	@Override
	public boolean mayLookUp(Official official) {
		return false;
	}

	@Override
	public boolean personal() {
		return true;
	}

	@Override
	public String address() {
		return "/office/jobs/placements";
	}

	@Override
	public List<Column> columns(Official official) {
		return List.of(
				Column.of(VILLAGE, ColumnType.CHOICE, "村社", "村", "村（社区）", "所属村社", "Village")
					.oneOf(villages(official).values().stream().map(PlacementSheet::choice).toList())
					.needed()
					.asKey(),
				Column.of(NAME, ColumnType.TEXT, "姓名", "人员姓名", "安置人员", "Name").needed().atMost(50),
				Column.of(IDENTIFIER, ColumnType.IDENTIFIER, "证件号", "身份证号", "身份证号码", "残疾人证号", "Identifier")
					.needed()
					.asKey()
					.atMost(30),
				Column.of(TELEPHONE, ColumnType.IDENTIFIER, "电话", "联系电话", "手机", "手机号", "Telephone").atMost(30),
				Column.of(CONSENT, ColumnType.DATE, "同意书日期", "知情同意日期", "Consent date").needed(),
				Column.of(DOCUMENT, ColumnType.TEXT, "同意书存放处", "同意书编号", "Consent document").needed().atMost(100),
				Column.of(GROUP, ColumnType.CHOICE, "人员类别", "类别", "困难类别", "Group")
					.oneOf(choices(this.lists.groups()))
					.needed(),
				Column.of(WORKSHOP, ColumnType.CHOICE, "工坊", "共富工坊", "工坊名称", "Workshop")
					.oneOf(choices(this.lists.workshops()))
					.needed()
					.asKey(),
				Column.of(POST, ColumnType.TEXT, "岗位", "工种", "Post").needed().atMost(100),
				Column.of(STARTED, ColumnType.DATE, "上岗日期", "开始日期", "安置日期", "Started on").needed().asKey(),
				Column.of(WAGE, ColumnType.AMOUNT, "月工资", "工资", "月收入", "Monthly wage").needed(),
				Column.of(INSURANCE, ColumnType.CHOICE, "参保情况", "社会保险", "社保", "Social insurance")
					.oneOf(choices(this.lists.insurances()))
					.needed(),
				Column.of(ENDED, ColumnType.DATE, "最后工作日", "离岗日期", "结束日期", "Ended on").noted("在岗的不填"),
				Column.of(REASON, ColumnType.CHOICE, "离岗原因", "结束原因", "Why ended")
					.oneOf(choices(this.lists.endReasons())));
	}

	@Override
	public List<CheckedRow> check(List<SheetRow> rows, Official official) {
		Map<String, Long> villages = ids(official);
		Map<Long, Days> workshops = workshops();
		Map<Integer, PersonKey> keys = new HashMap<>();
		Map<Integer, CellError> errors = new HashMap<>();
		for (SheetRow row : rows) {
			CellError error = errorOf(row, villages, workshops);
			if (error != null) {
				errors.put(row.number(), error);
			}
			else {
				keys.put(row.number(), this.imported.key(row, villages));
			}
		}
		Map<PersonKey, ImportedPlacements.Known> known = this.imported.known(keys.values());
		Map<PersonKey, SheetRow> first = new LinkedHashMap<>();
		Map<String, List<SheetRow>> placed = new HashMap<>();
		List<CheckedRow> checked = new ArrayList<>();
		for (SheetRow row : rows) {
			CellError error = errors.get(row.number());
			PersonKey key = keys.get(row.number());
			ImportedPlacements.Known person = (key != null) ? known.get(key) : null;
			if (error == null && key != null) {
				SheetRow before = first.putIfAbsent(key, row);
				error = personErrorOf(row, before, person);
				List<SheetRow> others = placed.computeIfAbsent(key.mark() + "/" + row.text(WORKSHOP),
						(one) -> new ArrayList<>());
				if (error == null && others.stream().anyMatch((other) -> overlap(row, other))) {
					error = CellError.of(row, STARTED, "employment.refusal.apart");
				}
				others.add(row);
			}
			checked.add((error != null) ? CheckedRow.refused(row, List.of(error))
					: compared(row, (person != null) ? person.placements() : List.of()));
		}
		return checked;
	}

	private static CheckedRow compared(SheetRow row, List<OnRecord> placements) {
		OnRecord same = placements.stream().filter((one) -> one.is(row)).findFirst().orElse(null);
		if (same == null) {
			return placements.stream().anyMatch((one) -> one.overlaps(row))
					? CheckedRow.refused(row, List.of(CellError.of(row, STARTED, "employment.refusal.apart")))
					: CheckedRow.added(row);
		}
		Map<String, String> before = same.before(row);
		if (before.isEmpty()) {
			return CheckedRow.left(row);
		}
		if (!same.approved() || same.changing()) {
			return CheckedRow.refused(row, List.of(CellError.of(row, STARTED, "employment.refusal.sheet.waits")));
		}
		CheckedRow changed = CheckedRow.changed(row, before);
		boolean ends = List.of(ENDED, REASON).containsAll(before.keySet()) && "".equals(before.get(ENDED));
		return ends ? changed : changed.noting(List.of(CellError.of(row, null, CheckedRow.CORRECTION)));
	}

	@Override
	public void write(List<CheckedRow> rows, ImportRun run) {
		this.imported.write(rows, ids(run.by()), run);
	}

	@Override
	public void finish(ImportRun run) {
		this.imported.record(run, "entered");
	}

	@Override
	public void undo(ImportRun run) {
		this.imported.undo(run);
	}

	private @Nullable CellError errorOf(SheetRow row, Map<String, Long> villages, Map<Long, Days> workshops) {
		if (!villages.containsKey(row.text(VILLAGE))) {
			return CellError.of(row, VILLAGE, "employment.refusal.choose");
		}
		try {
			Identifiers.normal(Objects.requireNonNull(row.text(IDENTIFIER)));
		}
		catch (Refusal refusal) {
			return CellError.of(row, IDENTIFIER, refusal.key());
		}
		String telephone = row.text(TELEPHONE);
		if (telephone != null && !Identifiers.plain(telephone).matches("\\+?[0-9]{7,20}")) {
			return CellError.of(row, TELEPHONE, "employment.refusal.telephone");
		}
		for (String day : List.of(CONSENT, STARTED, ENDED)) {
			CellError error = dayErrorOf(row, day);
			if (error != null) {
				return error;
			}
		}
		LocalDate started = Objects.requireNonNull(row.date(STARTED));
		LocalDate ended = row.date(ENDED);
		if ((ended == null) != (row.text(REASON) == null)) {
			return CellError.of(row, (ended == null) ? ENDED : REASON, "employment.refusal.end");
		}
		if (ended != null && ended.isBefore(started)) {
			return CellError.of(row, ENDED, "employment.refusal.endBeforeStart", started.toString());
		}
		Money wage = Objects.requireNonNull(row.money(WAGE));
		if (wage.yuan().signum() <= 0 || wage.compareTo(PlacementRecords.MOST_WAGE) >= 0) {
			return CellError.of(row, WAGE, "employment.refusal.wage");
		}
		Days days = workshops.get(Long.valueOf(Objects.requireNonNull(row.text(WORKSHOP))));
		if (days != null && days.closed() != null && started.isAfter(days.closed())) {
			return CellError.of(row, STARTED, "employment.refusal.workshopClosed", days.closed().toString());
		}
		if (days != null && days.opened() != null && started.isBefore(days.opened())) {
			return CellError.of(row, STARTED, "employment.refusal.workshopNotOpen", days.opened().toString());
		}
		return null;
	}

	private @Nullable CellError dayErrorOf(SheetRow row, String column) {
		LocalDate day = row.date(column);
		if (day == null) {
			return null;
		}
		if (day.isBefore(PlacementRecords.EARLIEST)) {
			return CellError.of(row, column, "employment.refusal.day", PlacementRecords.EARLIEST.toString());
		}
		return day.isAfter(LocalDate.now(this.clock)) ? CellError.of(row, column, "project.refusal.future") : null;
	}

	private static @Nullable CellError personErrorOf(SheetRow row, @Nullable SheetRow before,
			ImportedPlacements.@Nullable Known known) {
		String name = Objects.requireNonNull(row.text(NAME));
		if (before != null && !name.equals(before.text(NAME))) {
			return CellError.of(row, NAME, "employment.refusal.sheet.otherRow", String.valueOf(before.number()));
		}
		return (known != null && !known.name().equals(name))
				? CellError.of(row, NAME, "employment.refusal.sheet.otherName", Identifiers.maskedName(known.name()))
				: null;
	}

	private static boolean overlap(SheetRow one, SheetRow other) {
		return !start(one).isAfter(end(other)) && !start(other).isAfter(end(one));
	}

	static LocalDate start(SheetRow row) {
		return Objects.requireNonNull(row.date(STARTED));
	}

	static LocalDate end(SheetRow row) {
		LocalDate ended = row.date(ENDED);
		return (ended != null) ? ended : LocalDate.MAX;
	}

	private Map<String, Long> ids(Official official) {
		Map<String, Long> ids = new HashMap<>();
		if (!official.is(Role.CLERK) || official.communityIds().isEmpty()) {
			return ids;
		}
		this.jdbc.sql("select id, code from community where id in (:own)")
			.param("own", official.communityIds())
			.query((row) -> {
				ids.put(row.getString("code"), row.getLong("id"));
			});
		return ids;
	}

	private Map<String, Named> villages(Official official) {
		Map<String, Long> own = ids(official);
		Map<String, Named> villages = new LinkedHashMap<>();
		this.lists.communities()
			.stream()
			.filter((one) -> own.containsKey(one.code()))
			.forEach((one) -> villages.put(one.code(), one));
		return villages;
	}

	private Map<Long, Days> workshops() {
		Map<Long, Days> workshops = new HashMap<>();
		this.jdbc.sql("select id, opened_on, closed_on from workshop").query((row) -> {
			workshops.put(row.getLong("id"),
					new Days(row.getObject("opened_on", LocalDate.class), row.getObject("closed_on", LocalDate.class)));
		});
		return workshops;
	}

	private static List<Choice> choices(List<Named> from) {
		return from.stream().map(PlacementSheet::choice).toList();
	}

	private static Choice choice(Named one) {
		List<String> others = new ArrayList<>(List.of(one.name().replaceFirst("(村|社区)$", "")));
		if (one.nameEn() != null) {
			others.add(one.nameEn());
		}
		return new Choice(one.code(), one.name(), others);
	}

	private record Days(@Nullable LocalDate opened, @Nullable LocalDate closed) {
	}

}

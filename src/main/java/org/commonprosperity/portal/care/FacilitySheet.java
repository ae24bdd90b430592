package org.commonprosperity.portal.care;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.care.CareRecords.Stored;
import org.commonprosperity.portal.entry.Entries;
import org.commonprosperity.portal.entry.NewEntry;
import org.commonprosperity.portal.shared.Gathered;
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
 * Facilities as a spreadsheet, told apart by community and name. An empty cell leaves
 * what is on record; every row waits for a coordinator like one that was typed.
 */
@Component
@RequiredArgsConstructor
class FacilitySheet implements ImportedSheet {

	private static final String COMMUNITY = "community";

	private static final String NAME = "name";

	private static final String KIND = "kind";

	private static final String STATE = "state";

	private static final String ADDRESS = "address";

	private static final String ROOMS = "rooms";

	private static final String PLACES = "places";

	private static final String OPENED = "opened";

	private static final String HOURS = "hours";

	private static final String TELEPHONE = "telephone";

	private static final String ACCESSIBLE = "accessible";

	private static final String LATITUDE = "latitude";

	private static final String LONGITUDE = "longitude";

	private static final String NOTE = "note";

	private static final int TEXT = 200;

	private static final int LONG = 500;

	private final JdbcClient jdbc;

	private final CareRecords records;

	private final Entries entries;

	private final Clock clock;

	@Override
	public String code() {
		return "facilities";
	}

	@Override
	public boolean mayImport(Official official) {
		return official.is(Role.CLERK) && !official.communityIds().isEmpty();
	}

	@Override
	public @Nullable String address() {
		return "/office/care";
	}

	@Override
	public List<Column> columns(Official official) {
		List<Choice> communities = this.records.communities()
			.stream()
			.filter((one) -> CareAccess.isOwn(official, one.id()))
			.map((one) -> (one.nameEn() != null) ? new Choice(one.code(), one.name(), one.code(), one.nameEn())
					: new Choice(one.code(), one.name(), one.code()))
			.toList();
		List<Choice> kinds = this.records.kinds(false)
			.stream()
			.map((one) -> new Choice(one.code(), one.name(), one.code(), one.nameEn()))
			.toList();
		return List.of(
				Column.of(COMMUNITY, ColumnType.CHOICE, "村社", "村", "社区", "村（社区）", "所属社区", "Community")
					.needed()
					.asKey()
					.oneOf(communities),
				Column.of(NAME, ColumnType.TEXT, "设施名称", "名称", "Name").needed().asKey().atMost(100),
				Column.of(KIND, ColumnType.CHOICE, "类型", "设施类型", "Kind").needed().oneOf(kinds),
				Column.of(STATE, ColumnType.CHOICE, "状态", "State")
					.oneOf(List.of(new Choice("OPEN", "已开放", "开放", "Open"),
							new Choice("BUILDING", "建设中", "在建", "Being built"),
							new Choice("CLOSED", "已关闭", "关闭", "Closed"))),
				Column.of(ADDRESS, ColumnType.TEXT, "地址", "详细地址", "Address").atMost(TEXT),
				Column.of(ROOMS, ColumnType.TEXT, "房间", "功能室", "Rooms").atMost(LONG),
				Column.of(PLACES, ColumnType.INTEGER, "可容纳人数", "床位或席位", "席位", "床位", "Places").atLeast(1),
				Column.of(OPENED, ColumnType.DATE, "开放日期", "启用日期", "Opened"),
				Column.of(HOURS, ColumnType.TEXT, "开放时间", "服务时间", "Opening hours").atMost(LONG),
				Column.of(TELEPHONE, ColumnType.IDENTIFIER, "电话", "联系电话", "设施电话", "Telephone").atMost(20),
				Column.of(ACCESSIBLE, ColumnType.CHOICE, "无障碍", "是否无障碍", "Accessible")
					.oneOf(List.of(new Choice("true", "是", "有", "Yes"), new Choice("false", "否", "无", "No"))),
				Column.of(LATITUDE, ColumnType.DECIMAL, "纬度", "Latitude"),
				Column.of(LONGITUDE, ColumnType.DECIMAL, "经度", "Longitude"),
				Column.of(NOTE, ColumnType.TEXT, "备注", "说明", "Note").atMost(LONG));
	}

	@Override
	public List<CheckedRow> check(List<SheetRow> rows, Official official) {
		Record record = record(rows, official);
		List<CheckedRow> checked = new ArrayList<>();
		for (SheetRow row : rows) {
			checked.add(checked(row, record));
		}
		return checked;
	}

	private static CellError error(SheetRow row, Refusal refusal) {
		String[] arguments = Arrays.stream(refusal.arguments()).map(String::valueOf).toArray(String[]::new);
		return CellError.of(row, refusal.field(), refusal.key(), arguments);
	}

	private CheckedRow checked(SheetRow row, Record record) {
		CareCommunity community = record.communities().get(row.text(COMMUNITY));
		if (community == null) {
			return CheckedRow.refused(row, List.of(CellError.of(row, COMMUNITY, "care.refusal.community")));
		}
		Stored<FacilityContent> stored = record.of(row);
		FacilityContent after;
		try {
			after = content(row, (stored != null) ? stored.content() : null);
			Gathered wrong = new Gathered();
			CareChecks.check(after, LocalDate.now(this.clock), wrong);
			CareChecks.requirePublic(wrong, after.telephone(), (stored != null) ? stored.content().telephone() : null,
					false);
			wrong.refuse();
		}
		catch (Refusal refusal) {
			return CheckedRow.refused(row, refusal.all().stream().map((reason) -> error(row, reason)).toList());
		}
		if (record.waiting().contains(key(row))) {
			return CheckedRow.refused(row, List.of(CellError.of(row, NAME, "care.refusal.waits")));
		}
		if (stored == null) {
			return CheckedRow.added(row);
		}
		Map<String, String> before = before(row, stored.content(), after);
		return before.isEmpty() ? CheckedRow.left(row) : CheckedRow.changed(row, before);
	}

	/** What is on record of the columns that would change. */
	private static Map<String, String> before(SheetRow row, FacilityContent was, FacilityContent is) {
		Map<String, String> before = new LinkedHashMap<>();
		Map<String, Function<FacilityContent, @Nullable Object>> columns = new LinkedHashMap<>();
		columns.put(KIND, FacilityContent::kind);
		columns.put(STATE, FacilityContent::state);
		columns.put(ADDRESS, FacilityContent::address);
		columns.put(ROOMS, (one) -> one.rooms().isEmpty() ? null : String.join("、", one.rooms()));
		columns.put(PLACES, FacilityContent::places);
		columns.put(OPENED, FacilityContent::opened);
		columns.put(HOURS, (one) -> (one.hours() != null) ? HoursText.write(one.hours()) : null);
		columns.put(TELEPHONE, FacilityContent::telephone);
		columns.put(ACCESSIBLE, FacilityContent::accessible);
		columns.put(LATITUDE, (one) -> plain(one.latitude()));
		columns.put(LONGITUDE, (one) -> plain(one.longitude()));
		columns.put(NOTE, FacilityContent::note);
		columns.forEach((column, value) -> {
			Object old = value.apply(was);
			if (row.values().containsKey(column) && !Objects.equals(old, value.apply(is))) {
				before.put(column, (old != null) ? old.toString() : "");
			}
		});
		return before;
	}

	private static @Nullable String plain(@Nullable BigDecimal number) {
		return (number != null) ? number.stripTrailingZeros().toPlainString() : null;
	}

	/** The facility as the row has it; an empty cell leaves what is on record. */
	private static FacilityContent content(SheetRow row, @Nullable FacilityContent was) {
		String state = row.text(STATE);
		String rooms = row.text(ROOMS);
		String hours = row.text(HOURS);
		Long places = row.integer(PLACES);
		String accessible = row.text(ACCESSIBLE);
		FacilityContent.State stands = (state != null) ? FacilityContent.State.valueOf(state)
				: (was != null) ? was.state() : FacilityContent.State.OPEN;
		return new FacilityContent(Objects.requireNonNull(row.text(COMMUNITY)), row.text(KIND), stands, row.text(NAME),
				(was != null) ? was.nameEn() : null, or(row.text(ADDRESS), was, FacilityContent::address),
				(rooms != null) ? rooms(rooms) : (was != null) ? was.rooms() : List.of(),
				(places != null) ? Integer.valueOf((int) Math.min(places, Integer.MAX_VALUE))
						: (was != null) ? was.places() : null,
				or(row.date(OPENED), was, FacilityContent::opened),
				(hours != null) ? HoursText.read(HOURS, hours) : (was != null) ? was.hours() : null,
				or(row.text(TELEPHONE), was, FacilityContent::telephone),
				(accessible != null) ? Boolean.valueOf(accessible) : (was != null) ? was.accessible() : null,
				or(row.decimal(LATITUDE), was, FacilityContent::latitude),
				or(row.decimal(LONGITUDE), was, FacilityContent::longitude), (was != null) ? was.photo() : null,
				(was != null) ? was.photoCaption() : null, (was != null) ? was.project() : null,
				(was != null) ? was.milestones() : List.of(), or(row.text(NOTE), was, FacilityContent::note));
	}

	private static <T> @Nullable T or(@Nullable T value, @Nullable FacilityContent was,
			Function<FacilityContent, @Nullable T> kept) {
		return (value != null) ? value : (was != null) ? kept.apply(was) : null;
	}

	/** Rooms as they are typed, apart by a comma of any sort or a line. */
	static List<String> rooms(String typed) {
		return Arrays.stream(typed.split("[、,，;；\\n]"))
			.map(String::strip)
			.filter((room) -> !room.isEmpty())
			.distinct()
			.toList();
	}

	@Override
	public void write(List<CheckedRow> rows, ImportRun run) {
		List<SheetRow> sheet = rows.stream().map(CheckedRow::row).toList();
		Record record = record(sheet, run.by());
		List<CareKind> kinds = this.records.kinds(false);
		Map<String, String> projects = this.records.projectNames();
		List<Long> numbers = this.jdbc.sql("select nextval('care_code') from generate_series(1, ?)")
			.param(rows.size())
			.query(Long.class)
			.list();
		List<NewEntry> entered = new ArrayList<>();
		for (SheetRow row : sheet) {
			CareCommunity community = Objects.requireNonNull(record.communities().get(row.text(COMMUNITY)));
			Stored<FacilityContent> stored = record.of(row);
			FacilityContent was = (stored != null) ? stored.content() : null;
			FacilityContent is = content(row, was);
			List<Difference> differences = CareDifferences.of(was, is, CareService.name(kinds),
					CareService.name(projects), (id) -> "#" + id);
			String code = (stored != null) ? stored.code() : community.code() + "-" + numbers.get(entered.size());
			entered.add(new NewEntry(CareService.FACILITY, code, community.id(), community.name() + " · " + is.name(),
					is, differences, null));
		}
		this.entries.enterAll(entered, run.id(), run.by());
	}

	@Override
	public void undo(ImportRun run) {
		this.entries.withdrawAll(run.id(), run.by());
	}

	/** What is on record of the communities of the rows, by a fixed number of queries. */
	private Record record(List<SheetRow> rows, Official official) {
		Map<String, CareCommunity> communities = this.records.communities()
			.stream()
			.filter((one) -> CareAccess.isOwn(official, one.id()))
			.collect(Collectors.toMap(CareCommunity::code, Function.identity()));
		Set<Long> ids = new HashSet<>();
		rows.forEach((row) -> {
			CareCommunity community = communities.get(row.text(COMMUNITY));
			if (community != null) {
				ids.add(community.id());
			}
		});
		Map<String, Stored<FacilityContent>> facilities = new HashMap<>();
		this.records.facilities(ids)
			.forEach((one) -> facilities.put(one.content().community() + "/" + one.content().name(), one));
		Set<String> waiting = new HashSet<>();
		this.entries.waiting(CareService.FACILITY, ids)
			.stream()
			.map((entry) -> this.entries.content(entry, FacilityContent.class))
			.forEach((one) -> waiting.add(one.community() + "/" + one.name()));
		return new Record(communities, facilities, waiting);
	}

	private static String key(SheetRow row) {
		return row.text(COMMUNITY) + "/" + row.text(NAME);
	}

	private record Record(Map<String, CareCommunity> communities, Map<String, Stored<FacilityContent>> facilities,
			Set<String> waiting) {

		private @Nullable Stored<FacilityContent> of(SheetRow row) {
			return this.facilities.get(key(row));
		}

	}

}

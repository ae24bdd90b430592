package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CellError;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.commonprosperity.portal.spreadsheet.Column;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.ImportedSheet;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.commonprosperity.portal.village.SheetColumns.Place;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Targets, residents' income, population and assets of villages by year as a spreadsheet.
 * A cell that is empty leaves what is on record.
 */
@Component
@RequiredArgsConstructor
class VillageFiguresSheet implements ImportedSheet {

	private static final List<String> FIGURES = List.of("target", "disposableIncome", "population", "collectiveAssets");

	private static final long MOST_PEOPLE = 10_000_000;

	private static final String ROWS = """
			with input as (select * from jsonb_to_recordset(cast(:rows as jsonb)) as i
				(n int, community bigint, year int, target numeric, "disposableIncome" numeric, population int,
					"collectiveAssets" numeric, "before.target" numeric, "before.disposableIncome" numeric,
					"before.population" int, "before.collectiveAssets" numeric))
			""";

	private final JdbcClient jdbc;

	private final SheetColumns columns;

	private final IncomeChecks checks;

	private final ImportedReturns returns;

	private final JsonMapper json;

	@Override
	public String code() {
		return "village-figures";
	}

	@Override
	public boolean mayImport(Official official) {
		return this.columns.villages()
			.values()
			.stream()
			.anyMatch((village) -> VillageAccess.isOwn(official, village.id()));
	}

	@Override
	public List<Column> columns(Official official) {
		return List.of(this.columns.village(official), this.columns.year(),
				Column.of("target", ColumnType.AMOUNT, "年度目标", "目标", "收入目标", "年度收入目标", "Target").atLeast(0),
				Column
					.of("disposableIncome", ColumnType.AMOUNT, "居民人均可支配收入", "人均可支配收入", "可支配收入", "人均收入",
							"Disposable income")
					.atLeast(0),
				Column.of("population", ColumnType.INTEGER, "人口", "人口数", "户籍人口", "常住人口", "Population").atLeast(0),
				Column.of("collectiveAssets", ColumnType.AMOUNT, "集体资产", "村集体资产", "资产总额", "Collective assets")
					.atLeast(0));
	}

	@Override
	public List<CheckedRow> check(List<SheetRow> rows, Official official) {
		Map<String, Place> villages = this.columns.villages();
		List<Map<String, @Nullable Object>> input = new ArrayList<>();
		rows.forEach((row) -> input.add(values(row, villages, input.size())));
		Set<Integer> approved = new HashSet<>();
		Map<Integer, Map<String, @Nullable BigDecimal>> onRecord = onRecord(input, approved);
		Set<List<@Nullable Object>> seen = new HashSet<>();
		List<CheckedRow> checked = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			SheetRow row = rows.get(i);
			List<CellError> errors = new ArrayList<>(errorsOf(row, input.get(i), official));
			if (errors.isEmpty() && !seen.add(List.of(input.get(i).get("community"), input.get(i).get("year")))) {
				errors.add(CellError.of(row, null, "income.refusal.figuresTwice"));
			}
			CheckedRow beside = errors.isEmpty() ? beside(row, onRecord.get(i)) : CheckedRow.refused(row, errors);
			boolean touched = beside.outcome() == Outcome.ADDED || beside.outcome() == Outcome.CHANGED;
			boolean corrects = touched && approved.contains(i);
			checked.add(corrects ? beside.noting(List.of(CellError.of(row, null, CheckedRow.CORRECTION))) : beside);
		}
		return checked;
	}

	@Override
	public Map<Integer, List<CellError>> faults(List<SheetRow> rows, Official official) {
		Map<String, Place> villages = this.columns.villages();
		Map<Integer, List<CellError>> faults = new HashMap<>();
		for (SheetRow row : rows) {
			List<CellError> errors = new ArrayList<>(limits(row));
			Place village = villages.get(row.text(SheetColumns.VILLAGE));
			if (village != null && !VillageAccess.isOwn(official, village.id())) {
				errors.add(CellError.of(row, SheetColumns.VILLAGE, "income.refusal.village"));
			}
			Long year = row.integer("year");
			if (year != null) {
				errors.addAll(year(row, Math.toIntExact(year)));
			}
			faults.put(row.number(), errors);
		}
		return faults;
	}

	@Override
	public String address() {
		return ImportedReturns.ADDRESS;
	}

	private static CheckedRow beside(SheetRow row, @Nullable Map<String, @Nullable BigDecimal> known) {
		if (known == null) {
			return CheckedRow.added(row);
		}
		Map<String, String> before = new LinkedHashMap<>();
		for (String figure : FIGURES) {
			BigDecimal stated = number(row, figure);
			BigDecimal was = known.get(figure);
			if (stated != null && (was == null || was.compareTo(stated) != 0)) {
				before.put(figure, (was != null) ? was.toPlainString() : "");
			}
		}
		return before.isEmpty() ? CheckedRow.left(row) : CheckedRow.changed(row, before);
	}

	@Override
	public void write(List<CheckedRow> rows, ImportRun run) {
		Map<String, Place> villages = this.columns.villages();
		List<Map<String, @Nullable Object>> input = new ArrayList<>();
		for (CheckedRow checked : rows) {
			Map<String, @Nullable Object> values = values(checked.row(), villages, input.size());
			for (String figure : FIGURES) {
				String before = checked.before().get(figure);
				boolean kept = checked.outcome() == Outcome.CHANGED && before == null;
				values.put("before." + figure, kept ? values.get(figure)
						: (before == null || before.isEmpty()) ? null : new BigDecimal(before));
			}
			input.add(values);
		}
		this.returns.open(input, run);
		String written = this.json.writeValueAsString(input);
		long moved = this.jdbc
			.sql(ROWS
					+ """
							select count(*) from input i join income_return r on r.community_id = i.community and r.year = i.year
								and r.quarter is null and r.state <> 'APPROVED'
							where (i.target is not null and r.target is distinct from i."before.target")
								or (i."disposableIncome" is not null and r.disposable_income is distinct from i."before.disposableIncome")
								or (i.population is not null and r.population is distinct from i."before.population")
								or (i."collectiveAssets" is not null
									and r.collective_assets is distinct from i."before.collectiveAssets")""")
			.param("rows", written)
			.query(Long.class)
			.single();
		if (moved > 0) {
			throw new Refusal(null, "income.refusal.importStale", String.valueOf(moved));
		}
		this.jdbc.sql(ROWS + """
				update income_return r set target = coalesce(i.target, r.target),
					disposable_income = coalesce(i."disposableIncome", r.disposable_income),
					population = coalesce(i.population, r.population),
					collective_assets = coalesce(i."collectiveAssets", r.collective_assets)
				from input i where r.community_id = i.community and r.year = i.year and r.quarter is null
					and r.state <> 'APPROVED'""").param("rows", written).update();
	}

	@Override
	public void finish(ImportRun run) {
		this.returns.submit(run);
	}

	@Override
	public void undo(ImportRun run) {
		this.returns.undo(run);
	}

	/**
	 * What is on record of the rows now, by their place in the list; nothing without a
	 * return.
	 * @param approved takes the places of the rows whose return is approved
	 */
	private Map<Integer, Map<String, @Nullable BigDecimal>> onRecord(List<Map<String, @Nullable Object>> input,
			Set<Integer> approved) {
		Map<Integer, Map<String, @Nullable BigDecimal>> onRecord = new HashMap<>();
		this.jdbc.sql(
				ROWS + """
						select i.n, r.* from input i join lateral (select * from income_return r where r.community_id = i.community
							and r.year = i.year and r.quarter is null order by r.revision desc limit 1) r on true""")
			.param("rows", this.json.writeValueAsString(input))
			.query((row) -> {
				Map<String, @Nullable BigDecimal> known = new HashMap<>();
				known.put("target", row.getBigDecimal("target"));
				known.put("disposableIncome", row.getBigDecimal("disposable_income"));
				known.put("population", row.getBigDecimal("population"));
				known.put("collectiveAssets", row.getBigDecimal("collective_assets"));
				onRecord.put(row.getInt("n"), known);
				if (row.getString("state").equals("APPROVED")) {
					approved.add(row.getInt("n"));
				}
			});
		return onRecord;
	}

	private List<CellError> errorsOf(SheetRow row, Map<String, @Nullable Object> values, Official official) {
		List<CellError> errors = new ArrayList<>();
		if (!VillageAccess.isOwn(official, (Long) Objects.requireNonNull(values.get("community")))) {
			errors.add(CellError.of(row, SheetColumns.VILLAGE, "income.refusal.village"));
		}
		errors.addAll(year(row, (Integer) Objects.requireNonNull(values.get("year"))));
		if (FIGURES.stream().allMatch((figure) -> number(row, figure) == null)) {
			errors.add(CellError.of(row, null, "income.refusal.noFigures"));
		}
		errors.addAll(limits(row));
		return errors;
	}

	private List<CellError> year(SheetRow row, int year) {
		Refusal refusal = this.checks.refusalOf(IncomePeriod.of(year));
		return (refusal == null) ? List.of()
				: List.of(CellError.of(row, refusal.field(), refusal.key(), String.valueOf(refusal.arguments()[0])));
	}

	private static List<CellError> limits(SheetRow row) {
		List<CellError> errors = new ArrayList<>();
		for (String figure : FIGURES) {
			BigDecimal stated = number(row, figure);
			if (stated != null && stated.compareTo(IncomeChecks.MOST.yuan()) >= 0) {
				errors.add(CellError.of(row, figure, "income.refusal.most"));
			}
		}
		Long people = row.integer("population");
		if (people != null && people > MOST_PEOPLE) {
			errors.add(CellError.of(row, "population", "income.invalid.population"));
		}
		return errors;
	}

	private static Map<String, @Nullable Object> values(SheetRow row, Map<String, Place> villages, int number) {
		Place village = villages.get(Objects.requireNonNull(row.text(SheetColumns.VILLAGE)));
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("n", number);
		values.put("community", (village != null) ? village.id() : Long.valueOf(-1));
		values.put("year", Math.toIntExact(Objects.requireNonNull(row.integer("year"))));
		values.put("quarter", null);
		FIGURES.forEach((figure) -> values.put(figure, number(row, figure)));
		return values;
	}

	private static @Nullable BigDecimal number(SheetRow row, String figure) {
		Object value = row.values().get(figure);
		return (value instanceof Money money) ? money.yuan()
				: (value instanceof Long whole) ? BigDecimal.valueOf(whole) : null;
	}

}

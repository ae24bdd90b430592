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
import org.commonprosperity.portal.spreadsheet.Column;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.ImportedSheet;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.commonprosperity.portal.spreadsheet.UnitSlipRule;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.commonprosperity.portal.village.SheetColumns.Place;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Income by village, period and source as a spreadsheet. A row is one line of a return;
 * lines that a file does not name stay as they are.
 */
@Component
@RequiredArgsConstructor
class VillageIncomeSheet implements ImportedSheet {

	private static final String ROWS = """
			with input as (select * from jsonb_to_recordset(cast(:rows as jsonb)) as i
				(n int, community bigint, year int, quarter int, source text, payer bigint, enclave bigint,
					amount numeric, before numeric))
			""";

	private final JdbcClient jdbc;

	private final SheetColumns columns;

	private final IncomeChecks checks;

	private final ImportedReturns returns;

	private final JsonMapper json;

	@Override
	public String code() {
		return "village-income";
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
		return List.of(this.columns.village(official), this.columns.year(), this.columns.quarter(),
				this.columns.source(), this.columns.payer(), this.columns.enclave(),
				Column.of("amount", ColumnType.AMOUNT, "金额", "收入", "收入金额", "收入额", "本年收入", "实际收入", "Amount", "Income")
					.needed()
					.addedUp()
					.atLeast(0));
	}

	@Override
	public List<CheckedRow> check(List<SheetRow> rows, Official official) {
		Map<String, Place> villages = this.columns.villages();
		Map<String, Long> enclaves = this.columns.enclaves();
		Map<String, IncomeSource> known = this.checks.known();
		List<Read> read = rows.stream().map((row) -> read(row, villages, enclaves)).toList();
		Map<Integer, OnRecord> onRecord = onRecord(read);
		Set<Read.Key> seen = new HashSet<>();
		List<CheckedRow> checked = new ArrayList<>();
		for (int i = 0; i < read.size(); i++) {
			Read row = read.get(i);
			List<CellError> errors = new ArrayList<>(errorsOf(row, official, known));
			if (errors.isEmpty() && !seen.add(row.key())) {
				errors.add(CellError.of(row.row(), null, "income.refusal.rowTwice"));
			}
			OnRecord found = onRecord.getOrDefault(i, OnRecord.NOTHING);
			if (!errors.isEmpty()) {
				checked.add(CheckedRow.refused(row.row(), errors));
			}
			else if (found.now() == null) {
				checked.add(CheckedRow.added(row.row()).noting(remarks(row, found)));
			}
			else if (found.now().equals(row.entry().amount())) {
				checked.add(CheckedRow.left(row.row()));
			}
			else {
				checked.add(CheckedRow.changed(row.row(), Map.of("amount", found.now().toString()))
					.noting(remarks(row, found)));
			}
		}
		return checked;
	}

	/** What is to be looked at before a row is written. */
	private List<CellError> remarks(Read row, OnRecord found) {
		List<CellError> remarks = new ArrayList<>(this.checks.remarks(row.row(), row.period(), found.approved()));
		Money last = found.lastYear();
		if (found.now() == null && last != null && UnitSlipRule.isSlip(row.entry().amount(), last)) {
			remarks.add(CellError.of(row.row(), "amount", IncomeChecks.LAST_YEAR, row.entry().amount().toString(),
					last.toString()));
		}
		return remarks;
	}

	@Override
	public Map<Integer, List<CellError>> faults(List<SheetRow> rows, Official official) {
		Map<String, Place> villages = this.columns.villages();
		Map<String, IncomeSource> known = this.checks.known();
		Map<Integer, List<CellError>> faults = new HashMap<>();
		for (SheetRow row : rows) {
			List<CellError> errors = new ArrayList<>();
			Place village = villages.get(row.text(SheetColumns.VILLAGE));
			if (village != null && !VillageAccess.isOwn(official, village.id())) {
				errors.add(CellError.of(row, SheetColumns.VILLAGE, "income.refusal.village"));
			}
			Long year = row.integer("year");
			String source = row.text(SheetColumns.SOURCE);
			if (year != null) {
				IncomePeriod period = new IncomePeriod(Math.toIntExact(year),
						SheetColumns.quarter(row.text(SheetColumns.QUARTER)));
				add(errors, row, this.checks.refusalOf(period));
				add(errors, row, (source != null) ? IncomeChecks.refusalOf(period, known.get(source)) : null);
			}
			faults.put(row.number(), errors);
		}
		return faults;
	}

	@Override
	public String address() {
		return ImportedReturns.ADDRESS;
	}

	@Override
	public void write(List<CheckedRow> rows, ImportRun run) {
		Map<String, Place> villages = this.columns.villages();
		Map<String, Long> enclaves = this.columns.enclaves();
		List<Map<String, @Nullable Object>> input = new ArrayList<>();
		Set<Read.Key> seen = new HashSet<>();
		for (CheckedRow checked : rows) {
			Read read = read(checked.row(), villages, enclaves);
			if (!seen.add(read.key())) {
				throw new Refusal(null, "income.refusal.importTwice", String.valueOf(read.row().number()));
			}
			Map<String, @Nullable Object> row = read.values(input.size());
			String before = checked.before().get("amount");
			row.put("before", (before != null) ? new BigDecimal(before) : null);
			input.add(row);
		}
		this.returns.open(input, run);
		String values = this.json.writeValueAsString(input);
		long moved = this.jdbc
			.sql(ROWS
					+ """
							, open as materialized (
								select i.*, r.id as return_id from input i join income_return r on r.community_id = i.community
									and r.year = i.year and coalesce(r.quarter, 0) = coalesce(i.quarter, 0) and r.state <> 'APPROVED')
							select count(*) from open i left join income_line l on l.return_id = i.return_id and l.source = i.source
								and coalesce(l.payer_id, 0) = coalesce(i.payer, 0) and coalesce(l.enclave_id, 0) = coalesce(i.enclave, 0)
							where l.amount is distinct from i.before""")
			.param("rows", values)
			.query(Long.class)
			.single();
		if (moved > 0) {
			throw new Refusal(null, "income.refusal.importStale", String.valueOf(moved));
		}
		this.jdbc.sql(ROWS + """
				insert into income_line (return_id, source, payer_id, enclave_id, amount)
				select r.id, i.source, i.payer, i.enclave, i.amount
				from input i join income_return r on r.community_id = i.community and r.year = i.year
					and coalesce(r.quarter, 0) = coalesce(i.quarter, 0) and r.state <> 'APPROVED' order by i.n
				on conflict (return_id, source, payer_id, enclave_id) do update set amount = excluded.amount""")
			.param("rows", values)
			.update();
	}

	@Override
	public void finish(ImportRun run) {
		this.returns.submit(run);
	}

	@Override
	public void undo(ImportRun run) {
		this.returns.undo(run);
	}

	/** What is on record of the rows, by their place in the list. */
	private Map<Integer, OnRecord> onRecord(List<Read> rows) {
		List<Map<String, @Nullable Object>> input = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			input.add(rows.get(i).values(i));
		}
		Map<Integer, OnRecord> onRecord = new HashMap<>();
		this.jdbc
			.sql(ROWS
					+ """
							, latest as materialized (
								select distinct on (i.n) i.*, r.id as return_id, r.state = 'APPROVED' as approved from input i
								join income_return r on r.community_id = i.community and r.year = i.year
									and coalesce(r.quarter, 0) = coalesce(i.quarter, 0)
								order by i.n, r.revision desc),
							year_before as materialized (
								select distinct on (i.n) i.*, r.id as return_id from input i
								join income_return r on r.community_id = i.community and r.year = i.year - 1
									and coalesce(r.quarter, 0) = coalesce(i.quarter, 0) and r.state = 'APPROVED'
								order by i.n, r.revision desc),
							this_time as materialized (
								select i.n, l.amount from latest i join income_line l on l.return_id = i.return_id and l.source = i.source
									and coalesce(l.payer_id, 0) = coalesce(i.payer, 0) and coalesce(l.enclave_id, 0) = coalesce(i.enclave, 0)),
							last_time as materialized (
								select i.n, l.amount from year_before i join income_line l on l.return_id = i.return_id and l.source = i.source
									and coalesce(l.payer_id, 0) = coalesce(i.payer, 0) and coalesce(l.enclave_id, 0) = coalesce(i.enclave, 0))
							select i.n, r.approved, this_time.amount, last_time.amount as last_year from input i left join latest r on r.n = i.n
								left join this_time on this_time.n = i.n left join last_time on last_time.n = i.n""")
			.param("rows", this.json.writeValueAsString(input))
			.query((row) -> {
				onRecord.put(row.getInt("n"), new OnRecord(row.getBoolean("approved"),
						money(row.getBigDecimal("amount")), money(row.getBigDecimal("last_year"))));
			});
		return onRecord;
	}

	private static @Nullable Money money(@Nullable BigDecimal yuan) {
		return (yuan != null) ? new Money(yuan) : null;
	}

	private List<CellError> errorsOf(Read row, Official official, Map<String, IncomeSource> known) {
		List<CellError> errors = new ArrayList<>();
		if (!VillageAccess.isOwn(official, row.communityId())) {
			errors.add(CellError.of(row.row(), SheetColumns.VILLAGE, "income.refusal.village"));
		}
		add(errors, row.row(), this.checks.refusalOf(row.period()));
		add(errors, row.row(), this.checks.refusalOf(row.communityId(), row.period(), row.entry(), known));
		return errors;
	}

	private static void add(List<CellError> errors, SheetRow row, @Nullable Refusal refusal) {
		if (refusal != null) {
			errors.add(CellError.of(row, refusal.field(), refusal.key(),
					List.of(refusal.arguments()).stream().map(String::valueOf).toArray(String[]::new)));
		}
	}

	private static Read read(SheetRow row, Map<String, Place> villages, Map<String, Long> enclaves) {
		String payer = row.text(SheetColumns.PAYER);
		String enclave = row.text(SheetColumns.ENCLAVE);
		Place village = villages.get(Objects.requireNonNull(row.text(SheetColumns.VILLAGE)));
		return new Read(row, (village != null) ? village.id() : -1,
				new IncomePeriod(Math.toIntExact(Objects.requireNonNull(row.integer("year"))),
						SheetColumns.quarter(row.text(SheetColumns.QUARTER))),
				new Entry(Objects.requireNonNull(row.text(SheetColumns.SOURCE)),
						(payer != null) ? villages.get(payer).id() : null,
						(enclave != null) ? enclaves.get(enclave) : null, Objects.requireNonNull(row.money("amount"))));
	}

	/**
	 * What is on record of a row.
	 *
	 * @param approved whether its return is approved
	 * @param now the amount, null if there is none
	 * @param lastYear the amount that was approved of the same a year before, or null
	 */
	private record OnRecord(boolean approved, @Nullable Money now, @Nullable Money lastYear) {

		private static final OnRecord NOTHING = new OnRecord(false, null, null);

	}

	/**
	 * A row of the file with what it points to.
	 */
	private record Read(SheetRow row, long communityId, IncomePeriod period, Entry entry) {

		Key key() {
			return new Key(this.communityId, this.period, this.entry.source(), this.entry.payerId(),
					this.entry.enclaveId());
		}

		Map<String, @Nullable Object> values(int number) {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			values.put("n", number);
			values.put("community", this.communityId);
			values.put("year", this.period.year());
			values.put("quarter", this.period.quarter());
			values.put("source", this.entry.source());
			values.put("payer", this.entry.payerId());
			values.put("enclave", this.entry.enclaveId());
			values.put("amount", this.entry.amount().yuan());
			return values;
		}

		private record Key(long communityId, IncomePeriod period, String source, @Nullable Long payerId,
				@Nullable Long enclaveId) {
		}

	}

}

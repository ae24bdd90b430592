package org.commonprosperity.portal.spreadsheet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The smallest feature that takes spreadsheets: amounts by name, in a table of its own.
 */
@RequiredArgsConstructor
class SampleSheet implements ImportedSheet {

	static final String CODE = "sample";

	private final JdbcClient jdbc;

	/** Rows after which writing fails as a feature may. */
	volatile int refuseAfter = Integer.MAX_VALUE;

	private int written;

	void prepare() {
		this.jdbc.sql("create table if not exists sample (name text primary key, amount numeric(15, 2) not null)")
			.update();
		this.jdbc.sql("create table if not exists sample_before (job bigint, name text, amount numeric(15, 2))")
			.update();
		this.jdbc.sql("truncate sample, sample_before").update();
		this.refuseAfter = Integer.MAX_VALUE;
		this.written = 0;
	}

	@Override
	public String code() {
		return CODE;
	}

	@Override
	public boolean mayImport(Official official) {
		return official.is(Role.CLERK);
	}

	@Override
	public List<Column> columns(Official official) {
		return List.of(Column.of("name", ColumnType.TEXT, "名称").needed().asKey(),
				Column.of("amount", ColumnType.AMOUNT, "金额").needed().addedUp());
	}

	@Override
	public List<CheckedRow> check(List<SheetRow> rows, Official official) {
		Map<String, Money> known = new HashMap<>();
		this.jdbc.sql("select name, amount from sample where name = any(?)")
			.param(rows.stream().map((row) -> row.text("name")).toArray(String[]::new))
			.query((row) -> {
				known.put(row.getString("name"), new Money(row.getBigDecimal("amount")));
			});
		return rows.stream().map((row) -> {
			Money was = known.get(row.text("name"));
			Money is = row.money("amount");
			if ("不收".equals(row.text("name"))) {
				return CheckedRow.refused(row, List.of(CellError.of(row, "name", "import.refusal.sheet")));
			}
			if (was == null) {
				return CheckedRow.added(row);
			}
			return was.equals(is) ? CheckedRow.left(row) : CheckedRow.changed(row, Map.of("amount", was.toString()));
		}).toList();
	}

	@Override
	public void write(List<CheckedRow> rows, ImportRun run) {
		this.written += rows.size();
		if (this.written > this.refuseAfter) {
			throw new Refusal(null, "import.refusal.nothing");
		}
		this.jdbc.sql("""
				insert into sample_before (job, name, amount)
				select ?, n.name, s.amount from unnest(?) as n (name) left join sample s on s.name = n.name""")
			.param(run.id())
			.param(rows.stream().map((row) -> row.row().text("name")).toArray(String[]::new))
			.update();
		this.jdbc.sql("""
				insert into sample (name, amount) select * from unnest(?, ?)
				on conflict (name) do update set amount = excluded.amount""")
			.param(rows.stream().map((row) -> row.row().text("name")).toArray(String[]::new))
			.param(rows.stream().map((row) -> row.row().money("amount").yuan()).toArray(java.math.BigDecimal[]::new))
			.update();
	}

	@Override
	public void undo(ImportRun run) {
		if (names().contains("封存")) {
			throw new Refusal(null, "import.refusal.nothing");
		}
		this.jdbc.sql("""
				delete from sample s using sample_before b where b.job = ? and b.name = s.name and b.amount is null""")
			.param(run.id())
			.update();
		this.jdbc.sql("""
				update sample s set amount = b.amount from sample_before b
				where b.job = ? and b.name = s.name and b.amount is not null""").param(run.id()).update();
	}

	/** What is on record, as "name amount". */
	Set<String> records() {
		return new TreeSet<>(this.jdbc.sql("select name || ' ' || amount from sample").query(String.class).list());
	}

	private Set<String> names() {
		return new TreeSet<>(this.jdbc.sql("select name from sample").query(String.class).list());
	}

}

package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts returns and payments on record, as if they had come in and been decided.
 */
@RequiredArgsConstructor
final class IncomeFixture {

	private final JdbcClient jdbc;

	/** A village that did not exist before. */
	void village(String code, String name) {
		this.jdbc.sql("insert into community (code, kind, name, active) values (?, 'VILLAGE', ?, true)")
			.params(code, name)
			.update();
	}

	Return of(String village, int year) {
		return new Return(village, year);
	}

	/** What the district's enclave pays for a year. */
	void payment(String state, int year, Map<String, String> parts) {
		BigDecimal sum = parts.values().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
		long payment = this.jdbc
			.sql("""
					insert into enclave_payment (enclave_id, year, amount, note, state, entered_by, entered_for, entered_by_name,
						entered_at, decided_by, decided_by_name, decided_at)
					select e.id, :year, :amount, :note, :state, a.id, a.id, 'mark-payment-name', now(), a.id,
						'mark-payment-name', case when :state <> 'SUBMITTED' then now() end
					from enclave e, (select min(id) as id from account) a where e.code = 'enclave' returning id""")
			.param("year", year)
			.param("amount", sum)
			.param("note", state.equals("POSTED") ? "" : "mark-" + state + "-payment")
			.param("state", state)
			.query(Long.class)
			.single();
		parts.forEach((village, amount) -> this.jdbc
			.sql("insert into enclave_posting select ?, id, ? from community where code = ?")
			.params(payment, new BigDecimal(amount), village)
			.update());
	}

	/** Takes all of it away again. */
	void clear() {
		for (String table : List.of("enclave_posting", "enclave_payment", "income_line", "income_return")) {
			this.jdbc.sql("alter table " + table + " disable trigger user").update();
			this.jdbc.sql("delete from " + table).update();
			this.jdbc.sql("alter table " + table + " enable trigger user").update();
		}
	}

	/**
	 * A return in the making.
	 */
	final class Return {

		private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

		private final List<@Nullable String[]> lines = new ArrayList<>();

		private Return(String village, int year) {
			this.values.put("village", village);
			this.values.put("year", year);
			for (String column : List.of("quarter", "target", "disposable", "population", "assets", "note", "reason")) {
				this.values.put(column, null);
			}
			this.values.put("revision", 1);
			this.values.put("decided", year + 1 + "-02-01T09:00:00+08:00");
		}

		Return quarter(int quarter) {
			return put("quarter", quarter);
		}

		Return revision(int revision, String reason) {
			return put("revision", revision).put("reason", reason);
		}

		Return target(String yuan) {
			return put("target", new BigDecimal(yuan));
		}

		Return residents(String disposable, int population, String assets) {
			return put("disposable", new BigDecimal(disposable)).put("population", population)
				.put("assets", new BigDecimal(assets));
		}

		Return note(String note) {
			return put("note", note);
		}

		Return decided(String moment) {
			return put("decided", moment);
		}

		Return line(String source, String yuan) {
			this.lines.add(new String[] { source, yuan, null, null });
			return this;
		}

		Return paidBy(String village, String source, String yuan) {
			this.lines.add(new String[] { source, yuan, village, null });
			return this;
		}

		Return fromEnclave(String yuan) {
			this.lines.add(new String[] { "INVESTMENT", yuan, null, "enclave" });
			return this;
		}

		private Return put(String column, Object value) {
			this.values.put(column, value);
			return this;
		}

		void approved() {
			in("APPROVED");
		}

		void in(String state) {
			long id = IncomeFixture.this.jdbc
				.sql("""
						insert into income_return (community_id, year, quarter, revision, state, target, disposable_income, population,
							collective_assets, note, correction_reason, source_id, submitted_at, decided_at, updated_at)
						select c.id, :year, cast(:quarter as int), :revision, 'SUBMITTED', cast(:target as numeric),
							cast(:disposable as numeric), cast(:population as int), cast(:assets as numeric), cast(:note as text),
							cast(:reason as text), s.id, cast(:decided as timestamptz), cast(:decided as timestamptz), now()
						from community c, source s where c.code = :village and s.code = 'portal-record' returning id""")
				.params(this.values)
				.query(Long.class)
				.single();
			for (@Nullable
			String[] line : this.lines) {
				IncomeFixture.this.jdbc.sql("""
						insert into income_line (return_id, source, payer_id, enclave_id, amount)
						values (?, ?, (select id from community where code = cast(? as text)),
							(select id from enclave where code = cast(? as text)), cast(? as numeric))""")
					.params(id, line[0], line[2], line[3], line[1])
					.update();
			}
			IncomeFixture.this.jdbc.sql("update income_return set state = ? where id = ?").params(state, id).update();
		}

	}

}

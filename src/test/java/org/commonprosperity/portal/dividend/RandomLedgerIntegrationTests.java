package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand contributions left to chance, half of them in a project that is posted
 * year by year while facts become known, half in one that knows the same facts from the
 * start and is posted in any order: in the end both ledgers say the same, statements and
 * totals add up to them, and running every year once more posts nothing.
 */
@DividendTest
class RandomLedgerIntegrationTests {

	private static final int EACH = 5_000;

	private static final int FIRST = 2019;

	private static final int LAST = 2025;

	@Autowired
	private Dividends dividends;

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void bothLedgersSayTheSameWhateverTheOrder() {
		this.dividends.at("2026-02-01T09:00");
		Random random = new Random(20251231);
		String lived = project("random-lived");
		String known = project("random-known");
		List<String> facts = new ArrayList<>();
		for (int i = 1; i <= EACH; i++) {
			facts.add(fact(random, i));
		}
		String rows = "[" + String.join(",", facts) + "]";
		contributions(lived, rows, false);
		contributions(known, rows, true);
		// lived: the operation date is moved twice, ends become known half-way
		this.dividends.start(lived, "2023-01-01");
		for (int year = FIRST; year <= 2022; year++) {
			this.dividends.post(lived, year);
		}
		this.dividends.start(lived, "2021-10-10");
		this.dividends.post(lived, 2023);
		end(lived, rows);
		this.dividends.post(lived, 2024);
		this.dividends.start(lived, "2022-04-05");
		this.dividends.post(lived, LAST);
		// known: everything from the start, the years in any order, some twice
		this.dividends.start(known, "2022-04-05");
		List<Integer> years = new ArrayList<>(List.of(2020, 2024));
		for (int year = FIRST; year <= LAST; year++) {
			years.add(year);
		}
		Collections.shuffle(years, random);
		years.forEach((year) -> this.dividends.post(known, year));

		Map<String, BigDecimal> ledger = byContributor(lived);
		assertThat(ledger).isEqualTo(byContributor(known)).hasSizeGreaterThan(EACH);
		assertThat(this.dividends.sum(lived)).isEqualTo(this.dividends.sum(known))
			.isEqualTo(ledger.values().stream().reduce(new BigDecimal("0.00"), BigDecimal::add));
		for (String project : List.of(lived, known)) {
			assertThat(total(project, "e.year, e.phase, e.class_code")).isEqualTo(this.dividends.sum(project));
			assertThat(total(project, "e.contributor_id, e.year")).isEqualTo(this.dividends.sum(project));
			assertThat(this.dividends.jdbc
				.sql("""
						select count(*) from (select 1 from dividend_entry e join project p on p.id = e.project_id where p.code = ?
							group by e.contribution_id, e.year, e.phase, e.class_code, e.terms_id having sum(e.amount) < 0) x""")
				.param(project)
				.query(Integer.class)
				.single()).as("no line is below nothing").isZero();
		}
		for (String project : List.of(lived, known)) {
			int lines = this.dividends.lines(project, "true");
			for (int year = FIRST; year <= LAST; year++) {
				this.dividends.post(project, year);
			}
			assertThat(this.dividends.lines(project, "true")).as("once more").isEqualTo(lines);
		}
	}

	private String project(String code) {
		ManyContributions.households(this.dividends.jdbc, code, EACH);
		return code;
	}

	/**
	 * Number, day paid in, day ended or none, fen, and days on which the class changes.
	 */
	private static String fact(Random random, int number) {
		LocalDate from = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(2000));
		String until = (random.nextInt(3) == 0) ? "\"" + from.plusDays(random.nextInt(1500)) + "\"" : "null";
		LocalDate changed = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(1800));
		return "{\"n\":%d,\"f\":\"%s\",\"u\":%s,\"p\":%d.%02d,\"c\":\"%s\",\"k\":%d}".formatted(number, from, until,
				1 + random.nextInt(900_000), random.nextInt(100), changed, random.nextInt(4));
	}

	private void contributions(String project, String rows, boolean ended) {
		this.dividends.jdbc
			.sql("""
					insert into contribution (project_id, contributor_id, reference, paid_in_on, principal, ended_on, end_kind,
						end_decided_at, origin, document, state, entered_by, entered_for, entered_by_name, entered_at, decided_by,
						decided_for, decided_by_name, decided_at)
					select p.id, c.id, 'Z-' || c.number, f.f, f.p, case when :ended then f.u end,
						case when :ended and f.u is not null then 'WITHDRAWN' end, case when :ended and f.u is not null then now() end,
						'PAID_IN', '试验', 'APPROVED', e.id, e.id, '试验', now(), k.id, k.id, '试验', now()
					from jsonb_to_recordset(cast(:rows as jsonb)) as f (n int, f date, u date, p numeric)
					join contributor c on c.number = :project || '-' || lpad(f.n::text, 6, '0')
					cross join project p cross join account e cross join account k
					where p.code = :project and e.username = 'editor-agriculture' and k.username = 'coordinator'""")
			.param("rows", rows)
			.param("project", project)
			.param("ended", ended)
			.update();
		// a quarter lose their class on a day, a quarter get another one
		this.dividends.jdbc.sql("""
				update class_period k set valid_until = f.c
				from jsonb_to_recordset(cast(:rows as jsonb)) as f (n int, c date, k int), contributor c
				where c.number = :project || '-' || lpad(f.n::text, 6, '0') and k.contributor_id = c.id and f.k < 2""")
			.param("rows", rows)
			.param("project", project)
			.update();
		this.dividends.jdbc
			.sql("""
					insert into class_period (contributor_id, class_code, valid_from, entered_at)
					select c.id, 'DIBAO', f.c, now() from jsonb_to_recordset(cast(:rows as jsonb)) as f (n int, c date, k int)
					join contributor c on c.number = :project || '-' || lpad(f.n::text, 6, '0') where f.k = 1""")
			.param("rows", rows)
			.param("project", project)
			.update();
		// what contributors were made with is the same in both projects
		this.dividends.jdbc
			.sql("""
					update class_period k set class_code = case when right(c.number, 1) < '5' then 'DIBAO' else 'DIBAO_MARGIN' end
					from contributor c where c.id = k.contributor_id and c.number like :project || '-%' and k.valid_from = '2010-01-01'""")
			.param("project", project)
			.update();
	}

	private void end(String project, String rows) {
		this.dividends.jdbc
			.sql("""
					update contribution x set ended_on = f.u, end_kind = 'WITHDRAWN', end_decided_at = now()
					from jsonb_to_recordset(cast(:rows as jsonb)) as f (n int, u date), contributor c
					where c.number = :project || '-' || lpad(f.n::text, 6, '0') and x.contributor_id = c.id and f.u is not null""")
			.param("rows", rows)
			.param("project", project)
			.update();
	}

	private Map<String, BigDecimal> byContributor(String project) {
		Map<String, BigDecimal> sums = new TreeMap<>();
		this.dividends.jdbc
			.sql("""
					select right(c.number, 6) || '|' || e.year || '|' || e.phase || '|' || coalesce(e.class_code, ''), sum(e.amount)
					from dividend_entry e join project p on p.id = e.project_id join contributor c on c.id = e.contributor_id
					where p.code = ? group by 1 having sum(e.amount) <> 0""")
			.param(project)
			.query((row) -> {
				sums.put(row.getString(1), row.getBigDecimal(2));
			});
		return sums;
	}

	private BigDecimal total(String project, String groups) {
		return this.dividends.jdbc
			.sql("""
					select sum(part) from (select sum(e.amount) as part from dividend_entry e join project p on p.id = e.project_id
					where p.code = ? group by\s"""
					+ groups + ") x")
			.param(project)
			.query(BigDecimal.class)
			.single();
	}

}

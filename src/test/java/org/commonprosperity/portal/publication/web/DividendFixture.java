package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts contributors of the wharf, what they earned and what they were paid on record, as
 * if runs and batches had been posted. Households carry marks that no public page may
 * show.
 */
@RequiredArgsConstructor
final class DividendFixture {

	/** Before the quarter of every test ends. */
	static final String POSTED = "2026-02-10T09:00:00+08:00";

	private final JdbcClient jdbc;

	void household(String number, String village, @Nullable String contributorClass, String paidIn, String principal) {
		contributor(number, "HOUSEHOLD", village, contributorClass, paidIn, principal);
	}

	void collective(String number, String village, String paidIn, String principal) {
		contributor(number, "COLLECTIVE", village, "VILLAGE_COLLECTIVE", paidIn, principal);
	}

	private void contributor(String number, String kind, String village, @Nullable String contributorClass,
			String paidIn, String principal) {
		this.jdbc
			.sql("""
					insert into contributor (number, kind, department_id, community_id, name, identifier, bank_name, bank_account, created_at)
					select :number, :kind, (select min(id) from department), id, 'mark-contributor-name', :number || '-mark',
						'mark-bank-name', 'mark-bank-account', now()
					from community where code = :village""")
			.params(Map.of("number", number, "kind", kind, "village", village))
			.update();
		if (contributorClass != null) {
			this.jdbc
				.sql("""
						insert into class_period (contributor_id, class_code, valid_from, document, entered_at)
						select id, :class, date '1900-01-01', 'mark-class-document', now() from contributor where number = :number""")
				.params(Map.of("number", number, "class", contributorClass))
				.update();
		}
		contribution(number, paidIn, principal, "APPROVED", "2022-12-01T09:00:00+08:00");
	}

	/** A contribution in a state, decided at a moment. */
	void contribution(String number, String paidIn, String principal, String state, String decided) {
		this.jdbc
			.sql("""
					insert into contribution (project_id, contributor_id, reference, paid_in_on, principal, origin, document, note, state,
						entered_by, entered_for, entered_by_name, entered_at, decided_by, decided_for, decided_by_name, decided_at)
					select p.id, c.id, c.number || '-' || :state || '-' || :paidIn, cast(:paidIn as date), :principal, 'PAID_IN', 'mark-contribution-document',
						'mark-contribution-note', :state, a.one, a.one, 'mark-contribution-by', now(),
						case when :state = 'ENTERED' then null else a.other end, case when :state = 'ENTERED' then null else a.other end,
						'mark-contribution-decided', case when :state = 'ENTERED' then null else cast(:decided as timestamptz) end
					from project p, contributor c, (select min(id) as one, max(id) as other from account) a
					where p.code = 'wharf' and c.number = :number""")
			.params(Map.of("number", number, "paidIn", paidIn, "principal", new BigDecimal(principal), "state", state,
					"decided", decided))
			.update();
	}

	/** What a contribution earned in a year, posted by a run. */
	void earned(String number, int year, String phase, String amount, String posted) {
		this.jdbc
			.sql("""
					with run as (
						insert into dividend_run (project_id, year, state, prepared_by, prepared_for, prepared_by_name, prepared_at,
							decided_by, decided_for, decided_by_name, decided_at)
						select p.id, :year, 'POSTED', a.one, a.one, 'mark-run-prepared', now(), a.other, a.other, 'mark-run-decided', now()
						from project p, (select min(id) as one, max(id) as other from account) a where p.code = 'wharf' returning id)
					insert into dividend_entry (project_id, contributor_id, kind, year, amount, pay_by, contribution_id, phase, class_code,
						terms_id, principal, rate, days, year_days, due, posting, run_id, reason, posted_at, posted_by, posted_by_name)
					select n.project_id, n.contributor_id, :kind, :year, :amount, make_date(:year + 1, 3, 31), n.id, :phase, h.class_code,
						(select min(id) from dividend_terms t where t.project_id = n.project_id and t.phase = :phase), n.principal, 0.05,
						365, 365, abs(:amount), 1 + (select count(*) from dividend_entry e where e.contribution_id = n.id and e.year = :year),
						run.id, 'mark-entry-reason', cast(:posted as timestamptz), (select min(id) from account), 'mark-entry-by'
					from run, contribution n join contributor c on c.id = n.contributor_id
					left join class_period h on h.contributor_id = c.id and h.replaced_at is null
					where c.number = :number and n.state = 'APPROVED' order by n.id limit 1""")
			.params(Map.of("number", number, "year", year, "phase", phase, "amount", new BigDecimal(amount), "posted",
					posted, "kind", amount.startsWith("-") ? "ADJUSTMENT" : "ACCRUAL"))
			.update();
	}

	/** A share of a second distribution. */
	void shared(String number, int year, String amount, String posted) {
		this.jdbc
			.sql("""
					with shared as (
						insert into second_distribution (project_id, year, resolution, resolved_on, document, pool, rule, record_day, pay_by,
							state, prepared_by, prepared_for, prepared_by_name, prepared_at, decided_by, decided_for, decided_by_name, decided_at)
						select p.id, :year, 'mark-resolution-' || :number || :year, make_date(:year, 12, 1), 'mark-resolution-document', :amount,
							'PRINCIPAL', make_date(:year, 12, 1), make_date(:year + 1, 3, 31), 'POSTED', a.one, a.one, 'x', now(), a.other, a.other,
							'x', now()
						from project p, (select min(id) as one, max(id) as other from account) a where p.code = 'wharf' returning id, project_id)
					insert into dividend_entry (project_id, contributor_id, kind, year, amount, pay_by, distribution_id, posted_at, posted_by,
						posted_by_name)
					select s.project_id, c.id, 'SECOND_DISTRIBUTION', :year, :amount, make_date(:year + 1, 3, 31), s.id,
						cast(:posted as timestamptz), (select min(id) from account), 'mark-entry-by'
					from shared s, contributor c where c.number = :number""")
			.params(Map.of("number", number, "year", year, "amount", new BigDecimal(amount), "posted", posted))
			.update();
	}

	/** What was paid of a year's dividend. */
	void paid(String number, int year, String amount, String posted) {
		this.jdbc
			.sql("""
					with batch as (
						insert into payment_batch (project_id, year, state, prepared_by, prepared_for, prepared_by_name, prepared_at, decided_by,
							decided_for, decided_by_name, decided_at)
						select p.id, :year, 'SETTLED', a.one, a.one, 'mark-batch-prepared', now(), a.other, a.other, 'mark-batch-decided', now()
						from project p, (select min(id) as one, max(id) as other from account) a where p.code = 'wharf' returning id, project_id),
					line as (
						insert into payment_line (batch_id, project_id, contributor_id, year, amount, reference, account_name, bank_account, state,
							paid_on, bank_reference, settled_at)
						select b.id, b.project_id, c.id, :year, :amount, 'mark-' || b.id, 'mark-account-name', 'mark-account-number', 'PAID',
							make_date(:year + 1, 2, 1), 'mark-bank-' || b.id, now()
						from batch b, contributor c where c.number = :number returning id, project_id, contributor_id)
					insert into dividend_entry (project_id, contributor_id, kind, year, amount, payment_line_id, posting, posted_at, posted_by,
						posted_by_name)
					select project_id, contributor_id, 'PAYMENT', :year, -:amount, id, 1, cast(:posted as timestamptz),
						(select min(id) from account), 'mark-entry-by'
					from line""")
			.params(Map.of("number", number, "year", year, "amount", new BigDecimal(amount), "posted", posted))
			.update();
	}

	/** A notice of a batch that pays each contributor so much. */
	void notice(int year, LocalDate from, LocalDate to, Map<String, String> amounts) {
		long batch = this.jdbc
			.sql("""
					insert into payment_batch (project_id, year, state, note, prepared_by, prepared_for, prepared_by_name, prepared_at)
					select p.id, ?, 'PREPARED', 'mark-batch-note', min(a.id), min(a.id), 'mark-batch-prepared', now()
					from project p, account a where p.code = 'wharf' group by p.id returning id""")
			.param(year)
			.query(Long.class)
			.single();
		amounts.forEach((number, amount) -> this.jdbc
			.sql("""
					insert into payment_line (batch_id, project_id, contributor_id, year, amount, reference, account_name, bank_account, state)
					select b.id, b.project_id, c.id, b.year, :amount, 'mark-' || b.id || '-' || c.number, 'mark-account-name',
						'mark-account-number', 'DROPPED'
					from payment_batch b, contributor c where b.id = :batch and c.number = :number""")
			.params(Map.of("batch", batch, "number", number, "amount", new BigDecimal(amount)))
			.update());
		// one line of a contributor and year is pending at a time: these wait apart
		this.jdbc
			.sql("""
					update payment_line l set state = 'PENDING' where batch_id = ? and not exists (
						select from payment_line o where o.state = 'PENDING' and o.contributor_id = l.contributor_id and o.year = l.year)""")
			.param(batch)
			.update();
		this.jdbc
			.sql("""
					with notice as (
						insert into public_notice (project_id, batch_id, from_day, to_day, published_by, published_by_name, published_at)
						select project_id, id, ?, ?, prepared_by, 'mark-notice-by', now() from payment_batch where id = ? returning id, batch_id)
					insert into notice_total (notice_id, community_id, class_code, contributors, amount)
					select n.id, c.community_id, h.class_code, count(*), sum(l.amount)
					from notice n join payment_line l on l.batch_id = n.batch_id join contributor c on c.id = l.contributor_id
					left join class_period h on h.contributor_id = c.id and h.replaced_at is null
					group by n.id, c.community_id, h.class_code""")
			.params(from, to, batch)
			.update();
	}

	/** Withdraws every notice. */
	void withdraw() {
		this.jdbc.sql("update public_notice set withdrawn_at = now(), withdrawn_reason = 'mark-withdrawn-reason'")
			.update();
	}

	/** Takes all of it away again, the demo's too. */
	void clear() {
		List<String> tables = List.of("payment_answer", "notice_objection", "notice_total", "public_notice",
				"dividend_entry", "payment_line", "payment_batch", "second_distribution_line", "second_distribution",
				"dividend_run_gap", "dividend_run_line", "dividend_run_progress", "dividend_run", "contribution_change",
				"contribution", "class_period", "contributor_change", "contributor", "operation_start");
		for (String table : tables) {
			this.jdbc.sql("alter table " + table + " disable trigger user").update();
			this.jdbc.sql("delete from " + table).update();
			this.jdbc.sql("alter table " + table + " enable trigger user").update();
		}
	}

}

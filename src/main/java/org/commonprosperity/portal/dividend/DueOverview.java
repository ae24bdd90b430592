package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.DueSheet.Batch;
import org.commonprosperity.portal.dividend.DueSheet.Group;
import org.commonprosperity.portal.dividend.DueSheet.Owing;
import org.commonprosperity.portal.dividend.DueSheet.Unposted;
import org.commonprosperity.portal.shared.Money;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is to be paid, by when and since when, over all projects: for those who answer for
 * the money. A fixed number of statements, however long the ledger is.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class DueOverview {

	/**
	 * What of each contributor's dividend of a year is still owed, by the day to pay it
	 * by: payments settle the earliest day first, and never is more owed by a day than in
	 * all, as {@link BalanceRule} has it.
	 */
	private static final String OWING = """
			with booked as (
				select project_id, contributor_id, year, pay_by, sum(amount) as amount from dividend_entry group by 1, 2, 3, 4),
			settled as (select project_id, contributor_id, year, amount from booked where pay_by is null),
			earned as (
				select b.*, coalesce(s.amount, 0) as settled, sum(b.amount) over (
					partition by b.project_id, b.contributor_id, b.year order by b.pay_by) as reached
				from booked b left join settled s using (project_id, contributor_id, year) where b.pay_by is not null),
			open as (
				select *, greatest(0, settled + min(reached) over (
					partition by project_id, contributor_id, year order by pay_by desc)) as upto from earned),
			owing as (
				select *, upto - coalesce(lag(upto) over (
					partition by project_id, contributor_id, year order by pay_by), 0) as remaining from open)
			select p.code, p.name, p.name_en, q.code as class_code, q.name as class_name, q.name_en as class_name_en, o.pay_by,
				sum(o.amount) as amount, sum(o.remaining) as remaining,
				count(distinct o.contributor_id) filter (where o.remaining > 0) as contributors
			from owing o join project p on p.id = o.project_id left join lateral (%s) k on true
			left join contributor_class q on q.code = k.class_code
			group by 1, 2, 3, 4, 5, 6, q.position, o.pay_by order by p.code, q.position nulls last, o.pay_by"""
		.formatted(ContributorClasses.OF_YEAR.formatted("o.contributor_id", "o.year"));

	private final JdbcClient jdbc;

	private final Clock clock;

	/**
	 * All of it, as of today.
	 * @param by a lead official, a coordinator or an official of finance
	 */
	public DueSheet sheet(Official by) {
		if (!DividendAccess.seesAll(by)) {
			throw new AccessDeniedException("for who answers for the money");
		}
		List<Owing> owing = this.jdbc.sql(OWING)
			.query((row, index) -> new Owing(
					new Group(row.getString("code"), row.getString("name"), row.getString("name_en"),
							row.getString("class_code"), row.getString("class_name"), row.getString("class_name_en")),
					row.getObject("pay_by", LocalDate.class), new Money(row.getBigDecimal("amount")),
					new Money(row.getBigDecimal("remaining")), row.getLong("contributors")))
			.list();
		Money overpaid = new Money(this.jdbc.sql("""
				select coalesce(-sum(owed), 0) from (select sum(amount) as owed from dividend_entry
					group by project_id, contributor_id, year having sum(amount) < 0) as o""")
			.query(BigDecimal.class)
			.single());
		List<Batch> batches = this.jdbc.sql("""
				select b.id, b.state, p.name, p.name_en, sum(l.amount) as amount from payment_line l
				join payment_batch b on b.id = l.batch_id join project p on p.id = b.project_id
				where l.state = 'PENDING' group by 1, 2, 3, 4 order by b.id""")
			.query((row, index) -> new Batch(row.getLong("id"), PaymentBatch.State.valueOf(row.getString("state")),
					row.getString("name"), row.getString("name_en"), new Money(row.getBigDecimal("amount"))))
			.list();
		return new DueSheet(LocalDate.now(this.clock), owing, overpaid, batches, unposted());
	}

	/** Years that are over and of which a project's dividend was not reckoned yet. */
	private List<Unposted> unposted() {
		return this.jdbc
			.sql("""
					select p.name, p.name_en, y.year from (
						select project_id, min(extract(year from coalesce(kept_from, paid_in_on)))::int as first from contribution
						where state = 'APPROVED' group by 1) c
					join project p on p.id = c.project_id
					cross join lateral generate_series(c.first, :last) as y (year)
					where not exists (select from dividend_run r where r.project_id = c.project_id and r.year = y.year
						and r.state = 'POSTED') order by p.code, y.year""")
			.param("last", LocalDate.now(this.clock).getYear() - 1)
			.query((row, index) -> new Unposted(row.getString("name"), row.getString("name_en"), row.getInt("year")))
			.list();
	}

}

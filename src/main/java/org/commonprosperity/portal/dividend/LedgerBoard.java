package org.commonprosperity.portal.dividend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.ProjectLedger.Balances;
import org.commonprosperity.portal.dividend.ProjectLedger.Waiting;
import org.commonprosperity.portal.dividend.ProjectLedger.YearLine;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The start page of the ledger: each project's balances, and what waits. A fixed number
 * of queries, however many contributors there are.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class LedgerBoard {

	/**
	 * Sums of one contributor and year, and from them what is owed, as BalanceRule has
	 * it.
	 */
	private static final String BALANCES = """
			select coalesce(sum(e.accrued), 0) as accrued, coalesce(-sum(e.settled), 0) as paid,
				coalesce(sum(e.accrued + e.settled - e.arrears), 0) as payable, coalesce(sum(e.arrears), 0) as arrears
			from (select s.*, least(greatest(s.overdue + s.settled, 0), greatest(s.accrued + s.settled, 0)) as arrears from (
				select coalesce(sum(amount) filter (where pay_by is not null), 0) as accrued,
					coalesce(sum(amount) filter (where pay_by < :today), 0) as overdue,
					coalesce(sum(amount) filter (where pay_by is null), 0) as settled
				from dividend_entry where project_id = p.id group by contributor_id, year) s) e""";

	private static final String STANDING = """
			select count(distinct o.contributor_id) as contributors, coalesce(sum(o.principal), 0) as principal
				from contribution o where o.project_id = p.id and o.state = 'APPROVED' and o.paid_in_on <= :today
					and (o.ended_on is null or o.ended_on > :today)""";

	private static final String PROJECTS = """
			select p.code, p.name, p.name_en, p.department_id, c.*, b.*,
				exists (select from dividend_terms t where t.project_id = p.id and t.state <> 'RETRACTED') as terms,
				(select min(extract(year from o.paid_in_on))::int from contribution o
					where o.project_id = p.id and o.state = 'APPROVED') as first_year,
				(select o.started_on from operation_start o where o.project_id = p.id and o.state = 'APPROVED'
					order by o.approval desc limit 1) as started_on,
				(select max(r.year) from dividend_run r where r.project_id = p.id and r.state = 'POSTED') as posted_year,
				(select count(*) from contribution o where o.project_id = p.id and o.state = 'ENTERED') as contributions,
				(select count(*) from contribution_change x join contribution o on o.id = x.contribution_id
					where o.project_id = p.id and x.state = 'ENTERED') as changes,
				(select count(*) from dividend_terms t where t.project_id = p.id and t.state = 'ENTERED') as entered_terms,
				(select count(*) from operation_start o where o.project_id = p.id and o.state = 'ENTERED') as starts,
				(select count(*) from dividend_run r where r.project_id = p.id and r.state = 'PREPARED') as runs,
				(select count(*) from second_distribution d where d.project_id = p.id and d.state = 'PREPARED') as distributions
			from project p
			cross join lateral (select count(distinct o.contributor_id) as contributors, coalesce(sum(o.principal), 0) as principal
				from contribution o where o.project_id = p.id and o.state = 'APPROVED' and o.paid_in_on <= :today
					and (o.ended_on is null or o.ended_on > :today)) c
			cross join lateral ("""
			+ BALANCES + """
					) b
					where (:all or p.department_id in (:own)) and (cast(:code as text) is null or p.code = :code)
					order by p.position, p.id""";

	/**
	 * The same without the sums, which a page that does not show them need not wait for.
	 */
	private static final String HEAD = PROJECTS
		.replace(BALANCES, "select 0 as accrued, 0 as paid, 0 as payable, 0 as arrears")
		.replace(STANDING, "select 0 as contributors, 0 as principal");

	private final JdbcClient jdbc;

	private final Clock clock;

	/** The projects whose ledgers an official may see, in the order of the projects. */
	public List<ProjectLedger> projects(Official by) {
		return read(PROJECTS, null, DividendAccess.seesAll(by), own(by));
	}

	/** The same projects without sums, to choose from. */
	public List<ProjectLedger> heads(Official by) {
		return read(HEAD, null, DividendAccess.seesAll(by), own(by));
	}

	/**
	 * The ledger of a project.
	 * @throws NotOnRecord if there is no such project
	 */
	public ProjectLedger project(String code, Official by) {
		return one(PROJECTS, code, by);
	}

	/** The same without sums. */
	public ProjectLedger head(String code, Official by) {
		return one(HEAD, code, by);
	}

	/**
	 * What of a project's dividends is due, paid and owed, year by year, latest first.
	 */
	public List<YearLine> years(String code, Official by) {
		project(code, by);
		return this.jdbc
			.sql("""
					select y.year, b.*, exists (select from dividend_run r where r.project_id = y.id and r.year = y.year
						and r.state = 'POSTED') as posted
					from (select distinct p.id, e.year from project p join dividend_entry e on e.project_id = p.id
						where p.code = :code) y
					cross join lateral ("""
					+ BALANCES.replace("project_id = p.id", "project_id = y.id and year = y.year") + """
							) b
							order by y.year desc""")
			.param("code", code)
			.param("today", LocalDate.now(this.clock))
			.query((row, index) -> new YearLine(row.getInt("year"), balances(row), row.getBoolean("posted")))
			.list();
	}

	private ProjectLedger one(String query, String code, Official by) {
		ProjectLedger ledger = read(query, code, true, Set.of(0L)).stream()
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("project " + code));
		DividendAccess.requireSee(by, ledger.departmentId());
		return ledger;
	}

	private List<ProjectLedger> read(String query, @Nullable String code, boolean all, Collection<Long> own) {
		return this.jdbc.sql(query)
			.param("today", LocalDate.now(this.clock))
			.param("all", all)
			.param("own", own)
			.param("code", code)
			.query((row, index) -> new ProjectLedger(
					new Named(row.getString("code"), row.getString("name"), row.getString("name_en")),
					row.getObject("department_id", Long.class), row.getBoolean("terms"), row.getInt("contributors"),
					new Money(row.getBigDecimal("principal")), balances(row),
					row.getObject("first_year", Integer.class), row.getObject("started_on", LocalDate.class),
					row.getObject("posted_year", Integer.class),
					new Waiting(row.getInt("contributions"), row.getInt("changes"), row.getInt("entered_terms"),
							row.getInt("starts"), row.getInt("runs"), row.getInt("distributions"))))
			.list();
	}

	private static Balances balances(ResultSet row) throws SQLException {
		return new Balances(new Money(row.getBigDecimal("accrued")), new Money(row.getBigDecimal("paid")),
				new Money(row.getBigDecimal("payable")), new Money(row.getBigDecimal("arrears")));
	}

	/** The departments in an official's scope; never empty, for a list in a query. */
	static Collection<Long> own(Official by) {
		return by.departmentIds().isEmpty() ? Set.of(0L) : by.departmentIds();
	}

}

package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.commonprosperity.portal.dividend.DividendSums.Accrual;
import org.commonprosperity.portal.dividend.DividendSums.Measure;
import org.commonprosperity.portal.dividend.DividendSums.Measured;
import org.commonprosperity.portal.dividend.DividendSums.Principal;
import org.commonprosperity.portal.dividend.DividendSums.VillageName;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.SmallNumberRule.Group;
import org.commonprosperity.portal.shared.SmallNumberRule.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The public read side of dividends: approved terms, and of the ledger what the rule for
 * small groups lets through, from a fixed number of statements however many rows there
 * are. The figures are those of the end of the last quarter, since from one day to the
 * next they would tell what a single household paid in or was paid; notices stand as of
 * today.
 */
@Service
@Transactional(readOnly = true)
public class DividendOverview {

	private static final int QUARTER = 3;

	/**
	 * What was earned up to a moment, by household or collective and, at every level that
	 * is published, for each of them: a second distribution and an opening balance belong
	 * to the class that a household was of at the end of their year.
	 */
	private static final String ACCRUALS = """
			with line as (
				select e.project_id, e.year, c.kind = 'HOUSEHOLD' as household, e.contributor_id, e.amount,
					coalesce(e.phase, coalesce(r.kind, e.kind)) as kind,
					case when c.kind = 'HOUSEHOLD' then coalesce(e.class_code, h.class_code, 'NONE')
						else 'VILLAGE_COLLECTIVE' end as unit
				from dividend_entry e join contributor c on c.id = e.contributor_id
				left join dividend_entry r on r.id = e.reverses_id
				left join class_period h on h.contributor_id = e.contributor_id and h.replaced_at is null
					and daterange(h.valid_from, h.valid_until) @> make_date(e.year, 12, 31)
				where e.pay_by is not null and e.posted_at < :until),
			member as (
				select project_id, household, year, kind, unit, contributor_id, sum(amount) as amount from line
				group by grouping sets ((project_id, household, year, kind, unit, contributor_id),
					(project_id, household, year, kind, contributor_id), (project_id, household, unit, contributor_id),
					(project_id, household, contributor_id)))
			select project_id, household, coalesce(year, 0) as year, kind, coalesce(unit, '') as unit, sum(amount) as amount,
				count(*) filter (where amount <> 0) as members, sum(abs(amount)) as weight, max(abs(amount)) as largest
			from member group by project_id, household, year, kind, unit""";

	/** As BalanceRule has it, for each contributor and year. */
	private static final String BALANCES = """
			with year_of as (
				select project_id, contributor_id, year, coalesce(sum(amount) filter (where pay_by is not null), 0) as accrued,
					coalesce(sum(amount) filter (where pay_by < :day), 0) as overdue,
					coalesce(sum(amount) filter (where pay_by is null), 0) as settled
				from dividend_entry where posted_at < :until group by project_id, contributor_id, year),
			balance as (
				select *, accrued + settled as owed, greatest(0, least(accrued + settled, overdue + settled)) as arrears
				from year_of),
			member as (
				select project_id, contributor_id, sum(accrued) as accrued, -sum(settled) as paid, sum(owed) as owed,
					sum(owed - arrears) as payable, sum(arrears) as arrears
				from balance group by project_id, contributor_id)
			select m.project_id, x.measure, v.code, v.name, v.name_en, v.name_order, sum(x.amount) as amount,
				count(*) filter (where x.amount <> 0) as members, sum(abs(x.amount)) as weight, max(abs(x.amount)) as largest
			from member m join contributor c on c.id = m.contributor_id
			left join (select *, rank() over (order by name collate "zh-x-icu") as name_order from community) v
				on v.id = c.community_id and c.kind = 'COLLECTIVE'
			cross join lateral (values ('ACCRUED', m.accrued), ('PAID', m.paid), ('OWED', m.owed), ('PAYABLE', m.payable),
				('ARREARS', m.arrears)) as x (measure, amount)
			group by m.project_id, x.measure, v.code, v.name, v.name_en, v.name_order""";

	/**
	 * What stood at the end of every year, and on the last day, as it was known then.
	 */
	private static final String PRINCIPALS = """
			with day as (
				select least(make_date(year, 12, 31), :day) as day
				from generate_series(1990, cast(extract(year from cast(:day as date)) as int)) as year),
			member as (
				select n.project_id, d.day, c.kind = 'HOUSEHOLD' as household, n.contributor_id,
					case when c.kind = 'HOUSEHOLD' then coalesce(h.class_code, 'NONE') else v.code end as unit,
					case when c.kind = 'COLLECTIVE' then v.id end as village_id, sum(n.principal) as amount
				from day d join contribution n on n.paid_in_on <= d.day
					and (n.ended_on is null or n.ended_on > d.day or n.end_decided_at >= :until)
				join contributor c on c.id = n.contributor_id join community v on v.id = c.community_id
				left join class_period h on h.contributor_id = n.contributor_id and h.replaced_at is null
					and daterange(h.valid_from, h.valid_until) @> d.day
				where n.state = 'APPROVED' and n.decided_at < :until
				group by n.project_id, d.day, c.kind, n.contributor_id, h.class_code, v.id, v.code)
			select m.project_id, m.day, m.household, m.unit, v.code, v.name, v.name_en, v.name_order, sum(m.amount) as amount,
				count(*) as members, sum(m.amount) as weight, max(m.amount) as largest
			from member m
			left join (select *, rank() over (order by name collate "zh-x-icu") as name_order from community) v on v.id = m.village_id
			group by m.project_id, m.day, m.household, m.unit, v.code, v.name, v.name_en, v.name_order""";

	private static final String NOTICES = """
			select n.id, n.project_id, p.code as project, p.name, p.name_en, b.year, n.from_day, n.to_day, v.code as village_code,
				v.name as village, v.name_en as village_en, coalesce(t.class_code, 'NONE') as unit, t.contributors, t.amount,
				coalesce(l.largest, t.amount) as largest
			from public_notice n join payment_batch b on b.id = n.batch_id join project p on p.id = n.project_id
			join notice_total t on t.notice_id = n.id join community v on v.id = t.community_id
			left join lateral (
				select max(s.amount) as largest from (
					select sum(x.amount) as amount from payment_line x join contributor c on c.id = x.contributor_id
					where x.batch_id = n.batch_id and c.community_id = t.community_id and c.kind = 'HOUSEHOLD'
						and x.state <> 'DROPPED'
					group by x.contributor_id) s) l on true
			where n.withdrawn_at is null and :today between n.from_day and n.to_day
			order by n.from_day desc, n.id desc, v.name collate "zh-x-icu", v.id""";

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final Clock clock;

	private final KeptSums kept;

	DividendOverview(JdbcClient jdbc, DividendFacts facts, Clock clock,
			@Value("${portal.dividends.kept}") Duration kept) {
		this.jdbc = jdbc;
		this.facts = facts;
		this.clock = clock;
		this.kept = new KeptSums(clock, kept);
	}

	/** The projects that have terms, in the order of the projects. */
	public List<DividendSheet> sheets() {
		LocalDate asOf = asOf();
		List<ContributorClass> classes = this.facts.classes();
		Map<Long, List<DividendSheet.Terms>> terms = terms(classes);
		Map<Long, LocalDate> starts = starts();
		Map<Long, DividendSums> sums = this.kept.of(asOf, () -> sums(classes, asOf));
		return this.jdbc
			.sql("""
					select p.id, p.code, p.name, p.name_en,
						exists (select from dividend_entry e where e.project_id = p.id and e.posted_at >= :until) as since
					from project p where exists (select from dividend_terms t where t.project_id = p.id and t.state = 'APPROVED')
					order by p.position, p.id""")
			.param("until", until(asOf))
			.query((row, index) -> {
				DividendSums found = sums.get(row.getLong("id"));
				return new DividendSheet(row.getString("code"), row.getString("name"), row.getString("name_en"),
						terms.getOrDefault(row.getLong("id"), List.of()), starts.get(row.getLong("id")), asOf,
						row.getBoolean("since"), (found != null) ? found.publish(asOf) : null);
			})
			.list();
	}

	/**
	 * A project's sheet.
	 * @return the sheet; null if the project has no terms
	 */
	public @Nullable DividendSheet sheet(String code) {
		return sheets().stream().filter((one) -> one.code().equals(code)).findFirst().orElse(null);
	}

	/** The projects that have terms, and so can be reckoned with, by name. */
	public List<ProjectName> projects() {
		return this.jdbc.sql("""
				select p.code, p.name, p.name_en from project p
				where exists (select from dividend_terms t where t.project_id = p.id and t.state = 'APPROVED')
				order by p.position, p.id""")
			.query((row, index) -> new ProjectName(row.getString("code"), row.getString("name"),
					row.getString("name_en")))
			.list();
	}

	/** A project's approved terms with where they stand; none: it has no terms. */
	public List<DividendSheet.Terms> terms(String project) {
		return this.jdbc.sql("select id from project where code = ?")
			.param(project)
			.query(Long.class)
			.optional()
			.map((id) -> terms(this.facts.classes()).getOrDefault(id, List.of()))
			.orElse(List.of());
	}

	/** The notices that stand today, the latest first. */
	public List<PublicNotice> notices() {
		List<ContributorClass> classes = this.facts.classes();
		LocalDate asOf = asOf();
		Map<Long, DividendSums> sums = this.kept.of(asOf, () -> sums(classes, asOf));
		Map<Long, List<NoticeSums.Line>> notices = new LinkedHashMap<>();
		this.jdbc.sql(NOTICES).param("today", LocalDate.now(this.clock)).query((row) -> {
			notices.computeIfAbsent(row.getLong("id"), (id) -> new ArrayList<>())
				.add(new NoticeSums.Line(row.getLong("id"), row.getLong("project_id"), row.getString("project"),
						row.getString("name"), row.getString("name_en"), row.getObject("year", Integer.class),
						row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class),
						row.getString("village_code"), row.getString("village"), row.getString("village_en"),
						row.getString("unit"), row.getLong("contributors"), new Money(row.getBigDecimal("amount")),
						row.getBigDecimal("largest")));
		});
		return notices.values().stream().map((lines) -> {
			DividendSums found = sums.get(lines.get(0).projectId());
			return new NoticeSums(classes, lines)
				.publish((found != null) ? found.withheldIn(lines.get(0).year()) : Set.of());
		}).toList();
	}

	/** The last day of the last quarter. */
	private LocalDate asOf() {
		LocalDate today = LocalDate.now(this.clock);
		int first = (today.getMonthValue() - 1) / QUARTER * QUARTER + 1;
		return LocalDate.of(today.getYear(), first, 1).minusDays(1);
	}

	private Timestamp until(LocalDate asOf) {
		return Timestamp.from(asOf.plusDays(1).atStartOfDay(this.clock.getZone()).toInstant());
	}

	private Map<Long, List<DividendSheet.Terms>> terms(List<ContributorClass> classes) {
		Map<String, ContributorClass> byCode = classes.stream()
			.collect(Collectors.toMap(ContributorClass::code, (one) -> one));
		Map<Long, List<DividendSheet.Terms>> terms = new LinkedHashMap<>();
		this.jdbc.sql("""
				select t.*, s.title, s.title_en from dividend_terms t join source s on s.id = t.source_id
				left join contributor_class c on c.code = t.class_code
				where t.state = 'APPROVED'
				order by t.project_id, t.phase, c.position nulls first, t.valid_from nulls first, t.id""")
			.query((row) -> {
				String code = row.getString("class_code");
				terms.computeIfAbsent(row.getLong("project_id"), (id) -> new ArrayList<>())
					.add(new DividendSheet.Terms(DividendFacts.terms(row),
							(code != null) ? Objects.requireNonNull(byCode.get(code)) : null, row.getString("title"),
							row.getString("title_en"), row.getString("document")));
			});
		return terms;
	}

	private Map<Long, LocalDate> starts() {
		Map<Long, LocalDate> starts = new LinkedHashMap<>();
		this.jdbc.sql("""
				select distinct on (project_id) project_id, started_on from operation_start
				where state = 'APPROVED' order by project_id, approval desc""").query((row) -> {
			LocalDate day = row.getObject("started_on", LocalDate.class);
			if (day != null) {
				starts.put(row.getLong("project_id"), day);
			}
		});
		return starts;
	}

	/** The sums of every project of which something is known. */
	private Map<Long, DividendSums> sums(List<ContributorClass> classes, LocalDate asOf) {
		Map<Long, List<Accrual>> accruals = grouped(ACCRUALS, asOf,
				(row) -> new Accrual(row.getInt("year"),
						(row.getString("kind") != null) ? PublishedKind.valueOf(row.getString("kind")) : null,
						row.getString("unit"), row.getBoolean("household"), money(row), group(row)));
		Map<Long, List<Measured>> balances = grouped(BALANCES, asOf,
				(row) -> new Measured(Measure.valueOf(row.getString("measure")), village(row), money(row), group(row)));
		Map<Long, List<Principal>> principals = grouped(PRINCIPALS, asOf,
				(row) -> new Principal(row.getObject("day", LocalDate.class), row.getBoolean("household"),
						row.getString("unit"), village(row), money(row),
						row.getBoolean("household") ? group(row) : Group.NOBODY, row.getInt("members")));
		Map<Long, DividendSums> sums = new LinkedHashMap<>();
		for (Map<Long, ?> one : List.of(accruals, principals)) {
			one.keySet()
				.forEach((project) -> sums.computeIfAbsent(project,
						(id) -> new DividendSums(classes, accruals.getOrDefault(id, List.of()),
								principals.getOrDefault(id, List.of()), balances.getOrDefault(id, List.of()))));
		}
		return sums;
	}

	private <T> Map<Long, List<T>> grouped(String sql, LocalDate asOf, RowOf<T> rows) {
		Map<Long, List<T>> grouped = new LinkedHashMap<>();
		this.jdbc.sql(sql).param("until", until(asOf)).param("day", asOf).query((row) -> {
			grouped.computeIfAbsent(row.getLong("project_id"), (id) -> new ArrayList<>()).add(rows.of(row));
		});
		return grouped;
	}

	private static @Nullable VillageName village(ResultSet row) throws SQLException {
		String code = row.getString("code");
		return (code != null)
				? new VillageName(code, row.getString("name"), row.getString("name_en"), row.getLong("name_order"))
				: null;
	}

	private static Money money(ResultSet row) throws SQLException {
		return new Money(row.getBigDecimal("amount"));
	}

	/** The households behind a figure; nobody behind that of a collective. */
	private static Group group(ResultSet row) throws SQLException {
		BigDecimal largest = row.getBigDecimal("largest");
		return new Group(row.getLong("members"), row.getBigDecimal("weight"), largest);
	}

	/**
	 * A project by name.
	 *
	 * @param code its code
	 * @param name 简体中文
	 * @param nameEn English, or null
	 */
	public record ProjectName(String code, String name, @Nullable String nameEn) {
	}

	private interface RowOf<T> {

		T of(ResultSet row) throws SQLException;

	}

}

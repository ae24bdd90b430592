package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.dividend.BalanceRule.Balance;
import org.commonprosperity.portal.dividend.DividendStatement.Account;
import org.commonprosperity.portal.dividend.DividendStatement.Bank;
import org.commonprosperity.portal.dividend.DividendStatement.Line;
import org.commonprosperity.portal.dividend.DividendStatement.Reckoned;
import org.commonprosperity.portal.dividend.DividendStatement.Share;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Statements of contributors, for officials in scope; each look at one is in the trail.
 */
@Service
@RequiredArgsConstructor
public class StatementDesk {

	/** The last part of the message key {@code audit.action.} */
	private static final String LOOKED = "dividend-statement";

	private static final Money NOTHING = new Money(BigDecimal.ZERO);

	private static final String NARROWED = """
			from contributor c join community v on v.id = c.community_id
			where (:all or c.department_id in (:departments)) and (cast(:word as text) is null or c.number = :word
				or position(lower(:word) in lower(c.number)) > 0 or position(:word in c.name) > 0 or position(:word in v.name) > 0)
			""";

	private static final String LINES = """
			select e.*, p.name as project_name, p.name_en as project_name_en, k.name as class_name, k.name_en as class_name_en,
				o.reference as contribution_reference, o.kept_from, coalesce(t.document, s.title) as terms_document,
				l.reference as payment_reference, a.answered_on, a.bank_reference, d.resolution, d.pool, d.rule, w.weight,
				(select sum(x.weight) from second_distribution_line x where x.distribution_id = e.distribution_id) as weights,
				e.pay_by is null as settles
			from dividend_entry e join project p on p.id = e.project_id
			left join contributor_class k on k.code = e.class_code
			left join contribution o on o.id = e.contribution_id
			left join dividend_terms t on t.id = e.terms_id left join source s on s.id = t.source_id
			left join payment_line l on l.id = e.payment_line_id left join payment_answer a on a.entry_id = e.id
			left join second_distribution d on d.id = e.distribution_id
			left join second_distribution_line w on w.distribution_id = e.distribution_id and w.contributor_id = e.contributor_id
			where e.contributor_id = :contributor and p.code = coalesce(cast(:project as text), p.code)
				and e.posted_at >= :from and e.posted_at < :until order by e.posted_at, e.id""";

	private final JdbcClient jdbc;

	private final AuditService audit;

	private final Clock clock;

	/**
	 * The statement of a contributor; that it was looked at is written down.
	 * @param number the contributor's number
	 * @param project code of a project, or null for all
	 * @param from the first day; null: from the beginning
	 * @param to the last day; null: today
	 */
	@Transactional
	public DividendStatement statement(String number, @Nullable String project, @Nullable LocalDate from,
			@Nullable LocalDate to, Official by) {
		PaymentDesk.requireReader(by);
		Found found = find(number);
		DividendAccess.requireSee(by, found.account().departmentId());
		LocalDate last = (to != null) ? to : LocalDate.now(this.clock);
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("contributor", found.id());
		asked.put("project", project);
		LocalDate first = (from != null) ? from : beginning(asked, last);
		asked.put("from", beginOf(first));
		asked.put("until", beginOf(last.plusDays(1)));
		Money opening = this.jdbc.sql("""
				select coalesce(sum(e.amount), 0) from dividend_entry e join project p on p.id = e.project_id
				where e.contributor_id = :contributor and p.code = coalesce(cast(:project as text), p.code)
					and e.posted_at < :from""")
			.params(asked)
			.query((row, index) -> new Money(row.getBigDecimal(1)))
			.single();
		List<Line> lines = new ArrayList<>();
		this.jdbc.sql(LINES).params(asked).query((row) -> {
			Money before = lines.isEmpty() ? opening : lines.get(lines.size() - 1).after();
			lines.add(line(row, before));
		});
		Balance balance = balance(asked, last);
		this.audit.looked(LOOKED, by, ContributorService.RECORD + "/" + number);
		return new DividendStatement(found.account(), project, first, last, opening, lines, balance);
	}

	/**
	 * Contributors in the official's scope, by number.
	 * @param word part of a number, a name or a village; null: all
	 */
	@Transactional(readOnly = true)
	public Slice<Entry> contributors(@Nullable String word, int page, int size, Official by) {
		Set<Long> departments = PaymentDesk.departments(by);
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("all", departments == null);
		asked.put("departments", (departments == null || departments.isEmpty()) ? Set.of(-1L) : departments);
		asked.put("word", word);
		long total = this.jdbc.sql("select count(*) " + NARROWED).params(asked).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		return new Slice<>(this.jdbc.sql("select c.number, c.name, c.kind, v.name as village, v.name_en as village_en,"
				+ " (select coalesce(sum(e.amount), 0) from dividend_entry e where e.contributor_id = c.id) as owed "
				+ NARROWED + " order by c.number limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> new Entry(row.getString("number"), row.getString("name"),
					row.getString("kind").equals("HOUSEHOLD"), row.getString("village"), row.getString("village_en"),
					new Money(row.getBigDecimal("owed"))))
			.list(), number, size, total);
	}

	private Found find(String number) {
		return this.jdbc.sql("""
				select c.*, v.name as village, v.name_en as village_en from contributor c
				join community v on v.id = c.community_id where c.number = ?""")
			.param(number)
			.query((row, index) -> new Found(row.getLong("id"), new Account(row.getString("number"),
					row.getString("name"), row.getString("kind").equals("HOUSEHOLD"), row.getString("village"),
					row.getString("village_en"), row.getString("bank_name"),
					PaymentLine.masked(row.getString("bank_account")), row.getObject("department_id", Long.class))))
			.optional()
			.orElseThrow(() -> new NotOnRecord("contributor " + number));
	}

	/** The year's first day that the first line was posted in. */
	private LocalDate beginning(Map<String, @Nullable Object> asked, LocalDate last) {
		return this.jdbc.sql("""
				select min(e.posted_at) from dividend_entry e join project p on p.id = e.project_id
				where e.contributor_id = :contributor and p.code = coalesce(cast(:project as text), p.code)""")
			.params(asked)
			.query((row, index) -> row.getTimestamp(1))
			.list()
			.stream()
			.filter(Objects::nonNull)
			.map((at) -> LocalDate.ofInstant(at.toInstant(), this.clock.getZone()).withDayOfYear(1))
			.filter((day) -> !day.isAfter(last))
			.findFirst()
			.orElse(last.withDayOfYear(1));
	}

	private Balance balance(Map<String, @Nullable Object> asked, LocalDate day) {
		List<Balance> balances = this.jdbc
			.sql("""
					select coalesce(sum(e.amount) filter (where e.pay_by is not null), 0) as accrued,
						coalesce(sum(e.amount) filter (where e.pay_by < :day), 0) as overdue,
						coalesce(sum(e.amount) filter (where e.pay_by is null), 0) as settled
					from dividend_entry e join project p on p.id = e.project_id
					where e.contributor_id = :contributor and p.code = coalesce(cast(:project as text), p.code) and e.posted_at < :until
					group by e.project_id, e.year""")
			.params(asked)
			.param("day", day)
			.query((row, index) -> BalanceRule.of(new Money(row.getBigDecimal("accrued")),
					new Money(row.getBigDecimal("overdue")), new Money(row.getBigDecimal("settled"))))
			.list();
		return balances.stream()
			.reduce(new Balance(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING),
					(one, other) -> new Balance(one.accrued().plus(other.accrued()), one.paid().plus(other.paid()),
							one.owed().plus(other.owed()), one.payable().plus(other.payable()),
							one.arrears().plus(other.arrears())));
	}

	private Line line(ResultSet row, Money before) throws SQLException {
		Money amount = new Money(row.getBigDecimal("amount"));
		String reference = row.getString("payment_reference");
		return new Line(row.getLong("id"), day(row.getTimestamp("posted_at")), row.getString("kind"),
				row.getString("project_name"), row.getString("project_name_en"), row.getInt("year"),
				row.getObject("pay_by", LocalDate.class), amount, before.plus(amount), row.getBoolean("settles"),
				(row.getObject("run_id") != null) ? reckoned(row, amount) : null,
				(row.getString("resolution") != null)
						? new Share(row.getString("resolution"), new Money(row.getBigDecimal("pool")),
								row.getString("rule"), row.getBigDecimal("weight"), row.getBigDecimal("weights"))
						: null,
				(reference != null) ? new Bank(reference, row.getObject("answered_on", LocalDate.class),
						row.getString("bank_reference")) : null,
				row.getString("contribution_reference"), row.getObject("kept_from", LocalDate.class),
				row.getObject("reverses_id", Long.class), row.getString("reason"));
	}

	private static Reckoned reckoned(ResultSet row, Money amount) throws SQLException {
		Money due = new Money(row.getBigDecimal("due"));
		return new Reckoned(DividendPhase.valueOf(row.getString("phase")), row.getString("class_name"),
				row.getString("class_name_en"), row.getBigDecimal("principal"), row.getBigDecimal("rate"),
				row.getInt("days"), row.getInt("year_days"), row.getString("terms_document"), due,
				due.plus(new Money(amount.yuan().negate())));
	}

	private Timestamp beginOf(LocalDate day) {
		return Timestamp.from(day.atStartOfDay(this.clock.getZone()).toInstant());
	}

	private LocalDate day(Timestamp at) {
		return LocalDate.ofInstant(at.toInstant(), this.clock.getZone());
	}

	/**
	 * A contributor in a list.
	 *
	 * @param name of a household a person's
	 * @param owed what is owed in all; below zero: paid too much
	 */
	public record Entry(String number, String name, boolean household, String village, @Nullable String villageEn,
			Money owed) {
	}

	private record Found(long id, Account account) {
	}

}

package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

import org.commonprosperity.portal.dividend.BalanceRule.Balance;
import org.commonprosperity.portal.dividend.DividendStatement.Line;
import org.commonprosperity.portal.dividend.DueSheet.Age;
import org.commonprosperity.portal.dividend.DueSheet.Due;
import org.commonprosperity.portal.dividend.DueSheet.Need;
import org.commonprosperity.portal.dividend.Payments.Project;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Statements and what is due say what the ledger says, to the fen, and to who may know.
 */
@PaymentTest
class StatementIntegrationTests {

	@Autowired
	private Payments payments;

	@Autowired
	private Dividends dividends;

	@Autowired
	private StatementDesk statements;

	@Autowired
	private DueOverview due;

	@Autowired
	private StatementCounter counter;

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void explainsEachLineFromTheOpeningBalanceToTheClosingOne() {
		Project project = played();
		DividendStatement statement = this.statements.statement(project.one(), project.code(), LocalDate.of(2026, 3, 1),
				null, this.dividends.finance());
		assertThat(statement.opening()).isEqualTo(Dividends.money("0.00"));
		assertThat(statement.lines())
			.extracting(Line::kind, (line) -> line.amount().toString(), (line) -> line.after().toString())
			.containsExactly(tuple("RETURNED_PAYMENT", "2000.00", "2000.00"),
					tuple("SECOND_DISTRIBUTION", "20.00", "2020.00"), tuple("ACCRUAL", "991.78", "3011.78"));
		assertThat(statement.closing()).isEqualTo(Dividends.money("3011.78"));
		assertThat(statement.balance().owed()).isEqualTo(statement.closing());
		Line accrual = statement.lines().get(2);
		assertThat(accrual.reckoned()).isNotNull()
			.satisfies((reckoned) -> assertThat(reckoned.principal()).isEqualByComparingTo("20000"))
			.satisfies((reckoned) -> assertThat(reckoned.rate()).isEqualByComparingTo("0.1"))
			.satisfies((reckoned) -> assertThat(reckoned.days()).isEqualTo(181))
			.satisfies((reckoned) -> assertThat(reckoned.yearDays()).isEqualTo(365))
			.satisfies((reckoned) -> assertThat(reckoned.due()).isEqualTo(Dividends.money("991.78")));
		Line back = statement.lines().get(0);
		assertThat(back.reason()).isEqualTo("账户已销户");
		assertThat(back.bank()).isNotNull()
			.satisfies((bank) -> assertThat(bank.on()).isEqualTo(LocalDate.of(2026, 4, 10)))
			.satisfies((bank) -> assertThat(bank.bankReference()).startsWith("YH"));
	}

	@Test
	void saysOfDaysGoneByWhatItSaidThen() {
		Project project = played();
		DividendStatement whole = this.statements.statement(project.one(), null, null, null, this.dividends.finance());
		Money before = new Money(BigDecimal.ZERO);
		LocalDate cut = LocalDate.of(2026, 4, 9);
		DividendStatement first = this.statements.statement(project.one(), null, null, cut, this.dividends.finance());
		DividendStatement second = this.statements.statement(project.one(), null, cut.plusDays(1), null,
				this.dividends.finance());
		assertThat(first.opening()).isEqualTo(before);
		assertThat(second.opening()).isEqualTo(first.closing());
		assertThat(second.closing()).isEqualTo(whole.closing());
		List<Line> both = new ArrayList<>(first.lines());
		both.addAll(second.lines());
		assertThat(both).extracting(Line::number).isEqualTo(whole.lines().stream().map(Line::number).toList());
		assertThat(whole.closing().toString()).isEqualTo(this.payments.owed(project.code(), project.one()));
		assertThat(whole.earned().yuan().subtract(whole.paid().yuan())).isEqualTo(whole.closing().yuan());
	}

	@Test
	void isForOfficialsInScopeAndEachLookIsInTheTrail() {
		Project project = this.payments.project();
		for (String username : List.of("coordinator", "leader", "finance", "editor-agriculture")) {
			this.statements.statement(project.one(), null, null, null, this.dividends.official(username));
		}
		assertThat(this.dividends.jdbc.sql("""
				select actor_name from audit_entry where kind = 'LOOK' and action = 'dividend-statement'
					and subject = ? order by id""").param("contributor/" + project.one()).query(String.class).list())
			.hasSize(4)
			.doesNotContainNull();
		for (String username : List.of("admin", "security", "auditor", "editor-economy", "clerk-dali")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(username)
				.isThrownBy(() -> this.statements.statement(project.one(), null, null, null,
						this.dividends.official(username)));
		}
		assertThat(this.statements.contributors(project.one(), 1, 5, this.dividends.editor()).items())
			.extracting(StatementDesk.Entry::number, (one) -> one.owed().toString())
			.containsExactly(tuple(project.one(), "2000.00"));
		assertThat(this.statements.contributors(project.one(), 1, 5, this.dividends.official("editor-economy")).items())
			.isEmpty();
	}

	@Test
	void addsUpToTheLedgerByClassByQuarterAndByAge() {
		Project project = played();
		DueSheet sheet = this.due.sheet(this.dividends.official("leader"));
		assertThat(sheet.arrears().plus(sheet.payable())).isEqualTo(inAll(Balance::owed).plus(sheet.overpaid()));
		assertThat(sheet.arrears()).isEqualTo(inAll(Balance::arrears));
		Money needs = sheet.needs().stream().map(Need::amount).reduce(new Money(BigDecimal.ZERO), Money::plus);
		assertThat(needs).isEqualTo(sheet.arrears().plus(sheet.payable()));
		Money ages = sheet.ages().values().stream().reduce(new Money(BigDecimal.ZERO), Money::plus);
		assertThat(ages).isEqualTo(needs);
		Map<String, String> mine = new TreeMap<>();
		sheet.dueThisYear()
			.stream()
			.filter((one) -> one.group().project().equals(project.code()))
			.forEach((one) -> mine.put(String.valueOf(one.group().contributorClass()), figures(one)));
		assertThat(mine).isEqualTo(Map.of("DIBAO", "1011.78 0.00 1011.78", "DIBAO_MARGIN", "2020.00 0.00 2020.00",
				"VILLAGE_COLLECTIVE", "81000.00 0.00 81000.00"));
		DueSheet.Aged aged = sheet.agesByProject()
			.stream()
			.filter((one) -> one.name().endsWith(project.code()))
			.findFirst()
			.orElseThrow();
		// what came back in April 2026 was to be paid by 31 March 2026
		assertThat(aged.of(Age.DAYS_365.name())).isEqualTo(Dividends.money("2000.00"));
		assertThat(aged.of(Age.NOT_YET.name())).isEqualTo(Dividends.money("84031.78"));
		assertThat(sheet.needs()).extracting(Need::year, Need::quarter).contains(tuple(null, null), tuple(2027, 1));
	}

	@Test
	void asksTheDatabaseAsOftenForManyContributorsAsForFew() {
		this.payments.project();
		int few = statementsOf();
		this.payments.project();
		this.payments.project();
		assertThat(statementsOf()).isEqualTo(few);
	}

	private int statementsOf() {
		this.counter.reset();
		this.due.sheet(this.dividends.official("leader"));
		return this.counter.statements().size();
	}

	@Test
	void isForWhoAnswersForTheMoney() {
		for (String username : List.of("admin", "security", "auditor", "editor-agriculture", "clerk-dali")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(username)
				.isThrownBy(() -> this.due.sheet(this.dividends.official(username)));
		}
	}

	/**
	 * A year paid, a payment that came back in April, a second distribution, and the next
	 * year with a withdrawal in its middle; it is January 2027.
	 */
	private Project played() {
		Project project = this.payments.project();
		long batch = this.payments.posted(project.code(), 2025);
		this.payments.write(
				this.payments.paid(this.payments.reference(batch, project.collective()), "YH" + batch + "-1"),
				this.payments.paid(this.payments.reference(batch, project.one()), "YH" + batch + "-2"),
				this.payments.paid(this.payments.reference(batch, project.two()), "YH" + batch + "-3"));
		this.dividends.at("2026-04-10T09:00");
		this.payments.write(this.payments.answer(this.payments.reference(batch, project.one()), "RETURNED",
				"2026-04-10", "YH" + batch + "-4", "账户已销户"));
		this.dividends.at("2027-01-20T09:00");
		long distribution = this.dividends.distributions.prepare(project.code(),
				new NewDistribution(2026, "决议" + project.code(), LocalDate.of(2026, 12, 1), "文件〔7〕号",
						Dividends.money("1040.00"), NewDistribution.Rule.PRINCIPAL, LocalDate.of(2026, 6, 1), null,
						null, LocalDate.of(2027, 3, 31)),
				UUID.randomUUID(), this.dividends.finance());
		this.dividends.distributions.post(distribution, this.dividends.version("second_distribution", distribution),
				this.dividends.coordinator());
		long contribution = this.dividends.jdbc
			.sql("select o.id from contribution o join contributor c on c.id = o.contributor_id where c.number = ?")
			.param(project.one())
			.query(Long.class)
			.single();
		this.dividends.withdraw(contribution, "2026-07-01", null);
		this.dividends.post(project.code(), 2026);
		return project;
	}

	/** The balances of the rule over the whole ledger. */
	private Money inAll(Function<Balance, Money> part) {
		Map<String, List<BalanceRule.Entry>> entries = new TreeMap<>();
		this.dividends.jdbc.sql("select * from dividend_entry").query((row) -> {
			entries
				.computeIfAbsent(
						row.getLong("project_id") + "|" + row.getLong("contributor_id") + "|" + row.getInt("year"),
						(key) -> new ArrayList<>())
				.add(new BalanceRule.Entry(new Money(row.getBigDecimal("amount")),
						row.getObject("pay_by", LocalDate.class)));
		});
		return entries.values()
			.stream()
			.map((one) -> part.apply(BalanceRule.of(one, this.dividends.clock.today())))
			.reduce(new Money(BigDecimal.ZERO), Money::plus);
	}

	private static String figures(Due due) {
		return due.amount() + " " + due.paid() + " " + due.remaining();
	}

}

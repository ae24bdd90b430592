package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.dividend.BalanceRule.Balance;
import org.commonprosperity.portal.dividend.BalanceRule.Entry;
import org.commonprosperity.portal.dividend.ContributionRoll.Standing;
import org.commonprosperity.portal.dividend.ProjectLedger.Balances;
import org.commonprosperity.portal.dividend.RunBook.Line;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Todo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the officials' pages of the ledger read: balances, lists within the official's
 * scope, runs line by line, and what is to be done.
 */
@DividendTest
@TestPropertySource(properties = "portal.test.database=dividend-desk")
class LedgerDeskIntegrationTests {

	@Autowired
	private Dividends dividends;

	@Autowired
	private LedgerBoard board;

	@Autowired
	private TermsBook terms;

	@Autowired
	private ContributorRoll contributors;

	@Autowired
	private ContributionRoll contributions;

	@Autowired
	private RunBook runs;

	@Autowired
	private DistributionBook distributions;

	@Autowired
	private LedgerTodos todos;

	private String project;

	@BeforeEach
	void aProject() {
		this.dividends.at("2026-02-10T09:00:00");
		this.project = this.dividends.project();
	}

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void showBalancesAsTheRuleHasThem() {
		String collective = this.dividends.collective(this.project);
		String household = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		this.dividends.contribution(this.project, collective, "2024-07-01", "1000000.00");
		this.dividends.contribution(this.project, household, "2024-01-01", "20000.00");
		this.dividends.start(this.project, "2025-01-01");
		this.dividends.post(this.project, 2024);
		this.dividends.post(this.project, 2025);
		this.dividends.start(this.project, "2024-12-01");
		this.dividends.post(this.project, 2025);
		Balances shown = this.board.project(this.project, this.dividends.coordinator()).balances();
		assertThat(shown).isEqualTo(expected("true"));
		assertThat(shown.arrears().yuan()).as("the dividend of 2024 was due in March 2025").isPositive();
		assertThat(shown.payable().yuan()).as("that of 2025 is due in March 2026").isPositive();
		assertThat(this.board.years(this.project, this.dividends.coordinator())).hasSize(2)
			.allSatisfy((year) -> assertThat(year.balances()).isEqualTo(expected("e.year = " + year.year())))
			.allSatisfy((year) -> assertThat(year.posted()).isTrue());
	}

	/** The same from the lines, contributor by contributor and year by year. */
	private Balances expected(String where) {
		Map<String, List<Entry>> lines = new HashMap<>();
		this.dividends.jdbc.sql("""
				select e.contributor_id || '/' || e.year as key, e.amount, e.pay_by from dividend_entry e
				join project p on p.id = e.project_id where p.code = ? and\s""" + where)
			.param(this.project)
			.query((row) -> {
				lines.computeIfAbsent(row.getString("key"), (key) -> new ArrayList<>())
					.add(new Entry(new Money(row.getBigDecimal("amount")), row.getObject("pay_by", LocalDate.class)));
			});
		List<Balance> balances = lines.values()
			.stream()
			.map((one) -> BalanceRule.of(one, this.dividends.clock.today()))
			.toList();
		return new Balances(sum(balances.stream().map(Balance::accrued).toList()),
				sum(balances.stream().map(Balance::paid).toList()),
				sum(balances.stream().map(Balance::payable).toList()),
				sum(balances.stream().map(Balance::arrears).toList()));
	}

	private static Money sum(List<Money> amounts) {
		return amounts.stream().reduce(new Money(BigDecimal.ZERO), Money::plus);
	}

	@Test
	void keepPersonsWithinTheScopeOfTheOfficial() {
		String number = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		long contribution = this.dividends.contribution(this.project, number, "2024-01-01", "20000.00");
		Official other = this.dividends.official("editor-economy");
		assertThat(this.contributors.lines(new ContributorRoll.Query(number, null, null), 1, 10, other).items())
			.isEmpty();
		assertThat(this.contributions.lines(new ContributionRoll.Query(this.project, null, null), 1, 10, other).items())
			.isEmpty();
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.contributors.look(number, other));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.contributions.contribution(contribution, other));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.board.project(this.project, other));
		// the project goes to another department, the record of the household stays
		this.dividends.jdbc.sql("update project set department_id = ? where code = ?")
			.params(other.departmentIds().iterator().next(), this.project)
			.update();
		ContributionLine line = this.contributions.contribution(contribution, other).line();
		assertThat(line.giver().number()).isEqualTo(number);
		assertThat(line.giver().name()).isNull();
	}

	@Test
	void writeDownEachLookAtAHouseholdAndNoneAtACollective() {
		String household = this.dividends.household(this.project, null, null);
		String collective = this.dividends.collective(this.project);
		this.contributors.lines(new ContributorRoll.Query(household, null, null), 1, 10, this.dividends.finance());
		assertThat(looks(household)).isZero();
		this.contributors.look(household, this.dividends.finance());
		this.contributors.look(collective, this.dividends.finance());
		assertThat(looks(household)).isOne();
		assertThat(looks(collective)).isZero();
	}

	private long looks(String number) {
		return this.dividends.jdbc.sql("select count(*) from audit_entry where kind = 'LOOK' and subject = ?")
			.param("contributor/" + number)
			.query(Long.class)
			.single();
	}

	@Test
	void maskIdentifiersInLists() {
		assertThat(ContributorRoll.masked("330482197001010012")).isEqualTo("3304**********0012");
		assertThat(ContributorRoll.masked("12345678")).isEqualTo("12****78");
		assertThat(ContributorRoll.masked("123")).isEqualTo("***");
		assertThat(ContributorRoll.masked(null)).isNull();
	}

	@Test
	void findContributorsByNumberNameClassAndWholeIdentifier() {
		String dibao = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		String none = this.dividends.household(this.project, null, null);
		this.dividends.change(none, new ContributorDetails("zhongdai", "试验户" + none, "ID" + none, null, null));
		assertThat(numbers(dibao, null, "DIBAO")).containsExactly(dibao);
		assertThat(numbers(dibao, null, "NONE")).isEmpty();
		assertThat(numbers(none, "zhongdai", "NONE")).containsExactly(none);
		assertThat(numbers("ID" + none, null, null)).containsExactly(none);
		assertThat(numbers("ID", null, null)).as("a part of an identifier finds nobody").doesNotContain(none);
		assertThat(numbers("试验户" + dibao, null, null)).containsExactly(dibao);
	}

	private List<String> numbers(String looked, String community, String contributorClass) {
		return this.contributors
			.lines(new ContributorRoll.Query(looked, community, contributorClass), 1, 1000, this.dividends.editor())
			.items()
			.stream()
			.map(ContributorRoll.Line::number)
			.toList();
	}

	@Test
	void findContributionsByHowTheyStand() {
		String giver = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		String receiver = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		long waiting = this.dividends.enter(this.project, giver, "2024-01-01", "100.00");
		long standing = this.dividends.contribution(this.project, giver, "2024-01-02", "100.00");
		long ended = this.dividends.contribution(this.project, giver, "2024-01-03", "100.00");
		long received = this.dividends.transfer(ended, "2024-05-01", null, receiver);
		long returned = this.dividends.enter(this.project, giver, "2024-01-04", "100.00");
		this.dividends.contributions.sendBack(returned, 0, "核对", this.dividends.coordinator());
		long changing = this.dividends.contribution(this.project, giver, "2024-01-05", "100.00");
		this.dividends.contributions.withdraw(changing, this.dividends.version("contribution", changing),
				LocalDate.of(2025, 1, 1), null, null, "x", UUID.randomUUID(), this.dividends.editor());
		assertThat(found(null)).containsExactlyInAnyOrder(waiting, standing, ended, received, returned, changing);
		assertThat(found(Standing.WAITING)).containsExactlyInAnyOrder(waiting, changing);
		assertThat(found(Standing.STANDING)).containsExactlyInAnyOrder(standing, received, changing);
		assertThat(found(Standing.ENDED)).containsExactly(ended);
		assertThat(found(Standing.RETURNED)).containsExactly(returned);
		assertThat(this.contributions.contribution(ended, this.dividends.editor()).relatives()).singleElement()
			.satisfies((one) -> assertThat(one.id()).isEqualTo(received));
	}

	private List<Long> found(Standing standing) {
		return this.contributions
			.lines(new ContributionRoll.Query(this.project, null, standing), 1, 50, this.dividends.official("leader"))
			.items()
			.stream()
			.map(ContributionLine::id)
			.toList();
	}

	@Test
	void showEveryLineOfARunAndWhatCouldNotBeResolved() {
		String known = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		String unknown = this.dividends.household(this.project, null, null);
		this.dividends.contribution(this.project, known, "2024-01-01", "20000.00");
		this.dividends.contribution(this.project, unknown, "2024-01-01", "10000.00");
		this.dividends.start(this.project, "2024-07-01");
		this.dividends.post(this.project, 2024);
		this.dividends.at("2026-02-11T09:00:00");
		this.dividends.setClass(known, "OTHER_HOUSEHOLD", "2024-10-01");
		long run = this.dividends.runs.prepareNow(this.project, 2025, this.dividends.finance());
		Official reader = this.dividends.coordinator();
		List<Line> all = this.runs.lines(run, new RunBook.Query(false, null, null), 1, 50, reader).items();
		List<Line> differing = this.runs.lines(run, new RunBook.Query(true, null, null), 1, 50, reader).items();
		assertThat(differing).isNotEmpty()
			.isEqualTo(all.stream().filter((line) -> line.difference().yuan().signum() != 0).toList());
		assertThat(differing).filteredOn((line) -> line.kind().equals("ADJUSTMENT"))
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(line.reasons()).contains("CLASS"));
		assertThat(this.runs.totals(run).stream().map(RunBook.Total::difference).reduce(Money::plus))
			.contains(this.runs.run(run, reader).difference());
		assertThat(this.runs.gaps(run, 1, 50, reader).items()).extracting(RunBook.Gap::reason)
			.contains("NO_CLASS", "NO_TERMS");
		List<Line> drawn = new ArrayList<>();
		this.dividends.transaction.executeWithoutResult(
				(status) -> this.runs.each(run, new RunBook.Query(false, null, known), reader, drawn::add));
		assertThat(drawn).isNotEmpty().allSatisfy((line) -> assertThat(line.giver().number()).isEqualTo(known));
	}

	@Test
	void tellWhatApprovingTermsDoes() {
		Official finance = this.dividends.finance();
		this.dividends.terms.enter(this.project, terms(LocalDate.of(2026, 1, 1), "0.06"), UUID.randomUUID(), finance);
		this.dividends.terms.enter(this.project, terms(null, "0.04"), UUID.randomUUID(), finance);
		TermsBook.Terms shown = this.terms.terms(this.project, this.dividends.official("leader"));
		assertThat(shown.proposals()).hasSize(2);
		assertThat(shown.proposals()).filteredOn((one) -> one.version().from() != null)
			.singleElement()
			.satisfies((one) -> {
				assertThat(one.ended()).isNotNull();
				assertThat(one.replaced()).isNull();
			});
		assertThat(shown.proposals()).filteredOn((one) -> one.version().from() == null)
			.singleElement()
			.satisfies((one) -> {
				assertThat(one.ended()).isNull();
				assertThat(one.replaced()).isNotNull();
			});
		assertThat(shown.uncovered()).extracting(TermsCoverRule.Uncovered::contributorClass)
			.containsExactly("OTHER_HOUSEHOLD");
	}

	private static NewTerms terms(LocalDate from, String rate) {
		return new NewTerms(DividendPhase.BEFORE_OPERATION, null, new BigDecimal(rate), from, null, null, "调整",
				"决定〔1〕");
	}

	@Test
	void askTheOneWhoHasToActAndNobodyElse() {
		String giver = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		this.dividends.contribution(this.project, giver, "2024-01-01", "100.00");
		String home = "/office/dividends/projects/" + this.project;
		assertThat(asked(this.dividends.finance())).contains("runMissing " + home + "/runs 2024",
				"runMissing " + home + "/runs 2025");
		this.dividends.post(this.project, 2024);
		assertThat(asked(this.dividends.finance())).doesNotContain("runMissing " + home + "/runs 2024");
		long run = this.dividends.runs.prepareNow(this.project, 2025, this.dividends.finance());
		String address = " /office/dividends/runs/" + run + " 2025";
		assertThat(asked(this.dividends.coordinator())).contains("dividendRun" + address);
		assertThat(asked(this.dividends.finance())).doesNotContain("runMissing " + home + "/runs 2025");
		this.dividends.runs.sendBack(run, this.dividends.version("dividend_run", run), "有一户要核对",
				this.dividends.coordinator());
		assertThat(asked(this.dividends.coordinator())).doesNotContain("dividendRun" + address);
		assertThat(asked(this.dividends.finance())).contains("runReturned" + address);
		this.dividends.post(this.project, 2025);
		assertThat(asked(this.dividends.finance())).doesNotContain("runReturned" + address);
	}

	@Test
	void bringBackWhatWasReturnedUntilItIsEnteredAgain() {
		String giver = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		long entered = this.dividends.enter(this.project, giver, "2024-01-01", "100.00");
		assertThat(this.todos.todosOf(this.dividends.coordinator())).extracting(Todo::kind).contains("dividendEntries");
		this.dividends.contributions.sendBack(entered, 0, "金额不对", this.dividends.coordinator());
		String reference = this.contributions.contribution(entered, this.dividends.editor()).line().reference();
		String todo = "contributionReturned /office/dividends/contributions/" + entered + " " + reference;
		assertThat(asked(this.dividends.editor())).contains(todo);
		assertThat(asked(this.dividends.official("editor-economy"))).doesNotContain(todo);
		this.dividends.contributions.enter(this.project, new NewContribution(giver, reference, LocalDate.of(2024, 1, 1),
				Dividends.money("200.00"), null, null, "x", null), UUID.randomUUID(), this.dividends.editor());
		assertThat(asked(this.dividends.editor())).doesNotContain(todo);
	}

	@Test
	void doNotAskWhoProposedToDecide() {
		Official both = this.dividends.everything();
		this.dividends.starts.propose(this.project, LocalDate.of(2025, 1, 1), null, "x", UUID.randomUUID(), both);
		String todo = "operationStart /office/dividends/projects/" + this.project + "/operation null";
		assertThat(asked(both)).doesNotContain(todo);
		assertThat(asked(this.dividends.coordinator())).contains(todo);
		Official clerk = new Official(both.id(), both.username(), both.fullName(), both.unit(), Set.of(Role.CLERK),
				Set.of(), Set.of());
		assertThat(asked(clerk)).isEmpty();
	}

	private List<String> asked(Official official) {
		return this.todos.todosOf(official)
			.stream()
			.map((todo) -> todo.kind() + " " + todo.address() + " " + todo.subject())
			.toList();
	}

	@Test
	void addUpToThePool() {
		String one = this.dividends.collective(this.project);
		String other = this.dividends.collective(this.project);
		this.dividends.contribution(this.project, one, "2024-01-01", "1000000.00");
		this.dividends.contribution(this.project, other, "2024-01-01", "500000.00");
		long id = this.dividends.distributions.prepare(this.project,
				new NewDistribution(2025, "决议" + this.project, LocalDate.of(2026, 1, 10), "文件",
						Dividends.money("100000.00"), NewDistribution.Rule.PRINCIPAL, LocalDate.of(2025, 12, 31), null,
						null, LocalDate.of(2026, 6, 30)),
				UUID.randomUUID(), this.dividends.finance());
		DistributionBook.Distribution shown = this.distributions.distribution(id, this.dividends.official("leader"));
		assertThat(shown.lines()).isEqualTo(2);
		assertThat(this.distributions.shares(shown, 1, 50, this.dividends.official("leader"))
			.items()
			.stream()
			.map(DistributionBook.Share::amount)
			.reduce(Money::plus)).contains(shown.pool());
	}

}

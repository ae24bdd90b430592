package org.commonprosperity.portal.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.ContributionService;
import org.commonprosperity.portal.dividend.ContributorChangeService;
import org.commonprosperity.portal.dividend.ContributorDetails;
import org.commonprosperity.portal.dividend.ContributorKind;
import org.commonprosperity.portal.dividend.ContributorService;
import org.commonprosperity.portal.dividend.DividendRunService;
import org.commonprosperity.portal.dividend.NewContribution;
import org.commonprosperity.portal.dividend.NewContributor;
import org.commonprosperity.portal.dividend.NewDistribution;
import org.commonprosperity.portal.dividend.OperationStartService;
import org.commonprosperity.portal.dividend.SecondDistributionService;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Synthetic contributions to the wharf, plainly so by their names: the villages'
 * collectives and households of each class, what became of some of them, the day on which
 * operation started, the years that were posted, a second distribution, and one thing of
 * each kind that waits.
 */
@Component
@Profile("demo")
@RequiredArgsConstructor
class DemoDividends {

	private static final String WHARF = "wharf";

	private static final LocalDate PAID_IN = LocalDate.of(2022, 11, 1);

	private static final LocalDate OPERATION = LocalDate.of(2024, 1, 1);

	private static final String AGREEMENT = "演示出资协议";

	private static final List<Collective> COLLECTIVES = List.of(new Collective("shenjianong", "示例沈家弄村集体", "2000000.00"),
			new Collective("zhongdai", "示例钟埭村集体", "1500000.00"), new Collective("dali", "示例大力村集体", "1000000.00"));

	/** How many households of a class each village has, and what the first puts in. */
	private static final List<Households> HOUSEHOLDS = List.of(new Households("shenjianong", "DIBAO", 6, 20_000),
			new Households("shenjianong", "DIBAO_MARGIN", 5, 15_000), new Households("zhongdai", "DIBAO", 7, 18_000),
			new Households("zhongdai", "DIBAO_MARGIN", 3, 16_000), new Households("dali", "DIBAO", 5, 22_000),
			new Households("dali", "DIBAO_MARGIN", 6, 12_000));

	private final JdbcClient jdbc;

	private final AccountDirectory accounts;

	private final ContributorService contributors;

	private final ContributorChangeService changes;

	private final ContributionService contributions;

	private final OperationStartService starts;

	private final DividendRunService runs;

	private final SecondDistributionService distributions;

	private final DemoPayments payments;

	private final DemoTime time;

	private final Clock clock;

	/**
	 * Enters what happened, each thing on its day; after the projects have their
	 * departments.
	 */
	void seed() {
		DemoTimeline line = new DemoTimeline(this.time, this.clock);
		List<String> households = register(line);
		contribute(line, households);
		start(line);
		changes(line, households);
		int year = LocalDate.now(this.clock).getYear();
		for (int of = PAID_IN.getYear(); of < year; of++) {
			run(line, of);
		}
		share(line, 2024, "60000.00", LocalDate.of(2025, 5, 20));
		waiting(line, households);
		this.payments.plan(line);
		line.run();
	}

	private List<String> register(DemoTimeline line) {
		for (int i = 0; i < COLLECTIVES.size(); i++) {
			Collective one = COLLECTIVES.get(i);
			String number = "J-%02d".formatted(i + 1);
			line.add(PAID_IN.minusDays(12), 9,
					() -> register(number, ContributorKind.COLLECTIVE, one.village(), one.name(), null, null));
		}
		List<String> numbers = new ArrayList<>();
		for (Households of : HOUSEHOLDS) {
			for (int i = 0; i < of.count(); i++) {
				int at = numbers.size() + 1;
				String number = "H-%03d".formatted(at);
				numbers.add(number);
				line.add(PAID_IN.minusDays(10), 9, () -> register(number, ContributorKind.HOUSEHOLD, of.village(),
						"示例户%03d".formatted(at), of.contributorClass(), LocalDate.of(2022, 1, 1)));
			}
		}
		return numbers;
	}

	private void register(String number, ContributorKind kind, String village, String name,
			@Nullable String contributorClass, @Nullable LocalDate from) {
		String digits = number.replaceAll("\\D", "");
		this.contributors.register(WHARF,
				new NewContributor(number, kind,
						new ContributorDetails(village, name, "DEMO-" + number, "示例银行", "000000000000" + digits),
						contributorClass, from, "演示认定文件"),
				UUID.randomUUID(), editor());
	}

	private void contribute(DemoTimeline line, List<String> households) {
		for (int i = 0; i < COLLECTIVES.size(); i++) {
			contribute(line, PAID_IN, "J-%02d".formatted(i + 1), COLLECTIVES.get(i).principal());
		}
		int at = 0;
		for (Households of : HOUSEHOLDS) {
			for (int i = 0; i < of.count(); i++) {
				contribute(line, PAID_IN.plusDays(3L * (at % 8)), households.get(at),
						(of.first() + 500 * (i % 4)) + ".00");
				at++;
			}
		}
		contribute(line, LocalDate.of(2023, 6, 15), "J-03", "500000.00");
	}

	private void contribute(DemoTimeline line, LocalDate paidIn, String number, String principal) {
		String reference = "CZ-" + paidIn.getYear() + "-" + number;
		line.add(paidIn, 10,
				() -> this.contributions.enter(WHARF,
						new NewContribution(number, reference, paidIn, money(principal), null, null, AGREEMENT, null),
						UUID.randomUUID(), editor()));
		line.add(paidIn.plusDays(1), 15, () -> this.contributions.approve(contribution(reference), 0, coordinator()));
	}

	private void start(DemoTimeline line) {
		line.add(OPERATION.plusDays(2), 10,
				() -> this.starts.propose(WHARF, OPERATION, "一期泊位投入使用", "演示验收报告（一期）", UUID.randomUUID(), editor()));
		line.add(OPERATION.plusDays(4), 10, () -> this.starts.approve(latest("operation_start"), 0, coordinator()));
	}

	/** A class that changed, a part withdrawn, a contribution transferred. */
	private void changes(DemoTimeline line, List<String> households) {
		LocalDate day = LocalDate.of(2024, 7, 1);
		line.add(day.plusDays(1), 10, () -> this.contributors.setClass(households.get(1), "DIBAO_MARGIN", day, "演示复核文件",
				UUID.randomUUID(), editor()));
		line.add(day.plusDays(2), 10, () -> this.changes.approve(latest("contributor_change"), 0, coordinator()));
		LocalDate withdrawn = LocalDate.of(2025, 3, 10);
		line.add(withdrawn, 10, () -> this.contributions.withdraw(contributionOf(households.get(8)), 1, withdrawn,
				money("5000.00"), "家庭用款", "演示退出申请", UUID.randomUUID(), editor()));
		line.add(withdrawn.plusDays(1), 10,
				() -> this.contributions.approveChange(latest("contribution_change"), 0, coordinator()));
		LocalDate transferred = LocalDate.of(2025, 9, 1);
		line.add(transferred, 10, () -> this.contributions.transfer(contributionOf(households.get(12)), 1, transferred,
				null, households.get(13), "户内调整", "演示转让协议", UUID.randomUUID(), editor()));
		line.add(transferred.plusDays(1), 10,
				() -> this.contributions.approveChange(latest("contribution_change"), 0, coordinator()));
	}

	private void run(DemoTimeline line, int year) {
		LocalDate day = LocalDate.of(year + 1, 1, 12);
		line.add(day, 10, () -> this.runs.prepareNow(WHARF, year, official("finance")));
		line.add(day.plusDays(1), 10, () -> {
			long run = latest("dividend_run");
			this.runs.postNow(run, version("dividend_run", run), coordinator());
		});
	}

	private void share(DemoTimeline line, int year, String pool, LocalDate day) {
		line.add(day, 10, () -> this.distributions.prepare(WHARF,
				new NewDistribution(year, "演示决议〔" + day.getYear() + "〕1 号", day.minusDays(3), "演示会议纪要", money(pool),
						NewDistribution.Rule.PRINCIPAL, LocalDate.of(year, 12, 31), null, null, day.plusDays(40)),
				UUID.randomUUID(), official("finance")));
		line.add(day.plusDays(2), 10, () -> this.distributions.post(latest("second_distribution"), 0, coordinator()));
	}

	/**
	 * What the start pages have to show: one contribution and one withdrawal to decide
	 * on.
	 */
	private void waiting(DemoTimeline line, List<String> households) {
		LocalDate day = LocalDate.now(this.clock).minusDays(5);
		line.add(day, 10,
				() -> this.contributions.enter(WHARF, new NewContribution("J-02", "CZ-" + day.getYear() + "-J-02",
						day.minusDays(1), money("300000.00"), null, null, AGREEMENT, null), UUID.randomUUID(),
						editor()));
		line.add(day.plusDays(1), 10, () -> this.contributions.withdraw(contributionOf(households.get(14)), 1, day,
				null, "迁出本区", "演示退出申请", UUID.randomUUID(), editor()));
	}

	private long contribution(String reference) {
		return this.jdbc.sql("select id from contribution where reference = ?")
			.param(reference)
			.query(Long.class)
			.single();
	}

	private long contributionOf(String number) {
		return this.jdbc.sql(
				"select max(c.id) from contribution c join contributor r on r.id = c.contributor_id where r.number = ?")
			.param(number)
			.query(Long.class)
			.single();
	}

	private long latest(String table) {
		return this.jdbc.sql("select max(id) from " + table).query(Long.class).single();
	}

	private long version(String table, long id) {
		return this.jdbc.sql("select version from " + table + " where id = ?").param(id).query(Long.class).single();
	}

	private static Money money(String yuan) {
		return new Money(new BigDecimal(yuan));
	}

	private Official editor() {
		return official("editor-agriculture");
	}

	private Official coordinator() {
		return official("coordinator");
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	private record Collective(String village, String name, String principal) {
	}

	private record Households(String village, String contributorClass, int count, int first) {
	}

}

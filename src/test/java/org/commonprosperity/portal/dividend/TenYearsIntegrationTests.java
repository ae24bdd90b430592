package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.commonprosperity.portal.dividend.NewDistribution.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten years of a wharf, lived through year by year: transfers, classes that change, days
 * without a class, a withdrawal that becomes known late, an operation date that is moved
 * after it was posted, and two second distributions. What the ledger says in the end is
 * what a reckoning day by day, which knows nothing of the portal's rule, gives.
 */
@DividendTest
class TenYearsIntegrationTests {

	private static final LocalDate END = LocalDate.of(2026, 1, 1);

	private static final LocalDate EVER = LocalDate.of(1900, 1, 1);

	@Autowired
	private Dividends dividends;

	private String project;

	private String first;

	private String second;

	private String household;

	private String giver;

	private String receiver;

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void tenYearsAreWhatTheirDaysAddUpTo() {
		this.dividends.at("2016-10-01T09:00");
		this.project = this.dividends.project();
		this.first = this.dividends.collective(this.project);
		this.second = this.dividends.collective(this.project);
		this.household = this.dividends.household(this.project, "DIBAO", "2016-01-01");
		this.giver = this.dividends.household(this.project, "DIBAO_MARGIN", "2016-01-01");
		this.receiver = this.dividends.household(this.project, "DIBAO", "2016-01-01");

		this.dividends.at("2016-12-05T09:00");
		long one = contribution(this.first, "2016-11-01", "1000000.00");
		long home = contribution(this.household, "2016-12-01", "20000.00");
		year(2016);
		this.dividends.at("2017-03-20T09:00");
		long two = contribution(this.second, "2017-03-15", "500000.00");
		year(2017);
		this.dividends.at("2018-02-11T09:00");
		long given = contribution(this.giver, "2018-02-10", "15000.00");
		this.dividends.start(this.project, "2018-01-01");
		year(2018);
		assertThat(this.dividends.sum(this.project, "c.number = ? and e.year = 2018", this.first))
			.isEqualByComparingTo("80000.00");
		// it had started a fortnight earlier, as the acceptance papers show
		this.dividends.at("2019-06-01T09:00");
		this.dividends.start(this.project, "2017-12-15");
		this.dividends.setClass(this.household, "DIBAO_MARGIN", "2019-05-01");
		year(2019);
		assertThat(this.dividends.sum(this.project, "c.number = ? and e.year = 2017", this.first))
			.isEqualByComparingTo("51397.26");
		this.dividends.at("2020-07-02T09:00");
		long part = this.dividends.transfer(two, "2020-07-01", "200000.00", this.first);
		long rest = remainder(two);
		year(2020);
		share(2020, Rule.PRINCIPAL, "100000.00", "2020-12-31", null);
		this.dividends.at("2021-06-20T09:00");
		this.dividends.setClass(this.household, null, "2021-02-01");
		this.dividends.setClass(this.household, "DIBAO", "2021-06-01");
		year(2021);
		this.dividends.at("2022-09-10T09:00");
		long taken = this.dividends.transfer(given, "2022-09-09", null, this.receiver);
		year(2022);
		year(2023);
		share(2023, Rule.PRINCIPAL_DAYS, "77777.77", "2023-01-01", "2024-01-01");
		// known only after the year was posted
		this.dividends.at("2024-05-06T09:00");
		this.dividends.withdraw(rest, "2023-10-01", "100000.00");
		long left = remainder(rest);
		year(2024);
		year(2025);

		DayByDay days = new DayByDay().operation(LocalDate.of(2017, 12, 15))
			.term("0.05", false, null, "0.05", EVER, END)
			.term("0.08", true, "VILLAGE_COLLECTIVE", "0.08", EVER, END)
			.term("0.10", true, "DIBAO", "0.10", EVER, END)
			.term("0.10", true, "DIBAO_MARGIN", "0.10", EVER, END);
		earn(days, one, "1000000.00", "2016-11-01", null, "VILLAGE_COLLECTIVE");
		earn(days, two, "500000.00", "2017-03-15", "2020-07-01", "VILLAGE_COLLECTIVE");
		earn(days, part, "200000.00", "2020-07-01", null, "VILLAGE_COLLECTIVE");
		earn(days, rest, "300000.00", "2020-07-01", "2023-10-01", "VILLAGE_COLLECTIVE");
		earn(days, left, "200000.00", "2023-10-01", null, "VILLAGE_COLLECTIVE");
		earn(days, given, "15000.00", "2018-02-10", "2022-09-09", "DIBAO_MARGIN");
		earn(days, taken, "15000.00", "2022-09-09", null, "DIBAO");
		days.earn(String.valueOf(home), 2_000_000, LocalDate.of(2016, 12, 1), END, this::classOfHousehold);

		assertThat(this.dividends.ledger(this.project)).isEqualTo(days.lines());
		assertThat(this.dividends.sum(this.project, "e.run_id is not null")).isEqualTo(days.total(""));
		for (int year = 2016; year <= 2025; year++) {
			assertThat(this.dividends.sum(this.project, "e.run_id is not null and e.year = ?", year)).as("%d", year)
				.isEqualTo(days.total("|" + year + "|"));
		}
		// 31 + 28 + 31 + 30 days of 2021 are without a class
		assertThat(days.without()).isEqualTo(28 + 31 + 30 + 31);
		assertThat(this.dividends.sum(this.project, "c.number = ? and e.year = 2021", this.household))
			.isEqualByComparingTo("1342.46");
		assertThat(this.dividends.sum(this.project, "e.kind = 'ADJUSTMENT' and e.reason like 'OPERATION_START%'"))
			.isEqualByComparingTo("2142.46");
		assertThat(this.dividends.sum(this.project, "e.kind = 'ADJUSTMENT' and e.reason = 'WITHDRAWAL'")).isNegative();

		assertThat(distributed(2020)).isEqualTo(shares("100000.00",
				Map.of(this.first, new BigDecimal("1200000.00"), this.second, new BigDecimal("300000.00"),
						this.household, new BigDecimal("20000.00"), this.giver, new BigDecimal("15000.00"))));
		// at the time of the resolution the withdrawal was not on record
		assertThat(distributed(2023)).isEqualTo(shares("77777.77",
				Map.of(this.first, new BigDecimal("438000000.00"), this.second, new BigDecimal("109500000.00"),
						this.household, new BigDecimal("7300000.00"), this.receiver, new BigDecimal("5475000.00"))));
		assertThat(this.dividends.sum(this.project)).isEqualTo(days.total("").add(new BigDecimal("177777.77")));

		int lines = this.dividends.lines(this.project, "true");
		year(2025);
		assertThat(this.dividends.lines(this.project, "true")).as("once more").isEqualTo(lines);
	}

	private @Nullable String classOfHousehold(LocalDate day) {
		if (day.isBefore(LocalDate.of(2019, 5, 1))) {
			return "DIBAO";
		}
		if (day.isBefore(LocalDate.of(2021, 2, 1))) {
			return "DIBAO_MARGIN";
		}
		return day.isBefore(LocalDate.of(2021, 6, 1)) ? null : "DIBAO";
	}

	private static void earn(DayByDay days, long id, String yuan, String from, @Nullable String until, String of) {
		days.earn(String.valueOf(id), new BigDecimal(yuan).movePointRight(2).longValueExact(), LocalDate.parse(from),
				(until != null) ? LocalDate.parse(until) : END, (day) -> of);
	}

	private long contribution(String contributor, String paidIn, String principal) {
		return this.dividends.contribution(this.project, contributor, paidIn, principal);
	}

	private long remainder(long contribution) {
		return this.dividends.jdbc.sql("select id from contribution where origin_id = ? and origin = 'REMAINDER'")
			.param(contribution)
			.query(Long.class)
			.single();
	}

	private void year(int year) {
		this.dividends.at((year + 1) + "-02-01T09:00");
		this.dividends.post(this.project, year);
	}

	private void share(int year, Rule rule, String pool, String from, @Nullable String until) {
		boolean days = rule == Rule.PRINCIPAL_DAYS;
		LocalDate on = LocalDate.of(year + 1, 2, 1);
		long id = this.dividends.distributions.prepare(this.project,
				new NewDistribution(year, "决议 " + year, on, "会议纪要 " + year, Dividends.money(pool), rule,
						days ? null : LocalDate.parse(from), days ? LocalDate.parse(from) : null,
						days ? Dividends.day(until) : null, on.plusDays(30)),
				UUID.randomUUID(), this.dividends.finance());
		this.dividends.distributions.post(id, 0, this.dividends.coordinator());
	}

	private Map<String, BigDecimal> distributed(int year) {
		Map<String, BigDecimal> parts = new TreeMap<>();
		this.dividends.jdbc.sql("""
				select c.number, e.amount from dividend_entry e join contributor c on c.id = e.contributor_id
				join project p on p.id = e.project_id
				where p.code = ? and e.kind = 'SECOND_DISTRIBUTION' and e.year = ?""")
			.params(this.project, year)
			.query((row) -> {
				parts.put(row.getString(1), row.getBigDecimal(2));
			});
		return parts;
	}

	/** A pool shared a second time and another way: fen by fen to who lacks most. */
	private static Map<String, BigDecimal> shares(String pool, Map<String, BigDecimal> weights) {
		BigDecimal total = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
		Map<String, BigDecimal> exact = new HashMap<>();
		Map<String, BigDecimal> parts = new TreeMap<>();
		BigDecimal left = new BigDecimal(pool);
		for (Map.Entry<String, BigDecimal> weight : weights.entrySet()) {
			BigDecimal part = new BigDecimal(pool).multiply(weight.getValue())
				.divide(total, 30, RoundingMode.HALF_EVEN);
			exact.put(weight.getKey(), part);
			parts.put(weight.getKey(), part.setScale(2, RoundingMode.DOWN));
			left = left.subtract(parts.get(weight.getKey()));
		}
		List<String> lacking = new ArrayList<>(parts.keySet());
		lacking.sort(Comparator.comparing((String number) -> exact.get(number).subtract(parts.get(number))).reversed());
		for (String number : lacking) {
			if (left.signum() > 0) {
				parts.merge(number, new BigDecimal("0.01"), BigDecimal::add);
				left = left.subtract(new BigDecimal("0.01"));
			}
		}
		return parts;
	}

}

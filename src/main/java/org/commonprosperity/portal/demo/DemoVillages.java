package org.commonprosperity.portal.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.EnclaveService;
import org.commonprosperity.portal.village.IncomeContent;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.commonprosperity.portal.village.IncomePeriod;
import org.commonprosperity.portal.village.IncomeService;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Synthetic income of the villages: five years and the quarters since, what the enclave
 * paid, one return that waits, one that came back, one that was corrected.
 */
@Component
@Profile("demo")
@RequiredArgsConstructor
class DemoVillages {

	private static final String ENCLAVE = "enclave";

	private static final int YEARS = 5;

	private static final int LAST_CONTRACTING = 2023;

	/** What the enclave paid for each of the last four years, in yuan. */
	private static final List<String> PAID = List.of("3600000.00", "3690000.00", "3780000.00", "3825000.00");

	/** The parts of capital in all, a million yuan each. */
	private static final int CAPITAL = 45;

	private static final List<Village> VILLAGES = List.of(
			new Village("shenjianong", 20, "4860000", "1920000", "3150000", "860000", "134600", "58200", 3120,
					"96400000"),
			new Village("zhongdai", 15, "4210000", "2380000", "2790000", "1040000", "98700", "55900", 4260, "88150000"),
			new Village("dali", 10, "5120000", "1460000", "2510000", "1310000", "176300", "53400", 2680, "79320000"));

	private final JdbcClient jdbc;

	private final AccountDirectory accounts;

	private final IncomeService incomes;

	private final EnclaveService enclaves;

	private final DemoTime time;

	private final Clock clock;

	/**
	 * Enters what happened, each thing on its day; after the projects have their
	 * departments.
	 */
	void seed() {
		int year = LocalDate.now(this.clock).getYear();
		DemoTimeline line = new DemoTimeline(this.time, this.clock);
		shares(line, year);
		for (int past = YEARS; past >= 1; past--) {
			int of = year - past;
			if (past <= PAID.size()) {
				payment(line, of, PAID.get(PAID.size() - past));
			}
			for (Village village : VILLAGES) {
				IncomePeriod period = IncomePeriod.of(of);
				LocalDate sent = LocalDate.of(of + 1, 1, 20);
				submit(line, sent, village, period, annual(village, past));
				approve(line, sent.plusDays(3), village, period);
			}
		}
		correct(line, VILLAGES.get(1), year);
		quarters(line);
		line.run();
	}

	private void shares(DemoTimeline line, int year) {
		LocalDate day = LocalDate.of(year - PAID.size(), 3, 1);
		for (Village village : VILLAGES) {
			line.add(day, 10,
					() -> this.enclaves.enterShare(ENCLAVE, village.code(), year - PAID.size(),
							money(BigDecimal.valueOf(village.parts()).movePointRight(6)), UUID.randomUUID(),
							official("editor-agriculture")));
			line.add(day.plusDays(1), 10, () -> this.enclaves
				.approveShare(latest("enclave_share_change", village.code()), official("coordinator")));
		}
	}

	private void payment(DemoTimeline line, int year, String amount) {
		LocalDate day = LocalDate.of(year + 1, 1, 10);
		line.add(day, 10, () -> this.enclaves.enterPayment(ENCLAVE, year, money(new BigDecimal(amount)), "厂房租金，扣除管理费",
				UUID.randomUUID(), official("editor-agriculture")));
		line.add(day.plusDays(2), 10, () -> {
			long id = this.jdbc.sql("select max(id) from enclave_payment where year = ?")
				.param(year)
				.query(Long.class)
				.single();
			this.enclaves.post(id, 0, official("coordinator"));
		});
	}

	/** A year whose subsidy was counted twice and was put right in the summer after. */
	private void correct(DemoTimeline line, Village village, int year) {
		IncomePeriod period = IncomePeriod.of(year - 2);
		LocalDate day = LocalDate.of(year - 1, 6, 12);
		line.add(day, 9, () -> this.incomes.correct(village.code(), period, "一笔补助重复计算，按审计意见更正", UUID.randomUUID(),
				clerk(village)));
		IncomeContent before = annual(village, 2);
		List<Entry> entries = before.entries()
			.stream()
			.map((entry) -> entry.source().equals("SUBSIDY") ? new Entry("SUBSIDY", null, null,
					money(entry.amount().yuan().subtract(new BigDecimal("120000.00")))) : entry)
			.toList();
		submit(line, day.plusDays(1), village, period, new IncomeContent(entries, before.target(),
				before.disposableIncome(), before.population(), before.collectiveAssets(), null));
		approve(line, day.plusDays(3), village, period);
	}

	/**
	 * The quarters of this year that are over; of the last one a return waits and one
	 * came back.
	 */
	private void quarters(DemoTimeline line) {
		YearMonth now = YearMonth.now(this.clock);
		int over = (now.getMonthValue() - 1) / 3;
		for (int quarter = 1; quarter <= over; quarter++) {
			IncomePeriod period = new IncomePeriod(now.getYear(), quarter);
			LocalDate sent = period.isOver().plusDays(11);
			for (int i = 0; i < VILLAGES.size(); i++) {
				Village village = VILLAGES.get(i);
				submit(line, sent, village, period, quarter(village, quarter));
				if (quarter < over || i == 1) {
					approve(line, sent.plusDays(3), village, period);
				}
				else if (i == 2) {
					line.add(sent.plusDays(3), 10, () -> {
						long id = Objects.requireNonNull(latest(village, period));
						this.incomes.sendBack(id, version(id), "补助收入比上季度多出一倍，请核对是否跨季度入账。", official("coordinator"));
					});
				}
			}
		}
	}

	private void submit(DemoTimeline line, LocalDate day, Village village, IncomePeriod period, IncomeContent content) {
		line.add(day, 11, () -> {
			Long id = latest(village, period);
			this.incomes.submit(village.code(), period, content,
					new Submission(UUID.randomUUID(), (id != null) ? version(id) : IncomeService.NOT_WRITTEN),
					clerk(village));
			// as long as it can be changed: what the demo enters cites the demo
			this.jdbc.sql("""
					update income_return set source_id = (select id from source where code = 'demo')
					where id = ? and state <> 'APPROVED'""").param(latest(village, period)).update();
		});
	}

	private void approve(DemoTimeline line, LocalDate day, Village village, IncomePeriod period) {
		line.add(day, 10, () -> {
			Long id = latest(village, period);
			if (id != null) {
				this.incomes.approve(id, version(id), official("coordinator"));
			}
		});
	}

	private IncomeContent annual(Village village, int past) {
		int year = LocalDate.now(this.clock).getYear() - past;
		int step = YEARS - past;
		List<Entry> entries = new ArrayList<>();
		BigDecimal operating = grown(village.operating(), 6, step);
		BigDecimal contracting = grown(village.contracting(), 2, step);
		BigDecimal investment = grown(village.investment(), 5, step);
		if (year <= LAST_CONTRACTING) {
			entries.add(entry("OPERATING", operating));
			entries.add(entry("CONTRACTING", contracting));
		}
		else {
			entries.add(entry("OPERATING", operating.add(contracting)));
		}
		entries.add(entry("INVESTMENT", investment));
		entries.add(entry("SUBSIDY", grown(village.subsidy(), (step % 2 == 0) ? 4 : -3, step)));
		entries.add(entry("OTHER", grown(village.other(), 1, step)));
		BigDecimal total = entries.stream()
			.map((entry) -> entry.amount().yuan())
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		if (past <= PAID.size()) {
			BigDecimal paid = new BigDecimal(PAID.get(PAID.size() - past)).multiply(BigDecimal.valueOf(village.parts()))
				.divide(BigDecimal.valueOf(CAPITAL), 2, RoundingMode.HALF_UP);
			boolean off = past == 1 && village.parts() == 10;
			entries.add(new Entry("INVESTMENT", null, id("enclave", ENCLAVE),
					money(off ? paid.subtract(new BigDecimal("10000.00")) : paid)));
			total = total.add(paid);
		}
		if (village.parts() == 10) {
			entries.add(new Entry("OPERATING", id("community", "zhongdai"), null, money(new BigDecimal("240000.00"))));
		}
		return new IncomeContent(entries,
				money(total.movePointLeft(4).setScale(0, RoundingMode.CEILING).movePointRight(4)),
				money(grown(village.disposable(), 6, step)), village.population() + 12 * step,
				money(grown(village.assets(), 5, step)), null);
	}

	private IncomeContent quarter(Village village, int quarter) {
		BigDecimal fourth = new BigDecimal("0.26");
		return IncomeContent
			.of(List.of(entry("OPERATING", part(grown(village.operating(), 6, YEARS + 2), fourth, quarter)),
					entry("INVESTMENT", part(grown(village.investment(), 5, YEARS), fourth, quarter)),
					entry("SUBSIDY", part(new BigDecimal(village.subsidy()), new BigDecimal("0.2"), quarter)),
					entry("OTHER", part(new BigDecimal(village.other()), fourth, quarter))));
	}

	private static BigDecimal part(BigDecimal year, BigDecimal part, int quarter) {
		return year.multiply(part.add(new BigDecimal(quarter).movePointLeft(2))).setScale(2, RoundingMode.HALF_UP);
	}

	private static BigDecimal grown(String base, int percent, int steps) {
		return new BigDecimal(base).multiply(BigDecimal.valueOf(100L + (long) percent * steps))
			.movePointLeft(2)
			.setScale(2, RoundingMode.HALF_UP);
	}

	private static Entry entry(String source, BigDecimal yuan) {
		return new Entry(source, null, null, money(yuan));
	}

	private static Money money(BigDecimal yuan) {
		return new Money(yuan);
	}

	private long latest(String table, String village) {
		return this.jdbc.sql("select max(id) from " + table + " where community_id = ?")
			.param(id("community", village))
			.query(Long.class)
			.single();
	}

	private long id(String table, String code) {
		return this.jdbc.sql("select id from " + table + " where code = ?").param(code).query(Long.class).single();
	}

	private @Nullable Long latest(Village village, IncomePeriod period) {
		return this.jdbc
			.sql("""
					select r.id from income_return r join community c on c.id = r.community_id
					where c.code = ? and r.year = ? and r.quarter is not distinct from ?::int order by r.revision desc limit 1""")
			.params(village.code(), period.year(), period.quarter())
			.query(Long.class)
			.optional()
			.orElse(null);
	}

	private long version(long id) {
		return this.jdbc.sql("select version from income_return where id = ?").param(id).query(Long.class).single();
	}

	private Official clerk(Village village) {
		return official("clerk-" + village.code());
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	/**
	 * A village: its parts of the enclave's capital and where its figures begin, in yuan.
	 */
	private record Village(String code, int parts, String operating, String contracting, String investment,
			String subsidy, String other, String disposable, int population, String assets) {
	}

}

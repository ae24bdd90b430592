package org.commonprosperity.portal.publication.web;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.commonprosperity.portal.dividend.BalanceRule;
import org.commonprosperity.portal.dividend.DividendFigure;
import org.commonprosperity.portal.dividend.DividendOverview;
import org.commonprosperity.portal.dividend.DividendSheet;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.StatementCounter;
import org.commonprosperity.portal.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What residents read of dividends: the ledger's sums as of the last quarter, the same on
 * every page and in every file, and nothing by which a household could be recognised.
 */
@PortalTest(properties = "portal.test.database=dividend-pages")
@Import(TestClock.InPortal.class)
class DividendPagesIntegrationTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);

	private static final List<String> ADDRESSES = List.of("/dividends", "/dividends.csv", "/dividends/balances.csv",
			"/dividends/principals.csv", "/dividends/villages.csv", "/dividends/notices.csv", "/projects/wharf", "/");

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DividendOverview dividends;

	@Autowired
	private StatementCounter counter;

	@Autowired
	private TestClock clock;

	private DividendFixture ledger;

	private final HttpClient browser = HttpClient.newHttpClient();

	@BeforeEach
	void anew() {
		this.clock.set(TODAY, LocalTime.of(10, 0));
		this.ledger = new DividendFixture(this.jdbc);
		this.ledger.clear();
	}

	/**
	 * Two villages with a collective each; households of two classes, so many of the
	 * first, nine of the second. Everybody earned before operation in 2023, in operation
	 * in 2024 and 2025; 2023 and 2024 are paid.
	 */
	private void full(int dibao) {
		this.ledger.collective("C1", "dali", "2022-11-01", "1000000.00");
		this.ledger.collective("C2", "zhongdai", "2022-11-01", "500000.00");
		Map<String, String> households = new LinkedHashMap<>();
		for (int n = 1; n <= dibao; n++) {
			households.put("D" + n, "DIBAO");
		}
		for (int n = 1; n <= 9; n++) {
			households.put("M" + n, "DIBAO_MARGIN");
		}
		households.forEach((number, of) -> this.ledger.household(number, number.endsWith("1") ? "zhongdai" : "dali", of,
				"2022-11-01", number.startsWith("D") ? "20000.00" : "10000.00"));
		year("C1", "50000.00", "80000.00");
		year("C2", "25000.00", "40000.00");
		households.keySet()
			.forEach((number) -> year(number, number.startsWith("D") ? "1000.00" : "500.00",
					number.startsWith("D") ? "2000.00" : "1000.00"));
	}

	private void year(String number, String before, String since) {
		this.ledger.earned(number, 2023, "BEFORE_OPERATION", before, DividendFixture.POSTED);
		this.ledger.earned(number, 2024, "IN_OPERATION", since, DividendFixture.POSTED);
		this.ledger.earned(number, 2025, "IN_OPERATION", since, DividendFixture.POSTED);
		this.ledger.paid(number, 2023, before, DividendFixture.POSTED);
		this.ledger.paid(number, 2024, since, DividendFixture.POSTED);
	}

	@Test
	void tellsTheTermsWithTheirSourceAndNoFigureAsLongAsNothingIsPosted() throws Exception {
		String page = words("/dividends");
		assertThat(page).contains("公共码头：怎么分", "每个出资人：每年分出资额的 5%", "村集体经济组织：每年分出资额的 8%", "低保家庭、低保边缘家庭：每年分出资额的 10%")
			.contains("出资 1 万元，满一年得 500.00 元", "满一年得 800.00 元", "满一年得 1 000.00 元", "第二年 3 月 31 日前发")
			.contains("开始运营： 待填报", "什么时候分： 待填报", "分红的数字待填报", "2022 年秋", "现在没有正在公示的分红");
		assertThat(words("/projects/wharf")).contains("每个出资人：每年分出资额的 5%", "分红的数字待填报", "用计算器算一算");
		assertThat(words("/")).contains("公共码头：已发分红（元）", "待填报", "项目运营后：村集体经济组织每年分出资额的 8%");
		assertThat(words("/projects/grid")).doesNotContain("每年分出资额");
		assertThat(get("/dividends.csv").body()).contains("分红的数字待填报");
	}

	@Test
	void showsTheSumsOfTheLedgerOnEveryPageAndInEveryFile() throws Exception {
		full(12);
		this.ledger.shared("C1", 2025, "7000.00", DividendFixture.POSTED);
		Money accrued = ledger("e.pay_by is not null");
		Money paid = new Money(ledger("e.pay_by is null").yuan().negate());
		Money owed = ledger("true");
		DividendSheet.Figures figures = figures();
		assertThat(figures.isWithheld()).isFalse();
		assertThat(figures.balance().accrued().amount()).isEqualTo(accrued);
		assertThat(figures.balance().paid().amount()).isEqualTo(paid);
		assertThat(figures.balance().owed().amount()).isEqualTo(owed);
		// the day to pay 2025 by was 31 March, up to which the figures go
		assertThat(figures.balance().payable().amount()).isEqualTo(owed);
		assertThat(figures.balance().arrears().amount()).hasToString("0.00");
		assertThat(figures.totals().total().amount()).isEqualTo(accrued);
		assertThat(figures.dividends().stream().map((row) -> row.total().amount()).reduce(Money::plus))
			.contains(accrued);
		for (DividendSheet.Row row : figures.dividends()) {
			assertThat(row.figures().stream().map(DividendFigure::amount).reduce(Money::plus))
				.contains(row.total().amount());
		}
		String page = words("/dividends");
		assertThat(page).contains("应付（元） " + yuan(accrued), "已付（元） " + yuan(paid), "待付（元） " + yuan(owed), "欠付（元） 0.00")
			.contains("数字截至 2026 年 3 月 31 日", "来源：分红台账", "2025 年 二次分红 7 000.00 0.00 0.00 7 000.00")
			.contains("2023 年 运营前固定分红 75 000.00 12 000.00 4 500.00 91 500.00", "历年合计 322 000.00 60 000.00 22 500.00")
			.contains("2025-12-31 1 500 000.00 240 000.00 90 000.00 1 830 000.00", "现有出资人 2 个 12 户 9 户 住户共 21 户")
			.contains("大力村 1 000 000.00 217 000.00 130 000.00 87 000.00 0.00")
			.doesNotContain("不公开：", "mark");
		assertThat(words("/projects/wharf")).contains("应付（元） " + yuan(accrued), "已付（元） " + yuan(paid));
		assertThat(words("/")).contains("公共码头：已发分红（元） " + yuan(paid), "应付" + yuan(accrued) + " 元");
		assertThat(exported("/dividends.csv", "合计", "历年合计")).isEqualTo(accrued);
		assertThat(exported("/dividends.csv", "低保家庭", "2025").plus(exported("/dividends.csv", "低保家庭", "2024"))
			.plus(exported("/dividends.csv", "低保家庭", "2023"))).hasToString("60000.00");
		assertThat(exported("/dividends/balances.csv", "已付", "")).isEqualTo(paid);
		assertThat(exported("/dividends/principals.csv", "合计", "2025-12-31")).hasToString("1830000.00");
		assertThat(get("/dividends/villages.csv").body()).contains("大力村,1000000.00,217000.00,130000.00,87000.00,0.00");
		assertThat(cells("/dividends.xlsx")).contains("二次分红", "322000.00");
	}

	@Test
	void judgesWhatIsOverdueByTheDayUpToWhichTheFiguresGo() throws Exception {
		full(12);
		this.clock.set(LocalDate.of(2026, 7, 1), LocalTime.of(10, 0));
		assertThat(words("/dividends")).contains("数字截至 2026 年 6 月 30 日", "待付（元） 0.00", "欠付（元） 153 000.00");
	}

	@Test
	void waitsForTheEndOfTheQuarterAndSaysSo() throws Exception {
		full(12);
		String before = words("/dividends");
		this.ledger.earned("D1", 2025, "IN_OPERATION", "-123.45", "2026-04-02T09:00:00+08:00");
		this.ledger.contribution("D2", "2026-04-03", "5000.00", "APPROVED", "2026-04-04T09:00:00+08:00");
		assertThat(words("/dividends").replace(" · 此后又有记账，下个季度公布", "")).isEqualTo(before);
		assertThat(words("/dividends")).contains("此后又有记账，下个季度公布");
		this.clock.set(LocalDate.of(2026, 7, 1), LocalTime.of(10, 0));
		assertThat(words("/dividends")).contains("23 876.55", "245 000.00").doesNotContain("此后又有记账");
	}

	@Test
	void countsAnApprovedContributionOnlyAndTheDaysThatItStands() throws Exception {
		full(12);
		this.ledger.contribution("D1", "2023-01-01", "777.00", "ENTERED", DividendFixture.POSTED);
		this.ledger.contribution("D1", "2023-01-02", "778.00", "RETURNED", DividendFixture.POSTED);
		this.jdbc
			.sql("""
					update contribution set ended_on = date '2025-06-01', end_kind = 'WITHDRAWN', end_decided_at = timestamptz '2025-06-02'
					where contributor_id = (select id from contributor where number = 'C2')""")
			.update();
		assertThat(words("/dividends")).contains("2024-12-31 1 500 000.00 240 000.00",
				"2025-12-31 1 000 000.00 240 000.00");
		// known only after the quarter
		this.jdbc.sql("update contribution set end_decided_at = timestamptz '2026-04-02' where ended_on is not null")
			.update();
		assertThat(words("/dividends")).contains("2025-12-31 1 500 000.00 240 000.00");
	}

	@Test
	void withholdsAClassOfFewHouseholdsAndWhatWouldTellIt() throws Exception {
		full(3);
		DividendSheet.Figures figures = figures();
		// column 0: collectives, 1: 低保 (3 households), 2: 低保边缘 (9)
		for (DividendSheet.Row row : figures.dividends()) {
			assertThat(row.figures().get(0).isWithheld()).isFalse();
			assertThat(row.figures().get(1).isWithheld()).isTrue();
			assertThat(row.figures().get(1).few()).isTrue();
			assertThat(row.figures().get(2).isWithheld()).isTrue();
			assertThat(row.figures().get(2).few()).isFalse();
			assertThat(row.total().isWithheld()).isFalse();
		}
		assertThat(figures.totals().figures().get(1).isWithheld()).isTrue();
		assertThat(figures.totals().figures().get(2).isWithheld()).isTrue();
		assertThat(figures.principals()).allMatch((stand) -> stand.figures().get(1).isWithheld()
				&& stand.figures().get(2).isWithheld() && stand.total().isWithheld());
		assertThat(figures.counts().counts().get(1).few()).isTrue();
		assertThat(figures.counts().counts().get(2).isWithheld()).isTrue();
		assertThat(figures.counts().households().number()).isEqualTo(12);
		String page = words("/dividends");
		assertThat(page).contains("2023 年 运营前固定分红 75 000.00 少于5户，不公开 不公开 82 500.00", "现有出资人 2 个 少于5户 不公开 住户共 12 户",
				"为了不让人认出是哪一户");
		nowhere("3000.00", "6000.00", "15000.00", "4500.00", "22500.00", "60000.00", "150000.00", "1650000.00");
	}

	@Test
	void withholdsTheTotalsToWhereAllHouseholdsAreFew() throws Exception {
		this.ledger.collective("C1", "dali", "2022-11-01", "1000000.00");
		year("C1", "50000.00", "80000.00");
		for (int n = 1; n <= 3; n++) {
			this.ledger.household("D" + n, "dali", "DIBAO", "2022-11-01", "20000.00");
			year("D" + n, "1000.00", "2000.00");
		}
		DividendSheet.Figures figures = figures();
		assertThat(figures.totals().total().isWithheld()).isTrue();
		assertThat(figures.balance().accrued().isWithheld()).isTrue();
		assertThat(figures.balance().paid().isWithheld()).isTrue();
		assertThat(figures.counts().households().isWithheld()).isTrue();
		// a village is a legal person: what it earned is told
		assertThat(figures.villages()).singleElement()
			.extracting((village) -> village.accrued().toString())
			.isEqualTo("210000.00");
		nowhere("3000.00", "6000.00", "15000.00", "53000.00", "86000.00", "225000.00", "139000.00", "1060000.00");
	}

	@Test
	void withholdsAGroupOfWhichOneHouseholdMakesUpNearlyAll() {
		full(12);
		this.ledger.household("D99", "dali", "DIBAO", "2024-12-31", "9000000.00");
		this.ledger.earned("D99", 2025, "IN_OPERATION", "900000.00", DividendFixture.POSTED);
		DividendSheet.Row row = figures().dividends().get(0);
		assertThat(row.year()).isEqualTo(2025);
		assertThat(row.figures().get(1).isWithheld()).isTrue();
		assertThat(row.figures().get(1).few()).isFalse();
		assertThat(row.total().isWithheld()).isTrue();
	}

	@Test
	void tellsThatFewAreStillOwedAndNotHowMuch() throws Exception {
		full(12);
		// all of 2025 is paid but to two households
		for (String number : this.jdbc.sql("select number from contributor where number not in ('D1', 'D2')")
			.query(String.class)
			.list()) {
			String amount = number.startsWith("C") ? (number.equals("C1") ? "80000.00" : "40000.00")
					: (number.startsWith("D") ? "2000.00" : "1000.00");
			this.ledger.paid(number, 2025, amount, DividendFixture.POSTED);
		}
		DividendSheet.Balance balance = figures().balance();
		assertThat(balance.owed().few()).isTrue();
		assertThat(balance.paid().isWithheld()).isTrue();
		assertThat(balance.accrued().amount()).hasToString("397500.00");
		assertThat(words("/dividends")).contains("待付（元） 少于5户，不公开", "欠付（元） 0.00", "应付（元） 397 500.00");
		nowhere("4000.00", "393500.00");
	}

	@Test
	void reckonsWhatIsPayableAndInArrearsAsTheRuleOfTheLedgerDoes() {
		full(12);
		Random random = new Random(7);
		List<String> numbers = this.jdbc.sql("select number from contributor where kind = 'HOUSEHOLD' order by id")
			.query(String.class)
			.list();
		for (int n = 0; n < 60; n++) {
			String number = numbers.get(random.nextInt(numbers.size()));
			int year = 2023 + random.nextInt(3);
			String amount = new BigDecimal(1 + random.nextInt(300_000)).movePointLeft(2).toPlainString();
			if (random.nextBoolean()) {
				this.ledger.earned(number, year, "IN_OPERATION", random.nextBoolean() ? amount : "-" + amount,
						DividendFixture.POSTED);
			}
			else {
				this.ledger.paid(number, year, amount, DividendFixture.POSTED);
			}
		}
		Map<String, List<BalanceRule.Entry>> entries = new LinkedHashMap<>();
		this.jdbc.sql("select contributor_id, year, amount, pay_by from dividend_entry").query((row) -> {
			entries.computeIfAbsent(row.getLong(1) + "/" + row.getInt(2), (key) -> new ArrayList<>())
				.add(new BalanceRule.Entry(new Money(row.getBigDecimal(3)), row.getObject(4, LocalDate.class)));
		});
		Money payable = new Money(BigDecimal.ZERO);
		Money arrears = new Money(BigDecimal.ZERO);
		for (List<BalanceRule.Entry> of : entries.values()) {
			BalanceRule.Balance one = BalanceRule.of(of, LocalDate.of(2026, 3, 31));
			payable = payable.plus(one.payable());
			arrears = arrears.plus(one.arrears());
		}
		assertThat(arrears.yuan()).isPositive();
		assertThat(figures().balance().payable().amount()).isEqualTo(payable);
		assertThat(figures().balance().arrears().amount()).isEqualTo(arrears);
	}

	@Test
	void showsANoticeOnItsDaysWithNoVillageOfFewHouseholds() throws Exception {
		full(12);
		Map<String, String> amounts = new LinkedHashMap<>(Map.of("C1", "80000.00", "C2", "40000.00"));
		for (int n = 1; n <= 12; n++) {
			amounts.put("D" + n, "2000.00");
		}
		// D1 and D11 are of 钟埭村, the other ten of 大力村; four of 沈家弄村 have nothing
		// by themselves
		this.ledger.notice(2025, TODAY.minusDays(6), TODAY, amounts);
		String page = words("/dividends");
		assertThat(page)
			.contains("公共码头 2025 年分红", "公示期：2026 年 5 月 14 日至 2026 年 5 月 20 日", "大力村 80 000.00 不公开 10 户",
					"钟埭村 40 000.00 少于5户，不公开", "合计 120 000.00 24 000.00", "全部合计：144 000.00 元")
			.doesNotContain("mark");
		nowhere("4000.00", "20000.00");
		assertThat(get("/dividends/notices.csv").body()).contains("钟埭村,低保家庭,少于5,,少于5户，不公开")
			.contains("各村合计,低保家庭,,24000.00");
		this.clock.set(TODAY.plusDays(1), LocalTime.of(0, 1));
		assertThat(words("/dividends")).contains("现在没有正在公示的分红");
		this.clock.set(TODAY.minusDays(7), LocalTime.of(23, 59));
		assertThat(words("/dividends")).contains("现在没有正在公示的分红");
		this.clock.set(TODAY, LocalTime.of(10, 0));
		this.ledger.withdraw();
		assertThat(words("/dividends")).contains("现在没有正在公示的分红");
	}

	@Test
	void withholdsInANoticeWhatTheTableWithholds() throws Exception {
		full(3);
		Map<String, String> amounts = new LinkedHashMap<>(Map.of("C1", "80000.00"));
		for (int n = 1; n <= 9; n++) {
			amounts.put("M" + n, "1000.00");
		}
		this.ledger.notice(2025, TODAY, TODAY, amounts);
		// the nine of the other class are told in no table, for with the total they would
		// tell the three
		nowhere("9000.00", "8000.00", "6000.00", "89000.00");
		assertThat(words("/dividends")).contains("合计 80 000.00 不公开");
	}

	@Test
	void asksAsOftenForThousandsOfLinesAsForNone() throws Exception {
		List<Integer> none = asked();
		full(12);
		for (int n = 100; n < 400; n++) {
			this.ledger.household("H" + n, "shenjianong", (n % 3 == 0) ? null : "OTHER_HOUSEHOLD", "2023-01-01",
					"1000.00");
			this.ledger.earned("H" + n, 2023, "BEFORE_OPERATION", "50.00", DividendFixture.POSTED);
		}
		this.ledger.notice(2025, TODAY, TODAY, Map.of("C1", "80000.00", "M1", "1000.00"));
		this.ledger.notice(2024, TODAY, TODAY, Map.of("C2", "80000.00"));
		assertThat(asked()).isEqualTo(none);
		assertThat(words("/dividends")).contains("类别待定的住户", "其他家庭");
	}

	private List<Integer> asked() throws Exception {
		List<Integer> asked = new ArrayList<>();
		for (String address : ADDRESSES) {
			this.counter.reset();
			assertThat(get(address).statusCode()).isEqualTo(200);
			asked.add(this.counter.statements().size());
		}
		assertThat(asked.get(0)).isBetween(5, 20);
		return asked;
	}

	/** No page and no file says one of the amounts, written in one way or the other. */
	private void nowhere(String... amounts) throws Exception {
		List<String> texts = new ArrayList<>();
		for (String address : ADDRESSES) {
			texts.add(address.endsWith(".csv") ? get(address).body() : words(address));
			if (address.endsWith(".csv")) {
				texts.add(cells(address.replace(".csv", ".xlsx")));
			}
		}
		for (String amount : amounts) {
			for (String text : texts) {
				assertThat(text).doesNotContainPattern("(?<![\\d. ])" + amount.replace(".", "\\.") + "(?!\\d)")
					.doesNotContainPattern(
							"(?<![\\d][ ]?)" + yuan(new Money(new BigDecimal(amount))).replace(".", "\\."));
			}
		}
	}

	private DividendSheet.Figures figures() {
		DividendSheet sheet = this.dividends.sheet("wharf");
		assertThat(sheet).isNotNull();
		assertThat(sheet.figures()).isNotNull();
		return sheet.figures();
	}

	private Money ledger(String which) {
		return new Money(this.jdbc.sql("select coalesce(sum(amount), 0) from dividend_entry e where " + which)
			.query(BigDecimal.class)
			.single());
	}

	/** The amounts of a file's rows that have both words. */
	private Money exported(String address, String one, String other) throws Exception {
		return get(address).body()
			.lines()
			.map((line) -> List.of(line.replace("\"", "").split(",", -1)))
			.filter((row) -> row.size() > 3 && row.contains(one) && (other.isEmpty() || row.contains(other)))
			.map((row) -> new Money(new BigDecimal(row.get(row.size() - 2))))
			.reduce(new Money(BigDecimal.ZERO), Money::plus);
	}

	/** What stands in the cells of a workbook. */
	private String cells(String address) throws Exception {
		byte[] body = this.browser
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + address)).build(),
					BodyHandlers.ofByteArray())
			.body();
		StringBuilder text = new StringBuilder();
		DataFormatter formatter = new DataFormatter();
		try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(body))) {
			book.getSheetAt(0).forEach((row) -> row.forEach((cell) -> {
				text.append(formatter.formatCellValue(cell).replace(",", "").replace("\u202f", "")).append('\n');
			}));
		}
		return text.toString();
	}

	private static String yuan(Money money) {
		return String.format("%,.2f", money.yuan()).replace(',', ' ');
	}

	/** What a page says, white space and narrow spaces alike. */
	private String words(String address) throws Exception {
		HttpResponse<String> answer = get(address);
		assertThat(answer.statusCode()).as(address).isEqualTo(200);
		return answer.body()
			.replaceAll("<small[^>]*>|<td[^>]*>|<th[^>]*>|<p[^>]*>|<h\\d[^>]*>|<span[^>]*>|<b>|<li>", " ")
			.replaceAll("<[^>]*>", "")
			.replaceAll("[\\s\\u00a0\\u202f]+", " ");
	}

	private HttpResponse<String> get(String address) throws Exception {
		return this.browser.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + address)).build(),
				BodyHandlers.ofString(StandardCharsets.UTF_8));
	}

}

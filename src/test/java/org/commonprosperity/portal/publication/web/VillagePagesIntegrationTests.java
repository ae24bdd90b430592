package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.StatementCounter;
import org.commonprosperity.portal.village.DistrictIncome;
import org.commonprosperity.portal.village.DistrictIncome.Year;
import org.commonprosperity.portal.village.VillageIncome;
import org.commonprosperity.portal.village.VillageOverview;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What residents read of village income: every yuan once, the same on every page, nothing
 * that is not approved.
 */
@PortalTest(properties = "portal.test.database=village-pages")
class VillagePagesIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private VillageOverview villages;

	@Autowired
	private StatementCounter counter;

	private IncomeFixture income;

	private final HttpClient browser = HttpClient.newHttpClient();

	@BeforeEach
	void anew() {
		this.income = new IncomeFixture(this.jdbc);
		this.income.clear();
	}

	/** Three villages, an enclave, and a village that paid another. */
	private void full(int year) {
		this.income.of("shenjianong", year)
			.line("OPERATING", "8000000.50")
			.line("SUBSIDY", "500000.00")
			.fromEnclave("2000000.00")
			.target("10540000")
			.residents("46000.00", 3000, "60000000.00")
			.approved();
		this.income.of("zhongdai", year)
			.line("OPERATING", "7000000.00")
			.paidBy("dali", "OTHER", "300000.00")
			.approved();
		this.income.of("dali", year)
			.line("OPERATING", "9999999.99")
			.line("OTHER", "120000.00")
			.target("8000000")
			.approved();
		this.income.payment("POSTED", year, Map.of("shenjianong", "2500000.00", "zhongdai", "1500000.00"));
	}

	@Test
	void saysWhatIsReportedAndNoFigureAsLongAsNothingIsApproved() throws Exception {
		this.income.of("dali", 2025).line("OPERATING", "7654321.00").in("SUBMITTED");
		this.income.payment("POSTED", 2025, Map.of("dali", "7654321.00"));
		assertThat(words("/villages")).contains("待填报", "村均经常性收入超过 1000 万元", "2022 年秋").doesNotContain("765.43");
		assertThat(words("/villages/dali")).contains("待填报").doesNotContain("765.43");
		assertThat(words("/")).contains("居民能得到什么", "村均经常性收入 待填报", "村均经常性收入超过 1000 万元").doesNotContain("765.43");
		assertThat(words("/wall")).contains("村集体收入： 待填报").doesNotContain("765.43");
	}

	@Test
	void countsEveryYuanOnce() throws Exception {
		full(2025);
		Year year = year(2025);
		// what is posted takes the place of what the village states of it; what a village
		// paid counts for the other one and not for the district
		assertThat(total("shenjianong")).isEqualTo("11000000.50");
		assertThat(total("zhongdai")).isEqualTo("8800000.00");
		assertThat(total("dali")).isEqualTo("10119999.99");
		assertThat(year.total()).hasToString("29620000.49");
		assertThat(year.enclave()).hasToString("4000000.00");
		assertThat(year.betweenVillages()).hasToString("300000.00");
		assertThat(year.recurring()).hasToString("29000000.49");
		assertThat(year.average()).hasToString("9873333.50");
		assertThat(year.aboveThousand()).isEqualTo(1);
		String page = words("/villages");
		assertThat(words("/villages/shenjianong")).contains("46 000 ").doesNotContain("46 000.00");
		assertThat(page).contains("2025 年村集体收入", "全区村集体收入合计 2 962.00 万元", "其中飞地抱团收入 400.00 万元", "村均收入 987.33 万元")
			.contains("经常性收入 1000 万元以上 1 个村", "村与村之间支付的 30.00 万元");
	}

	@Test
	void agreesOnEveryPageInTheDownloadsAndOnTheWall() throws Exception {
		full(2024);
		full(2025);
		DistrictIncome district = this.villages.district();
		for (Year year : district.years()) {
			Money sum = new Money(BigDecimal.ZERO);
			for (VillageIncome one : year.incomes()) {
				assertThat(one.forDistrict().total()).isEqualTo(one.totals().forDistrict());
				sum = sum.plus(one.totals().forDistrict());
				String wan = wan(one.totals().total());
				assertThat(words("/villages?year=" + year.year())).contains(one.village().name() + " 第", wan);
				assertThat(words("/villages/" + one.village().code())).contains(year.year() + " 年", wan);
			}
			assertThat(year.total()).isEqualTo(sum);
		}
		assertThat(words("/villages")).contains("全区合计 " + wan(year(2025).total()));
		assertThat(words("/wall")).contains("村集体收入 2025 年全区合计 " + wan(year(2025).total()) + " 万元")
			.contains("村均经常性收入 " + wan(year(2025).averageRecurring()));
		assertThat(words("/")).contains("村均经常性收入 " + wan(year(2025).averageRecurring()) + " 万元")
			.contains("全区收入合计 " + wan(year(2025).total()));
		assertThat(exported("/villages.csv", "计入全区合计（元）", 2025)).isEqualTo(year(2025).total());
		assertThat(exported("/villages/zhongdai.csv", "合计（元）", 2025)).hasToString("8800000.00");
		assertThat(exported("/villages/zhongdai.csv", "计入全区合计（元）", 2025)).hasToString("8500000.00");
		assertThat(get("/villages.xlsx").body()).startsWith("PK");
		assertThat(get("/villages/nowhere.csv").statusCode()).isEqualTo(404);
		assertThat(exported("/villages.csv", "合计（元）", 2025))
			.isEqualTo(year(2025).total().plus(year(2025).betweenVillages()));
	}

	@Test
	void growsOnlyFromAYearThatCanBeCompared() throws Exception {
		this.income.of("dali", 2022).line("OPERATING", "0").approved();
		this.income.of("dali", 2023).line("OPERATING", "10000000").approved();
		this.income.of("dali", 2024).line("OPERATING", "10666000").approved();
		this.income.of("zhongdai", 2024).line("OPERATING", "1000000").approved();
		this.income.of("dali", 2025).quarter(1).line("OPERATING", "3000000").approved();
		assertThat(this.villages.sheet("dali").incomes()).extracting(VillageIncome::growth)
			.usingElementComparator(VillagePagesIntegrationTests::compare)
			.containsExactly(null, new BigDecimal("6.7"), null, null);
		// the district's years are not of the same villages
		assertThat(year(2024).growth()).isNull();
		assertThat(words("/villages/dali")).contains("比上年多 66.60 万元（+6.7%）");
		assertThat(words("/villages?year=2024")).contains("增长：—");
	}

	@Test
	void tellsALossInMoneyToo() throws Exception {
		this.income.of("dali", 2024).line("OPERATING", "10000000").approved();
		this.income.of("dali", 2025).line("OPERATING", "9000000").approved();
		assertThat(words("/villages/dali")).contains("比上年少 100.00 万元（−10.0%）");
		assertThat(words("/villages")).contains("比上年少 100.00 万元（−10.0%）");
	}

	@Test
	void addsUpQuartersWithoutAGapAndSaysHowFarTheyGo() throws Exception {
		this.income.of("dali", 2026).quarter(1).line("OPERATING", "1000000").approved();
		this.income.of("dali", 2026).quarter(2).line("OPERATING", "2000000").approved();
		this.income.of("dali", 2026).quarter(4).line("OPERATING", "4000000").approved();
		this.income.of("zhongdai", 2026).quarter(2).line("OPERATING", "9000000").approved();
		assertThat(total("dali")).isEqualTo("3000000.00");
		assertThat(year(2026).missing()).hasSize(2);
		assertThat(words("/villages")).contains("大力村截至第 2 季度", "3 个村中 1 个已公布", "不足一年")
			.contains("村均收入 — 全年的数齐了才计算", "经常性收入 1000 万元以上 — 全年", "其中飞地抱团收入 — 拨付以后才有数", "不排位次")
			.doesNotContain("第 1 位", "0 个村");
		assertThat(words("/villages/dali")).contains("满一年后才排位次").doesNotContain("第 1 位");
		assertThat(words("/")).contains("村均经常性收入 — 全年的数齐了才计算");
		assertThat(words("/wall")).contains("已审核的合计 300.00 万元").doesNotContain("村均经常性收入");
		assertThat(words("/villages/zhongdai")).contains("待填报").doesNotContain("900.00");
		this.income.of("dali", 2026).line("OPERATING", "8888800").approved();
		assertThat(total("dali")).isEqualTo("8888800.00");
		assertThat(words("/villages/dali")).doesNotContain("截至第 2 季度");
	}

	@Test
	void neverTakesAReturnWithoutIncomeForIncome() throws Exception {
		full(2025);
		for (int quarter = 1; quarter <= 3; quarter++) {
			this.income.of("dali", 2026)
				.quarter(quarter)
				.line("OPERATING", quarter + "000000")
				.decided("2026-10-20T10:00:00+08:00")
				.approved();
		}
		this.income.of("dali", 2026)
			.target("15500000")
			.residents("56780.00", 2690, "80000000")
			.decided("2026-11-02T10:00:00+08:00")
			.approved();
		this.income.of("zhongdai", 2026)
			.target("9990000")
			.residents("57890.00", 4300, "90000000")
			.decided("2026-11-02T10:00:00+08:00")
			.approved();
		// the quarters are what they were, the target stands beside them
		assertThat(total("dali")).isEqualTo("6000000.00");
		assertThat(words("/villages/dali")).contains("2026 年 截至第 3 季度", "1 550.00", "56 780");
		assertThat(words("/villages?year=2026")).contains("大力村截至第 3 季度", "1 550.00", "3 个村中 1 个已公布")
			.doesNotContain("-100");
		// no quarter: nothing is known of the income, and no zero is said
		assertThat(this.villages.sheet("zhongdai").incomes()).extracting(VillageIncome::year).doesNotContain(2026);
		assertThat(words("/villages/zhongdai")).contains("57 890", "999.00");
		assertThat(this.villages.district().unstated()).extracting((one) -> one.village().code())
			.containsExactly("zhongdai");
		assertThat(get("/villages.csv").body()).contains("2026,钟埭村,待填报,,,,");
		assertThat(get("/villages/zhongdai.csv").body()).contains("2026,钟埭村,待填报,,,,");
		for (String address : List.of("/villages", "/wall")) {
			assertThat(words(address)).contains("2025 年").doesNotContain("2026 年村集体收入");
		}
	}

	@Test
	void isNoYearAtAllAsLongAsNoIncomeIsStated() throws Exception {
		this.income.of("dali", 2026).target("15500000").decided("2026-11-02T10:00:00+08:00").approved();
		this.income.payment("POSTED", 2026, Map.of("dali", "7654321.00"));
		assertThat(this.villages.district().latest()).isNull();
		assertThat(words("/villages")).contains("待填报").doesNotContain("765.43", "2026 年村集体收入");
		assertThat(get("/villages?year=2026").statusCode()).isEqualTo(404);
		assertThat(words("/")).contains("村均经常性收入 待填报");
		assertThat(words("/villages/dali")).contains("待填报").doesNotContain("765.43");
	}

	@Test
	void neitherRanksNorComparesAYearThatWasNotOverWhenItWasStated() throws Exception {
		full(2025);
		for (int quarter = 1; quarter <= 4; quarter++) {
			this.income.of("dali", 2026)
				.quarter(quarter)
				.line("OPERATING", "4000000")
				.decided((quarter < 4) ? "2026-10-20T10:00:00+08:00" : "2026-11-27T23:59:00+08:00")
				.approved();
		}
		this.income.of("zhongdai", 2026).line("OPERATING", "12000000").decided("2026-12-31T23:59:59+08:00").approved();
		this.income.of("shenjianong", 2026)
			.line("OPERATING", "11000000")
			.decided("2027-01-01T00:00:00+08:00")
			.approved();
		Year year = year(2026);
		assertThat(year.running()).extracting((one) -> one.village().code())
			.containsExactlyInAnyOrder("dali", "zhongdai");
		assertThat(year.growth()).isNull();
		assertThat(year.aboveThousand()).isEqualTo(1);
		assertThat(year.incomes()).filteredOn((one) -> !one.wholeYear())
			.allMatch((one) -> one.growth() == null && one.position() == null && !one.aboveThousand());
		assertThat(year.whole()).singleElement().satisfies((one) -> {
			assertThat(one.village().code()).isEqualTo("shenjianong");
			assertThat(one.position()).isEqualTo(1);
			assertThat(one.aboveThousand()).isTrue();
			assertThat(one.growth()).isEqualByComparingTo("0.0");
		});
		assertThat(words("/villages?year=2026")).contains("大力村截至 11 月 27 日", "钟埭村截至 12 月 31 日", "不足一年");
		assertThat(words("/villages/zhongdai")).contains("2026 年 截至 12 月 31 日");
		assertThat(get("/villages.csv").body()).contains("2026,大力村,截至 11");
	}

	@Test
	void opensWithTheLatestWholeYear() throws Exception {
		full(2025);
		this.income.of("dali", 2026).quarter(1).line("OPERATING", "1000000").approved();
		assertThat(words("/villages")).contains("2025 年村集体收入");
		assertThat(words("/villages?year=2026")).contains("2026 年村集体收入", "100.00");
		assertThat(words("/wall")).contains("村集体收入 2025 年");
	}

	@Test
	void keepsWhatWasCorrectedReadable() throws Exception {
		this.income.of("dali", 2025).line("OPERATING", "1000000").target("2000000").note("先前的说明").approved();
		this.income.of("dali", 2025)
			.revision(2, "漏记一笔租金")
			.line("OPERATING", "1230000")
			.paidBy("zhongdai", "OTHER", "40000")
			.target("2000000")
			.note("现在的说明")
			.decided("2026-03-05T10:00:00+08:00")
			.approved();
		this.income.of("dali", 2025).revision(3, "mark").line("OPERATING", "99").in("DRAFT");
		String page = words("/villages/dali");
		assertThat(total("dali")).isEqualTo("1270000.00");
		assertThat(page).contains("3 月 5 日更正 2025 年的数字", "更正原因：漏记一笔租金", "经营收入 100.00 万元 123.00 万元")
			.contains("其他收入（钟埭村支付） （空） 4.00 万元", "村里填报的合计 100.00 万元 127.00 万元", "说明 先前的说明 现在的说明")
			.doesNotContain("年度收入目标 200.00 万元 200.00 万元", "mark");
	}

	@Test
	void tellsInPlainWordsHowAPaymentStandsToTheVillagesOwnFigure() throws Exception {
		full(2025);
		this.income.of("dali", 2024).line("OPERATING", "1").fromEnclave("500000").approved();
		this.income.of("zhongdai", 2024).line("OPERATING", "1").fromEnclave("300000.50").approved();
		this.income.payment("POSTED", 2024, Map.of("zhongdai", "300000.00"));
		assertThat(words("/villages/shenjianong")).contains("村里自报 200.00 万元，飞地拨付 250.00 万元，相差 50.00 万元，待核对；按拨付数计算。");
		assertThat(words("/villages/zhongdai")).contains("飞地拨付 150.00 万元，村里没有另外自报")
			.contains("村里自报 30.00 万元，飞地拨付 30.00 万元，相差 0.50 元，待核对");
		assertThat(words("/villages/dali")).contains("村里自报 50.00 万元，还没有拨付记录，待核对；暂按自报数计算。");
	}

	@Test
	void marksTheFigureThatIsStillToBeClearedUpAndSaysByWhom() throws Exception {
		full(2025);
		this.income.of("dali", 2024).line("OPERATING", "1").fromEnclave("500000").approved();
		assertThat(words("/villages/shenjianong")).contains("其中飞地抱团收入 250.00 万元 待核对：与村里自报相差 50.00 万元", "共富办会同责任部门和村里核对")
			.contains("沈家弄村填报，共富办 2026 年 2 月 1 日审核通过");
		assertThat(words("/villages/zhongdai")).doesNotContain("待核对：");
	}

	@Test
	void saysWhyASourceEndsAndWhyTheAverageIsLessThanTheVillagesOwn() throws Exception {
		this.income.of("dali", 2023).line("CONTRACTING", "1000000").line("OPERATING", "1").approved();
		this.income.of("dali", 2024).line("OPERATING", "2000000").paidBy("zhongdai", "OPERATING", "240000").approved();
		assertThat(words("/villages/dali")).contains("发包及上交收入（到 2023 年）", "发包及上交收入：2024 年起按新的会计制度记入经营收入和投资收益");
		assertThat(words("/villages")).contains("村与村之间支付的 24.00 万元不重复计算，所以比各村数字的平均数低一些");
		assertThat(words("/")).contains("村与村之间支付的 24.00 万元不重复计算，所以比各村数字的平均数低一些");
	}

	@Test
	void ranksNobodyInAYearThatIsNotOver() throws Exception {
		full(2025);
		this.income.of("zhongdai", 2026).quarter(1).line("OPERATING", "9000000").approved();
		this.income.of("dali", 2026).quarter(1).line("OPERATING", "1000000").approved();
		String page = words("/villages?year=2026");
		assertThat(page).contains("大力村 截至第 1 季度", "钟埭村 截至第 1 季度").doesNotContain("位次按", "第 2 位");
		page = page.substring(page.indexOf("各村 这一年"));
		assertThat(page.indexOf("大力村 截至")).isLessThan(page.indexOf("钟埭村 截至"));
		// and it stands below the years that are
		page = words("/villages/dali");
		assertThat(page.indexOf("2025 年 1 000.00")).isLessThan(page.indexOf("2026 年 截至")).isNotNegative();
	}

	@Test
	void neverShowsATargetAsReachedThatIsNot() throws Exception {
		this.income.of("dali", 2025).line("OPERATING", "25990000").target("26000000").approved();
		this.income.of("zhongdai", 2025).line("OPERATING", "12345678").target("10000000").approved();
		this.income.of("shenjianong", 2025).line("OPERATING", "1").target("99999999999").approved();
		String page = words("/villages");
		assertThat(page).contains("2 600.00 完成 99.9% 1.00", "1 000.00 完成 123.5% 0.00 已达到，多 234.57", "完成 0.1%")
			.doesNotContain("完成 100%");
	}

	@Test
	void ordersByWhatAReaderAsksFor() throws Exception {
		full(2024);
		full(2025);
		assertThat(order("/villages")).containsExactly("沈家弄村", "大力村", "钟埭村");
		assertThat(order("/villages?sort=position&reversed=true")).containsExactly("钟埭村", "大力村", "沈家弄村");
		assertThat(order("/villages?sort=name")).isEqualTo(
				this.jdbc.sql("select name from community where kind = 'VILLAGE' order by name collate \"zh-x-icu\"")
					.query(String.class)
					.list());
		// no target stands last either way
		assertThat(order("/villages?sort=distance")).endsWith("钟埭村");
		assertThat(order("/villages?sort=target")).containsExactly("沈家弄村", "大力村", "钟埭村");
		assertThat(order("/villages?sort=distance&reversed=true")).endsWith("钟埭村");
		assertThat(get("/villages?sort=name").body()).contains("aria-sort=\"ascending\"");
		assertThat(get("/villages?sort=name&reversed=true").body()).contains("aria-sort=\"descending\"");
		assertThat(get("/villages?sort=nonsense").statusCode()).isEqualTo(200);
	}

	@Test
	void hasNoPageForWhatIsNotOnRecord() throws Exception {
		full(2025);
		for (String address : List.of("/villages/nowhere", "/villages/yongxing", "/villages?year=1999",
				"/villages?year=x", "/villages?year=99999")) {
			assertThat(get(address).statusCode()).as(address).isEqualTo(404);
		}
	}

	@Test
	void asksAsOftenForTwelveVillagesAndTwentyYearsAsForNone() throws Exception {
		List<String> addresses = List.of("/villages", "/villages/dali", "/", "/wall", "/sitemap");
		List<Integer> none = asked(addresses);
		for (int n = 1; n <= 9; n++) {
			this.income.village("many-" + n, "名字很长很长很长很长很长的第" + n + "村");
			for (int year = 2006; year <= 2025; year++) {
				this.income.of("many-" + n, year).line("OPERATING", "1000000").fromEnclave("5").note("说明").approved();
			}
		}
		full(2025);
		assertThat(asked(addresses)).isEqualTo(none);
		assertThat(this.villages.district().villages()).hasSize(12);
		this.income.clear();
		this.jdbc.sql("delete from community where code like 'many-%'").update();
	}

	private List<Integer> asked(List<String> addresses) throws Exception {
		List<Integer> asked = new ArrayList<>();
		for (String address : addresses) {
			this.counter.reset();
			assertThat(get(address).statusCode()).isEqualTo(200);
			asked.add(this.counter.statements().size());
		}
		return asked;
	}

	/** What a column of the download adds up to in a year. */
	private Money exported(String address, String heading, int year) throws Exception {
		HttpResponse<String> answer = get(address);
		assertThat(answer.headers().firstValue("Content-Disposition"))
			.hasValueSatisfying((disposition) -> assertThat(disposition).startsWith("attachment").contains(".csv"));
		List<String[]> rows = answer.body().lines().map((line) -> line.replace("\"", "").split(",", -1)).toList();
		String[] headings = rows.stream().filter((row) -> List.of(row).contains(heading)).findFirst().orElseThrow();
		int column = List.of(headings).indexOf(heading);
		return rows.stream()
			.filter((row) -> row.length == headings.length && row[0].equals(String.valueOf(year)))
			.map((row) -> new Money(new BigDecimal(row[column])))
			.reduce(new Money(BigDecimal.ZERO), Money::plus);
	}

	private static int compare(@Nullable BigDecimal one, @Nullable BigDecimal other) {
		return (one == null || other == null) ? ((one == other) ? 0 : 1) : one.compareTo(other);
	}

	private String total(String village) {
		return this.villages.sheet(village).incomes().get(0).totals().total().toString();
	}

	private Year year(int year) {
		Year found = this.villages.district().year(year);
		assertThat(found).isNotNull();
		return found;
	}

	private static String wan(Money money) {
		return String.format("%,.2f", money.wan()).replace(',', ' ');
	}

	private List<String> order(String address) throws Exception {
		String list = words(address);
		list = list.substring(list.indexOf("各村 位次"));
		String text = list;
		return List.of("沈家弄村", "钟埭村", "大力村")
			.stream()
			.sorted(Comparator.comparing((name) -> text.indexOf(name + " 第")))
			.toList();
	}

	/** What a page says, white space and narrow spaces alike. */
	private String words(String address) throws Exception {
		HttpResponse<String> answer = get(address);
		assertThat(answer.statusCode()).as(address).isEqualTo(200);
		return answer.body()
			.replaceAll("<small>|<td[^>]*>|<th[^>]*>|<p[^>]*>|<h\\d[^>]*>|<span[^>]*>", " ")
			.replaceAll("<[^>]*>", "")
			.replaceAll("[\\s\\u00a0\\u202f]+", " ");
	}

	private HttpResponse<String> get(String address) throws Exception {
		return this.browser.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + address)).build(),
				BodyHandlers.ofString());
	}

}

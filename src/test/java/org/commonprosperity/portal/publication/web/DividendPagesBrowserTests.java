package org.commonprosperity.portal.publication.web;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.TestClock;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dividends on a phone and on paper: ten years, four classes, a notice, long amounts; and
 * an old resident who reckons what the family gets.
 */
@PortalTest(properties = "portal.test.database=dividend-browser")
@Import(TestClock.InPortal.class)
class DividendPagesBrowserTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);

	private static final String CALCULATOR = "/dividends/calculator";

	private static final String WHARF = CALCULATOR
			+ "?project=wharf&class=VILLAGE_COLLECTIVE&principal=1000000.00&paidIn=2022-11-01&operationStart=2024-01-01&until=2025-01-01";

	private static final List<String> PAGES = List.of("/", "/dividends", "/projects/wharf", CALCULATOR, WHARF,
			WHARF.replace("1000000.00", "9999999999999.99").replace("2022-11-01", "1990-01-01"),
			WHARF.replace("1000000.00", "x").replace("2022-11-01", "2022-13-01").replace("VILLAGE", "X"));

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	@BeforeEach
	void plant() {
		this.clock.set(TODAY, LocalTime.of(10, 0));
		if (this.jdbc.sql("select count(*) from contributor where number = 'H26'").query(Long.class).single() > 0) {
			return;
		}
		DividendFixture ledger = new DividendFixture(this.jdbc);
		ledger.clear();
		ledger.collective("C1", "dali", "2016-11-01", "123456789.00");
		ledger.collective("C2", "zhongdai", "2016-11-01", "1000000.00");
		Map<String, String> notice = new LinkedHashMap<>(Map.of("C1", "9876543.12", "C2", "80000.00"));
		for (int n = 1; n <= 26; n++) {
			String of = (n <= 12) ? "DIBAO" : (n <= 22) ? "DIBAO_MARGIN" : "OTHER_HOUSEHOLD";
			ledger.household("H" + n, (n % 6 == 0) ? "zhongdai" : "dali", of, "2016-11-01", "20000.00");
			notice.put("H" + n, "2000.00");
		}
		for (int year = 2017; year <= 2025; year++) {
			String phase = (year < 2024) ? "BEFORE_OPERATION" : "IN_OPERATION";
			ledger.earned("C1", year, phase, "9876543.12", DividendFixture.POSTED);
			ledger.paid("C1", year, "9876543.12", DividendFixture.POSTED);
			ledger.earned("C2", year, phase, "80000.00", DividendFixture.POSTED);
			for (int n = 1; n <= 26; n++) {
				ledger.earned("H" + n, year, phase, (year < 2024) ? "1000.00" : "2000.00", DividendFixture.POSTED);
			}
		}
		for (int n = 1; n <= 22; n++) {
			ledger.shared("H" + n, 2025, "345.67", DividendFixture.POSTED);
		}
		ledger.notice(2025, TODAY.minusDays(2), TODAY.plusDays(4), notice);
	}

	@Test
	void leaveNothingForAxeToFindAndNeverScrollSideways() {
		Map<String, Object> found = new LinkedHashMap<>();
		for (String mode : List.of("standard", "elder")) {
			for (String language : List.of("zh", "en")) {
				try (Visit visit = Visit.to(this.port, Browsers.width(320))
					.prefer("mode", mode)
					.prefer("lang", language)) {
					for (String address : PAGES) {
						visit.page().setViewportSize(320, 800);
						assertThat(visit.open(address).locator(".lost").count()).as(address).isZero();
						for (int width : new int[] { 320, 800, 1440 }) {
							visit.page().setViewportSize(width, 900);
							List<String> violations = (width == (mode.equals("elder") ? 320 : 1440))
									? visit.violations() : List.of();
							if (!violations.isEmpty() || visit.overflow() > 0) {
								found.put(mode + " " + language + " " + width + " " + address,
										violations + " " + visit.overflow());
							}
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void letsAnOldResidentReckonOnAPhoneWithoutJavaScript() {
		try (Visit visit = Visit.to(this.port, Browsers.width(360), Browsers.withoutJavaScript())
			.prefer("mode", "elder")) {
			Page page = visit.open("/dividends");
			page.locator("main a[href='/dividends/calculator']").first().click();
			page.locator("input[name=class][value=DIBAO]").check();
			page.locator("#principal").fill("２万");
			page.locator("#paidIn").fill("2022-11-01");
			page.locator("#operationStart").fill("2024-01-01");
			page.locator("#through").fill("2024-12-31");
			page.locator(".form .btn").click();
			assertThat(page.url()).contains("class=DIBAO", "#result");
			visit.mustSay(
					"低保家庭，2022 年 11 月 1 日出资 20\u202f000.00 元，算到 2024 年 12 月 31 日（含当天），按约定应得固定分红共 3\u202f167.12 元。");
			// the result stands on the screen at once
			assertThat(page.locator("#result .big")
				.evaluate(
						"(big) => big.getBoundingClientRect().top > 0 && big.getBoundingClientRect().bottom < innerHeight"))
				.isEqualTo(true);
			assertThat(page.locator("#principal").inputValue()).isEqualTo("２万");
			for (String field : List.of("#principal", "#paidIn", "#through", ".form .btn")) {
				assertThat(page.locator(field).boundingBox().height).as(field).isGreaterThanOrEqualTo(44);
			}
			String address = page.locator(".pass a").getAttribute("href");
			assertThat(address).isEqualTo(
					"/dividends/calculator?project=wharf&class=DIBAO&principal=20000.00&paidIn=2022-11-01&operationStart=2024-01-01&until=2025-01-01");
			try (Visit neighbour = Visit.to(this.port, Browsers.width(360))) {
				neighbour.open(address);
				neighbour.mustSay("3\u202f167.12");
			}
		}
	}

	@Test
	void leadsFromAFaultToItsFieldByKeyboard() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.open(CALCULATOR);
			page.locator("#principal").focus();
			page.keyboard().type("二十万");
			page.locator("#paidIn").fill("2022-11-01");
			page.locator("#principal").press("Enter");
			visit.mustSay("有 1 处需要修改");
			assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("result");
			page.keyboard().press("Tab");
			page.keyboard().press("Enter");
			assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("principal");
			assertThat(page.locator("#principal").inputValue()).isEqualTo("二十万");
			assertThat(page.locator("#principal").getAttribute("aria-invalid")).isEqualTo("true");
			assertThat(page.locator("#paidIn").inputValue()).isEqualTo("2022-11-01");
			page.keyboard().press("Control+A");
			page.keyboard().type("200000");
			page.keyboard().press("Enter");
			page.locator("section#result").waitFor();
			assertThat(page.locator("div#result").count()).isZero();
		}
	}

	@Test
	void keepWhatIsNotPublishedOutOfThePage() {
		try (Visit visit = Visit.to(this.port)) {
			visit.open("/dividends");
			visit.mustSay("少于5户");
			assertThat(visit.page().content()).doesNotContain("mark");
			// the four other households and what would tell them
			assertThat(visit.page().locator("#earned .withheld").count()).isGreaterThan(9);
		}
	}

	@Test
	void printTheResultAndNotTheForm() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.open(WHARF);
			page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
			assertThat(page.locator(".form").isVisible()).isFalse();
			assertThat(page.locator("#result table").isVisible()).isTrue();
			assertThat(page.locator(".pass a").isVisible()).isTrue();
			assertThat(page.pdf().length).isGreaterThan(10_000);
			visit.open("/dividends");
			assertThat(page.locator("#earned table").isVisible()).isTrue();
			assertThat(page.locator(".ways").first().isVisible()).isFalse();
		}
	}

}

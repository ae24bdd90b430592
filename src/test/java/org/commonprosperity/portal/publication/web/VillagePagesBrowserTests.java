package org.commonprosperity.portal.publication.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of village income with much on them: twelve villages with long names, twelve
 * years, amounts from a fen to the largest, corrections and a year that is not over.
 */
@PortalTest(properties = "portal.test.database=village-browser")
class VillagePagesBrowserTests {

	private static final List<String> PAGES = List.of("/", "/wall", "/villages", "/villages?year=2026",
			"/villages?sort=distance", "/villages/dali", "/villages/long-3", "/villages/zhongdai");

	private static final long MOST_BYTES = 150 * 1024;

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void plant() {
		if (this.jdbc.sql("select count(*) from income_return").query(Long.class).single() > 40) {
			return;
		}
		IncomeFixture income = new IncomeFixture(this.jdbc);
		income.clear();
		for (int n = 1; n <= 9; n++) {
			income.village("long-" + n, "浙江省平湖市钟埭街道名字特别特别长的第" + n + "个行政村");
		}
		for (int year = 2014; year <= 2025; year++) {
			for (int n = 1; n <= 9; n++) {
				income.of("long-" + n, year)
					.line("OPERATING", (n == 3) ? "999999999999.99" : n + "234567.89")
					.line("OTHER", "0.01")
					.target("9000000")
					.approved();
			}
			income.of("dali", year)
				.line("OPERATING", "8000000")
				.line("INVESTMENT", "1000000")
				.line("SUBSIDY", "700000")
				.line("OTHER", "120000")
				.fromEnclave("2000000")
				.target("11000000")
				.residents("46000", 3000, "60000000")
				.note("厂房租金按新合同收。")
				.approved();
			income.payment("POSTED", year, Map.of("dali", "2100000"));
		}
		income.of("dali", 2025).revision(2, "补记一笔租金").line("OPERATING", "8100000").approved();
		income.of("dali", 2026).quarter(1).line("OPERATING", "2000000").approved();
	}

	@Test
	void leaveNothingForAxeToFindAndNeverScrollSideways() {
		Map<String, Object> found = new LinkedHashMap<>();
		for (boolean elder : new boolean[] { false, true }) {
			try (Visit visit = Visit.to(this.port)
				.prefer("mode", elder ? "elder" : "standard")
				.prefer("lang", elder ? "en" : "zh")) {
				for (String address : PAGES) {
					assertThat(visit.open(address).locator(".lost").count()).as(address).isZero();
					for (int width : new int[] { 320, 1440 }) {
						visit.page().setViewportSize(width, 900);
						List<String> violations = (elder == (width == 320)) ? visit.violations() : List.of();
						if (!violations.isEmpty() || visit.overflow() > 0) {
							found.put(elder + " " + width + " " + address, violations + " " + visit.overflow());
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void weighAtMost150Kilobytes() {
		Map<String, Long> heavy = new LinkedHashMap<>();
		for (String address : PAGES) {
			try (Visit visit = Visit.to(this.port)) {
				AtomicLong bytes = new AtomicLong();
				CDPSession session = visit.context().newCDPSession(visit.page());
				session.send("Network.enable");
				session.on("Network.loadingFinished",
						(JsonObject event) -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
				visit.open(address);
				visit.page().waitForLoadState();
				assertThat(bytes.get()).as(address).isGreaterThan(2000);
				if (bytes.get() > MOST_BYTES) {
					heavy.put(address, bytes.get());
				}
			}
		}
		assertThat(heavy).isEmpty();
	}

	@Test
	void drawAChartWhoseWordsDoNotRunIntoEachOther() {
		for (String mode : List.of("standard", "elder")) {
			for (int width : new int[] { 320, 360, 768, 1440 }) {
				try (Visit visit = Visit.to(this.port, Browsers.width(width)).prefer("mode", mode)) {
					for (String address : List.of("/villages", "/villages/dali", "/villages/long-3", "/")) {
						Page page = visit.open(address);
						Locator chart = page.locator("svg.chart");
						assertThat(chart.getAttribute("role")).isEqualTo("img");
						assertThat(chart.getAttribute("aria-label")).contains("2025\u00a0年");
						boolean lying = page.locator(".bars").first().isVisible();
						assertThat(lying).as(mode + " " + width + " " + address).isEqualTo(width < 1000);
						if (lying) {
							assertThat(page.locator(".bars .bar-value").allInnerTexts()).doesNotContain("")
								.hasSizeGreaterThan(4);
							continue;
						}
						for (String words : List.of("year", "value")) {
							assertThat(overlaps(page, words)).as(mode + " " + width + " " + address + " " + words)
								.isEmpty();
						}
					}
				}
			}
		}
	}

	/** Words of a kind that run into the next, or out of the screen. */
	private static List<?> overlaps(Page page, String words) {
		return (List<?>) page.evaluate(
				"""
						(kind) => {
							const boxes = [...document.querySelectorAll('svg.chart text.' + kind)]
								.filter((text) => getComputedStyle(text).display !== 'none')
								.map((text) => ({ box: text.getBoundingClientRect(), text: text.textContent }));
							return boxes.filter((one, at) => one.box.right > innerWidth || one.box.left < 0
									|| boxes.some((other, i) => i > at && other.box.left < one.box.right && one.box.left < other.box.right
										&& other.box.top < one.box.bottom && one.box.top < other.box.bottom))
								.map((one) => one.text);
						}""",
				words);
	}

	@Test
	void printTheChartAndItsTable() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.open("/villages/dali");
			page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
			assertThat(page.locator("svg.chart").isVisible()).isTrue();
			assertThat(page.locator("#sources").isVisible()).isTrue();
			assertThat(page.locator(".ways").isVisible()).isFalse();
			assertThat(page.pdf().length).isGreaterThan(10_000);
		}
	}

	@Test
	void keepTheColumnsOfFiguresInLine() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.open("/villages");
			List<Object> right = new ArrayList<>();
			for (Locator cell : page.locator("#list tbody td:nth-of-type(1)").all()) {
				right.add(cell
					.evaluate("(cell) => { const range = document.createRange(); range.selectNodeContents(cell); "
							+ "return Math.round(range.getBoundingClientRect().right); }"));
			}
			assertThat(right).hasSizeGreaterThan(10);
			assertThat(right).containsOnly(right.get(0));
		}
	}

}

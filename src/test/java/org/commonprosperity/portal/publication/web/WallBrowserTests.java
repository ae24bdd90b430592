package org.commonprosperity.portal.publication.web;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wall chart on paper and on a screen: one sheet of A3, the whole width of a big
 * screen, and up to date without a flash.
 */
@PortalTest(properties = "portal.test.database=publication")
class WallBrowserTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ProjectOverview projects;

	@Test
	void printsOnOneSheetOfA3WithTheWordsOfEveryProject() throws Exception {
		for (String mode : List.of("standard", "elder")) {
			try (Visit visit = Visit.to(this.port).prefer("mode", mode); PDDocument paper = print(visit)) {
				assertThat(paper.getNumberOfPages()).as(mode).isEqualTo(1);
				mustBeA3(paper);
				String text = text(paper);
				assertThat(this.projects.lines()).hasSize(7);
				for (ProjectLine line : this.projects.lines()) {
					assertThat(text).contains(plain(line.name()));
					for (Object fact : new Object[] { line.department(), line.leadOfficial(), line.deadline() }) {
						assertThat(text).contains(plain((fact != null) ? fact.toString() : "待填报"));
					}
				}
				List<String> open = this.jdbc
					.sql("select name from milestone where removed_at is null and met_on is null")
					.query(String.class)
					.list();
				assertThat(open).isNotEmpty().allSatisfy((name) -> assertThat(text).contains(plain(name)));
				assertThat(text).contains("严重滞后", "正常", "演示数据");
			}
		}
	}

	@Test
	void takesFurtherSheetsForManyProjects() throws Exception {
		this.jdbc
			.sql("""
					insert into project (code, position, name, classification, start_date, deadline, updated_at)
					select 'sheet-' || n, 100 + n, '增加项目' || n || '号', 'FLAGSHIP', current_date - 200, current_date + 200, now()
					from generate_series(1, 25) n""")
			.update();
		this.jdbc.sql("""
				insert into milestone (project_id, position, name, weight, planned_start, due_date)
				select id, n, '增加节点' || n, 25, current_date - 200 + 60 * n, current_date - 100 + 60 * n
				from project cross join generate_series(1, 4) n where code like 'sheet-%'""").update();
		try (Visit visit = Visit.to(this.port); PDDocument paper = print(visit)) {
			assertThat(paper.getNumberOfPages()).isBetween(2, 5);
			mustBeA3(paper);
			String text = text(paper);
			for (int i = 1; i <= 25; i++) {
				assertThat(text).contains("增加项目" + i + "号");
			}
		}
		finally {
			this.jdbc.sql("delete from milestone where name like '增加节点%'").update();
			this.jdbc.sql("delete from project where code like 'sheet-%'").update();
		}
	}

	@Test
	void fillsABigScreenInLargeType() {
		for (int width : new int[] { 1920, 3840 }) {
			fillsAScreen("standard", width);
			fillsAScreen("elder", width);
		}
	}

	private void fillsAScreen(String mode, int width) {
		try (Visit visit = Visit.to(this.port, (options) -> options.setViewportSize(width, width * 9 / 16))
			.prefer("mode", mode)) {
			Page page = visit.open("/wall");
			assertThat(page.locator(".wall-table").boundingBox().width).isGreaterThan(width * 0.95);
			assertThat(visit.overflow()).isZero();
			Number type = (Number) page
				.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)");
			assertThat(type.doubleValue()).isGreaterThanOrEqualTo(width * 0.008);
			// the whole chart is seen without scrolling
			assertThat(page.locator(".wall-table").boundingBox().y + page.locator(".wall-table").boundingBox().height)
				.as(mode + " " + width)
				.isLessThanOrEqualTo(width * 9 / 16.0);
			assertThat(page.locator(".wall-home").first()).isVisible();
		}
	}

	@Test
	void isDrawnInTypeThatCanBeReadOrElseToldInAList() {
		for (int width : new int[] { 1100, 1366, 1401, 1440, 1599 }) {
			try (Visit visit = Visit.to(this.port, Browsers.width(width))) {
				Number smallest = (Number) visit.open("/wall").evaluate("""
						() => Math.min(100, ...Array.from(document.querySelectorAll(".wall-draw text"))
							.filter((text) => text.checkVisibility())
							.map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))""");
				assertThat(smallest.doubleValue()).as("at " + width).isGreaterThan(11.5);
				assertThat(visit.overflow()).isZero();
			}
		}
	}

	@Test
	void keepsItselfUpToDateWithoutAFlash() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.page();
			page.clock().install();
			visit.open("/wall");
			page.evaluate("() => { window.same = document.querySelector('.wall-table'); }");
			assertThat(aMinute(page).status()).isEqualTo(200);
			// the answer may still be on its way into the page when the next minute is
			// over
			int status = 0;
			for (int minute = 0; minute < 5 && status != 304; minute++) {
				status = aMinute(page).status();
			}
			assertThat(status).isEqualTo(304);
			assertThat(same(page)).as("what did not change is not drawn anew").isTrue();
			String before = this.jdbc.sql("select lead_official from project where code = 'enclave'")
				.query(String.class)
				.single();
			this.jdbc.sql("update project set lead_official = '新的牵头领导' where code = 'enclave'").update();
			assertThat(aMinute(page).status()).isEqualTo(200);
			assertThat(page.locator(".wall-table")).containsText("新的牵头领导");
			assertThat(page.evaluate("() => window.same instanceof Element")).as("the page was not loaded anew")
				.isEqualTo(true);
			assertThat(same(page)).isFalse();
			this.jdbc.sql("update project set lead_official = ? where code = 'enclave'").param(before).update();
		}
	}

	@Test
	void restsWhileNobodySeesItOrItPrintsAndSaysWhenItIsCutOff() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.page();
			page.clock().install();
			visit.open("/wall");
			List<String> asked = new ArrayList<>();
			page.onRequest((request) -> {
				if (request.url().endsWith("/wall")) {
					asked.add(request.url());
				}
			});
			page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))");
			page.clock().runFor(180_000);
			page.evaluate("() => window.dispatchEvent(new Event('afterprint'))");
			page.evaluate("() => Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
			page.clock().runFor(180_000);
			assertThat(asked).isEmpty();
			page.evaluate("() => Object.defineProperty(document, 'hidden', { value: false, configurable: true })");
			assertThat(aMinute(page).status()).isEqualTo(200);
			assertThat(page.locator("[data-stale]")).isHidden();
			visit.context().setOffline(true);
			page.clock().runFor(60_000);
			assertThat(page.locator("[data-stale]")).isVisible();
			visit.context().setOffline(false);
			page.clock().runFor(60_000);
			assertThat(page.locator("[data-stale]")).isHidden();
		}
	}

	@Test
	void isReadAsCardsOnAPhoneAndOffersToRefreshWithoutJavaScript() {
		try (Visit visit = Visit.to(this.port, Browsers.width(360), Browsers.withoutJavaScript())) {
			Page page = visit.open("/wall");
			assertThat(page.locator(".wall-draw").first()).isHidden();
			assertThat(page.locator(".wall-list").first()).containsText("施工招标");
			assertThat(visit.overflow()).isZero();
			page.locator(".wall-do a").first().click();
			assertThat(page.url()).endsWith("/wall");
		}
	}

	private static boolean same(Page page) {
		return (Boolean) page.evaluate("() => window.same === document.querySelector('.wall-table')");
	}

	private static Response aMinute(Page page) {
		return page.waitForResponse((response) -> response.url().endsWith("/wall"), () -> page.clock().runFor(60_000));
	}

	private static PDDocument print(Visit visit) throws IOException {
		Page page = visit.open("/wall");
		return Loader.loadPDF(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setPrintBackground(true)));
	}

	private static void mustBeA3(PDDocument paper) {
		for (PDPage page : paper.getPages()) {
			assertThat(page.getMediaBox().getWidth()).isCloseTo(1191, Offset.offset(1f));
			assertThat(page.getMediaBox().getHeight()).isCloseTo(842, Offset.offset(1f));
		}
	}

	private static String text(PDDocument paper) throws IOException {
		return plain(new PDFTextStripper().getText(paper));
	}

	private static String plain(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
	}

}

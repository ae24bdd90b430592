package org.commonprosperity.portal.employment;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.SelectOption;
import org.commonprosperity.portal.shared.Identifiers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A placement in a browser, from the clerk's form to its end: registered, approved,
 * followed up, ended, approved.
 */
@AutoConfigureMockMvc
@PortalTest(properties = "portal.test.database=jobs-office")
class PlacementsBrowserTests {

	private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

	/** Of a district that there is not. */
	private static final String IDENTIFIER = "99077719800101555";

	/** One page of each make. */
	private static final List<String> LOOKED_AT = List.of("/placements", "/workshops", "/openings", "/stories",
			"/entries/new/opening");

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void aPlacementIsRegisteredApprovedFollowedUpAndEnded() {
		String person;
		try (Visit clerk = Visit.to(this.port).signIn("clerk-dali")) {
			person = register(clerk);
		}
		try (Visit office = Visit.to(this.port).signIn("coordinator")) {
			approve(office, person);
		}
		try (Visit clerk = Visit.to(this.port).signIn("clerk-dali")) {
			followUp(clerk, person);
			end(clerk, person);
		}
		try (Visit office = Visit.to(this.port).signIn("coordinator")) {
			approve(office, person);
			Page page = office.open(person);
			assertThat(page.locator("main section .report-state").first()).hasText("已离岗");
		}
	}

	private String register(Visit clerk) {
		Page page = clerk.open("/office");
		page.locator("nav.main a", new Page.LocatorOptions().setHasText("就业")).click();
		page.locator(".pagehead a.btn").click();
		press(page, "提交审核");
		assertThat(page.locator("#errors li")).hasCount(10);
		assertThat(clerk.violations()).isEmpty();
		page.locator("#name").fill("示例试点");
		page.locator("#identifier").fill(IDENTIFIER + "0");
		page.locator("#telephone").fill("99900007777");
		page.locator("#consentOn").fill(TODAY.minusDays(80).toString());
		page.locator("#consentDocument").fill("档案柜 2-15");
		choose(page, "group", "残疾人");
		choose(page, "workshop", "示例包装车间");
		page.locator("#post").fill("包装");
		page.locator("#startedOn").fill(TODAY.minusDays(70).toString());
		page.locator("#wage").fill("３,０００.５");
		choose(page, "insurance", "职工社会保险");
		press(page, "提交审核");
		assertThat(page.locator("#errors")).containsText("校验位");
		page.locator("#identifier").fill(IDENTIFIER + Identifiers.check(IDENTIFIER));
		press(page, "提交审核");
		assertThat(page.locator(".flash")).containsText("等待审核");
		assertThat(page.locator("main")).containsText("3\u202f000.50");
		return page.url().replaceFirst("^https?://[^/]+", "");
	}

	private void approve(Visit office, String person) {
		Page page = office.open("/office/jobs/review");
		assertThat(office.violations()).isEmpty();
		Locator article = page.locator("article",
				new Page.LocatorOptions().setHas(page.locator("a[href='" + person + "']")));
		article.locator("input[type=checkbox]").check();
		page.locator(".bulk button").click();
		assertThat(page.locator(".flash")).containsText("已通过 1");
	}

	private void followUp(Visit clerk, String person) {
		Page page = clerk.open("/office");
		assertThat(page.locator("main")).containsText("安置回访到期");
		page = clerk.open(person);
		assertThat(page.locator("main")).containsText("已记入审计");
		page.locator("main td a", new Page.LocatorOptions().setHasText("登记回访")).first().click();
		assertThat(clerk.violations()).isEmpty();
		page.locator("#doneOn").fill(TODAY.minusDays(35).toString());
		choose(page, "found", "已离岗");
		press(page, "保存回访");
		assertThat(page).hasURL(Pattern.compile(".*/end$"));
	}

	private void end(Visit clerk, String person) {
		Page page = clerk.page();
		press(page, "提交审核");
		assertThat(page.locator("#errors li")).hasCount(2);
		page.locator("#endedOn").fill(TODAY.minusDays(36).toString());
		choose(page, "endReason", "身体原因");
		press(page, "提交审核");
		assertThat(page.locator(".flash")).containsText("等待审核");
		assertThat(page.locator("main")).containsText("离岗");
		page = clerk.open(person + "/sheet");
		assertThat(page.locator("main")).containsText("示例试点");
	}

	@Test
	void everyPageFitsAPhoneAndADesk() {
		String person = this.jdbc.sql("""
				select s.reference::text from person s join community m on m.id = s.community_id
				where m.code = 'dali' and s.sealed is not null order by s.id limit 1""").query(String.class).single();
		List<String> wrong = new ArrayList<>();
		List<String> pages = List.of("", "/placements", "/due", "/people/new", "/people/" + person,
				"/people/" + person + "/sheet", "/people/" + person + "/erase", "/workshops", "/enterprises",
				"/openings", "/stories", "/entries/new/workshop", "/entries/new/opening", "/entries/new/story",
				"/erasure");
		for (String[] reader : new String[][] { { "standard", "zh" }, { "elder", "en" } }) {
			try (Visit visit = Visit.to(this.port).prefer("mode", reader[0]).prefer("lang", reader[1])) {
				visit.signIn("clerk-dali");
				for (String address : pages) {
					Response response = visit.page()
						.navigate("http://localhost:" + this.port + "/office/jobs" + address);
					assertThat(response.status()).as(address).isEqualTo(200);
					for (int width : List.of(320, 1440)) {
						visit.page().setViewportSize(width, 800);
						if (visit.overflow() > 0) {
							wrong.add(reader[0] + " " + width + " " + address + ": wider by " + visit.overflow());
						}
					}
					if (reader[0].equals("standard") && LOOKED_AT.contains(address)) {
						visit.violations().forEach((one) -> wrong.add(address + ": " + one));
					}
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	private static void choose(Page page, String field, String label) {
		page.locator("#" + field).selectOption(new SelectOption().setLabel(label));
	}

	private static void press(Page page, String label) {
		page.locator("main button", new Page.LocatorOptions().setHasText(label)).click();
	}

}

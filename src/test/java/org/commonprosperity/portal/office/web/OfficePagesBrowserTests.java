package org.commonprosperity.portal.office.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.office.TodoList;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.StatementCounter;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of to-dos on every office page, and the page of the working days, in a real
 * browser.
 */
@AutoConfigureMockMvc
@PortalTest(properties = "portal.test.database=reminders")
class OfficePagesBrowserTests {

	private static final String LINES = "2032-01-01,休,元旦\n2032-10-01,休,国庆节\n2032-10-09,班";

	@LocalServerPort
	private int port;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private TodoList todos;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvc mvc;

	@Autowired
	private StatementCounter counter;

	@BeforeEach
	void nothingIsLoaded() {
		this.jdbc.sql("delete from calendar_day").update();
	}

	@Test
	void saysOnEveryPageHowMuchThereIsToDo() {
		int number = this.todos.of(official("editor-economy")).size();
		assertThat(number).isPositive();
		try (Visit editor = Visit.to(this.port)) {
			editor.signIn("editor-economy");
			for (String address : List.of("/office", "/office/projects", "/office/projects/factory/plan",
					"/office/password")) {
				Page page = editor.open(address);
				assertThat(page.getByRole(AriaRole.LINK,
						new Page.GetByRoleOptions().setName("待办 " + number + " 项").setExact(true)))
					.hasCount(1);
			}
			editor.open("/office/projects/there-is-none");
			editor.mustSay("没有这个页面");
			editor.prefer("lang", "en").open("/office");
			editor.mustSay("Common prosperity factory");
			assertThat(editor.text()).doesNotContain("共富工厂");
		}
	}

	@Test
	void tellsToDosApartByTheirLinksAlone() {
		for (String username : List.of("coordinator", "leader", "editor-agriculture", "editor-economy",
				"editor-social")) {
			try (Visit official = Visit.to(this.port)) {
				official.signIn(username);
				List<String> links = official.open("/office").locator(".todos a").allInnerTexts();
				assertThat(links).as(username).isNotEmpty().doesNotHaveDuplicates();
			}
		}
	}

	@Test
	void asksTheLeaderWithTheMonth() {
		try (Visit leader = Visit.to(this.port)) {
			leader.signIn("leader");
			assertThat(leader.open("/office").locator(".todos a").first())
				.hasText(Pattern.compile(".+ · \\d{4}\\s年\\s\\d{1,2}\\s月"));
		}
	}

	@Test
	void keepsItsHeadShortOnAPhoneAndTheRestInAMenuWithoutJavaScript() {
		try (Visit editor = Visit.to(this.port, Browsers.width(360), Browsers.withoutJavaScript())) {
			editor.signIn("editor-economy");
			Page page = editor.open("/office/projects");
			assertThat(page.locator(".top").boundingBox().height).isLessThan(160);
			assertThat(page.locator(".menu .me")).isHidden();
			page.locator(".menu > summary").press("Enter");
			for (String name : List.of("AB 角", "修改密码", "长者模式", "English", "公开页")) {
				assertThat(page.locator(".menu").getByText(name)).isVisible();
			}
			editor.signOut();
		}
		for (String mode : List.of("standard", "elder")) {
			try (Visit editor = Visit.to(this.port, Browsers.width(360)).prefer("mode", mode)) {
				editor.signIn("editor-economy");
				Page page = editor.open("/office");
				page.locator(".menu > summary").click();
				List<String> found = new ArrayList<>();
				look(editor, mode + " menu", found);
				assertThat(found).isEmpty();
			}
		}
		try (Visit editor = Visit.to(this.port, Browsers.width(1440))) {
			editor.signIn("editor-economy");
			assertThat(editor.page().locator(".menu")).isHidden();
			assertThat(editor.page().locator("nav .me")).isVisible();
		}
	}

	@Test
	void countsFromAFewStatementsAndOnceAPage() throws Exception {
		assertThat(statements("/office/password", "editor-economy")).isLessThanOrEqualTo(32);
		assertThat(statements("/office/password", "coordinator")).isLessThanOrEqualTo(32);
		int counting = statements("/office/password", "editor-economy");
		this.counter.reset();
		this.todos.of(official("editor-economy"));
		assertThat(counting).isPositive().isLessThanOrEqualTo(this.counter.statements().size());
	}

	@Test
	void loadsAYearStepByStepOnAPhoneAndAtADesk() {
		List<String> found = new ArrayList<>();
		for (int width : List.of(360, 1440)) {
			for (String mode : (width == 360) ? List.of("standard", "elder") : List.of("standard")) {
				nothingIsLoaded();
				try (Visit admin = Visit.to(this.port, Browsers.width(width)).prefer("mode", mode)) {
					admin.signIn("admin");
					Page page = admin.open("/office/calendar");
					look(admin, width + mode + " empty", found);
					page.locator("[name=year]").fill("2032");
					page.locator("[name=lines]").fill("2032-02-30,休");
					page.locator("form > .actions button").click();
					assertThat(page.locator("#errors")).isFocused();
					assertThat(page.locator("[name=lines]")).hasValue("2032-02-30,休");
					look(admin, width + mode + " refused", found);
					page.locator("[name=lines]").fill(LINES);
					page.locator("form > .actions button").click();
					assertThat(page.locator("#preview")).containsText("新增 3 天");
					look(admin, width + mode + " looked at", found);
					page.locator("#preview button").click();
					assertThat(page.locator(".flash")).containsText("已保存 2032 年，共 3 天");
					assertThat(page.locator(".days li.on")).containsText("班");
					look(admin, width + mode + " loaded", found);
				}
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void loadsAYearWithoutJavaScript() {
		try (Visit admin = Visit.to(this.port, Browsers.withoutJavaScript())) {
			admin.signIn("admin");
			Page page = admin.open("/office/calendar?lang=en");
			page.locator("[name=year]").fill("2032");
			page.locator("[name=lines]").fill("2032-10-01,off,National Day");
			// Enter in the year's field looks, and does not write
			page.locator("[name=year]").press("Enter");
			assertThat(page.locator("#preview")).containsText("One day added");
			page.locator("#preview button").click();
			assertThat(page.locator(".flash")).containsText("2032 is saved");
		}
	}

	private static void look(Visit visit, String where, List<String> found) {
		visit.violations().forEach((violation) -> found.add(where + ": " + violation));
		if (visit.overflow() > 0) {
			found.add(where + " is wider than the screen by " + visit.overflow());
		}
	}

	private int statements(String address, String username) throws Exception {
		Official official = official(username);
		this.counter.reset();
		this.mvc.perform(MockMvcRequestBuilders.get(address).with(Officials.signedIn(official)));
		return this.counter.statements().size();
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

}

package org.commonprosperity.portal.account.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An official goes away and names a deputy, who marks a milestone under both names and is
 * oneself again; in a real browser.
 */
@PortalTest(properties = "portal.test.database=deputies")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeputyBrowserTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private Clock clock;

	@Test
	@Order(1)
	void isNamedByTheAbsentOfficial() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-agriculture");
			Page page = official.page();
			page.locator("nav .me").getByText("AB 角").click();
			assertThat(page.locator("h1")).hasText("代办（AB 角）");
			page.locator("main form.form button").click();
			assertThat(page.locator("#errors")).isFocused();
			assertThat(page.locator("#errors li")).hasText(new String[] { "请选择 B 角", "请填写开始日期", "请填写结束日期", "请选择事由" });
			assertThat(official.violations()).isEmpty();
			LocalDate today = LocalDate.now(this.clock);
			page.locator("[name=deputyId]").selectOption("演示填报员乙（经济发展办）");
			page.locator("[name=fromDay]").fill(today.toString());
			page.locator("[name=untilDay]").fill(today.plusDays(4).toString());
			page.locator("[name=deputyReason]").selectOption("出差");
			page.locator("main form.form button").click();
			assertThat(page.locator(".flash")).containsText("B 角已指定");
			assertThat(page.locator("main .deeds").first()).containsText("演示填报员乙");
		}
	}

	@Test
	@Order(2)
	void marksAMilestoneUnderBothNamesAndIsOneselfAgain() {
		try (Visit deputy = Visit.to(this.port)) {
			deputy.signIn("editor-economy");
			Page page = deputy.page();
			assertThat(page.locator(".acting")).containsText("您是演示填报员甲的 B 角");
			assertThat(page.locator(".todos").first()).containsText("B 角代办");
			assertThat(deputy.open("/office/projects/wharf").locator("h1")).hasText("您没有这一页的权限");
			deputy.open("/office");
			page.locator(".todos li", new Page.LocatorOptions().setHasText("B 角代办")).locator("button").click();
			assertThat(page.locator(".acting")).containsText("您正在代演示填报员甲办理");
			assertThat(page.locator("h1")).hasText("演示填报员乙（代演示填报员甲），您好");
			page.locator(".ledger a.title", new Page.LocatorOptions().setHasText("公共码头")).click();
			page.locator(".ledger tr", new Page.LocatorOptions().setHasText("设备安装验收")).getByText("标记完成").click();
			page.locator("[name=note]").fill("由代办人填报。");
			page.locator("main button.btn").last().click();
			assertThat(page.locator(".flash")).containsText("已提交");
			assertThat(page.locator(".acting")).containsText("您正在代演示填报员甲办理");
			assertThat(page.locator(".held")).containsText("演示填报员乙（代演示填报员甲）");
			page.locator(".acting button").click();
			assertThat(page.locator(".flash")).containsText("已退出代办");
			assertThat(deputy.open("/office/projects/wharf").locator("h1")).hasText("您没有这一页的权限");
			deputy.open("/office");
			deputy.signOut();
			deputy.signIn("coordinator");
			Locator history = deputy.open("/office/projects/wharf").locator("main");
			assertThat(history).containsText("演示填报员乙（代演示填报员甲）");
		}
	}

	@Test
	@Order(3)
	void leavesNothingForAxeToFind() {
		List<String> found = new ArrayList<>();
		long editor = this.accounts.findByUsername("editor-agriculture").orElseThrow().id();
		for (int width : new int[] { 360, 1440 }) {
			for (String mode : List.of("standard", "elder")) {
				try (Visit visit = Visit.to(this.port, Browsers.width(width)).prefer("mode", mode)) {
					visit.signIn("editor-economy");
					look(visit, "/office/deputy", found);
					look(visit, "/office/projects/wharf", found);
					assertThat(visit.page().locator("main .notice")).containsText("您是演示填报员甲的 B 角");
					visit.open("/office/deputy");
					visit.page().locator(".acting button").click();
					assertThat(visit.page().locator(".acting.now")).isVisible();
					look(visit, "/office", found);
					look(visit, "/office/projects/wharf/state", found);
					look(visit, "/office/projects/factory", found);
					assertThat(visit.page().locator("main .notice")).containsText("您正在代演示填报员甲办理");
					look(visit, "/office/deputy", found);
					visit.signOut();
					visit.signIn("editor-agriculture");
					look(visit, "/office/deputy", found);
					visit.signOut();
					visit.signIn("security");
					look(visit, "/office/deputy", found);
					look(visit, "/office/accounts/" + editor, found);
					look(visit, "/office/accounts/" + editor + "/deputy", found);
				}
			}
		}
		assertThat(found).isEmpty();
	}

	private static void look(Visit visit, String address, List<String> found) {
		visit.open(address);
		String where = visit.page().viewportSize().width + " " + address;
		visit.violations().forEach((violation) -> found.add(where + " " + violation));
		if (visit.overflow() > 0) {
			found.add(where + " is wider than the screen by " + visit.overflow());
		}
	}

}

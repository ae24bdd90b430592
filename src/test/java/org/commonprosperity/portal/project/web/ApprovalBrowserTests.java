package org.commonprosperity.portal.project.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The portal's main job, done by the people who do it: a department reports, residents
 * see nothing of it, the coordinating office approves, residents see it.
 */
@PortalTest(properties = "portal.test.database=approval-browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApprovalBrowserTests {

	private static final String MILESTONE = "设备安装验收";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Test
	@Order(1)
	void publishesAMilestoneOnceItIsApproved() {
		try (Visit resident = Visit.to(this.port, Browsers.width(360)); Visit official = Visit.to(this.port)) {
			Page seen = resident.open("/projects/wharf");
			assertThat(seen.locator(".standing")).containsText("滞后");
			assertThat(seen.locator(".standing")).containsText("实际 78%，计划 90%");
			String before = resident.text();

			official.signIn("editor-agriculture");
			Page page = official.page();
			page.locator(".ledger a.title", new Page.LocatorOptions().setHasText("公共码头")).click();
			row(page).getByText("标记完成").click();
			page.locator("[name=note]").fill("设备安装完成并通过验收。");
			page.locator("main button.btn").click();
			assertThat(page.locator(".flash")).containsText("已提交");
			assertThat(page.locator(".held")).containsText("100%");
			official.signOut();

			resident.open("/projects/wharf");
			assertThat(resident.text()).isEqualTo(before);
			resident.open("/");
			assertThat(resident.text()).contains("落后计划 12 个百分点").doesNotContain("通过验收");

			official.signIn("coordinator");
			page.getByText("项改动待审核").click();
			Locator proposal = page.locator("article", new Page.LocatorOptions().setHasText(MILESTONE));
			assertThat(proposal).containsText("设备安装完成并通过验收。");
			proposal.locator("button", new Locator.LocatorOptions().setHasText("通过")).click();
			assertThat(page.locator(".flash")).containsText("已通过：公共码头");

			resident.open("/projects/wharf");
			assertThat(seen.locator(".standing")).containsText("正常");
			assertThat(seen.locator(".standing")).containsText("实际 90%，计划 90%");
			assertThat(seen.locator(".ledger")).containsText("设备安装完成并通过验收。");
			resident.open("/");
			assertThat(resident.page().locator(".ledger tr", new Page.LocatorOptions().setHasText("公共码头")))
				.containsText("按计划推进");
		}
	}

	@Test
	@Order(2)
	void keepsWhatWasTypedAndLeadsToTheErrors() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-agriculture");
			Page page = official.open("/office/projects/wharf/plan");
			page.locator("[id='rows0.weight']").fill("9");
			page.locator("[name=reason]").fill("权重调整");
			page.locator("main button.btn").last().click();
			assertThat(page.locator("#errors")).containsText("各节点权重合计要等于 100，现在是 99");
			assertThat(page.locator("#errors")).isFocused();
			assertThat(page.locator("[name=reason]")).hasValue("权重调整");
			page.locator("[id='rows0.weight']").fill("十");
			page.locator("main button.btn").last().click();
			assertThat(page.locator("#errors a")).hasText("第 1 行：权重：只填 0 到 100 的数字，不写“%”：60% 请填 60");
			assertThat(page.locator("[id='rows0.weight']")).hasValue("十");
			page.locator("#errors a").click();
			assertThat(page.locator("[id='rows0.weight']")).isFocused();
			page.locator("[name=reason]").fill("");
			page.locator("[id='rows2.name']").fill("");
			page.locator("main button.btn").last().click();
			assertThat(page.locator("#errors li"))
				.hasText(new String[] { "第 1 行：权重：只填 0 到 100 的数字，不写“%”：60% 请填 60", "第 3 行：节点名称：请填写名称", "调整原因：请写明原因" });
			assertThat(official.violations()).isEmpty();
		}
	}

	@Test
	@Order(3)
	void savesOnceOnADoubleClick() {
		try (Visit official = Visit.to(this.port, Browsers.withoutJavaScript())) {
			official.signIn("editor-agriculture");
			Page page = official.open("/office/projects/wharf/state");
			page.locator("[name=state]").selectOption("AT_RISK");
			page.locator("[name=reason]").fill("雨天影响");
			page.locator("main button.btn").dblclick();
			page.waitForURL((url) -> url.endsWith("/office/projects/wharf"));
			assertThat(page.locator(".held article")).hasCount(1);
			Long sent = this.jdbc.sql("select count(*) from proposal where kind = 'state' and state <> 'APPROVED'")
				.query(Long.class)
				.single();
			assertThat(sent).isEqualTo(1);
		}
	}

	@Test
	@Order(4)
	void showsBothVersionsOfAStaleSaveAndLosesNeither() {
		try (Visit first = Visit.to(this.port); Visit second = Visit.to(this.port)) {
			first.signIn("editor-agriculture");
			second.signIn("coordinator");
			Page typed = first.open("/office/projects/wharf/record");
			typed.locator("[name=leadOfficial]").fill("演示领导甲");
			Page other = second.open("/office/projects/wharf/record");
			other.locator("[name=leadOfficial]").fill("演示领导乙");
			other.locator("main button.btn").click();
			assertThat(other.locator(".flash")).containsText("已生效");
			typed.locator("main button.btn").click();
			assertThat(typed.locator("#stale")).containsText("演示领导乙");
			assertThat(typed.locator("#stale")).containsText("演示领导甲");
			assertThat(typed.locator("[name=leadOfficial]")).hasValue("演示领导甲");
			typed.locator("main button.btn").click();
			assertThat(typed.locator(".flash")).containsText("已提交");
		}
	}

	@Test
	@Order(5)
	void opensAFormWithWhatWaitsSoThatNobodysEntryIsLostUnseen() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-agriculture");
			Page page = official.open("/office/projects/wharf/record");
			assertThat(page.locator("[name=leadOfficial]")).hasValue("演示领导甲");
			assertThat(page.locator(".note")).containsText("提交后将取代它");
			official.open("/office");
			assertThat(page.locator("main")).containsText("已提交，等待审核");
		}
	}

	@Test
	@Order(6)
	void returnsWithAReasonThatTheDepartmentReadsAndActsOn() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("coordinator");
			Page page = official.open("/office/approvals?project=wharf");
			Locator proposal = page.locator("article", new Page.LocatorOptions().setHasText("演示领导甲"));
			proposal.locator("[name=note]").fill("请写明职务");
			proposal.locator("button", new Locator.LocatorOptions().setHasText("退回")).click();
			assertThat(page.locator(".flash")).containsText("已退回");
			official.signOut();
			official.signIn("editor-agriculture");
			Locator todo = page.locator(".todos li", new Page.LocatorOptions().setHasText("请写明职务"));
			todo.locator("a").click();
			assertThat(page.locator(".note")).containsText("请写明职务");
			assertThat(page.locator("[name=leadOfficial]")).hasValue("演示领导甲");
			page.locator("[name=leadOfficial]").fill("演示领导甲（主任）");
			page.locator("main button.btn").click();
			assertThat(page.locator(".held").first()).containsText("演示领导甲（主任）");
		}
	}

	@Test
	@Order(7)
	void keepsAFormThatWasSentAfterTheSessionRanOut() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-agriculture");
			Page page = official.open("/office/projects/wharf/ventures/new");
			page.locator("[name=name]").fill("演示商户");
			page.locator("[name=kind]").fill("餐饮");
			this.jdbc.sql("delete from spring_session").update();
			page.locator("main button.btn").click();
			assertThat(page.locator("[name=username]")).isVisible();
			page.locator("[name=username]").fill("editor-agriculture");
			page.locator("[name=password]").fill(Visit.PASSWORD);
			page.locator("main form button").first().click();
			assertThat(page.locator("main")).containsText("演示商户");
			page.locator("main form button.btn").first().click();
			assertThat(page.locator(".held").first()).containsText("演示商户");
		}
	}

	@Test
	@Order(8)
	void leavesNothingForAxeToFindOnTheOfficePages() {
		String milestone = "/office/projects/boutique-line/milestones/"
				+ this.jdbc.sql("select id from milestone where name = '白荡浜二期民宿签约'").query(Long.class).single();
		for (int width : new int[] { 360, 1440 }) {
			try (Visit official = Visit.to(this.port, Browsers.width(width))) {
				official.signIn("coordinator");
				for (String address : new String[] { "/office", "/office/projects", "/office/projects/wharf",
						"/office/projects/boutique-line", "/office/approvals", "/office/projects/wharf/plan",
						"/office/projects/wharf/record", "/office/projects/wharf/state",
						"/office/projects/wharf/ventures/new", "/office/projects/wharf/sites/new",
						"/office/projects/enclave/classification", milestone + "/percent", milestone + "/met",
						milestone + "/postpone", milestone + "/correct" }) {
					official.open(address);
					assertThat(official.violations()).as(width + " " + address).isEmpty();
					assertThat(official.overflow()).as(width + " " + address).isZero();
				}
			}
		}
	}

	private static Locator row(Page page) {
		return page.locator(".ledger tr", new Page.LocatorOptions().setHasText(MILESTONE));
	}

}

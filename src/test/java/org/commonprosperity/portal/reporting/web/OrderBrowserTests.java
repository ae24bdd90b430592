package org.commonprosperity.portal.reporting.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.reporting.OrderLetter;
import org.commonprosperity.portal.reporting.OrderOverview;
import org.commonprosperity.portal.reporting.OrderProposals;
import org.commonprosperity.portal.reporting.OrderService;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * A supervision order from its issue to its end, by the people whose turn it is, on a
 * phone and at a desk; and its sheet on paper.
 */
@PortalTest(properties = "portal.test.database=orders")
class OrderBrowserTests {

	@LocalServerPort
	private int port;

	@Autowired
	private OrderService service;

	@Autowired
	private OrderProposals proposals;

	@Autowired
	private OrderOverview overview;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private Clock clock;

	@Test
	void isBegunFromTheProjectWithItsDepartment() {
		try (Visit office = Visit.to(this.port); Visit department = Visit.to(this.port)) {
			office.signIn("coordinator");
			Page co = office.open("/office/projects/factory");
			co.locator("main").getByText("发督办单").click();
			assertThat(co.locator("[name=project]")).hasValue("factory");
			assertThat(co.locator("[name=departmentId] option:checked")).hasText("经济发展办");
			department.signIn("editor-economy");
			assertThat(department.open("/office/projects/factory").locator("main").getByText("发督办单")).hasCount(0);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 360, 1440 })
	void goesFromIssueToItsEndWithEvidenceAndOneReturn(int width) {
		String matter = "加快设备安装，宽度 " + width;
		try (Visit office = Visit.to(this.port, Browsers.width(width));
				Visit department = Visit.to(this.port, Browsers.width(width))) {
			office.signIn("coordinator");
			Page co = office.open("/office/orders/new?project=wharf");
			clean(office);
			press(co.locator("main form.form"), "签发");
			assertThat(co.locator("#errors li")).hasText(new String[] { "请填写督办事项", "请填写办理要求" });
			clean(office);
			co.locator("[name=matter]").fill(matter);
			co.locator("[name=requirement]").fill("一、查明原因。\n二、一周内完成安装并验收。");
			press(co.locator("main form.form"), "签发");
			assertThat(co.locator(".flash")).containsText("已签发");
			assertThat(co.locator(".standing")).containsText("待签收");
			assertThat(co.locator(".crumbs")).containsText("共富督办〔");
			clean(office);
			String address = co.url().substring(co.url().indexOf("/office/"));

			department.signIn("editor-agriculture");
			Page ed = department.page();
			ed.locator(".todos li", new Page.LocatorOptions().setHasText("督办单待签收"))
				.filter(new Locator.FilterOptions().setHasText(matter))
				.locator("a")
				.click();
			clean(department);
			press(ed.locator("main"), "签收");
			assertThat(ed.locator(".standing")).containsText("办理中");
			press(ed.locator("main"), "提交回复");
			assertThat(ed.locator("#errors a")).hasText("请填写办理情况");
			clean(department);
			ed.locator("[name=text]").fill("已增派安装班组。");
			ed.locator("[name=file]").setInputFiles(new FilePayload("空.txt", "text/plain", new byte[0]));
			press(ed.locator("main"), "提交回复");
			assertThat(ed.locator("#errors a")).hasAttribute("href", "#file");
			assertThat(ed.locator("[name=text]")).hasValue("已增派安装班组。");
			ed.locator("#errors a").click();
			assertThat(ed.locator("[name=file]")).isFocused();
			ed.locator("[name=file]")
				.setInputFiles(new FilePayload[] { payload("安装记录😀.txt", "第一天"), payload("乙.txt", "乙") });
			press(ed.locator("main"), "提交回复");
			assertThat(ed.locator(".standing")).containsText("待核验");
			assertThat(ed.locator(".attached a")).hasText(new String[] { "安装记录😀.txt", "乙.txt" });
			clean(department);

			office.open(address);
			APIResponse file = co.request()
				.get(co.locator(".attached a").first().evaluate("(link) => link.href").toString());
			assertThat(file.text()).isEqualTo("第一天");
			assertThat(file.headers().get("content-disposition")).startsWith("attachment");
			co.locator("summary", new Page.LocatorOptions().setHasText("退回")).click();
			press(co.locator("details[open]"), "退回");
			assertThat(co.locator("#errors a")).hasText("退回意见：请写明原因");
			assertThat(co.locator("#errors")).isFocused();
			clean(office);
			co.locator("[name=returnReason]").fill("请补验收单。");
			press(co.locator("details[open]"), "退回");
			assertThat(co.locator(".standing")).containsText("办理中");

			department.open("/office");
			assertThat(ed.locator(".todos li", new Page.LocatorOptions().setHasText(matter))).containsText("请补验收单。");
			department.open(address);
			assertThat(ed.locator(".held.back")).containsText("请补验收单。");
			clean(department);
			ed.locator("[name=text]").fill("验收单已补。");
			press(ed.locator("main"), "提交回复");

			office.open(address);
			clean(office);
			assertThat(co.locator("[name=opinion]")).hasValue("");
			co.locator("[name=opinion]").fill("现场查看，属实，同意办结。");
			press(co.locator("main"), "同意办结");
			assertThat(co.locator(".standing")).containsText("已办结");
			assertThat(co.locator(".timeline strong")).hasText(new String[] { "签发", "签收", "回复", "退回", "回复", "核验办结" });
			clean(office);
			office.open("/office/orders?word=CLOSED");
			assertThat(co.locator(".ledger")).containsText(matter);
			clean(office);
			office.open(address + "/print");
			assertThat(co.locator(".order-hands time"))
				.hasText(Collections.nCopies(3, LocalDate.now(this.clock).toString()).toArray(String[]::new));
			clean(office);
		}
	}

	@Test
	void proposesAnOrderThatTheOfficeWordsAndIssuesOrLetsRest() {
		long id = this.proposals.propose("old-and-young", "落后计划 35 个百分点").orElseThrow();
		try (Visit office = Visit.to(this.port); Visit department = Visit.to(this.port)) {
			department.signIn("editor-social");
			assertThat(department.open("/office/orders/" + id).locator("h1")).hasText("您没有这一页的权限");
			office.signIn("coordinator");
			Page co = office.page();
			co.locator(".todos li", new Page.LocatorOptions().setHasText("督办单待签发"))
				.locator("a[href='/office/orders/" + id + "']")
				.click();
			assertThat(co.locator(".facts")).containsText("落后计划 35 个百分点");
			assertThat(co.locator("[name=deadline]")).hasValue(LocalDate.now(this.clock).plusDays(10).toString());
			clean(office);
			co.locator("[name=deadline]").fill(LocalDate.now(this.clock).plusDays(2).toString());
			press(co.locator(".held"), "签发");
			assertThat(co.locator(".standing")).containsText("临期");
			assertThat(co.locator(".standing")).containsText("未签收");
			clean(office);
		}
	}

	@Test
	void tellsWhoComesSecondAndGivesBackWhatWasTyped() {
		Official coordinator = official("coordinator");
		Official editor = official("editor-agriculture");
		long id = issued("x", "x");
		this.service.signFor(id, form(id), editor);
		this.service.reply(id, "已办。", List.of(), form(id), editor);
		try (Visit office = Visit.to(this.port, Browsers.width(360))) {
			office.signIn("coordinator");
			Page co = office.open("/office/orders/" + id);
			co.locator("[name=opinion]").fill("现场看过，属实。");
			this.service.sendBack(id, "再补", null, form(id), coordinator);
			press(co.locator("main"), "同意办结");
			assertThat(co.locator(".flash.problem")).containsText("没有写入");
			assertThat(co.locator(".held.back").first()).containsText("现场看过，属实。");
			assertThat(co.locator(".standing")).containsText("办理中");
			clean(office);
		}
		assertThat(this.overview.one(id, coordinator).line().state().name()).isEqualTo("SIGNED");
	}

	@Test
	void printsOnExactlyOneSheetOfA4HoweverLongTheTexts() throws IOException {
		String han = "平湖经济技术开发区共富项目推进情况说明，";
		for (String[] texts : new String[][] { { "要求", "已办。", "同意办结。" },
				{ filled("甲乙丙，", 500), filled(han, 1000), filled(han, 300) },
				{ filled("一\n", 500), filled("二\n", 1000), filled("三\n", 300) },
				{ filled("WM", 500), filled("MW@ ", 1000), filled("https://example.org/a-long-address/", 300) } }) {
			Official editor = official("editor-economy");
			Official coordinator = official("coordinator");
			long id = proposedAndIssued(filled("督办", 100), texts[0]);
			this.service.signFor(id, form(id), editor);
			this.service.reply(id, texts[1], List.of(), form(id), editor);
			this.service.close(id, texts[2], form(id), coordinator);
			for (String mode : new String[] { "standard", "elder" }) {
				try (Visit office = Visit.to(this.port).prefer("mode", mode)) {
					office.signIn("leader");
					Page page = office.open("/office/orders/" + id + "/print");
					byte[] pdf = page
						.pdf(new Page.PdfOptions().setFormat("A4").setPrintBackground(true).setPreferCSSPageSize(true));
					try (PDDocument document = Loader.loadPDF(pdf)) {
						String what = texts[0].substring(0, 2) + " " + mode;
						assertThat(document.getNumberOfPages()).as(what).isEqualTo(1);
						PDRectangle sheet = document.getPage(0).getMediaBox();
						assertThat(sheet.getWidth()).isCloseTo(PDRectangle.A4.getWidth(), within(2F));
						assertThat(sheet.getHeight()).isCloseTo(PDRectangle.A4.getHeight(), within(2F));
						String text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
						assertThat(text).as(what)
							.contains("共富项目督办单", "共富督办〔", "督办事项", "办理情况", "核验意见", "签发人", "签收人", "核验人");
						boolean cut = texts[1].contains("\n");
						assertThat(text.contains("全文见系统中的督办单")).as(what + " says that it is cut").isEqualTo(cut);
						assertThat(text.contains(texts[1].replaceAll("\\s", ""))).as(what + " is whole")
							.isEqualTo(!cut);
					}
				}
			}
		}
	}

	private static void clean(Visit visit) {
		assertThat(visit.violations()).as(visit.page().url()).isEmpty();
		assertThat(visit.overflow()).as(visit.page().url()).isZero();
	}

	private static void press(Locator where, String text) {
		where.locator("button.btn", new Locator.LocatorOptions().setHasText(text)).first().click();
	}

	private static FilePayload payload(String name, String content) {
		return new FilePayload(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
	}

	private static String filled(String pattern, int length) {
		return pattern.repeat(length / pattern.length() + 1).substring(0, length).strip();
	}

	private long issued(String matter, String requirement) {
		OrderLetter letter = new OrderLetter(matter, requirement, LocalDate.now(this.clock).plusDays(10), null);
		return this.service.issueOwn("wharf", letter, UUID.randomUUID(), official("coordinator")).orElseThrow();
	}

	/** With the sentence that said why, which takes room on the sheet too. */
	private long proposedAndIssued(String matter, String requirement) {
		long id = this.proposals.propose("boutique-line", "落后计划 40 个百分点；计划完成时间已过，节点“厂房改造竣工”还没有完成").orElseThrow();
		OrderLetter letter = new OrderLetter(matter, requirement, LocalDate.now(this.clock).plusDays(10), null);
		this.service.issue(id, letter, form(id), official("coordinator"));
		return id;
	}

	private Submission form(long id) {
		return new Submission(UUID.randomUUID(), this.overview.one(id, official("coordinator")).version());
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

}

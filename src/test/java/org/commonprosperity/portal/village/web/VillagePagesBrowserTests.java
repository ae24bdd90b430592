package org.commonprosperity.portal.village.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.OfficialPages;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The officials' pages of village income: read on a phone and on a desk, and a year that
 * a clerk enters and the coordinating office approves.
 */
@PortalTest(properties = "portal.test.database=village-office")
class VillagePagesBrowserTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Clock clock;

	@Test
	void leaveNothingForAxeToFindAndNothingToScrollSideways() {
		int year = LocalDate.now(this.clock).getYear();
		String dali = "/office/villages/dali/";
		Map<String, List<String>> pages = Map.of("clerk-dali",
				List.of("/office", "/office/villages", dali + (year - 1), dali + year, dali + year + "/edit",
						dali + year + "/q1"),
				"coordinator",
				List.of("/office/villages?state=APPROVED", "/office/villages/review",
						"/office/villages/zhongdai/" + (year - 2), "/office/villages/enclave",
						"/office/villages/enclave/enclave/shares", "/office/villages/enclave/enclave/payments"),
				"editor-agriculture", List.of("/office/villages"), "clerk-yongxing", List.of("/office/villages"));
		assertThat(OfficialPages.faults(this.port, pages)).isEmpty();
	}

	@Test
	void keepTicksAndNotesOfTheOthersWhileOneIsReturned() {
		LocalDate today = LocalDate.now(this.clock);
		int year = today.getYear();
		int quarter = (today.getMonthValue() + 2) / 3;
		for (String village : List.of("dali", "zhongdai")) {
			try (Visit clerk = Visit.to(this.port, Browsers.width(1440))) {
				clerk.signIn("clerk-" + village);
				Page page = clerk.open("/office/villages/" + village + "/" + year + "/q" + quarter + "/edit");
				page.locator("button[value=row]").click();
				assertThat(clerk.overflow()).isZero();
				page.locator("[name='rows[0].amount']").fill("-5");
				page.locator(".actions button[value=submit]").click();
				assertThat(page.locator("#errors").innerText()).contains("经营收入：");
				page.locator("[name='rows[0].amount']").fill("5000000");
				page.locator(".actions button[value=submit]").click();
				clerk.mustSay("已报送，等待共富办审核");
			}
		}
		try (Visit office = Visit.to(this.port, Browsers.width(1440))) {
			office.signIn("coordinator");
			Page page = office.open("/office/villages/review");
			String dali = "article:has(a[href='/office/villages/dali/" + year + "/q" + quarter + "']) ";
			String zhongdai = "article:has(a[href='/office/villages/zhongdai/" + year + "/q" + quarter + "']) ";
			page.locator(zhongdai + "input[type=checkbox]").check();
			page.locator(zhongdai + ".say input").fill("这句话还在");
			page.locator(dali + ".say input").fill("请补上投资收益");
			page.locator(dali + ".say button").click();
			page.waitForURL("**/office/villages/review");
			office.mustSay("已退回");
			assertThat(page.locator(dali).count()).isZero();
			assertThat(page.locator(zhongdai + "input[type=checkbox]").isChecked()).isTrue();
			assertThat(page.locator(zhongdai + ".say input").inputValue()).isEqualTo("这句话还在");
			assertThat(office.violations()).isEmpty();
			page.locator(".bulk button").click();
			// the demo's quarters before it are approved for 钟埭村
			office.mustSay("已通过 1 份，公开页已更新");
		}
		try (Visit clerk = Visit.to(this.port, Browsers.width(360))) {
			clerk.signIn("clerk-dali");
			Page page = clerk.open("/office");
			clerk.mustSay("大力村 " + year + " 年第 " + quarter + " 季度");
			page = clerk.open("/office/villages/dali/" + year + "/q" + quarter + "/edit");
			page.locator("[name='rows[0].amount']").fill("6000000");
			page.locator(".actions button[value=submit]").click();
			clerk.mustSay("上次退回的意见：请补上投资收益");
			clerk.mustSay("退回后改了");
		}
		try (Visit office = Visit.to(this.port, Browsers.width(360))) {
			office.signIn("coordinator");
			Page page = office.open("/office/villages/dali/" + year + "/q" + quarter);
			page.locator(".report-deeds form[action$='/approve'] button").click();
			office.mustSay((quarter > 1) ? "要等第 " + (quarter - 1) + " 季度也通过，才计入公开页" : "已通过，公开页已更新");
		}
	}

	@Test
	void takeAYearFromTheClerkToTheApproval() {
		int year = LocalDate.now(this.clock).getYear();
		String address = "/office/villages/dali/" + year;
		try (Visit clerk = Visit.to(this.port, Browsers.width(360))) {
			clerk.signIn("clerk-dali");
			Page page = clerk.open(address);
			page.locator("main .actions a.btn").click();
			page.locator("[name='rows[0].amount']").fill("5,000,000.50");
			// who paid last year stands there
			assertThat(page.locator(".payer-row")).hasCount(1);
			page.locator("button[value=row]").click();
			assertThat(page.locator("[name='rows[0].amount']").inputValue()).isEqualTo("5000000.5");
			String row = page.locator(".payer-row input[name$='.amount']")
				.last()
				.getAttribute("name")
				.replace(".amount", "");
			page.locator("[name='" + row + ".amount']").fill("240000");
			page.locator(".actions button[value=submit]").click();
			assertThat(page.locator("#errors").innerText()).contains("请选择支付的村");
			page.locator("[name='" + row + ".payer']").selectOption(new SelectOption().setLabel("钟埭村"));
			page.locator("[name='" + row + ".source']").selectOption("OPERATING");
			page.locator(".actions button[value=submit]").click();
			page.waitForURL("**" + address);
			clerk.mustSay("已报送，等待共富办审核");
			clerk.mustSay("其中其他村支付 24.00 万元");
		}
		try (Visit office = Visit.to(this.port, Browsers.width(1440))) {
			office.signIn("coordinator");
			Page page = office.open("/office/villages/review");
			page.locator("article:has(a[href='" + address + "']) input[type=checkbox]").check();
			page.locator(".bulk button").click();
			office.mustSay("已通过 1 份");
			office.open(address);
			office.mustSay("524.00 万元");
			assertThat(page.locator(".pagehead .report-state").innerText()).isEqualTo("已审核");
		}
	}

}

package org.commonprosperity.portal.village.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import org.commonprosperity.portal.support.Browsers;
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
@PortalTest(properties = "portal.test.database=village-pages")
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
		Map<String, Object> found = new TreeMap<>();
		int seen = 0;
		for (String mode : List.of("standard", "elder")) {
			for (int width : new int[] { 320, 1440 }) {
				for (Map.Entry<String, List<String>> person : pages.entrySet()) {
					try (Visit official = Visit.to(this.port, Browsers.width(width))) {
						official.prefer("mode", mode).prefer("lang", (width == 320) ? "zh" : "en");
						official.signIn(person.getKey());
						for (String address : person.getValue()) {
							official.open(address);
							seen++;
							String at = mode + " " + width + " " + person.getKey() + " " + address;
							if (!official.violations().isEmpty()) {
								found.put(at, official.violations());
							}
							if (official.overflow() > 0) {
								found.put(at + " sideways", official.overflow());
							}
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
		assertThat(seen).isEqualTo(56);
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

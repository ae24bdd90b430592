package org.commonprosperity.portal.dividend.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.OfficialPages;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger in the hands of its people: from a contribution over the start of operation
 * to a posted year, and every page of it read on a phone and on a desk.
 */
@PortalTest(properties = "portal.test.database=ledger-pages")
@TestInstance(Lifecycle.PER_CLASS)
class LedgerPagesBrowserTests {

	private static final String HOME = "/office/dividends";

	private static final String WHARF = HOME + "/projects/wharf";

	private static final String COLLECTIVE = "ZZ-001";

	private static final String HOUSEHOLD = "ZZ-002";

	@LocalServerPort
	private int port;

	@Autowired
	private Clock clock;

	@Autowired
	private Show show;

	private int year;

	private String contribution = "";

	private String run = "";

	private String distribution = "";

	/** A contribution is entered, approved, operation starts, the year is posted. */
	@BeforeAll
	void playThrough() {
		this.year = LocalDate.now(this.clock).getYear() - 1;
		try (Visit editor = Visit.to(this.port, Browsers.width(360))) {
			editor.signIn("editor-agriculture");
			register(editor, COLLECTIVE, "COLLECTIVE", "试验村股份经济合作社");
			register(editor, HOUSEHOLD, "HOUSEHOLD", "试验户");
			this.contribution = contribute(editor, COLLECTIVE, "ZZ-SJ-1", "1,000,000");
			contribute(editor, HOUSEHOLD, "ZZ-SJ-2", "20000");
		}
		try (Visit coordinator = Visit.to(this.port)) {
			coordinator.signIn("coordinator");
			Page page = coordinator.open(HOME + "/review");
			for (String reference : List.of("ZZ-SJ-1", "ZZ-SJ-2")) {
				page.locator("article", having(reference)).locator("input[type=checkbox]").check();
			}
			page.locator(".bulk button").click();
			coordinator.mustSay("已通过 2 项");
		}
		start();
		try (Visit finance = Visit.to(this.port)) {
			finance.signIn("finance");
			Page page = finance.open(WHARF + "/runs");
			page.locator("[name=year]").selectOption(String.valueOf(this.year));
			page.locator(".held form .btn").click();
			page.waitForURL("**" + HOME + "/runs/*");
			this.run = page.url().substring(page.url().indexOf(HOME));
			page.locator(".pagehead .report-state.submitted").waitFor();
			assertThat(page.locator(".decide .btn:not(.quiet)").count()).as("who prepared it does not post it")
				.isZero();
			finance.open(this.run + "?q=ZZ-SJ-1");
			finance.mustSay(formula());
		}
		try (Visit coordinator = Visit.to(this.port)) {
			coordinator.signIn("coordinator");
			Page page = coordinator.open(this.run);
			page.locator(".decide .btn").first().click();
			page.locator(".pagehead .report-state.approved").waitFor();
			coordinator.mustSay("已入账");
		}
	}

	private void start() {
		try (Visit editor = Visit.to(this.port, Browsers.width(360))) {
			editor.signIn("editor-agriculture");
			Page page = editor.open(WHARF + "/operation/new");
			page.locator("[name=startedOn]").fill(this.year + "-07-01");
			page.locator("button[value=preview]").click();
			assertThat(page.locator(".notice").innerText().replace('\u00a0', ' ')).contains("7 月 1 日起运营");
			page.locator("[name=document]").fill("验收报告");
			page.locator("[name=reason]").fill("按验收日期");
			page.locator("button[value=propose]").click();
			page.waitForURL("**" + WHARF + "/operation");
			editor.mustSay("等待审核");
		}
		try (Visit coordinator = Visit.to(this.port)) {
			coordinator.signIn("coordinator");
			Page page = coordinator.open(WHARF + "/operation");
			page.locator(".held .decide .btn").first().click();
			coordinator.mustSay("7 月 1 日起运营");
			coordinator.mustSay("已通过");
		}
	}

	private void register(Visit editor, String number, String kind, String name) {
		Page page = editor.open(HOME + "/contributors/new");
		page.locator("[name=number]").fill(number);
		page.locator("[name=kind]").selectOption(kind);
		page.locator("[name=community]").selectOption("dali");
		page.locator("[name=name]").fill(name);
		page.locator("main form.form .actions button").click();
		page.waitForURL("**" + HOME + "/contributors/" + number);
	}

	private String contribute(Visit editor, String contributor, String reference, String principal) {
		Page page = editor.open(WHARF + "/contributions/new?contributor=" + contributor);
		page.locator("[name=reference]").fill(reference);
		page.locator("[name=paidInOn]").fill(this.year + "-07-01");
		page.locator("[name=principal]").fill(principal);
		page.locator("[name=document]").fill("出资协议");
		page.locator("main form.form .actions button").click();
		page.waitForURL("**" + HOME + "/contributions/*");
		return page.url().substring(page.url().indexOf(HOME));
	}

	/** What a collective earns from July to December in operation, in words. */
	private String formula() {
		int yearDays = Year.of(this.year).length();
		Money due = new Money(new BigDecimal("80000").multiply(BigDecimal.valueOf(184))
			.divide(BigDecimal.valueOf(yearDays), 2, RoundingMode.HALF_UP));
		return this.show.yuan(new Money(new BigDecimal("1000000"))) + " 元 × 8% × 184 ÷ " + yearDays + " 天 = "
				+ this.show.yuan(due) + " 元";
	}

	@Test
	void runningAgainPostsNothing() {
		try (Visit finance = Visit.to(this.port)) {
			finance.signIn("finance");
			Page page = finance.open(WHARF + "/runs");
			page.locator("[name=year]").selectOption(String.valueOf(this.year));
			page.locator(".held form .btn").click();
			page.waitForURL("**" + HOME + "/runs/*");
			page.locator(".pagehead .report-state.submitted").waitFor();
			finance.mustSay("与已入账的完全相同");
			page.locator(".decide button.link").click();
			page.waitForURL("**" + WHARF + "/runs");
			finance.mustSay("已放弃");
		}
	}

	@Test
	void aHouseholdWithoutAClassIsListedWithWhatToDo() {
		try (Visit leader = Visit.to(this.port)) {
			leader.signIn("leader");
			Page page = leader.open(this.run);
			assertThat(page.locator("#unresolved tr", having(HOUSEHOLD)).innerText()).contains("请责任部门核对并登记这户的类别");
			assertThat(page.locator(".decide").count()).as("a lead official reads").isZero();
		}
	}

	@Test
	void aSecondDistributionIsTriedPreparedAndPosted() {
		try (Visit finance = Visit.to(this.port, Browsers.width(360))) {
			finance.signIn("finance");
			Page page = finance.open(WHARF + "/distributions/new");
			page.locator("[name=resolution]").fill("试验决议 1 号");
			page.locator("[name=resolvedOn]").fill(this.year + "-12-31");
			page.locator("[name=document]").fill("决议文本");
			page.locator("[name=pool]").fill("100000");
			page.locator("[name=recordDay]").fill(this.year + "-12-31");
			page.locator("[name=payBy]").fill((this.year + 1) + "-12-31");
			page.locator("button[value=preview]").click();
			assertThat(page.locator(".notice").innerText()).contains(COLLECTIVE, HOUSEHOLD);
			page.locator("button[value=prepare]").click();
			page.waitForURL("**" + HOME + "/distributions/*");
			this.distribution = page.url().substring(page.url().indexOf(HOME));
		}
		try (Visit coordinator = Visit.to(this.port)) {
			coordinator.signIn("coordinator");
			Page page = coordinator.open(this.distribution);
			page.locator(".decide .btn").first().click();
			coordinator.mustSay("已复核并入账");
		}
	}

	@Test
	void leaveNothingForAxeToFindAndNothingToScrollSideways() {
		Map<String, List<String>> pages = new LinkedHashMap<>();
		pages.put("editor-agriculture",
				List.of(HOME, WHARF, HOME + "/contributors/new", HOME + "/contributors/" + HOUSEHOLD,
						HOME + "/contributors/" + HOUSEHOLD + "/class", HOME + "/contributors/" + HOUSEHOLD + "/edit",
						this.contribution, this.contribution + "/change/transfer",
						this.contribution + "/change/correct", WHARF + "/contributions/new", WHARF + "/operation/new"));
		pages.put("coordinator", List.of(HOME + "/review", WHARF + "/terms", WHARF + "/terms/new", WHARF + "/operation",
				HOME + "/contributors", HOME + "/contributions?q=ZZ", HOME + "/contributions?q=nobody", this.run));
		pages.put("finance", List.of(WHARF + "/runs", WHARF + "/distributions", WHARF + "/distributions/new"));
		pages.put("editor-economy", List.of(HOME, HOME + "/contributions"));
		assertThat(OfficialPages.faults(this.port, pages)).isEmpty();
	}

	private static Page.LocatorOptions having(String text) {
		return new Page.LocatorOptions().setHasText(text);
	}

}

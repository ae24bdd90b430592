package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.TestClock;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A month of the whole area, played through by its people: departments report, the
 * coordinating office returns one and approves the others together, one department stays
 * silent, the lead official signs, and afterwards every page says the same.
 */
@PortalTest(properties = "portal.test.database=month-played")
@Import(TestClock.InPortal.class)
class MonthPlayedThroughBrowserTests {

	private static final List<String> PROJECTS = List.of("公共码头", "“钟溪棹歌·隐世田园”精品线运营", "共富工厂", "共富工坊", "“一老一小”服务提升");

	@LocalServerPort
	private int port;

	@Autowired
	private TestClock clock;

	@Autowired
	private MonthEnd monthEnd;

	@Autowired
	private ReportingPolicies policies;

	@Autowired
	private MonthCloser closer;

	@Autowired
	private JdbcClient jdbc;

	private YearMonth month;

	@Test
	void playsAMonthThrough() {
		LocalDate today = this.clock.today();
		this.month = YearMonth.from(today).plusMonths((today.getDayOfMonth() <= 26) ? 0 : 1);
		this.clock.set(this.month.atDay(26), LocalTime.of(9, 0));
		LocalDate dueOn = this.policies.calendar(this.month, this.month).dueOn(this.month);

		departmentsReport();
		nothingOfThemIsPublic();
		theOfficeReturnsOneAndApprovesTheOthersTogether();
		theDepartmentSendsAgain();
		theLeadOfficialSigns();
		this.clock.set(dueOn.plusDays(1), LocalTime.of(0, 0, 2));
		this.monthEnd.run();
		everyPageSaysTheSame();
		whatIsLateIsChased();
		assertThat(this.closer.recomputedDifferently()).isEmpty();
	}

	private String monthInWords() {
		return this.month.getYear() + " 年 " + this.month.getMonthValue() + " 月";
	}

	private void departmentsReport() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-agriculture");
			Page page = official.page();
			assertThat(
					page.locator(".todos li", new Page.LocatorOptions().setHasText("月报待报送").setHasText(monthInWords())))
				.containsText("公共码头");
			page.locator(".todos li", new Page.LocatorOptions().setHasText(monthInWords())).locator("a").click();
			assertThat(page.locator("main")).containsText("未填报");
			page.locator("[id='rows0.percent']").fill("55");
			page.locator("#done").fill("岸电与装卸设备就位，完成空载试运行。");
			page.locator("#problems").fill("秘密问题：验收专家未到");
			assertThat(page.locator(".kept")).containsText("自动保存");
			assertThat(page.locator(".pagehead .report-state")).hasText("草稿");
			page.reload();
			assertThat(page.locator("#done")).hasValue("岸电与装卸设备就位，完成空载试运行。");
			assertThat(page.locator("[id='rows0.percent']")).hasValue("55");
			submit(page);
			official.signOut();

			official.signIn("editor-economy");
			write(official, "boutique-line", "民宿签约方案定稿。");
			submit(page);
			official.signOut();

			official.signIn("editor-social");
			write(official, "workshops", "第三家直播间调试。");
			submit(page);
			write(official, "old-and-young", "儿童之家完成安全检测。");
			page.locator("#photo-file")
				.setInputFiles(new FilePayload("现场.jpg", "image/jpeg", FileFixture.jpeg(1200, 900)));
			page.locator("#photo-caption").fill("儿童之家活动室");
			page.locator("#photo-agreed").check();
			page.locator("#nextPlan").fill("刚写完就去加照片");
			page.getByText("添加这张照片").click();
			assertThat(page.locator(".photos")).containsText("儿童之家活动室");
			assertThat(page.locator("#nextPlan")).hasValue("刚写完就去加照片");
			assertThat(page.locator("#done")).hasValue("儿童之家完成安全检测。");
			submit(page);
			assertThat(official.violations()).isEmpty();
		}
	}

	private void nothingOfThemIsPublic() {
		try (Visit resident = Visit.to(this.port, Browsers.width(360))) {
			for (String address : List.of("/projects/wharf", "/projects/old-and-young", "/lights", "/wall")) {
				resident.open(address);
				assertThat(resident.text()).doesNotContain("空载试运行", "安全检测", "秘密问题");
			}
		}
	}

	private void theOfficeReturnsOneAndApprovesTheOthersTogether() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("coordinator");
			Page page = official.page();
			page.locator(".todos a", new Page.LocatorOptions().setHasText("份月报待审核")).click();
			List<String> seen = List.of("公共码头", "精品线", "一老一小");
			for (String name : seen) {
				report(page, name).locator("[type=checkbox]").check();
			}
			Locator workshops = report(page, "共富工坊");
			workshops.locator("[name^=note]").fill("请补充设备到位情况");
			workshops.getByText("退回", new Locator.GetByTextOptions().setExact(true)).click();
			assertThat(page.locator(".flash")).containsText("已退回");
			assertThat(page).hasURL(Pattern.compile("/office/reports/review$"));
			Locator wharf = report(page, "公共码头");
			assertThat(wharf.locator(".diff").first()).containsText("55%");
			assertThat(wharf).containsText("秘密问题");
			assertThat(wharf).containsText("还没有结束");
			assertThat(report(page, "一老一小").locator("img")).isVisible();
			for (String name : seen) {
				assertThat(report(page, name).locator("[type=checkbox]")).isChecked();
			}
			assertThat(official.violations()).isEmpty();
			page.getByText("通过所选月报").click();
			assertThat(page.locator(".flash")).containsText("已通过 3 份月报");
		}
	}

	private void theDepartmentSendsAgain() {
		try (Visit official = Visit.to(this.port); Visit office = Visit.to(this.port)) {
			official.signIn("editor-social");
			Page page = official.page();
			page.locator(".todos li", new Page.LocatorOptions().setHasText("请补充设备到位情况")).locator("a").click();
			assertThat(page.locator(".note").first()).containsText("请补充设备到位情况");
			page.locator("#done").fill("第三家直播间调试，设备全部到位。");
			submit(page);
			office.signIn("coordinator");
			office.open("/office/reports/workshops/" + this.month);
			office.page().getByText("通过", new Page.GetByTextOptions().setExact(true)).click();
			assertThat(office.page().locator(".flash")).containsText("已通过");
			assertThat(office.page().locator("#steps")).containsText("退回");
		}
	}

	private void theLeadOfficialSigns() {
		try (Visit official = Visit.to(this.port);
				Visit finance = Visit.to(this.port);
				Visit auditor = Visit.to(this.port)) {
			official.signIn("leader");
			Page page = official.open("/office/reports/wharf/" + this.month);
			page.locator("#comment").fill("请抓紧组织验收");
			page.getByText("签阅", new Page.GetByTextOptions().setExact(true)).click();
			assertThat(page.locator("#steps")).containsText("请抓紧组织验收");
			finance.signIn("finance");
			assertThat(finance.open("/office/reports/wharf/" + this.month).locator("main")).containsText("已审核");
			auditor.signIn("auditor");
			assertThat(auditor.open("/office/audit").locator("main")).containsText("签阅");
		}
	}

	private void everyPageSaysTheSame() {
		try (Visit resident = Visit.to(this.port)) {
			Map<String, String> now = new TreeMap<>();
			Map<String, String> wall = new TreeMap<>();
			Map<String, String> closed = new TreeMap<>();
			Map<String, String> bulletin = new TreeMap<>();
			for (String name : PROJECTS) {
				now.put(name, light(resident.open("/").locator(".ledger tr", has(name))));
				wall.put(name, light(resident.open("/wall").locator("tr", has(name))));
				bulletin.put(name, light(resident.open("/bulletins/" + this.month).locator(".ledger tr", has(name))));
				closed.put(name,
						this.jdbc.sql("""
								select light from month_close c join project p on p.id = c.project_id
								where p.name = ? and c.month = ? order by c.revision desc limit 1""")
							.params(name, this.month.atDay(1))
							.query(String.class)
							.optional()
							.map(MonthPlayedThroughBrowserTests::word)
							.orElseThrow());
			}
			assertThat(wall).isEqualTo(now);
			assertThat(bulletin).isEqualTo(closed);
			assertThat(resident.open("/bulletins/" + this.month).locator("main")).containsText("儿童之家完成安全检测");
			assertThat(resident.page().locator("main")).not().containsText("编制中");
			assertThat(resident.open("/projects/old-and-young").locator("img[alt='儿童之家活动室']")).isVisible();
			assertThat(resident.open("/projects/factory").locator("main")).containsText("未报");
			resident.open("/projects/wharf");
			assertThat(resident.text()).contains("空载试运行").doesNotContain("秘密问题", "请抓紧组织验收");
			assertThat(resident.open("/feed.atom").content().replaceAll("&nbsp;|\u00a0", " "))
				.contains(this.month.getMonthValue() + " 月");
		}
	}

	private void whatIsLateIsChased() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-economy");
			Locator todos = official.page().locator(".todos").first();
			assertThat(todos.locator("li.late", new Locator.LocatorOptions().setHasText("月报待报送")).first())
				.containsText("共富工厂");
			assertThat(todos.locator("li.late", new Locator.LocatorOptions().setHasText("督办")).first()).isVisible();
			official.signOut();
			official.signIn("coordinator");
			assertThat(official.open("/office/orders").locator(".ledger tr", has("共富工厂")).first()).containsText("超期");
			assertThat(official.open("/office/reports?month=" + this.month).locator(".ledger tr", has("共富工厂")))
				.containsText("未报");
		}
	}

	private void write(Visit official, String code, String done) {
		official.open("/office/reports/" + code + "/" + this.month).locator("#done").fill(done);
	}

	private static void submit(Page page) {
		page.locator("main button[name=action][value=submit]").click();
		assertThat(page.locator(".flash")).containsText("已报送");
	}

	private Locator report(Page page, String name) {
		return page.locator("article", has(name))
			.filter(new Locator.FilterOptions()
				.setHasText(this.month.getYear() + " 年 " + this.month.getMonthValue() + " 月月报"));
	}

	private static Page.LocatorOptions has(String name) {
		return new Page.LocatorOptions().setHasText(name);
	}

	private static String light(Locator row) {
		return row.locator(".light").first().innerText().strip();
	}

	private static String word(String light) {
		return switch (light) {
			case "RED" -> "严重滞后";
			case "YELLOW" -> "滞后";
			case "GREEN" -> "正常";
			default -> "已完成";
		};
	}

}

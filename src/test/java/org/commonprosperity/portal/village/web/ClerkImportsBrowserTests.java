package org.commonprosperity.portal.village.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
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
 * A spreadsheet as a village keeps it, from the clerk's desk to the public page, and a
 * wrong one that is taken back before anybody builds on it.
 */
@PortalTest(properties = "portal.test.database=clerk-imports")
class ClerkImportsBrowserTests {

	private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

	private static final String NAME = "沈家弄村收入（定稿）é.xlsx";

	@LocalServerPort
	private int port;

	@Autowired
	private Clock clock;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void takeAMessyFileFromTheClerkToThePublicPageAndAWrongOneBack() {
		int year = LocalDate.now(this.clock).getYear() - 1;
		BigDecimal expected = new BigDecimal("640.00").add(others(year));
		try (Visit clerk = Visit.to(this.port);
				Visit office = Visit.to(this.port);
				Visit resident = Visit.to(this.port, Browsers.width(360))) {
			clerk.signIn("clerk-shenjianong");
			importMessyFile(clerk, year);
			assertThat(publicTotal(resident, year)).isNotEqualTo(shown(expected));
			office.signIn("coordinator");
			approve(office, year);
			assertThat(publicTotal(resident, year)).isEqualTo(shown(expected));
			takeBackAWrongOne(clerk, year);
			office.open("/office/villages/review");
			assertThat(office.text()).doesNotContain("沈家弄村 · " + year + " 年");
			assertThat(publicTotal(resident, year)).isEqualTo(shown(expected));
		}
	}

	private void importMessyFile(Visit clerk, int year) {
		Page page = clerk.open("/office/imports");
		page.locator(".sheets li", new Page.LocatorOptions().setHasText("村集体收入")).locator("a.btn").first().click();
		send(page, NAME, messy(year));
		assertThat(page.locator("#faults")).containsText("2 处问题");
		assertThat(fault(page, "一百二十")).isVisible();
		assertThat(fault(page, "经营收人")).isVisible();
		assertThat(page.locator("main")).not().containsText("写入 3 行");
		assertThat(page.locator("main")).containsText("合计待核");
		assertThat(clerk.violations()).isEmpty();
		Download marked = page.waitForDownload(() -> page.locator("#faults a").click());
		assertThat(marked.suggestedFilename()).isEqualTo("沈家弄村收入（定稿）é（标注问题）.xlsx");
		assertThat(sheetNames(marked.path())).contains("错误清单");

		fault(page, "经营收人").selectOption("经营收入");
		fault(page, "一百二十").fill("１２０");
		page.getByText("按改后的内容重新核对").click();
		assertThat(page.locator(".pagehead .light")).containsText("核对无误");
		assertThat(page.locator("main")).containsText("合计行，核对相符");
		assertThat(clerk.violations()).isEmpty();
		page.locator("main form button", new Page.LocatorOptions().setHasText("写入 3 行")).click();
		assertThat(page.locator("#errors, .field.bad .msg")).containsText("请写明为什么更正");
		page.locator("#reason").fill("按村账更正");
		page.locator("main form button", new Page.LocatorOptions().setHasText("写入 3 行")).click();
		assertThat(page.locator(".pagehead .light")).containsText("已写入");
		assertThat(page.locator(".flash")).containsText("已写入 3 行。待共富办审核");
		assertThat(page.locator("a[href='/office/villages?state=SUBMITTED']")).isVisible();
	}

	@Test
	void leaveNothingForAxeToFindAndNothingToScrollSideways() {
		List<String> addresses = new ArrayList<>(
				List.of("/office/imports", "/office/imports/new", "/office/imports/new?sheet=village-income"));
		int year = LocalDate.now(this.clock).getYear() - 1;
		try (Visit clerk = Visit.to(this.port)) {
			clerk.signIn("clerk-dali");
			addresses.add(sent(clerk, "有问题.xlsx", (sheet) -> {
				row(sheet, 0, "村", "年度", "来源", "金额（万元）");
				row(sheet, 1, "大力村", String.valueOf(year), "经营收人", "一百");
				row(sheet, 2, "", String.valueOf(year), "其他收入", "5");
				row(sheet, 3, "大力村", String.valueOf(year), "其他收入", "5");
				row(sheet, 4, "大力村", String.valueOf(year), "其他收入", "6");
				row(sheet, 5, "合计", "", "", "116");
			}));
			addresses.add(sent(clerk, "无误.xlsx", (sheet) -> {
				row(sheet, 0, "村", "年度", "来源", "金额（万元）");
				row(sheet, 1, "大力村", String.valueOf(year), "其他收入", "90000");
				row(sheet, 2, "大力村", String.valueOf(year + 1), "其他收入", "9");
			}));
			addresses.add(sent(clerk, "不是表格.xlsx", (sheet) -> row(sheet, 0, "没有表头")));
			addresses.add(sent(clerk, "一年一行.xlsx", (sheet) -> {
				row(sheet, 0, "年份", "村", "经营收入（元）", "补助收入（元）");
				row(sheet, 1, String.valueOf(year), "大力村", "1", "2");
			}));
		}
		Map<String, Object> found = new TreeMap<>();
		for (String mode : List.of("standard", "elder")) {
			for (int width : new int[] { 320, 1440 }) {
				try (Visit clerk = Visit.to(this.port, Browsers.width(width))) {
					clerk.prefer("mode", mode).prefer("lang", (width == 320) ? "zh" : "en");
					clerk.signIn("clerk-dali");
					for (String address : addresses) {
						Page page = clerk.open(address);
						page.locator("main details").evaluateAll("all => all.forEach(one => one.open = true)");
						if (!clerk.violations().isEmpty()) {
							found.put(mode + " " + width + " " + address, clerk.violations());
						}
						if (clerk.overflow() > 0) {
							found.put(mode + " " + width + " " + address + " sideways", clerk.overflow());
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
	}

	private static String sent(Visit clerk, String name, Consumer<Sheet> content) {
		Page page = clerk.open("/office/imports/new?sheet=village-income");
		send(page, name, workbook(content));
		return page.url().replaceFirst("^https?://[^/]+", "");
	}

	private void approve(Visit office, int year) {
		Page page = office.open("/office/villages/review");
		Locator income = page.locator("article", new Page.LocatorOptions().setHasText("沈家弄村 · " + year + " 年"));
		assertThat(income).containsText("导入 " + NAME);
		income.locator("[type=checkbox]").check();
		page.getByText("通过所选").click();
		assertThat(page.locator(".flash")).containsText("已通过 1 份");
	}

	private void takeBackAWrongOne(Visit clerk, int year) {
		Page page = clerk.open("/office/imports/new?sheet=village-income");
		send(page, "弄错了.xlsx", workbook((sheet) -> {
			row(sheet, 0, "村", "年度", "来源", "金额（元）");
			row(sheet, 1, "沈家弄村", String.valueOf(year), "经营收入", "99999999");
		}));
		assertThat(page.locator(".pagehead .light")).containsText("核对无误");
		page.locator("#reason").fill("按村账更正");
		page.locator("main form button", new Page.LocatorOptions().setHasText("写入 1 行")).click();
		assertThat(page.locator(".pagehead .light")).containsText("已写入");
		page.locator("main summary", new Page.LocatorOptions().setHasText("撤销这次导入")).click();
		page.locator("main details[open] form button").click();
		assertThat(page.locator("main details[open] .field.bad .msg")).isVisible();
		assertThat(page.getByText("请写明原因")).hasCount(1);
		page.locator("#reason").fill("传错了文件");
		page.locator("main details[open] form button").click();
		assertThat(page.locator(".pagehead .light")).containsText("已撤销");
		assertThat(page.locator("main")).containsText("传错了文件");
		assertThat(clerk.violations()).isEmpty();
	}

	private static void send(Page page, String name, byte[] content) {
		page.locator("#file").setInputFiles(new FilePayload(name, WORKBOOK, content));
		page.getByText("上传并核对").click();
		assertThat(page).hasURL(Pattern.compile("/office/imports/\\d+$"));
	}

	private static Locator fault(Page page, String value) {
		return page.locator("table.faults input[type=text][value='" + value
				+ "'], table.faults select:has(option[value='" + value + "'][selected])");
	}

	/** What of the year the file does not name, in 10 000 yuan. */
	private BigDecimal others(int year) {
		return this.jdbc.sql("""
				select coalesce(sum(l.amount), 0) / 10000 from income_line l join income_return r on r.id = l.return_id
				join community c on c.id = r.community_id
				where c.code = 'shenjianong' and r.year = ? and r.quarter is null and r.state = 'APPROVED'
				and l.source not in ('OPERATING', 'SUBSIDY', 'OTHER')""").param(year).query(BigDecimal.class).single();
	}

	private static String publicTotal(Visit resident, int year) {
		return resident.open("/villages/shenjianong")
			.locator("#sources tbody tr", new Page.LocatorOptions().setHasText(String.valueOf(year)))
			.locator("td.sum")
			.innerText()
			.replaceAll("[^0-9.]", "");
	}

	private static String shown(BigDecimal tenThousands) {
		return tenThousands.setScale(2, RoundingMode.HALF_UP).toPlainString();
	}

	/**
	 * A title over all columns, the village merged over its rows, units in the header, a
	 * total, a note, and two cells that nobody can read.
	 */
	private static byte[] messy(int year) {
		return workbook((sheet) -> {
			row(sheet, 0, year + " 年村级集体经济收入统计表");
			sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 5));
			row(sheet, 1, "填报：　演示村社员甲");
			row(sheet, 2, "序号", "村（社区）", " 年 度", "收入来源", "金额（万元）", "备注");
			row(sheet, 3, "1", "沈家弄村", String.valueOf(year), "经营收人", "５００.００", "店面与厂房");
			row(sheet, 4, "2", null, String.valueOf(year), "补助收入", "一百二十", null);
			row(sheet, 5, "3", null, String.valueOf(year), "其他收入", "20.00", null);
			sheet.addMergedRegion(new CellRangeAddress(3, 5, 1, 1));
			row(sheet, 7, "合计", null, null, null, "640.00", null);
			row(sheet, 8, "说明：以上数据由村账整理。");
		});
	}

	private static void row(Sheet sheet, int at, String... values) {
		Row row = sheet.createRow(at);
		for (int i = 0; i < values.length; i++) {
			if (values[i] != null) {
				row.createCell(i).setCellValue(values[i]);
			}
		}
	}

	private static byte[] workbook(Consumer<Sheet> content) {
		try (XSSFWorkbook workbook = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
			content.accept(workbook.createSheet("收入"));
			workbook.write(out);
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> sheetNames(Path file) {
		try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(file))) {
			return IntStream.range(0, workbook.getNumberOfSheets()).mapToObj(workbook::getSheetName).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package org.commonprosperity.portal.dividend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.commonprosperity.portal.dividend.Payments.Project;
import org.commonprosperity.portal.support.OfficialPages;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.TestClock;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A batch from its preparation over the notice and the bank's file to the statement,
 * played through in Chromium by its people.
 */
@PortalTest(properties = "portal.test.database=payments-browser")
@Import({ TestClock.InPortal.class, Dividends.class, Payments.class })
class PaymentsBrowserTests {

	private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

	@LocalServerPort
	private int port;

	@Autowired
	private Payments payments;

	@Autowired
	private Dividends dividends;

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void aBatchGoesFromFinanceOverTheNoticeAndTheBankToTheStatement() {
		Project project = this.payments.project();
		try (Visit finance = Visit.to(this.port);
				Visit office = Visit.to(this.port);
				Visit editor = Visit.to(this.port)) {
			finance.signIn("finance");
			prepare(finance, project);
			long batch = this.dividends.jdbc.sql("select max(id) from payment_batch").query(Long.class).single();
			String page = "/office/dividends/payments/" + batch;
			office.signIn("coordinator");
			office.open("/office");
			office.mustSay("付款批次待公示");
			office.open(page).locator("main button", new Page.LocatorOptions().setHasText("发布公示")).click();
			assertThat(office.page().locator(".flash")).containsText("已公示");
			office.mustSay("公示：2026 年 1 月 20 日至 2026 年 1 月 26 日（7 天）");
			assertThat(office.violations()).isEmpty();
			object(editor.signIn("editor-agriculture"), batch);
			answer(office, page);
			this.dividends.at("2026-01-27T09:00");
			office.open(page).locator("main button", new Page.LocatorOptions().setHasText("复核通过，交银行付款")).click();
			assertThat(office.page().locator(".pagehead .report-state")).hasText("银行办理中");
			List<String> references = takeOut(finance, page, project);
			answered(finance, references);
			settled(finance, page, project);
			statement(finance, project);
		}
	}

	private void prepare(Visit finance, Project project) {
		finance.open("/office").getByText("试验项目" + project.code()).first().click();
		assertThat(finance.page()).hasURL(Pattern.compile("payments/new\\?project=.*&year=2025"));
		assertThat(finance.page().locator(".count")).containsText("84\u202f000.00");
		assertThat(finance.violations()).isEmpty();
		finance.page().locator("#numbers").fill("X-404");
		finance.page().locator("main button", new Page.LocatorOptions().setHasText("准备这一批")).click();
		assertThat(finance.page().locator("#errors")).containsText("X-404");
		assertThat(finance.violations()).isEmpty();
		finance.page().locator("#numbers").fill("");
		finance.page().locator("main button", new Page.LocatorOptions().setHasText("准备这一批")).click();
		assertThat(finance.page().locator(".flash")).containsText("已准备");
		assertThat(finance.page().locator(".pagehead .report-state")).hasText("待复核");
	}

	private void object(Visit editor, long batch) {
		Page page = editor.open("/office/dividends/payments/" + batch);
		page.getByText("登记异议").click();
		page.locator("main form button").click();
		assertThat(page.locator("#errors")).containsText("请填写异议内容");
		assertThat(editor.violations()).isEmpty();
		page.locator("#objection").fill("有一户认为少算了");
		page.locator("main form button").click();
		assertThat(page.locator(".flash")).containsText("已登记异议");
	}

	private void answer(Visit office, String batch) {
		office.open("/office").getByText("公示异议待答复").first().isVisible();
		Page page = office.open(batch);
		assertThat(page.locator("main")).containsText("还有异议没有答复");
		page.locator("main a", new Page.LocatorOptions().setHasText("答复异议")).click();
		page.locator("#answer").fill("已核对，按 365 天计算，无误");
		assertThat(office.violations()).isEmpty();
		page.locator("main button", new Page.LocatorOptions().setHasText("保存答复")).click();
		assertThat(page.locator("main")).containsText("已核对，按 365 天计算，无误");
	}

	/** The bank's file, with accounts as text; answers with the references in it. */
	private List<String> takeOut(Visit finance, String batch, Project project) {
		Page page = finance.open(batch);
		assertThat(finance.violations()).isEmpty();
		Download file = page.waitForDownload(() -> page.getByText("银行付款文件（Excel）").click());
		List<String> references = new ArrayList<>();
		try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(file.path()))) {
			for (Row row : workbook.getSheetAt(0)) {
				Cell first = row.getCell(0);
				if (first != null && first.getCellType() == CellType.STRING
						&& first.getStringCellValue().startsWith("FH")) {
					references.add(first.getStringCellValue());
					assertThat(row.getCell(1).getStringCellValue()).isIn(project.collective(), project.one(),
							project.two());
					assertThat(row.getCell(3).getCellType()).isEqualTo(CellType.STRING);
					assertThat(row.getCell(3).getStringCellValue()).startsWith("6222020000");
					assertThat(row.getCell(5).getCellType()).isEqualTo(CellType.NUMERIC);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		assertThat(references).hasSize(3);
		finance.open(batch);
		finance.mustSay("取出银行文件");
		return references;
	}

	/** Two were paid, one account was wrong. */
	private void answered(Visit finance, List<String> references) {
		byte[] content = workbook(List.of(List.of("付款编号", "处理结果", "交易日期", "银行流水号", "失败原因"),
				List.of(references.get(0), "成功", "2026-01-27", "YH001", ""),
				List.of(references.get(1), "支付成功", "2026/1/27", "YH002", ""),
				List.of(references.get(2), "失败", "20260127", "", "账号不符")));
		Page page = finance.open("/office/imports/new?sheet=bank-answers");
		assertThat(finance.violations()).isEmpty();
		page.locator("#file").setInputFiles(new FilePayload("回单.xlsx", WORKBOOK, content));
		page.locator("main button", new Page.LocatorOptions().setHasText("上传并核对")).click();
		assertThat(page.locator(".pagehead .light")).containsText("核对无误");
		page.locator("main form button", new Page.LocatorOptions().setHasText("写入 3 行")).click();
		assertThat(page.locator(".pagehead .light")).containsText("已写入");
	}

	private void settled(Visit finance, String batch, Project project) {
		Page page = finance.open(batch);
		assertThat(page.locator(".pagehead .report-state")).hasText("已办结");
		assertThat(page.locator("main")).containsText("账号不符");
		assertThat(page.locator("main")).containsText("1 笔没有付成或被退回");
		assertThat(finance.violations()).isEmpty();
		page.locator("main .choices a", new Page.LocatorOptions().setHasText("未付成")).click();
		assertThat(page.locator("#lines tbody tr")).hasCount(1);
		finance.open("/office/dividends/payments?state=SETTLED");
		finance.mustSay("试验项目" + project.code());
		assertThat(finance.violations()).isEmpty();
	}

	private void statement(Visit finance, Project project) {
		Page page = finance.open("/office/dividends/statements");
		page.locator("#word").fill(project.collective());
		page.locator("main button", new Page.LocatorOptions().setHasText("查找")).click();
		assertThat(finance.violations()).isEmpty();
		page.getByText(project.collective()).first().click();
		finance.mustSay("出资 1\u202f000\u202f000.00 元 × 年分红 8% × 365 ÷ 365 天 = 80\u202f000.00 元");
		finance.mustSay("银行 2026-01-27 付");
		assertThat(page.locator(".count li").last()).containsText("0.00");
		assertThat(finance.violations()).isEmpty();
		page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
		assertThat(page.locator("main .filter")).isHidden();
		assertThat(page.locator("main .statement")).isVisible();
		page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
		page.locator("#from").fill("2026-03-01");
		page.locator("#to").fill("2026-02-01");
		page.locator("main .filter button").click();
		assertThat(page.locator(".flash.problem")).containsText("日期看不懂");
		assertThat(finance.violations()).isEmpty();
	}

	@Test
	void everyPageFitsAPhoneAndADeskInBothModesAndLanguages() {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025, project.one());
		this.payments.publish(batch);
		this.payments.notices.object(this.payments.notice(batch), this.dividends.clock.today(), "有一户认为少算了",
				UUID.randomUUID(), this.dividends.finance());
		long posted = this.payments.posted(project.code(), 2025, project.two());
		List<String> pages = List.of("/office/dividends/payments", "/office/dividends/payments/" + batch,
				"/office/dividends/payments/" + posted,
				"/office/dividends/payments/new?project=" + project.code() + "&year=2025", "/office/dividends/notices",
				"/office/dividends/statements", "/office/dividends/statements/" + project.one(),
				"/office/dividends/due");
		assertThat(OfficialPages.faults(this.port, Map.of("finance", pages))).isEmpty();
	}

	private static byte[] workbook(List<List<String>> rows) {
		try (XSSFWorkbook workbook = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
			Sheet sheet = workbook.createSheet("回单");
			for (int at = 0; at < rows.size(); at++) {
				Row row = sheet.createRow(at);
				for (int column = 0; column < rows.get(at).size(); column++) {
					row.createCell(column).setCellValue(rows.get(at).get(column));
				}
			}
			workbook.write(out);
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

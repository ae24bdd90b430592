package org.commonprosperity.portal.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A template can be filled in without a word more: choices to choose from, notes, cells
 * that keep what is typed, and headings that come back as the columns they are.
 */
class TemplateWriterTests {

	private static final List<Column> COLUMNS = List.of(
			Column.of("code", ColumnType.IDENTIFIER, "银行流水号").needed().asKey().atMost(40).noted("银行回单上的流水号"),
			Column.of("name", ColumnType.TEXT, "出资人").needed(),
			Column.of("kind", ColumnType.CHOICE, "类型")
				.needed()
				.oneOf(List.of(new Choice("A", "村集体"), new Choice("B", "低保家庭"))),
			Column.of("village", ColumnType.CHOICE, "村社")
				.oneOf(IntStream.range(0, 120).mapToObj((n) -> new Choice("v" + n, "第" + n + "个村")).toList()),
			Column.of("amount", ColumnType.AMOUNT, "金额").atLeast(0), Column.of("share", ColumnType.PERCENT, "比例"),
			Column.of("on", ColumnType.DATE, "日期"), Column.of("people", ColumnType.INTEGER, "人数"));

	private final TemplateWriter writer = new TemplateWriter(messages());

	static ResourceBundleMessageSource messages() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages-spreadsheet");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return messages;
	}

	@BeforeEach
	void chinese() {
		LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
	}

	@AfterEach
	void noLanguage() {
		LocaleContextHolder.resetLocaleContext();
	}

	@Test
	void headingsCarryStarAndUnitAndComeBackAsTheirColumns() throws IOException {
		Sheet sheet = template().getSheetAt(0);
		assertThat(sheet.getSheetName()).isEqualTo("出资登记");
		List<String> headings = IntStream.range(0, COLUMNS.size())
			.mapToObj((at) -> sheet.getRow(0).getCell(at).getStringCellValue())
			.toList();
		assertThat(headings).containsExactly("*银行流水号", "*出资人", "*类型", "村社", "金额（元）", "比例（%）", "日期", "人数");
		for (int at = 0; at < COLUMNS.size(); at++) {
			assertThat(Heading.of(headings.get(at)).fits(Heading.of(COLUMNS.get(at).heading()))).as(headings.get(at))
				.isPositive();
		}
	}

	@Test
	void cellsKeepWhatIsTyped() throws IOException {
		Sheet sheet = template().getSheetAt(0);
		List<String> formats = IntStream.range(0, COLUMNS.size())
			.mapToObj((at) -> sheet.getColumnStyle(at).getDataFormatString())
			.toList();
		assertThat(formats).containsExactly("@", "@", "@", "@", "#,##0.00", "0.00", "yyyy-mm-dd", "0");
	}

	@Test
	void choicesDropDownAndALongListStandsInAHiddenSheet() throws IOException {
		XSSFWorkbook workbook = template();
		List<? extends DataValidation> validations = workbook.getSheetAt(0).getDataValidations();
		assertThat(validations).hasSize(2);
		DataValidationConstraint listed = validations.get(0).getValidationConstraint();
		assertThat(listed.getExplicitListValues()).containsExactly("村集体", "低保家庭");
		assertThat(validations.get(0).getRegions().getCellRangeAddresses()[0].formatAsString()).startsWith("C2:C");
		assertThat(validations.get(1).getValidationConstraint().getFormula1()).isEqualTo("'可选内容'!$D$1:$D$120");
		int hidden = workbook.getSheetIndex("可选内容");
		assertThat(workbook.isSheetHidden(hidden)).isTrue();
		assertThat(workbook.getSheetAt(hidden).getRow(119).getCell(3).getStringCellValue()).isEqualTo("第119个村");
	}

	@Test
	void notesAndASheetSayWhatAColumnTakes() throws IOException {
		XSSFWorkbook workbook = template();
		String note = workbook.getSheetAt(0).getRow(0).getCell(0).getCellComment().getString().getString();
		assertThat(note).contains("必填").contains("开头的 0").contains("银行回单上的流水号").contains("最多 40 个字");
		Sheet explained = workbook.getSheet("填表说明");
		for (int at = 0; at < COLUMNS.size(); at++) {
			assertThat(explained.getRow(at + 1).getCell(0).getStringCellValue()).contains(COLUMNS.get(at).heading());
			assertThat(explained.getRow(at + 1).getCell(1).getStringCellValue())
				.isEqualTo(COLUMNS.get(at).required() ? "是" : "否");
		}
		assertThat(explained.getRow(3).getCell(2).getStringCellValue()).contains("村集体、低保家庭");
		assertThat(explained.getRow(5).getCell(2).getStringCellValue()).contains("不小于 0");
	}

	private XSSFWorkbook template() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.writer.write("出资登记", COLUMNS, out);
		return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
	}

}

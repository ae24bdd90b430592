package org.commonprosperity.portal.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that could not be taken comes back with its faults where they are: in place in a
 * workbook, in a new one of a .csv or .xls, and only the faulty rows of a large file.
 */
class FaultyWorkbookTests {

	private static final List<Fault> FAULTS = List.of(new Fault(2, 1, "金额", "=十元", "不是数字。请写成 10.00"),
			new Fault(2, 1, "金额", "=十元", "没有单位"), new Fault(3, null, null, null, "和第 2 行是同一条"));

	@TempDir
	private Path folder;

	private final FaultyWorkbook faulty = new FaultyWorkbook(
			new SpreadsheetFiles(new SpreadsheetLimits(DataSize.ofMegabytes(20), 200_000, 200, 32_767,
					DataSize.ofMegabytes(400), DataSize.ofMegabytes(64), DataSize.ofMegabytes(32))),
			TemplateWriterTests.messages());

	@BeforeEach
	void chinese() {
		LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
	}

	@AfterEach
	void noLanguage() {
		LocaleContextHolder.resetLocaleContext();
	}

	@Test
	void aWorkbookStaysAsItCameWithItsFaultyCellsMarked() throws IOException {
		Path file = workbook(new XSSFWorkbook(), "x.xlsx");
		XSSFWorkbook back = write(file, "x.xlsx", FAULTS);
		mustBeMarked(back, 1, 0);
		Sheet sheet = back.getSheetAt(0);
		assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("001");
		assertThat(sheet.getRow(2).getCell(1).getNumericCellValue()).isEqualTo(12.5);
		assertThat(sheet.getRow(0).getCell(0).getCellComment()).isNull();
	}

	@Test
	void aCsvAndAnOldWorkbookBecomeANewOneOfTheirValues() throws IOException {
		Path csv = this.folder.resolve("x.csv");
		Files.write(csv, "编号,金额\r\n001,=十元\r\n002,12.5\r\n".getBytes(Charset.forName("GB18030")));
		Path xls = workbook(new HSSFWorkbook(), "x.xls");
		for (Path file : List.of(csv, xls)) {
			XSSFWorkbook back = write(file, file.getFileName().toString(), FAULTS);
			mustBeMarked(back, 1, 0);
			assertThat(back.getSheetAt(0).getRow(1).getCell(0).getStringCellValue()).isEqualTo("001");
			assertThat(back.getSheetAt(0).getRow(2).getCell(1).getStringCellValue()).isEqualTo("12.5");
		}
	}

	@Test
	void hasWhatWasMendedAndNothingOfTheRowsLeftOut() throws IOException {
		Path csv = this.folder.resolve("x.csv");
		Files.write(csv, "编号,金额\r\n001,=十元\r\n002,12.5\r\n".getBytes(Charset.forName("GB18030")));
		for (Path file : List.of(workbook(new XSSFWorkbook(), "x.xlsx"), csv)) {
			XSSFWorkbook back = write(file, file.getFileName().toString(),
					Map.of("2:1", "10.00", "2:0", "", "3:out", "1", "2:3", "新"), List.of());
			Row row = back.getSheetAt(0).getRow(1);
			assertThat(row.getCell(1).getStringCellValue()).isEqualTo("10.00");
			assertThat(row.getCell(3).getStringCellValue()).isEqualTo("新");
			for (Cell cell : List.of(cell(back, 1, 0), cell(back, 2, 0), cell(back, 2, 1))) {
				assertThat(cell.getCellType()).isEqualTo(CellType.BLANK);
			}
		}
	}

	private static Cell cell(XSSFWorkbook workbook, int row, int column) {
		Row found = workbook.getSheetAt(0).getRow(row);
		return ((found != null) ? found : workbook.getSheetAt(0).createRow(row)).getCell(column,
				Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
	}

	@Test
	void aLargeFileComesBackAsItsFaultyRows() throws IOException {
		Path file = this.folder.resolve("large.xlsx");
		try (OutputStream out = Files.newOutputStream(file)) {
			org.dhatim.fastexcel.Workbook large = new org.dhatim.fastexcel.Workbook(out, "Test", "1.0");
			Worksheet sheet = large.newWorksheet("大表");
			for (int at = 0; at < 30_000; at++) {
				sheet.inlineString(at, 0, (at == 0) ? "编号" : "编号" + at);
				sheet.inlineString(at, 1, (at == 0) ? "金额" : "=十元");
				if (at % 1000 == 0) {
					sheet.flush();
				}
			}
			large.finish();
		}
		XSSFWorkbook back = write(file, "large.xlsx", List.of(new Fault(25_001, 1, "金额", "=十元", "不是数字")));
		Sheet sheet = back.getSheetAt(0);
		assertThat(sheet.getLastRowNum()).isEqualTo(1);
		assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("行");
		assertThat(sheet.getRow(0).getCell(1).getStringCellValue()).isEqualTo("编号");
		assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("25001");
		assertThat(sheet.getRow(1).getCell(1).getStringCellValue()).isEqualTo("编号25000");
		assertThat(sheet.getRow(1).getCell(2).getCellComment().getString().getString()).isEqualTo("不是数字");
		assertThat(sheet.getRow(1).getCell(2).getCellStyle().getFillForegroundColorColor()).isNotNull();
	}

	@Test
	void listsTheFirstThousandAndSaysHowManyMore() throws IOException {
		Path file = workbook(new XSSFWorkbook(), "x.xlsx");
		List<Fault> many = new ArrayList<>();
		IntStream.range(0, 1005).forEach((n) -> many.add(new Fault(2 + n % 2, 1, "金额", "x", "第" + n + "个原因")));
		Sheet list = write(file, "x.xlsx", many).getSheet("错误清单");
		assertThat(list.getLastRowNum()).isEqualTo(1001);
		assertThat(list.getRow(1000).getCell(3).getStringCellValue()).isEqualTo("第999个原因");
		assertThat(list.getRow(1001).getCell(3).getStringCellValue()).contains("5");
	}

	private static void mustBeMarked(XSSFWorkbook back, int row, int sheet) {
		XSSFCell cell = back.getSheetAt(sheet).getRow(row).getCell(1);
		assertThat(cell.getStringCellValue()).isEqualTo("=十元");
		assertThat(cell.getCellComment().getString().getString()).isEqualTo("不是数字。请写成 10.00\n没有单位");
		assertThat(cell.getCellStyle().getFillForegroundColorColor().getARGBHex()).endsWith("FFD6D6");
		assertThat(back.getSheetAt(sheet).getRow(row + 1).getCell(0).getCellComment().getString().getString())
			.isEqualTo("和第 2 行是同一条");
		assertThat(back.getSheetAt(sheet).getRow(row + 1).getCell(1).getCellStyle().getFillForegroundColorColor())
			.isNull();
		Sheet list = back.getSheet("错误清单");
		List<String> first = new ArrayList<>();
		list.getRow(1).forEach((one) -> first.add(one.getStringCellValue()));
		assertThat(first).containsExactly("2", "金额", "=十元", "不是数字。请写成 10.00");
		assertThat(list.getLastRowNum()).isEqualTo(3);
	}

	private Path workbook(Workbook workbook, String name) throws IOException {
		Sheet sheet = workbook.createSheet("出资");
		sheet.createRow(0).createCell(0).setCellValue("编号");
		sheet.getRow(0).createCell(1).setCellValue("金额");
		sheet.createRow(1).createCell(0).setCellValue("001");
		sheet.getRow(1).createCell(1).setCellValue("=十元");
		sheet.createRow(2).createCell(0).setCellValue("002");
		sheet.getRow(2).createCell(1).setCellValue(12.5);
		Path file = this.folder.resolve(name);
		try (workbook; OutputStream out = Files.newOutputStream(file)) {
			workbook.write(out);
		}
		return file;
	}

	private XSSFWorkbook write(Path file, String name, List<Fault> faults) throws IOException {
		return write(file, name, Map.of(), faults);
	}

	private XSSFWorkbook write(Path file, String name, Map<String, String> mended, List<Fault> faults)
			throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.faulty.write(file, name, 0, 1, mended, faults, out);
		return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
	}

}

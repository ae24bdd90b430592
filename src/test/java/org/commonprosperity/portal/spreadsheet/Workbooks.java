package org.commonprosperity.portal.spreadsheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.springframework.util.unit.DataSize;

/**
 * Spreadsheets as offices send them, and what reads them.
 */
final class Workbooks {

	static final SpreadsheetLimits LIMITS = new SpreadsheetLimits(DataSize.ofMegabytes(20), 200_000, 200, 32_767,
			DataSize.ofMegabytes(400), DataSize.ofMegabytes(64), DataSize.ofMegabytes(32));

	/** The columns of most of the tests' tables. */
	static final List<Column> COLUMNS = List.of(
			Column.of("village", ColumnType.TEXT, "村（社区）", "村名", "Village").needed().asKey().atMost(50),
			Column.of("year", ColumnType.YEAR, "年度", "年份", "Year").needed().asKey(),
			Column.of("account", ColumnType.IDENTIFIER, "银行账号").asKey(),
			Column.of("source", ColumnType.CHOICE, "来源")
				.oneOf(List.of(new Choice("OPERATING", "经营收入", "经营性收入"), new Choice("SUBSIDY", "补助收入"))),
			Column.of("amount", ColumnType.AMOUNT, "金额", "收入金额", "Amount").needed().addedUp().atLeast(0),
			Column.of("people", ColumnType.INTEGER, "人数").addedUp(), Column.of("area", ColumnType.DECIMAL, "面积"),
			Column.of("share", ColumnType.PERCENT, "完成比例"), Column.of("day", ColumnType.DATE, "到账日期"),
			Column.of("note", ColumnType.TEXT, "备注"));

	/**
	 * Style numbers of {@link #raw}: what is at the place in this list, after General.
	 */
	static final List<String> FORMATS = List.of("yyyy\\-mm\\-dd", "0.00%", "h:mm:ss", "000000", "0!.0,", "#,##0.00",
			"yyyy\"年\"m\"月\"d\"日\"", "0", "@");

	private static final String SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

	private static final String REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

	private Workbooks() {
	}

	/** A packed workbook of one sheet. */
	static byte[] xlsx(Consumer<Sheet> content) {
		return written(new XSSFWorkbook(), content);
	}

	/** An old workbook of one sheet. */
	static byte[] xls(Consumer<Sheet> content) {
		return written(new HSSFWorkbook(), content);
	}

	private static byte[] written(Workbook workbook, Consumer<Sheet> content) {
		try (workbook; ByteArrayOutputStream output = new ByteArrayOutputStream()) {
			content.accept(workbook.createSheet("收入"));
			workbook.write(output);
			return output.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Fills a row, numbers as numbers, the rest as text; null leaves a cell out. */
	static void row(Sheet sheet, int number, Object... values) {
		Row row = sheet.createRow(number - 1);
		for (int column = 0; column < values.length; column++) {
			if (values[column] instanceof Number value) {
				row.createCell(column).setCellValue(value.doubleValue());
			}
			else if (values[column] != null) {
				row.createCell(column).setCellValue(values[column].toString());
			}
		}
	}

	/**
	 * A packed workbook whose sheet is written as given.
	 * @param rows what stands in sheetData
	 * @param behind what stands behind it
	 */
	static byte[] raw(String rows, String behind) {
		return zip(parts(rows, behind));
	}

	static byte[] raw(String rows) {
		return raw(rows, "");
	}

	/** The parts of such a workbook, to be changed before it is packed. */
	static Map<String, byte[]> parts(String rows, String behind) {
		Map<String, String> parts = new LinkedHashMap<>();
		String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
		parts
			.put("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
					+ "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
					+ "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + types + "sheet.main+xml\"/>"
					+ "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + types
					+ "worksheet+xml\"/></Types>");
		parts.put("_rels/.rels", related("officeDocument", "xl/workbook.xml"));
		parts.put("xl/workbook.xml", "<workbook xmlns=\"" + SPREADSHEET + "\" xmlns:r=\"" + REFERENCES
				+ "\"><workbookPr/><sheets><sheet name=\"收入\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
		parts.put("xl/_rels/workbook.xml.rels", related("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"));
		StringBuilder formats = new StringBuilder();
		StringBuilder used = new StringBuilder("<xf numFmtId=\"0\"/>");
		for (int index = 0; index < FORMATS.size(); index++) {
			formats.append("<numFmt numFmtId=\"")
				.append(176 + index)
				.append("\" formatCode=\"")
				.append(FORMATS.get(index).replace("\"", "&quot;"))
				.append("\"/>");
			used.append("<xf numFmtId=\"").append(176 + index).append("\"/>");
		}
		parts.put("xl/styles.xml",
				"<styleSheet xmlns=\"" + SPREADSHEET + "\"><numFmts>" + formats
						+ "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + used
						+ "</cellXfs></styleSheet>");
		parts.put("xl/worksheets/sheet1.xml",
				"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"" + SPREADSHEET
						+ "\"><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>");
		Map<String, byte[]> bytes = new LinkedHashMap<>();
		parts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
		return bytes;
	}

	private static String related(String... typesAndTargets) {
		StringBuilder related = new StringBuilder(
				"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
		for (int index = 0; index < typesAndTargets.length; index += 2) {
			related.append("<Relationship Id=\"rId")
				.append(index / 2 + 1)
				.append("\" Type=\"")
				.append(REFERENCES)
				.append('/')
				.append(typesAndTargets[index])
				.append("\" Target=\"")
				.append(typesAndTargets[index + 1])
				.append("\"/>");
		}
		return related.append("</Relationships>").toString();
	}

	static byte[] zip(Map<String, byte[]> parts) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(output)) {
			for (Map.Entry<String, byte[]> part : parts.entrySet()) {
				zip.putNextEntry(new ZipEntry(part.getKey()));
				zip.write(part.getValue());
				zip.closeEntry();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return output.toByteArray();
	}

	/** A row of inline texts. */
	static String words(String... words) {
		StringBuilder row = new StringBuilder("<row>");
		for (String word : words) {
			row.append("<c t=\"inlineStr\"><is><t>")
				.append(word.replace("&", "&amp;").replace("<", "&lt;"))
				.append("</t></is></c>");
		}
		return row.append("</row>").toString();
	}

	static OpenedFile open(byte[] content, String name) {
		return open(content, name, LIMITS);
	}

	/** What is opened stays readable: it is a copy for the test alone. */
	static OpenedFile open(byte[] content, String name, SpreadsheetLimits limits) {
		try {
			Path file = Files.createTempFile("sheet", ".bin");
			file.toFile().deleteOnExit();
			Files.write(file, content);
			return new SpreadsheetFiles(limits).open(file, name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<ReadRow> read(byte[] content, List<Column> columns) {
		return read(content, columns, Map.of());
	}

	/** Recognises a table and reads it. */
	static List<ReadRow> read(byte[] content, List<Column> columns, Map<String, String> mended) {
		TableReader reader = new TableReader();
		List<ReadRow> rows = new ArrayList<>();
		try (OpenedFile file = open(content, "收入 é.xlsx")) {
			Recognition found = reader.recognise(file, columns).guess();
			reader.read(file, columns, found, mended, rows::add, (row) -> {
			});
		}
		return rows;
	}

}

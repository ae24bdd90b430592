package org.commonprosperity.portal.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.commonprosperity.portal.shared.Refusal;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A file is taken for what is in it; what cannot be read or is too much is refused with a
 * reason of its own.
 */
class SpreadsheetFilesTests {

	private static final String ROW = "<row><c t=\"inlineStr\"><is><t>甲</t></is></c></row>";

	@Test
	void whatIsNoSpreadsheetIsRefusedWithWhatToDo() throws IOException {
		Map<String, byte[]> word = Map
			.of("[Content_Types].xml", bytes("<Types><Override PartName=\"/word/document.xml\" "
					+ "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"),
					"word/document.xml", bytes("<document/>"));
		assertThat(refusal(new byte[0], "a.xlsx")).isEqualTo("sheet.file.empty");
		assertThat(refusal(bytes("\uFEFF \r\n,,\r\n"), "a.csv")).isEqualTo("sheet.file.empty");
		assertThat(refusal(bytes("%PDF-1.7 ..."), "a.xlsx")).isEqualTo("sheet.file.foreign");
		assertThat(refusal(new byte[] { (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0 }, "a.xls"))
			.isEqualTo("sheet.file.foreign");
		assertThat(refusal(new byte[] { 1, 2, 0, 3 }, "表.et")).isEqualTo("sheet.file.wps");
		assertThat(refusal(bytes(" <html><table><tr><td>1</td></tr></table></html>"), "a.xls"))
			.isEqualTo("sheet.file.page");
		assertThat(refusal(bytes("<?xml version=\"1.0\"?><Workbook/>"), "a.xls")).isEqualTo("sheet.file.page");
		assertThat(refusal(Workbooks.zip(word), "a.xlsx")).isEqualTo("sheet.file.foreign");
		assertThat(refusal(Workbooks.zip(Map.of("a.txt", bytes("a"))), "a.zip")).isEqualTo("sheet.file.foreign");
		assertThat(refusal(Workbooks.zip(Map.of("mimetype", bytes("application/vnd.oasis.opendocument.spreadsheet"),
				"content.xml", bytes("<a/>"))), "a.ods"))
			.isEqualTo("sheet.file.ods");
		assertThat(refusal(ole("WordDocument"), "a.doc")).isEqualTo("sheet.file.foreign");
		assertThat(refusal(ole("Book"), "a.xls")).isEqualTo("sheet.file.old");
		assertThat(refusal(new byte[] { 9, 4, 6, 0, 0, 0, 16, 0 }, "a.xls")).isEqualTo("sheet.file.old");
	}

	@Test
	void macrosBinaryWorkbooksAndPasswordsAreRefused() throws IOException {
		assertThat(refusal(changed("[Content_Types].xml",
				"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
				"application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "a.xlsx"))
			.isEqualTo("sheet.file.macro");
		assertThat(refusal(changed("[Content_Types].xml",
				"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
				"application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "a.xlsx"))
			.isEqualTo("sheet.file.binary");
		assertThat(refusal(ole("EncryptedPackage"), "a.xlsx")).isEqualTo("sheet.file.encrypted");
		Biff8EncryptionKey.setCurrentUserPassword("secret");
		try {
			assertThat(refusal(Workbooks.xls((sheet) -> Workbooks.row(sheet, 1, "甲")), "a.xls"))
				.isEqualTo("sheet.file.encrypted");
		}
		finally {
			Biff8EncryptionKey.setCurrentUserPassword(null);
		}
	}

	@Test
	void damagedFilesAreRefused() {
		byte[] xlsx = Workbooks.raw(ROW);
		byte[] xls = Workbooks.xls((sheet) -> Workbooks.row(sheet, 1, "甲"));
		assertThat(refusal(Arrays.copyOf(xlsx, xlsx.length / 2), "a.xlsx")).isEqualTo("sheet.file.damaged");
		assertThat(refusal(Arrays.copyOf(xls, 600), "a.xls")).isEqualTo("sheet.file.damaged");
		for (String rows : List.of("<row><c></row>", "<row r=\"2\"/><row r=\"1\"/>",
				"<row><c><v>&unknown;</v></c></row>", "<row><c t=\"s\"><v>7</v></c></row>", "<row",
				"<row><c r=\"1\"><v>1</v></c></row>")) {
			assertThat(readRefusal(Workbooks.raw(rows), Workbooks.LIMITS)).as(rows).isEqualTo("sheet.file.damaged");
		}
		assertThat(
				readRefusal(
						changed("xl/worksheets/sheet1.xml", "<worksheet",
								"<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><worksheet"),
						Workbooks.LIMITS))
			.isEqualTo("sheet.file.damaged");
	}

	@Test
	void whatIsOverALimitIsRefused() {
		SpreadsheetLimits small = new SpreadsheetLimits(DataSize.ofKilobytes(20), 3, 2, 5, DataSize.ofKilobytes(200),
				DataSize.ofKilobytes(20), DataSize.ofKilobytes(20));
		byte[] noise = new byte[30_000];
		new Random(1).nextBytes(noise);
		assertThat(refusal(noise, "a.csv", small)).isEqualTo("sheet.file.large");
		for (String file : List.of("rows", "columns", "text")) {
			String csv = switch (file) {
				case "rows" -> "a\nb\n\nc\nd\n";
				case "columns" -> "a,b,c\n";
				default -> "123456\n";
			};
			String rows = switch (file) {
				case "rows" -> ROW.repeat(4);
				case "columns" -> "<row><c r=\"C1\"><v>1</v></c></row>";
				default -> ROW.replace("甲", "123456");
			};
			assertThat(readRefusal(Workbooks.raw(rows), small)).isEqualTo("sheet.file." + file);
			assertThat(readRefusal(bytes(csv), small))
				.isEqualTo(file.equals("text") ? "sheet.file.quote" : "sheet.file." + file);
			assertThat(readRefusal(Workbooks.xls((sheet) -> {
				switch (file) {
					case "rows" -> List.of(1, 2, 5, 9).forEach((number) -> Workbooks.row(sheet, number, "a"));
					case "columns" -> Workbooks.row(sheet, 1, "a", "b", "c");
					default -> Workbooks.row(sheet, 1, "123456");
				}
			}), small)).isEqualTo("sheet.file." + file);
		}
		assertThat(readRefusal(Workbooks.raw(ROW + " ".repeat(300_000)), small)).isEqualTo("sheet.file.unpacked");
		assertThat(rows(Workbooks.raw(ROW.repeat(3) + "<row><c r=\"XFD4\" s=\"1\"/></row>"), small)).hasSize(3);
	}

	@Test
	void aBombIsRefusedBeforeItUnfoldsWhateverItSaysOfItsSize() throws IOException {
		byte[] bomb = bomb("<row>" + "<c><v>1</v></c>".repeat(100) + "</row>", 600);
		assertThat(bomb.length).isLessThan(5_000_000);
		assertThat(readRefusal(bomb, Workbooks.LIMITS)).isEqualTo("sheet.file.unpacked");
		byte[] lying = bomb.clone();
		for (int at = 0; at + 46 < lying.length; at++) {
			if (lying[at] == 'P' && lying[at + 1] == 'K' && lying[at + 2] == 1 && lying[at + 3] == 2) {
				Arrays.fill(lying, at + 24, at + 26, (byte) 0);
				lying[at + 26] = 1;
				lying[at + 27] = 0;
			}
		}
		assertThat(readRefusal(lying, Workbooks.LIMITS)).isIn("sheet.file.unpacked", "sheet.file.rows",
				"sheet.file.damaged");
	}

	/** A sheet of the row again and again, to so many megabytes. */
	private static byte[] bomb(String row, int megabytes) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		byte[] block = bytes(row.repeat(1_000_000 / row.length() + 1));
		try (ZipOutputStream zip = new ZipOutputStream(output)) {
			for (Map.Entry<String, byte[]> part : Workbooks.parts("", "").entrySet()) {
				zip.putNextEntry(new ZipEntry(part.getKey()));
				boolean sheet = part.getKey().endsWith("sheet1.xml");
				String text = new String(part.getValue(), StandardCharsets.UTF_8);
				zip.write(bytes(sheet ? text.substring(0, text.indexOf("</sheetData>")) : text));
				for (int count = 0; sheet && count < megabytes; count++) {
					zip.write(block);
				}
				zip.write(bytes(sheet ? text.substring(text.indexOf("</sheetData>")) : ""));
				zip.closeEntry();
			}
		}
		return output.toByteArray();
	}

	@Test
	void stylesThatGrewForYearsAreNoBomb() {
		String style = "<cellStyle name=\"常规 2 2 2\" xfId=\"1\" builtinId=\"0\"/>";
		byte[] file = changed("xl/styles.xml", "</styleSheet>",
				"<cellStyles>" + style.repeat(400_000) + "</cellStyles></styleSheet>");
		assertThat(file.length).isLessThan(200_000);
		assertThat(rows(file, Workbooks.LIMITS)).hasSize(1);
	}

	@Test
	void whatWouldFillTheMemoryIsRefused() {
		StringBuilder names = new StringBuilder();
		for (int index = 0; index < 300_000; index++) {
			names.append("<n").append(index).append("/>");
		}
		assertThat(rows(Workbooks.raw(ROW, names.toString()), Workbooks.LIMITS)).hasSize(1);
		for (String rows : List.of("<row a=\"" + "x".repeat(3_000_000) + "\"/>", "<!--" + "x".repeat(3_000_000) + "-->",
				"<a>".repeat(1000) + "</a>".repeat(1000), "<" + "x".repeat(3_000_000) + "/>")) {
			assertThat(readRefusal(Workbooks.raw(rows), Workbooks.LIMITS)).isEqualTo("sheet.file.damaged");
		}
	}

	@Test
	void hiddenSheetsAreNotOfferedAndChartsAreNone() throws IOException {
		for (Workbook workbook : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
			workbook.createSheet("一");
			workbook.createSheet("二");
			workbook.createSheet("三");
			workbook.setSheetVisibility(1, SheetVisibility.HIDDEN);
			try (workbook; ByteArrayOutputStream output = new ByteArrayOutputStream()) {
				workbook.write(output);
				try (OpenedFile file = Workbooks.open(output.toByteArray(), "a")) {
					assertThat(file.sheets()).isEqualTo(Map.of(0, "一", 2, "三"));
				}
			}
		}
		assertThat(refusal(changed("xl/workbook.xml", "<sheet name", "<sheet state=\"hidden\" name"), "a"))
			.isEqualTo("sheet.file.noSheet");
	}

	@Test
	void quotesThatAreNotClosedAreRefused() {
		assertThat(readRefusal(bytes("a,b\n\"c,d\ne,f\n"), Workbooks.LIMITS)).isEqualTo("sheet.file.quote");
		assertThat(readRefusal(bytes("a,b\n\"c\"x,d\n"), Workbooks.LIMITS)).isEqualTo("sheet.file.quote");
		assertThat(rows(bytes("a,5\"\nb,\"6\"\"\"\n"), Workbooks.LIMITS)).hasSize(2);
	}

	@Test
	void theNameDecidesNothing() {
		assertThat(rows(Workbooks.raw(ROW), Workbooks.LIMITS)).hasSize(1);
		try (OpenedFile file = Workbooks.open(bytes("甲,乙"), "été 表.xlsx")) {
			assertThat(file.sheets()).isEqualTo(Map.of(0, ""));
		}
	}

	@Test
	void whatIsWrittenIsReadBack() throws IOException {
		for (int seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			List<List<Object>> table = table(random);
			byte[] file = switch (seed % 4) {
				case 0 -> Workbooks.xlsx((sheet) -> fill(sheet, table));
				case 1 -> Workbooks.xls((sheet) -> fill(sheet, table));
				case 2 -> fastexcel(table);
				default -> csv(table);
			};
			List<List<String>> expected = table.stream()
				.map((row) -> row.stream().map(Object::toString).toList())
				.toList();
			List<List<String>> found = new ArrayList<>();
			for (FileRow row : rows(file, Workbooks.LIMITS)) {
				List<String> cells = new ArrayList<>();
				for (int column = 0; column < row.width(); column++) {
					FileCell cell = row.cell(column);
					cells.add((cell == null) ? "" : cell.isText() ? cell.text() : CellText.of(cell, false));
				}
				found.add(cells);
			}
			assertThat(found).as("seed %s", seed).isEqualTo(expected);
		}
	}

	private static List<List<Object>> table(Random random) {
		List<List<Object>> table = new ArrayList<>();
		int rows = 1 + random.nextInt(30);
		for (int row = 0; row < rows; row++) {
			List<Object> cells = new ArrayList<>();
			int width = 1 + random.nextInt(8);
			for (int column = 0; column < width; column++) {
				String words = random.ints(1 + random.nextInt(12), 0, 12)
					.mapToObj((index) -> "村<&>\"'é𠮷_x;＝0\n".codePoints().toArray()[index])
					.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
					.toString();
				cells.add((random.nextInt(3) > 0) ? "a" + words + "b"
						: new BigDecimal(random.nextInt(2_000_000_000) + "." + (1 + random.nextInt(9))));
			}
			table.add(cells);
		}
		return table;
	}

	private static void fill(Sheet sheet, List<List<Object>> table) {
		for (int row = 0; row < table.size(); row++) {
			Workbooks.row(sheet, row + 1, table.get(row).toArray());
		}
	}

	private static byte[] fastexcel(List<List<Object>> table) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(output, "test", "1.0")) {
			Worksheet sheet = workbook.newWorksheet("表");
			for (int row = 0; row < table.size(); row++) {
				for (int column = 0; column < table.get(row).size(); column++) {
					if (table.get(row).get(column) instanceof Number number) {
						sheet.value(row, column, number);
					}
					else {
						sheet.value(row, column, table.get(row).get(column).toString());
					}
				}
			}
		}
		return output.toByteArray();
	}

	private static byte[] csv(List<List<Object>> table) {
		StringBuilder text = new StringBuilder("\uFEFF");
		for (List<Object> row : table) {
			text.append(String.join(",",
					row.stream().map((cell) -> '"' + cell.toString().replace("\"", "\"\"") + '"').toList()))
				.append("\r\n");
		}
		return bytes(text.toString());
	}

	private static byte[] ole(String entry) throws IOException {
		try (POIFSFileSystem store = new POIFSFileSystem();
				ByteArrayOutputStream output = new ByteArrayOutputStream()) {
			store.createDocument(new ByteArrayInputStream(new byte[5000]), entry);
			store.writeFilesystem(output);
			return output.toByteArray();
		}
	}

	private static byte[] changed(String part, String from, String to) {
		Map<String, byte[]> parts = new LinkedHashMap<>(Workbooks.parts(ROW, ""));
		String text = new String(parts.get(part), StandardCharsets.UTF_8);
		assertThat(text).contains(from);
		parts.put(part, bytes(text.replace(from, to)));
		return Workbooks.zip(parts);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String refusal(byte[] content, String name) {
		return refusal(content, name, Workbooks.LIMITS);
	}

	private static String refusal(byte[] content, String name, SpreadsheetLimits limits) {
		Refusal refusal = catchThrowableOfType(Refusal.class, () -> Workbooks.open(content, name, limits).close());
		return (refusal != null) ? refusal.key() : "none";
	}

	private static String readRefusal(byte[] content, SpreadsheetLimits limits) {
		Refusal refusal = catchThrowableOfType(Refusal.class, () -> rows(content, limits));
		return (refusal != null) ? refusal.key() : "none";
	}

	private static List<FileRow> rows(byte[] content, SpreadsheetLimits limits) {
		List<FileRow> found = new ArrayList<>();
		try (OpenedFile file = Workbooks.open(content, "表.xlsx", limits); Rows rows = file.rows(0)) {
			for (FileRow row = rows.next(); row != null; row = rows.next()) {
				found.add(row);
			}
		}
		return found;
	}

}

package org.commonprosperity.portal.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What goes out is what is on record: every value comes back from both formats, real
 * numbers and dates in the one, and nothing that was typed becomes a formula.
 */
class SpreadsheetWriterTests {

	private static final int SEEDS = 200;

	private final SpreadsheetWriter writer = new SpreadsheetWriter();

	static List<String> formulas() {
		List<String> formulas = new ArrayList<>();
		for (String sign : List.of("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")) {
			for (String before : List.of("", " ", "  \u3000", "\u00a0", "\u200b", "\ufeff", "\n", "\u0000", "'")) {
				formulas.add(before + sign + "1+HYPERLINK(\"http://example.com\",\"x\")");
				formulas.add(before + sign);
			}
		}
		return formulas;
	}

	@ParameterizedTest
	@MethodSource("formulas")
	void whatLooksLikeAFormulaStaysTextInAWorkbook(String formula) throws IOException {
		Cell cell = lastRow(xlsx(texts(formula)), formula).getCell(0);
		assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
		assertThat(cell.getStringCellValue()).isEqualTo(SafeText.clean(formula).replace('\r', '\n'));
		if (!formula.startsWith("'")) {
			// edited in place, it stays text too
			assertThat(cell.getCellStyle().getDataFormatString()).isEqualTo("@");
		}
	}

	@ParameterizedTest
	@MethodSource("formulas")
	void whatLooksLikeAFormulaHasAnApostropheInFrontInACsv(String formula) throws IOException {
		List<CsvRecord> records = csv(texts(formula));
		String field = records.get(records.size() - 1).getField(0);
		assertThat(field).startsWith("'").isEqualTo("'" + SafeText.clean(formula));
		assertThat(SafeText.plain(field)).isEqualTo(SafeText.clean(formula));
	}

	@ParameterizedTest
	@ValueSource(strings = { "公共码头", "a=b", "2026-11-24", "农业农村办（牵头）", "'quoted'", "—", "", "1-2", "x@example.com" })
	void whatIsNoFormulaIsLeftAlone(String text) throws IOException {
		List<CsvRecord> records = csv(texts(text));
		assertThat(records.get(records.size() - 1).getField(0)).isEqualTo(text);
	}

	@Test
	void titleAndHeadingsAreInertToo() throws IOException {
		ExportTable<String> table = ExportTable.of("表", "=1+1", List.of("@SUM(A1)"),
				List.of(new ExportColumn<>("+1", ColumnType.TEXT, (row) -> row)), List.of());
		assertThat(csv(table)).extracting((record) -> record.getField(0))
			.containsExactly("'=1+1", "'@SUM(A1)", "", "'+1");
		Sheet sheet = xlsx(table).getSheetAt(0);
		for (Row row : sheet) {
			assertThat(row.getCell(0).getCellType()).isEqualTo(CellType.STRING);
		}
	}

	@Test
	void writesRealNumbersAndDates() throws IOException {
		Object[] values = { new Money(new BigDecimal("1234567.89")), Percent.of("9.75"), 42L, 2026L,
				new BigDecimal("-3.125"), LocalDate.of(2026, 11, 24), LocalDateTime.of(2026, 11, 24, 23, 59, 30),
				"012345678901234567", "公共码头", null };
		List<ColumnType> types = List.of(ColumnType.AMOUNT, ColumnType.PERCENT, ColumnType.INTEGER, ColumnType.YEAR,
				ColumnType.DECIMAL, ColumnType.DATE, ColumnType.DATE, ColumnType.IDENTIFIER, ColumnType.TEXT,
				ColumnType.AMOUNT);
		ExportTable<Object[]> table = table("数据", types, List.<Object[]>of(values));
		Row row = lastRow(xlsx(table), "");
		assertThat(row.getCell(0).getNumericCellValue()).isEqualTo(1234567.89);
		assertThat(row.getCell(0).getCellStyle().getDataFormatString()).isEqualTo("#,##0.00");
		assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(9.75);
		assertThat(row.getCell(2).getNumericCellValue()).isEqualTo(42);
		assertThat(row.getCell(3).getCellStyle().getDataFormatString()).isEqualTo("0");
		assertThat(row.getCell(4).getNumericCellValue()).isEqualTo(-3.125);
		assertThat(DateUtil.isCellDateFormatted(row.getCell(5))).isTrue();
		assertThat(row.getCell(5).getCellStyle().getDataFormatString()).isEqualTo("yyyy-mm-dd");
		assertThat(row.getCell(5).getLocalDateTimeCellValue()).isEqualTo(LocalDate.of(2026, 11, 24).atStartOfDay());
		assertThat(row.getCell(6).getLocalDateTimeCellValue()).isEqualTo(values[6]);
		assertThat(row.getCell(7).getStringCellValue()).isEqualTo("012345678901234567");
		assertThat(row.getCell(7).getCellStyle().getDataFormatString()).isEqualTo("@");
		assertThat(row.getCell(8).getStringCellValue()).isEqualTo("公共码头");
		assertThat(row.getCell(9)).isNull();
		List<CsvRecord> records = csv(table);
		assertThat(records.get(records.size() - 1).getFields()).containsExactly("1234567.89", "9.75", "42", "2026",
				"-3.125", "2026-11-24", "2026-11-24 23:59:30", "012345678901234567", "公共码头", "");
	}

	@Test
	void keepsWhatExcelCannotCountAsText() throws IOException {
		ExportTable<Object[]> table = table("数据", List.of(ColumnType.INTEGER, ColumnType.DATE),
				List.<Object[]>of(new Object[] { 1234567890123456789L, LocalDate.of(1896, 2, 29) }));
		Row row = lastRow(xlsx(table), "");
		assertThat(row.getCell(0).getStringCellValue()).isEqualTo("1234567890123456789");
		assertThat(row.getCell(1).getStringCellValue()).isEqualTo("1896-02-29");
	}

	@Test
	void dropsWhatXmlForbidsAndCutsWhatACellCannotHold() throws IOException {
		// all different, or it would pack so well that readers take it for an attack
		String han = new Random(1).ints(40_000, 0x4e00, 0x9fa5)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		String pair = "x" + new Random(2).ints(20_000, 0x20000, 0x2a000)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
		XSSFWorkbook workbook = xlsx(texts("a\u0000b\u001fc\ufffed\ud800e", han, pair, "_x0041_", "a\r\nb", "  两边  "));
		Sheet sheet = workbook.getSheetAt(0);
		List<String> written = new ArrayList<>();
		sheet.forEach((row) -> written.add(row.getCell(0).getStringCellValue()));
		List<String> rows = written.subList(written.size() - 6, written.size());
		assertThat(rows.get(0)).isEqualTo("abcde");
		assertThat(rows.get(1)).isEqualTo(han.substring(0, SafeText.MOST - 1) + "…");
		assertThat(rows.get(2)).isEqualTo(pair.substring(0, SafeText.MOST - 2) + "…");
		assertThat(rows.get(3)).isEqualTo("_x0041_");
		assertThat(rows.get(4)).isEqualTo("a\nb");
		assertThat(rows.get(5)).isEqualTo("  两边  ");
	}

	@Test
	void carriesTitleStateAndSetup() throws IOException {
		ExportTable<Object[]> table = table("七个共富项目：进展/状态", List.of(ColumnType.TEXT, ColumnType.AMOUNT),
				List.<Object[]>of(new Object[] { "公共码头", new Money(BigDecimal.ONE) }));
		XSSFWorkbook workbook = xlsx(table);
		var sheet = workbook.getSheetAt(0);
		assertThat(sheet.getSheetName()).isEqualTo("七个共富项目：进展 状态");
		assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("标题");
		assertThat(workbook.getFontAt(sheet.getRow(0).getCell(0).getCellStyle().getFontIndex()).getBold()).isTrue();
		assertThat(sheet.getMergedRegions()).extracting(Object::toString)
			.containsExactly("org.apache.poi.ss.util.CellRangeAddress [A1:B1]");
		assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("截至 2026-11-24");
		assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 3);
		assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A3:B4");
		assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
		assertThat(sheet.getFitToPage()).isTrue();
		assertThat(sheet.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
		assertThat(sheet.getPrintSetup().getFitHeight()).isZero();
		assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("3:3");
		assertThat(sheet.getColumnWidth(0)).isGreaterThanOrEqualTo(10 * 256);
	}

	@Test
	void beginsACsvWithTheMarkAndPutsAnEmptyLineBeforeTheHeadings() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.writer.write(texts("公共码头"), SpreadsheetFormat.CSV, out);
		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\ufeff标题\r\n截至 2026-11-24\r\n\r\n文字\r\n公共码头\r\n");
		out.reset();
		this.writer.write(new ExportTable<>("x", "", List.of(), texts("公共码头").columns(), texts("公共码头").rows()),
				SpreadsheetFormat.CSV, out);
		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\ufeff文字\r\n公共码头\r\n");
	}

	@Test
	void fitsColumnsToChinese() throws IOException {
		Sheet sheet = xlsx(texts("共".repeat(20), "a".repeat(20), "长".repeat(500))).getSheetAt(0);
		assertThat(sheet.getColumnWidth(0)).isBetween(59 * 256, 62 * 256);
		sheet = xlsx(texts("共".repeat(20))).getSheetAt(0);
		assertThat(sheet.getColumnWidth(0)).isBetween(41 * 256, 44 * 256);
		assertThat(xlsx(texts("a".repeat(20))).getSheetAt(0).getColumnWidth(0)).isBetween(21 * 256, 24 * 256);
	}

	@Test
	void goesOnInAFurtherSheet() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		XlsxTable.write(texts("一", "二", "三", "四", "五"), out, 5);
		XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
		List<String> first = new ArrayList<>();
		for (Sheet sheet : workbook) {
			for (int at = 3; at <= sheet.getLastRowNum(); at++) {
				first.add(sheet.getSheetName() + sheet.getRow(at).getCell(0).getStringCellValue());
			}
		}
		assertThat(first).containsExactly("表一", "表二", "表 2三", "表 2四", "表 3五");
	}

	@Test
	void needsNoMoreMemoryForMoreRows() throws IOException {
		int rows = 200_000;
		Runtime runtime = Runtime.getRuntime();
		long[] most = { 0, 0 };
		String text = "公共码头".repeat(10);
		ExportTable<Integer> table = new ExportTable<>("表", "标题", List.of(),
				List.of(new ExportColumn<>("文字", ColumnType.TEXT, (row) -> text + row),
						new ExportColumn<>("数", ColumnType.INTEGER, (row) -> row)),
				(sink) -> IntStream.range(0, rows).forEach((row) -> {
					if (row % 50_000 == 10_000) {
						System.gc();
						most[(row < 50_000) ? 0 : 1] = Math.max(most[(row < 50_000) ? 0 : 1],
								runtime.totalMemory() - runtime.freeMemory());
					}
					sink.accept(row);
				}));
		this.writer.write(table, SpreadsheetFormat.XLSX, OutputStream.nullOutputStream());
		assertThat(most[1] - most[0]).isLessThan(8_000_000);
	}

	@Test
	void leavesAFileUnfinishedThatFailsInTheMiddle() {
		for (SpreadsheetFormat format : SpreadsheetFormat.values()) {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			ExportTable<String> table = new ExportTable<>("表", "标题", List.of(), texts("").columns(), (sink) -> {
				IntStream.range(0, 2000).forEach((row) -> sink.accept("行" + row));
				throw new IllegalStateException("the database is gone");
			});
			assertThatThrownBy(() -> this.writer.write(table, format, out)).hasMessage("the database is gone");
			if (format == SpreadsheetFormat.XLSX) {
				assertThatThrownBy(() -> new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray())))
					.isInstanceOf(Exception.class);
			}
		}
	}

	@Test
	void leavesTheStreamOpen() throws IOException {
		boolean[] closed = { false };
		OutputStream out = new ByteArrayOutputStream() {

			@Override
			public void close() {
				closed[0] = true;
			}

		};
		for (SpreadsheetFormat format : SpreadsheetFormat.values()) {
			this.writer.write(texts("x"), format, out);
		}
		assertThat(closed[0]).isFalse();
	}

	@Test
	void everyValueComesBackFromBothFormats() throws IOException {
		for (int seed = 0; seed < SEEDS; seed++) {
			Random random = new Random(seed);
			List<ColumnType> types = random.ints(1 + random.nextInt(8), 0, ColumnType.values().length)
				.mapToObj((type) -> ColumnType.values()[type])
				.toList();
			List<Object[]> rows = new ArrayList<>();
			for (int at = random.nextInt(40); at > 0; at--) {
				rows.add(types.stream().map((type) -> value(type, random)).toArray());
			}
			ExportTable<Object[]> table = table("表" + seed, types, rows);
			Sheet sheet = xlsx(table).getSheetAt(0);
			List<CsvRecord> records = csv(table);
			assertThat(sheet.getLastRowNum()).as("seed %d", seed).isEqualTo(rows.size() + 2);
			assertThat(records).as("seed %d", seed).hasSize(rows.size() + 4);
			for (int at = 0; at < rows.size(); at++) {
				Row row = sheet.getRow(at + 3);
				List<String> fields = records.get(at + 4).getFields();
				for (int column = 0; column < types.size(); column++) {
					Object value = rows.get(at)[column];
					assertThat(read(row, column)).as("seed %d, row %d, column %d", seed, at, column)
						.isEqualTo(expected(value));
					assertThat(SafeText.plain(fields.get(column)))
						.as("seed %d, row %d, column %d of the csv", seed, at, column)
						.isEqualTo(written(value));
				}
			}
		}
	}

	private static @Nullable Object value(ColumnType type, Random random) {
		if (random.nextInt(10) == 0) {
			return null;
		}
		return switch (type) {
			case TEXT, CHOICE -> text(random);
			case IDENTIFIER -> "0" + random.nextLong(1_000_000_000_000_000_000L);
			case INTEGER -> random.nextLong(-999_999_999_999_999L, 999_999_999_999_999L);
			case YEAR -> random.nextLong(1900, 2100);
			case AMOUNT -> new Money(BigDecimal.valueOf(random.nextLong(-99_999_999_999_999L, 99_999_999_999_999L), 2));
			case DECIMAL -> BigDecimal.valueOf(random.nextLong(-999_999_999L, 999_999_999L), random.nextInt(6));
			case PERCENT -> new Percent(BigDecimal.valueOf(random.nextInt(10_001), 2));
			case DATE -> random.nextBoolean() ? LocalDate.of(1901, 1, 1).plusDays(random.nextInt(100_000))
					: LocalDate.of(1901, 1, 1)
						.plusDays(random.nextInt(100_000))
						.atTime(LocalTime.ofSecondOfDay(random.nextInt(86_400)));
		};
	}

	private static String text(Random random) {
		String letters = "共富码头ab1=+-@\uff1d\uff20' \t\n\r\u0007,\";_x0041_<&>\u3000\u200b—。\ud83c\udf3e\ud800";
		StringBuilder text = new StringBuilder("x".repeat(random.nextInt(2)));
		for (int length = random.nextInt(12); length > 0; length--) {
			text.append(letters.charAt(random.nextInt(letters.length())));
		}
		return text.toString();
	}

	/** A value as it is compared: numbers by their amount, an empty text as nothing. */
	private static @Nullable Object expected(@Nullable Object value) {
		if (value instanceof Money money) {
			return money.yuan().stripTrailingZeros();
		}
		if (value instanceof Percent percent) {
			return percent.value().stripTrailingZeros();
		}
		if (value instanceof BigDecimal number) {
			return number.stripTrailingZeros();
		}
		if (value instanceof Long number) {
			return BigDecimal.valueOf(number).stripTrailingZeros();
		}
		if (value instanceof LocalDate day) {
			return day.atStartOfDay();
		}
		if (value instanceof String text) {
			String clean = SafeText.clean(text).replace('\r', '\n');
			return clean.isEmpty() ? null : clean;
		}
		return value;
	}

	private static String written(@Nullable Object value) {
		if (value instanceof LocalDateTime moment) {
			String text = moment.toString().replace('T', ' ');
			return (text.length() == 16) ? text + ":00" : text;
		}
		if (value instanceof BigDecimal number) {
			return number.toPlainString();
		}
		if (value instanceof Percent percent) {
			return percent.value().toPlainString();
		}
		return SafeText.clean(Objects.toString(value, ""));
	}

	private static @Nullable Object read(Row row, int column) {
		Cell cell = (row != null) ? row.getCell(column) : null;
		if (cell == null) {
			return null;
		}
		if (cell.getCellType() == CellType.STRING) {
			return cell.getStringCellValue().isEmpty() ? null : cell.getStringCellValue();
		}
		assertThat(cell.getCellType()).isEqualTo(CellType.NUMERIC);
		return DateUtil.isCellDateFormatted(cell) ? cell.getLocalDateTimeCellValue()
				: new BigDecimal(((org.apache.poi.xssf.usermodel.XSSFCell) cell).getRawValue()).stripTrailingZeros();
	}

	private static ExportTable<String> texts(String... rows) {
		return ExportTable.of("表", "标题", List.of("截至 2026-11-24"),
				List.of(new ExportColumn<>("文字", ColumnType.TEXT, (row) -> row)), Arrays.asList(rows));
	}

	private static ExportTable<Object[]> table(String name, List<ColumnType> types, List<Object[]> rows) {
		List<ExportColumn<Object[]>> columns = new ArrayList<>();
		for (int at = 0; at < types.size(); at++) {
			int column = at;
			columns.add(new ExportColumn<>("列" + at, types.get(at), (row) -> row[column]));
		}
		return ExportTable.of(name, "标题", List.of("截至 2026-11-24"), columns, Collections.unmodifiableList(rows));
	}

	private static Row lastRow(XSSFWorkbook workbook, String what) {
		Sheet sheet = workbook.getSheetAt(0);
		assertThat(sheet.getLastRowNum()).as(what).isEqualTo(3);
		return sheet.getRow(3);
	}

	private XSSFWorkbook xlsx(ExportTable<?> table) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.writer.write(table, SpreadsheetFormat.XLSX, out);
		return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
	}

	private List<CsvRecord> csv(ExportTable<?> table) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.writer.write(table, SpreadsheetFormat.CSV, out);
		InputStream in = new ByteArrayInputStream(out.toByteArray());
		assertThat(in.readNBytes(3)).containsExactly(0xef, 0xbb, 0xbf);
		return CsvReader.builder()
			.skipEmptyLines(false)
			.allowExtraFields(true)
			.allowMissingFields(true)
			.ofCsvRecord(in, StandardCharsets.UTF_8)
			.stream()
			.toList();
	}

}

package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.ReadRow.Skipped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What offices write is read as they mean it, or refused with the place and the reason.
 */
class TableReaderTests {

	private static final List<Column> COLUMNS = Workbooks.COLUMNS;

	@Test
	void aTableIsFoundBetweenItsTitleAndItsNotes() {
		for (byte[] file : List.of(Workbooks.xlsx(TableReaderTests::officeTable),
				Workbooks.xls(TableReaderTests::officeTable))) {
			List<ReadRow> rows = Workbooks.read(file, COLUMNS);
			assertThat(errors(rows)).isEmpty();
			assertThat(values(rows, "village")).containsExactly("沈家弄村", "沈家弄村", "沈家弄村", "钟埭村", "大力村");
			assertThat(values(rows, "amount")).containsExactly(yuan("1000000"), yuan("505000"), yuan("12000.50"),
					yuan("800000"), yuan("1"));
			assertThat(values(rows, "account")).containsExactly("001234", "330482199001011234", "0003", "0004", "0005");
			assertThat(rows.stream().map(ReadRow::number)).isSorted();
			assertThat(rows.stream().filter((row) -> row.skipped() == Skipped.TOTAL).map(ReadRow::text))
				.containsExactly("小计", "小 计", "合　计");
			assertThat(rows.stream().filter((row) -> row.skipped() == Skipped.NOTE).map(ReadRow::text))
				.containsExactly("注：本表由各村填报。", "以上数据由各村提供", "填表人：张三");
			assertThat(rows.stream().filter((row) -> row.skipped() == Skipped.HEADING)).hasSize(1);
		}
	}

	/** Title, unit, headings with stray spaces, merged villages, totals, notes. */
	private static void officeTable(Sheet sheet) {
		Workbooks.row(sheet, 1, "平湖经开村集体收入情况表");
		sheet.addMergedRegion(CellRangeAddress.valueOf("A1:F1"));
		Workbooks.row(sheet, 2, "填报单位：农业农村办", null, null, null, "单位：万元");
		Workbooks.row(sheet, 4, "序号", " 村　名 ", "金 额", "银行账号", "年 度", "来源");
		Workbooks.row(sheet, 5, 1, "沈家弄村", 100, "001234", 2024, "经营收入");
		Workbooks.row(sheet, 6, 2, null, "５０．５", "330482199001011234", "2024", "ＳＵＢＳＩＤＹ");
		Workbooks.row(sheet, 7, 3, null, 1.20005, "0003", 2024, "经营性收入");
		sheet.addMergedRegion(CellRangeAddress.valueOf("B5:B7"));
		Workbooks.row(sheet, 8, null, "小计", 151.70005);
		Workbooks.row(sheet, 10, "序号", "村名", "金额", "银行账号", "年度", "来源");
		Workbooks.row(sheet, 11, 4, "钟埭村", 80, "0004", 2024);
		Workbooks.row(sheet, 12, 5, "大力村", "0.0001", "0005", 2024);
		Workbooks.row(sheet, 13, null, "小 计", 80.0001);
		Workbooks.row(sheet, 14, "合　计", null, "231.70015");
		Workbooks.row(sheet, 16, "注：本表由各村填报。");
		Workbooks.row(sheet, 17, "以上数据由各村提供");
		Workbooks.row(sheet, 18, "填表人：张三", null, "审核人：", null, "日期：2026年11月24日");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "金额（万元）|1.5|15000", "金额(元)|1.5|1.5", "金额|1.5|1.5", "金额（ 万 元 ）|1.5|15000", "金额万元|1.5|15000",
					"收入金额/万元|1.5|15000", "*金额（人民币万元）（必填）|1.5|15000", "Amount (yuan)|1.5|1.5",
					"金额（万元）|1234.567890000001|12345678.90", "金额|1234.5600000000001|1234.56",
					"金额|0.30000000000000004|0.3", "金额|1E5|100000", "金额|0|0" })
	void anAmountIsInWhatTheHeadingSays(String heading, String number, String expected) {
		List<ReadRow> rows = Workbooks
			.read(Workbooks.raw(Workbooks.words("村名", "年度", heading) + one("<c><v>" + number + "</v></c>")), COLUMNS);
		assertThat(values(rows, "amount")).containsExactly(yuan(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "金额（亿元）", "金额（千元）", "金额（美元）", "金额亿元", "金额（%）" })
	void anAmountInAnotherUnitIsRefused(String heading) {
		List<ReadRow> rows = Workbooks
			.read(Workbooks.raw(Workbooks.words("村名", "年度", heading) + one("<c><v>5</v></c>")), COLUMNS);
		assertThat(errors(rows)).singleElement().satisfies((error) -> {
			assertThat(error.key()).isEqualTo("sheet.heading.unit");
			assertThat(error.row()).isEqualTo(1);
			assertThat(error.value()).isEqualTo(heading);
		});
	}

	@Test
	void headingsOfTwoRowsAreReadTogether() {
		byte[] file = Workbooks.xlsx((sheet) -> {
			Workbooks.row(sheet, 1, "村名", "年度", "收入（万元）", null, "备注");
			Workbooks.row(sheet, 2, null, null, "金额", "账号");
			for (String merged : List.of("A1:A2", "B1:B2", "C1:D1", "E1:E2")) {
				sheet.addMergedRegion(CellRangeAddress.valueOf(merged));
			}
			Workbooks.row(sheet, 3, "大力村", 2024, 2, "1", "好");
		});
		List<ReadRow> rows = Workbooks.read(file, COLUMNS);
		assertThat(errors(rows)).isEmpty();
		assertThat(values(rows, "amount")).containsExactly(yuan("20000"));
		assertThat(values(rows, "note")).containsExactly("好");
	}

	static List<List<Object>> cells() {
		String date = "s=\"1\"";
		return List.of(
				// column, cell, value or message key
				List.of("day", "<c " + date + "><v>46350</v></c>", LocalDate.of(2026, 11, 24)),
				List.of("day", "<c " + date + "><v>46350.999988</v></c>", LocalDate.of(2026, 11, 24)),
				List.of("day", "<c s=\"7\"><v>46350.0</v></c>", LocalDate.of(2026, 11, 24)),
				List.of("day", "<c><v>46350</v></c>", LocalDate.of(2026, 11, 24)),
				List.of("day", "<c><v>1</v></c>", LocalDate.of(1900, 1, 1)),
				List.of("day", "<c><v>59</v></c>", LocalDate.of(1900, 2, 28)),
				List.of("day", "<c><v>60</v></c>", "sheet.cell.noDay"),
				List.of("day", "<c><v>61</v></c>", LocalDate.of(1900, 3, 1)),
				List.of("day", "<c><v>0</v></c>", "sheet.cell.noDay"),
				List.of("day", "<c><v>20261124</v></c>", LocalDate.of(2026, 11, 24)),
				List.of("day", "<c><v>2026</v></c>", "sheet.cell.yearOnly"),
				List.of("day", "<c s=\"3\"><v>0.5</v></c>", "sheet.cell.time"),
				List.of("day", "<c s=\"3\"><v>46350.5</v></c>", "sheet.cell.time"),
				List.of("day", "<c t=\"d\"><v>2026-11-24T08:30:00</v></c>", LocalDate.of(2026, 11, 24)),
				List.of("day", text("2026-11-24"), LocalDate.of(2026, 11, 24)),
				List.of("day", text("２０２６／１１／４"), LocalDate.of(2026, 11, 4)),
				List.of("day", text(" 2026年11月24日　"), LocalDate.of(2026, 11, 24)),
				List.of("day", text("20261124"), LocalDate.of(2026, 11, 24)),
				List.of("day", text("2026-02-30"), "sheet.cell.noDay"),
				List.of("day", text("2026.11.24"), "sheet.cell.day"), List.of("day", text("11月24日"), "sheet.cell.day"),
				List.of("day", "<c t=\"b\"><v>1</v></c>", "sheet.cell.day"),
				List.of("amount", text("１，２３４．５０"), yuan("1234.50")),
				List.of("amount", text("1,234,567"), yuan("1234567")),
				List.of("amount", text("12,34"), "sheet.cell.number"), List.of("amount", text("5万元"), "sheet.cell.wan"),
				List.of("amount", text("７７．５万"), "sheet.cell.wan"), List.of("amount", text("万"), "sheet.cell.number"),
				List.of("amount", text("（123）"), "sheet.cell.number"),
				List.of("amount", text("＝1+1"), "sheet.cell.number"), List.of("amount", text("－5"), "sheet.cell.least"),
				List.of("amount", text("1.005"), "sheet.cell.fen"),
				List.of("amount", "<c><v>33.333333333333336</v></c>", "sheet.cell.fen"),
				List.of("amount", "<c><v>1E+300</v></c>", "sheet.cell.large"),
				List.of("amount", "<c><v>1E+999999999</v></c>", "sheet.cell.number"),
				List.of("amount", "<c><v>NaN</v></c>", "sheet.cell.number"),
				List.of("amount", "<c t=\"b\"><v>1</v></c>", "sheet.cell.logical"),
				List.of("amount", "<c t=\"e\"><v>#REF!</v></c>", "sheet.cell.error"),
				List.of("amount", text("#N/A"), "sheet.cell.error"),
				List.of("amount", "<c " + date + "><v>46350</v></c>", "sheet.cell.isDate"),
				List.of("amount", "<c s=\"2\"><v>0.5</v></c>", "sheet.cell.isPercent"),
				List.of("amount", "<c s=\"5\"><v>123456</v></c>", "sheet.cell.divided"),
				List.of("amount", "<c s=\"6\"><v>1234.5</v></c>", yuan("1234.5")),
				List.of("amount", "<c><f>B2*2</f><v>12</v></c>", yuan("12")),
				List.of("amount", "<c><f>B2*2</f></c>", "sheet.cell.unsaved"),
				List.of("amount", "<c><f>B2*2</f><v></v></c>", "sheet.cell.unsaved"),
				List.of("amount", "<c/>", "sheet.cell.required"), List.of("amount", text(" 　 "), "sheet.cell.required"),
				List.of("account", "<c><v>123456789012345</v></c>", "123456789012345"),
				List.of("account", "<c><v>1234567890123456</v></c>", "sheet.cell.precision"),
				List.of("account", "<c><v>3.30482199001011E+17</v></c>", "sheet.cell.precision"),
				List.of("account", text("3.30482E+17"), "sheet.cell.precision"),
				List.of("account", text("３３０４８２199001011234"), "330482199001011234"),
				List.of("account", text("00 12 34"), "001234"),
				List.of("account", "<c s=\"4\"><v>1234</v></c>", "001234"),
				List.of("account", "<c s=\"6\"><v>1234</v></c>", "sheet.cell.identifierFormat"),
				List.of("account", "<c><v>12.5</v></c>", "sheet.cell.identifierFormat"),
				List.of("account", text("=1+1"), "sheet.cell.identifier"), List.of("people", "<c><v>12.0</v></c>", 12L),
				List.of("people", text("１２"), 12L), List.of("people", "<c><v>12.5</v></c>", "sheet.cell.whole"),
				List.of("area", "<c><v>0.1</v></c>", new BigDecimal("0.1")),
				List.of("share", "<c s=\"2\"><v>0.6</v></c>", Percent.of("60")),
				List.of("share", text("60%"), Percent.of("60")), List.of("share", text("６０．５％"), Percent.of("60.5")),
				List.of("share", "<c><v>60</v></c>", Percent.of("60")),
				List.of("share", "<c><v>0.6</v></c>", "sheet.cell.percentUnit"),
				List.of("share", "<c s=\"2\"><v>60</v></c>", "sheet.cell.percent"),
				List.of("share", text("101%"), "sheet.cell.percent"), List.of("source", text(" 补助 收入"), "SUBSIDY"),
				List.of("source", text("别的"), "sheet.cell.choice"), List.of("note", text("=1+1"), "=1+1"),
				List.of("note", text("＝SUM(A1)"), "＝SUM(A1)"), List.of("note", text("\t@cmd"), "@cmd"),
				List.of("note", text("+86"), "+86"), List.of("note", "<c><v>5.0</v></c>", "5"),
				List.of("note", "<c " + date + "><v>46350</v></c>", "2026-11-24"),
				List.of("note", "<c t=\"b\"><v>1</v></c>", "TRUE"),
				List.of("note", "<c><v>12345678901234567</v></c>", "sheet.cell.precision"),
				List.of("note", text("a_x0000_b"), "sheet.cell.unseen"), List.of("note", text("甲_x000D_\n乙"), "甲\n乙"),
				List.of("note",
						"<c t=\"inlineStr\"><is><r><t>东</t></r><rPh sb=\"0\" eb=\"1\"><t>dong</t></rPh><r><t>京</t></r></is></c>",
						"东京"),
				List.of("year", text("２０２４"), 2024L), List.of("year", "<c><v>24</v></c>", "sheet.cell.year"),
				List.of("year", text("2,024"), "sheet.cell.year"), List.of("year", text("2024 年"), 2024L),
				List.of("year", text("２０２４年度"), 2024L), List.of("year", text("24年"), "sheet.cell.year"),
				List.of("year", text("年"), "sheet.cell.number"));
	}

	@ParameterizedTest
	@MethodSource("cells")
	void aCellIsReadAsMeantOrRefusedWithTheReason(List<Object> expectation) {
		String column = expectation.get(0).toString();
		Map<String, String> filled = new LinkedHashMap<>(
				Map.of("村名", text("大力村"), "年度", "<c><v>2024</v></c>", "金额", "<c><v>1</v></c>"));
		String heading = COLUMNS.stream()
			.filter((one) -> one.name().equals(column))
			.findFirst()
			.orElseThrow()
			.heading();
		filled.put(column.equals("year") ? "年度" : heading, expectation.get(1).toString());
		String file = Workbooks.words(filled.keySet().toArray(new String[0])) + "<row>"
				+ String.join("", filled.values()) + "</row>";
		List<ReadRow> rows = Workbooks.read(Workbooks.raw(file), COLUMNS);
		if (expectation.get(2) instanceof String key && key.startsWith("sheet.")) {
			assertThat(errors(rows)).singleElement().satisfies((error) -> {
				assertThat(error.key()).isEqualTo(key);
				assertThat(error.row()).isEqualTo(2);
				assertThat(error.column()).isEqualTo(column);
				assertThat(error.at())
					.isEqualTo(new ArrayList<>(filled.keySet()).indexOf(column.equals("year") ? "年度" : heading));
			});
			assertThat(rows).allMatch((row) -> row.row() == null);
		}
		else {
			assertThat(errors(rows)).isEmpty();
			assertThat(values(rows, column)).containsExactly(expectation.get(2));
		}
	}

	@Test
	void aHeadingThatSaysPercentMakesASmallNumberCertain() {
		List<ReadRow> rows = Workbooks.read(
				Workbooks.raw(Workbooks.words("村名", "年度", "金额", "完成比例（％）") + one("<c><v>1</v></c><c><v>0.6</v></c>")),
				COLUMNS);
		assertThat(values(rows, "share")).containsExactly(Percent.of("0.6"));
	}

	@Test
	void aDayIsTheSameInEveryZone() {
		TimeZone before = TimeZone.getDefault();
		try {
			for (String zone : List.of("Asia/Shanghai", "America/Los_Angeles", "UTC")) {
				TimeZone.setDefault(TimeZone.getTimeZone(zone));
				List<ReadRow> rows = Workbooks.read(Workbooks.raw(Workbooks.words("村名", "年度", "金额", "到账日期", "备注")
						+ one("<c><v>1</v></c><c s=\"1\"><v>46350.99</v></c><c s=\"3\"><v>0.354166666666667</v></c>")),
						COLUMNS);
				assertThat(values(rows, "day")).as(zone).containsExactly(LocalDate.of(2026, 11, 24));
				assertThat(values(rows, "note")).as(zone).containsExactly("08:30");
			}
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	@Test
	void daysAreCountedFrom1904WhereTheWorkbookSaysSo() {
		Map<String, byte[]> parts = Workbooks
			.parts(Workbooks.words("村名", "年度", "金额", "到账日期") + one("<c><v>1</v></c><c s=\"1\"><v>44888</v></c>")
					+ "<row>" + text("钟埭村") + "<c><v>2024</v></c><c><v>1</v></c><c s=\"1\"><v>0</v></c></row>", "");
		parts.computeIfPresent("xl/workbook.xml",
				(name, bytes) -> new String(bytes, StandardCharsets.UTF_8)
					.replace("<workbookPr/>", "<workbookPr date1904=\"1\"/>")
					.getBytes(StandardCharsets.UTF_8));
		assertThat(values(Workbooks.read(Workbooks.zip(parts), COLUMNS), "day"))
			.containsExactly(LocalDate.of(2026, 11, 24), LocalDate.of(1904, 1, 1));
	}

	@Test
	void aMergedAmountIsRefusedInEachOfItsRows() {
		byte[] file = Workbooks.xlsx((sheet) -> {
			Workbooks.row(sheet, 1, "村名", "年度", "金额");
			Workbooks.row(sheet, 2, "大力村", 2023, 5);
			Workbooks.row(sheet, 3, "大力村", 2024);
			sheet.addMergedRegion(CellRangeAddress.valueOf("C2:C3"));
		});
		assertThat(errors(Workbooks.read(file, COLUMNS))).extracting(CellError::row, CellError::key, CellError::value)
			.containsExactly(tuple(2, "sheet.cell.merged", "5"), tuple(3, "sheet.cell.merged", "5"));
	}

	@Test
	void aTotalThatDoesNotAddUpIsRefusedWithTheRightSum() {
		for (String words : List.of("合计", "总 计：", "Total", "小计", "沈家弄村小计")) {
			String rows = Workbooks.words("村名", "年度", "金额（万元）", "人数") + one("<c><v>1.1</v></c><c><v>3</v></c>")
					+ "<row>" + text(words) + "<c/><c><v>2.2</v></c><c><v>3</v></c></row>";
			assertThat(errors(Workbooks.read(Workbooks.raw(rows), COLUMNS))).singleElement().satisfies((error) -> {
				assertThat(error.key()).isEqualTo("sheet.total");
				assertThat(error.row()).isEqualTo(3);
				assertThat(error.column()).isEqualTo("amount");
				assertThat(error.value()).isEqualTo("2.2");
				assertThat(error.arguments()).containsExactly("1.1");
			});
		}
	}

	@Test
	void aTotalAboveTheRowsIsCheckedOnceTheyAreKnown() {
		String heading = Workbooks.words("村名", "年度", "金额");
		String right = heading + "<row>" + text("合计") + "<c/><c><v>1</v></c></row>" + one("<c><v>1</v></c>");
		assertThat(errors(Workbooks.read(Workbooks.raw(right), COLUMNS))).isEmpty();
		String wrong = heading + "<row>" + text("合计") + "<c/><c><v>2</v></c></row>" + one("<c><v>1</v></c>");
		assertThat(errors(Workbooks.read(Workbooks.raw(wrong), COLUMNS))).extracting(CellError::row).containsExactly(2);
	}

	@Test
	void anEmptyCellOfAKeyIsTheSameAsTheChoiceThatItMeans() {
		List<Column> columns = List.of(Column.of("village", ColumnType.TEXT, "村名").needed().asKey(),
				Column.of("quarter", ColumnType.CHOICE, "季度")
					.oneOf(List.of(new Choice("Y", "全年"), new Choice("1", "一季度")))
					.asKeyWhereEmptyIs("Y"),
				Column.of("amount", ColumnType.AMOUNT, "金额").needed());
		String rows = Workbooks.words("村名", "季度", "金额") + "<row>" + text("大力村") + "<c/><c><v>1</v></c></row><row>"
				+ text("大力村") + text("一季度") + "<c><v>2</v></c></row><row>" + text("大力村") + text("全年")
				+ "<c><v>3</v></c></row>";
		assertThat(errors(Workbooks.read(Workbooks.raw(rows), columns))).singleElement().satisfies((error) -> {
			assertThat(error.key()).isEqualTo("sheet.row.twice");
			assertThat(error.row()).isEqualTo(4);
			assertThat(error.arguments()).containsExactly("2", "village", "0", "大力村", "quarter", "1", "全年");
		});
	}

	@Test
	void theSameKeyTwiceNamesTheFirstRow() {
		String rows = Workbooks.words("村名", "年度", "金额") + one("<c><v>1</v></c>")
				+ one("<c><v>2</v></c>").replace("大力村", "大 力村");
		assertThat(errors(Workbooks.read(Workbooks.raw(rows), COLUMNS))).singleElement().satisfies((error) -> {
			assertThat(error.key()).isEqualTo("sheet.row.twice");
			assertThat(error.row()).isEqualTo(3);
			assertThat(error.arguments()).containsExactly("2", "village", "0", "大 力村", "year", "1", "2024");
		});
	}

	@Test
	void aNameWithoutItsAmountIsNoNote() {
		String rows = Workbooks.words("村名", "年度", "金额") + one("<c><v>1</v></c>") + Workbooks.words("沈家弄村");
		assertThat(errors(Workbooks.read(Workbooks.raw(rows), COLUMNS))).extracting(CellError::key)
			.containsOnly("sheet.cell.required");
	}

	@Test
	void whatAPersonTypesInstandsForTheCell() {
		String rows = Workbooks.words("村名", "年度", "金额") + one(text("五")) + "<row>" + text("合计")
				+ "<c/><c><v>5</v></c></row>";
		byte[] file = Workbooks.raw(rows);
		assertThat(errors(Workbooks.read(file, COLUMNS))).hasSize(1);
		List<ReadRow> mended = Workbooks.read(file, COLUMNS, Map.of("2:2", "5"));
		assertThat(errors(mended)).isEmpty();
		assertThat(values(mended, "amount")).containsExactly(yuan("5"));
	}

	@Test
	void theOfferNamesWhatIsIgnoredMissingAndMetTwice() {
		byte[] file = Workbooks.raw(Workbooks.words("收入表") + Workbooks.words("村名", "电话", "金额", "金额", "年度"));
		TableReader reader = new TableReader();
		try (OpenedFile opened = Workbooks.open(file, "a.xlsx")) {
			Recognition.Offer offer = reader.recognise(opened, COLUMNS);
			assertThat(offer.guess()).isEqualTo(new Recognition(0, 2, Map.of(0, "village", 4, "year")));
			assertThat(offer.ignored()).isEqualTo(Map.of(1, "电话", 2, "金额", 3, "金额"));
			assertThat(offer.missing()).containsExactly("amount");
			assertThat(offer.sheets()).isEqualTo(Map.of(0, "收入"));
			assertThat(offer.first().get(0).cells()).containsExactly("收入表");
			Recognition chosen = new Recognition(0, 2, Map.of(0, "village", 4, "year", 3, "amount"));
			assertThat(reader.offer(opened, COLUMNS, chosen).missing()).isEmpty();
			assertThatThrownBy(() -> reader.read(opened, COLUMNS, offer.guess(), Map.of(), (row) -> {
			}, (row) -> {
			})).isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.key()).isEqualTo("sheet.file.columnMissing"));
		}
	}

	@Test
	void textFilesAreReadInEveryEncodingAndWithEverySeparator() {
		String table = "村名,年度,金额,银行账号,备注\r\n大力村,2024,\"1,234.50\",\t330482199001011234,\"＝1\"\"x\"\"\n二\"\r\n\r\n合计,,1234.5\r\n";
		String tabs = table.replace(",", "\t").replace("1\t234", "1,234").replace("\t\t330", "\t330");
		for (byte[] file : List.of(table.getBytes(StandardCharsets.UTF_8),
				("\uFEFF" + table).getBytes(StandardCharsets.UTF_8), table.getBytes(Charset.forName("GB18030")),
				tabs.getBytes(StandardCharsets.UTF_8), ("\uFEFF" + tabs).getBytes(StandardCharsets.UTF_16LE),
				("\uFEFF" + tabs).getBytes(StandardCharsets.UTF_16BE),
				("\uFEFF" + table.replace("村名", "\"村名\"")).getBytes(StandardCharsets.UTF_8))) {
			List<ReadRow> rows = Workbooks.read(file, COLUMNS);
			assertThat(errors(rows)).isEmpty();
			assertThat(values(rows, "village")).containsExactly("大力村");
			assertThat(values(rows, "amount")).containsExactly(yuan("1234.50"));
			assertThat(values(rows, "account")).containsExactly("330482199001011234");
			assertThat(values(rows, "note")).containsExactly("＝1\"x\"\n二");
			assertThat(rows).extracting(ReadRow::number).containsExactly(2, 4);
		}
	}

	@Test
	void prefixesAndCellsWithoutAddressesAreRead() {
		Map<String, byte[]> parts = Workbooks
			.parts(Workbooks.words("村名", "年度", "金额") + one("<c><f>1+1</f><v>2</v></c>"), "");
		parts.computeIfPresent("xl/worksheets/sheet1.xml",
				(name, bytes) -> new String(bytes, StandardCharsets.UTF_8)
					.replaceAll("<(/?)(worksheet|sheetData|row|c|v|f|is|t)\\b", "<$1x:$2")
					.replace("xmlns=", "xmlns:x=")
					.getBytes(StandardCharsets.UTF_8));
		assertThat(values(Workbooks.read(Workbooks.zip(parts), COLUMNS), "amount")).containsExactly(yuan("2"));
	}

	@Test
	void aFormulaInTheFirstCellIsReadByItsSavedValue() {
		String rows = Workbooks.words("村名", "年度", "金额")
				+ "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>B9</f><v>大力村</v></c><c r=\"B2\"><v>2024</v></c><c r=\"C2\"><v>1</v></c></row>";
		assertThat(values(Workbooks.read(Workbooks.raw(rows), COLUMNS), "village")).containsExactly("大力村");
	}

	private static String text(String text) {
		return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text + "</t></is></c>";
	}

	/** A row of a village and a year with more cells. */
	private static String one(String cells) {
		return "<row>" + text("大力村") + "<c><v>2024</v></c>" + cells + "</row>";
	}

	private static Money yuan(String amount) {
		return new Money(new BigDecimal(amount));
	}

	private static List<CellError> errors(List<ReadRow> rows) {
		return rows.stream().flatMap((row) -> row.errors().stream()).toList();
	}

	private static List<Object> values(List<ReadRow> rows, String column) {
		List<Object> values = new ArrayList<>();
		for (ReadRow row : rows) {
			SheetRow read = row.row();
			if (read != null && read.values().get(column) != null) {
				values.add(read.values().get(column));
			}
		}
		return values;
	}

}

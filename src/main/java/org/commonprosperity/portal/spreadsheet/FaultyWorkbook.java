package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Gives a file back with what is wrong in it: the faulty cells in light red, the reason
 * as a note, and a list of all faults, so that whoever filled it in mends it where it is
 * wrong and sends the same file again. A workbook stays as it came; of a .csv or .xls
 * file, and of one that is too large to be held, a new workbook has the values.
 */
@Component
@RequiredArgsConstructor
public class FaultyWorkbook {

	/** The most faults that are listed and marked. */
	static final int MOST_FAULTS = 1000;

	private static final long MOST_BYTES = 3_000_000;

	private static final int MOST_ROWS = 20_000;

	private static final String RED = "FFD6D6";

	private static final int WIDTH = 256;

	private final SpreadsheetFiles files;

	private final MessageSource messages;

	/**
	 * Writes the file with its faults.
	 * @param file the file as it was sent
	 * @param fileName the name it was sent with
	 * @param sheet the number of the sheet that was read, from 0
	 * @param headerRow the number of the row with the headings, from 1
	 * @param mended what a person typed in place of cells, by "row:column", and which
	 * rows the person left out: the workbook has all of it
	 * @param faults what is wrong; the first thousand are written
	 * @param out takes the workbook; it stays open
	 * @throws org.commonprosperity.portal.shared.Refusal if the file cannot be read
	 */
	public void write(Path file, String fileName, int sheet, int headerRow, Map<String, String> mended,
			List<Fault> faults, OutputStream out) throws IOException {
		Map<Place, String> typed = typed(mended);
		Set<Integer> leftOut = TableRun.leftOut(mended);
		List<Fault> shown = faults.subList(0, Math.min(MOST_FAULTS, faults.size()));
		try (OpenedFile opened = this.files.open(file, fileName)) {
			boolean small = Files.size(file) <= MOST_BYTES && opened.lastRow(sheet) <= MOST_ROWS;
			if (small && isPackage(file)) {
				mark(file, sheet, typed, leftOut, shown, faults.size(), out);
			}
			else {
				copy(opened, sheet, headerRow, small, typed, leftOut, shown, faults.size(), out);
			}
		}
	}

	private static boolean isPackage(Path file) throws IOException {
		try (InputStream input = Files.newInputStream(file)) {
			byte[] first = input.readNBytes(2);
			return first.length == 2 && first[0] == 'P' && first[1] == 'K';
		}
	}

	private static Map<Place, String> typed(Map<String, String> mended) {
		Map<Place, String> typed = new LinkedHashMap<>();
		mended.forEach((place, text) -> {
			if (place.matches("\\d{1,8}:\\d{1,5}")) {
				int colon = place.indexOf(':');
				typed.put(new Place(Integer.parseInt(place.substring(0, colon)) - 1,
						Integer.parseInt(place.substring(colon + 1))), text);
			}
		});
		return typed;
	}

	private void mark(Path file, int sheet, Map<Place, String> typed, Set<Integer> leftOut, List<Fault> faults, int all,
			OutputStream out) throws IOException {
		try (InputStream input = Files.newInputStream(file); XSSFWorkbook workbook = new XSSFWorkbook(input)) {
			Sheet marked = workbook.getSheetAt(sheet);
			Map<CellStyle, CellStyle> red = new HashMap<>();
			Notes notes = new Notes(marked);
			typed.forEach((place, text) -> {
				Row row = marked.getRow(place.row());
				row = (row != null) ? row : marked.createRow(place.row());
				Cell cell = row.getCell(place.column(), Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
				cell.setBlank();
				if (!text.isBlank()) {
					cell.setCellValue(SafeText.written(SafeText.clean(text)));
				}
			});
			leftOut.forEach((number) -> {
				Row row = marked.getRow(number - 1);
				if (row != null) {
					row.forEach(Cell::setBlank);
				}
			});
			byCell(faults).forEach((place, reasons) -> {
				Row row = marked.getRow(place.row());
				row = (row != null) ? row : marked.createRow(place.row());
				Cell cell = row.getCell(place.column(), Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
				cell.setCellStyle(red.computeIfAbsent(cell.getCellStyle(), (style) -> red(workbook, style)));
				notes.put(cell, String.join("\n", reasons));
			});
			list(workbook, faults, all);
			workbook.write(out);
		}
	}

	private static CellStyle red(XSSFWorkbook workbook, CellStyle style) {
		XSSFCellStyle red = workbook.createCellStyle();
		red.cloneStyleFrom(style);
		red.setFillForegroundColor(new XSSFColor(new byte[] { (byte) 0xff, (byte) 0xd6, (byte) 0xd6 }));
		red.setFillPattern(FillPatternType.SOLID_FOREGROUND);
		return red;
	}

	private void list(XSSFWorkbook workbook, List<Fault> faults, int all) {
		String name = freeName(workbook, SheetName.of(text("template.faults.sheet"), 1));
		Sheet list = workbook.createSheet(name);
		CellStyle words = workbook.createCellStyle();
		words.setDataFormat(workbook.createDataFormat().getFormat("@"));
		words.setWrapText(true);
		int at = 0;
		for (List<String> line : lines(faults, all)) {
			Row row = list.createRow(at++);
			for (int column = 0; column < line.size(); column++) {
				Cell cell = row.createCell(column);
				cell.setCellValue(SafeText.written(SafeText.clean(line.get(column))));
				cell.setCellStyle(words);
			}
		}
		int[] widths = { 8, 24, 30, 70 };
		for (int column = 0; column < widths.length; column++) {
			list.setColumnWidth(column, widths[column] * WIDTH);
		}
	}

	private static String freeName(XSSFWorkbook workbook, String wanted) {
		String name = wanted;
		for (int number = 2; workbook.getSheet(name) != null; number++) {
			name = SheetName.of(wanted, number);
		}
		return name;
	}

	/** A new workbook of the values: of all rows, or of those with faults. */
	private void copy(OpenedFile opened, int sheet, int headerRow, boolean whole, Map<Place, String> typed,
			Set<Integer> leftOut, List<Fault> faults, int all, OutputStream out) throws IOException {
		Map<Place, List<String>> byCell = byCell(faults);
		Set<Integer> faulty = new HashSet<>();
		faults.forEach((fault) -> faulty.add(fault.row()));
		Workbook workbook = new Workbook(new StaysOpen(out), "Portal", "1.0");
		Worksheet copy = workbook.newWorksheet(SheetName.of(opened.sheets().getOrDefault(sheet, "Sheet"), 1));
		int shift = whole ? 0 : 1;
		int next = 0;
		try (Rows rows = opened.rows(sheet)) {
			for (FileRow row = rows.next(); row != null; row = rows.next()) {
				boolean heading = row.number() == headerRow;
				if (leftOut.contains(row.number()) || !whole && !heading && !faulty.contains(row.number())) {
					continue;
				}
				int at = whole ? row.number() - 1 : next++;
				if (!whole) {
					copy.inlineString(at, 0, heading ? text("template.faults.row") : String.valueOf(row.number()));
				}
				int line = row.number() - 1;
				int width = Math.max(row.width(),
						typed.keySet()
							.stream()
							.filter((place) -> place.row() == line)
							.mapToInt((place) -> place.column() + 1)
							.max()
							.orElse(0));
				for (int column = 0; column < width; column++) {
					FileCell cell = row.own(column);
					String text = typed.getOrDefault(new Place(line, column),
							(cell != null) ? CellText.of(cell, opened.from1904()) : "");
					if (!text.isEmpty()) {
						put(copy, at, column + shift, text, heading);
					}
				}
				mark(copy, at, row.number() - 1, shift, byCell);
			}
		}
		copy.finish();
		Worksheet list = workbook.newWorksheet(SheetName.of(text("template.faults.sheet"), 1));
		int at = 0;
		for (List<String> line : lines(faults, all)) {
			for (int column = 0; column < line.size(); column++) {
				put(list, at, column, line.get(column), at == 0);
			}
			at++;
		}
		list.width(0, 8);
		list.width(1, 24);
		list.width(2, 30);
		list.width(3, 70);
		list.finish();
		workbook.finish();
	}

	private static void put(Worksheet sheet, int row, int column, String value, boolean bold) {
		String text = SafeText.written(SafeText.clean(value));
		if (text.equals(text.strip())) {
			sheet.inlineString(row, column, text);
		}
		else {
			sheet.value(row, column, text);
		}
		// text also when it is edited, so that no digit of an identifier is lost
		if (bold) {
			sheet.style(row, column).format("@").bold().set();
		}
		else {
			sheet.style(row, column).format("@").set();
		}
	}

	private static void mark(Worksheet sheet, int at, int row, int shift, Map<Place, List<String>> byCell) {
		byCell.forEach((place, reasons) -> {
			if (place.row() == row) {
				sheet.style(at, place.column() + shift).format("@").fillColor(RED).set();
				sheet.comment(at, place.column() + shift, SafeText.clean(String.join("\n", reasons)));
			}
		});
	}

	/** The list of faults below its headings, and at its end how many more there are. */
	private List<List<String>> lines(List<Fault> faults, int all) {
		List<List<String>> lines = new ArrayList<>();
		lines.add(List.of(text("template.faults.row"), text("template.faults.column"), text("template.faults.value"),
				text("template.faults.reason")));
		for (Fault fault : faults) {
			lines.add(List.of(String.valueOf(fault.row()), (fault.heading() != null) ? fault.heading() : "",
					(fault.value() != null) ? fault.value() : "", fault.reason()));
		}
		if (all > faults.size()) {
			lines.add(List.of("", "", "", text("template.faults.more", all - faults.size())));
		}
		return lines;
	}

	private static Map<Place, List<String>> byCell(List<Fault> faults) {
		Map<Place, List<String>> byCell = new LinkedHashMap<>();
		for (Fault fault : faults) {
			int column = (fault.at() != null) ? fault.at() : 0;
			byCell.computeIfAbsent(new Place(fault.row() - 1, column), (place) -> new ArrayList<>())
				.add(fault.reason());
		}
		return byCell;
	}

	private String text(String key, @Nullable Object... arguments) {
		return this.messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
	}

	/**
	 * A cell of the file, both numbers from 0.
	 */
	private record Place(int row, int column) {
	}

}

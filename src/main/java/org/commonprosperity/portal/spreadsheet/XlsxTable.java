package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A table as .xlsx: real numbers and dates, headings that stay in view and filter, ready
 * to be printed across. Rows leave memory every few hundred; a table longer than a sheet
 * goes on in a further one.
 */
final class XlsxTable<T> {

	private static final int ROWS_IN_MEMORY = 500;

	private static final int LEAST_WIDTH = 8;

	private static final int MOST_WIDTH = 60;

	/** The button of the filter and the margins of a cell. */
	private static final int BESIDE_HEADING = 4;

	/** Beyond this Excel rounds a number. */
	private static final int EXACT_DIGITS = 15;

	/** Before it Excel counts a day that there never was. */
	private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

	private static final int LAST_YEAR = 9999;

	private static final String TEXT = "@";

	private final ExportTable<T> table;

	private final List<ExportColumn<T>> columns;

	private final Workbook workbook;

	private final int rowsOfASheet;

	private Worksheet sheet;

	private int[] widths;

	private int sheets;

	private int headings;

	private int next;

	private XlsxTable(ExportTable<T> table, Workbook workbook, int rowsOfASheet) {
		this.table = table;
		this.columns = table.columns();
		this.workbook = workbook;
		this.rowsOfASheet = rowsOfASheet;
		this.widths = new int[this.columns.size()];
		this.sheet = begin();
	}

	static <T> void write(ExportTable<T> table, OutputStream out) throws IOException {
		write(table, out, Worksheet.MAX_ROWS);
	}

	/**
	 * Writes the table.
	 * @param rowsOfASheet after how many rows a further sheet begins
	 */
	static <T> void write(ExportTable<T> table, OutputStream out, int rowsOfASheet) throws IOException {
		// never closed: closing would end the file as if it were whole
		Workbook workbook = new Workbook(out, "Portal", "1.0");
		XlsxTable<T> written = new XlsxTable<>(table, workbook, rowsOfASheet);
		try {
			table.rows().accept(written::row);
			written.end();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		workbook.finish();
	}

	private Worksheet begin() {
		this.sheets++;
		this.sheet = this.workbook.newWorksheet(SheetName.of(this.table.name(), this.sheets));
		this.next = 0;
		if (!this.table.title().isEmpty()) {
			text(0, this.table.title());
			this.sheet.range(0, 0, 0, Math.max(0, this.columns.size() - 1)).style().bold().fontSize(14).set();
			if (this.columns.size() > 1) {
				this.sheet.range(0, 0, 0, this.columns.size() - 1).merge();
			}
			this.next++;
		}
		for (String line : this.table.lines()) {
			text(0, line);
			this.sheet.style(this.next, 0).fontColor("595959").set();
			this.next++;
		}
		this.headings = this.next;
		for (int at = 0; at < this.columns.size(); at++) {
			String heading = this.columns.get(at).heading();
			text(at, heading);
			this.sheet.style(this.headings, at)
				.bold()
				.fillColor("DDE9ED")
				.borderStyle(BorderSide.BOTTOM, BorderStyle.THIN)
				.verticalAlignment("center")
				.wrapText(true)
				.set();
			this.widths[at] = Math.max(LEAST_WIDTH, SafeText.width(heading) + BESIDE_HEADING);
		}
		this.next++;
		this.sheet.freezePane(0, this.next);
		this.sheet.setFitToPage(true);
		return this.sheet;
	}

	private void row(T row) {
		if (this.next == this.rowsOfASheet) {
			end();
			this.sheet = begin();
		}
		for (int at = 0; at < this.columns.size(); at++) {
			ExportColumn<T> column = this.columns.get(at);
			cell(at, column.type(), column.value().apply(row));
		}
		this.next++;
		if ((this.next - this.headings) % ROWS_IN_MEMORY == 0) {
			flush();
		}
	}

	private void cell(int at, ColumnType type, @Nullable Object value) {
		Object cell = CellValue.of(type, value);
		if (cell instanceof BigDecimal number && number.precision() - number.scale() <= EXACT_DIGITS) {
			this.sheet.value(this.next, at, number);
			format(at, numberFormat(type));
			widen(at, number.toPlainString().length() + 4);
		}
		else if (cell instanceof LocalDate day && isKnownToExcel(day)) {
			this.sheet.value(this.next, at, day);
			format(at, "yyyy-mm-dd");
			widen(at, 12);
		}
		else if (cell instanceof LocalDateTime moment && isKnownToExcel(moment.toLocalDate())) {
			this.sheet.value(this.next, at, moment);
			format(at, "yyyy-mm-dd hh:mm");
			widen(at, 18);
		}
		else if (cell != null) {
			String text = (cell instanceof BigDecimal number) ? number.toPlainString() : cell.toString();
			words(at, type, SafeText.clean(text));
		}
	}

	private void words(int at, ColumnType type, String text) {
		text(at, text);
		boolean guarded = type == ColumnType.IDENTIFIER || SafeText.isRisky(text);
		boolean wrapped = text.indexOf('\n') >= 0 || SafeText.width(text) > MOST_WIDTH - 2;
		if (guarded && wrapped) {
			this.sheet.style(this.next, at).format(TEXT).wrapText(true).verticalAlignment("top").set();
		}
		else if (guarded) {
			format(at, TEXT);
		}
		else {
			this.sheet.style(this.next, at).wrapText(wrapped).verticalAlignment("top").set();
		}
		widen(at, SafeText.width(text) + 2);
	}

	/**
	 * A cell of text. Text within the cell keeps memory small; only its shared text keeps
	 * the white space around it.
	 */
	private void text(int at, String value) {
		String text = SafeText.written(SafeText.clean(value));
		if (text.equals(text.strip())) {
			this.sheet.inlineString(this.next, at, text);
		}
		else {
			this.sheet.value(this.next, at, text);
		}
	}

	private void format(int at, String format) {
		this.sheet.style(this.next, at).format(format).verticalAlignment("top").set();
	}

	private void widen(int at, int width) {
		this.widths[at] = Math.min(MOST_WIDTH, Math.max(this.widths[at], width));
	}

	private static String numberFormat(ColumnType type) {
		return switch (type) {
			case AMOUNT -> "#,##0.00";
			case DECIMAL, PERCENT -> "0.00";
			default -> "0";
		};
	}

	private static boolean isKnownToExcel(LocalDate day) {
		return !day.isBefore(FIRST_DAY) && day.getYear() <= LAST_YEAR;
	}

	/** The widths are those of the first rows: they stand in the file before the rows. */
	private void flush() {
		for (int at = 0; at < this.widths.length; at++) {
			this.sheet.width(at, this.widths[at]);
		}
		try {
			this.sheet.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void end() {
		flush();
		if (!this.columns.isEmpty()) {
			this.sheet.setAutoFilter(this.headings, 0, Math.max(this.headings, this.next - 1), this.columns.size() - 1);
		}
		this.sheet.repeatRows(this.headings);
		this.sheet.pageOrientation("landscape");
		this.sheet.fitToWidth((short) 1);
		this.sheet.fitToHeight((short) 0);
		try {
			this.sheet.finish();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Arrays.fill(this.widths, 0);
	}

}

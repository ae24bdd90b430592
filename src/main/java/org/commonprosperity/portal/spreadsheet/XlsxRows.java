package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import org.commonprosperity.portal.spreadsheet.FileCell.Kind;
import org.commonprosperity.portal.spreadsheet.FileCell.Merge;
import org.commonprosperity.portal.spreadsheet.XmlCursor.Token;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a packed workbook's sheet, each cell as the file has it.
 */
final class XlsxRows implements Rows {

	private final XmlCursor xml;

	private final SharedTexts texts;

	private final List<CellFormat> formats;

	private final boolean from1904;

	private final SpreadsheetLimits limits;

	private final StringBuilder text = new StringBuilder();

	private @Nullable FileCell[] cells = new FileCell[16];

	private int width;

	private int row;

	private int column;

	private int filled;

	private boolean done;

	XlsxRows(XmlCursor xml, SharedTexts texts, List<CellFormat> formats, boolean from1904, SpreadsheetLimits limits) {
		this.xml = xml;
		this.texts = texts;
		this.formats = formats;
		this.from1904 = from1904;
		this.limits = limits;
	}

	@Override
	public @Nullable FileRow next() {
		try {
			while (!this.done) {
				Token token = this.xml.next();
				if (token == Token.DONE || token == Token.END && this.xml.at("sheetData")) {
					this.done = true;
				}
				else if (token == Token.START && this.xml.at("row")) {
					readRow();
					if (this.width > 0) {
						return row();
					}
				}
			}
			return null;
		}
		catch (IOException ex) {
			throw FileRefusal.damaged();
		}
	}

	private FileRow row() {
		if (++this.filled > this.limits.rows()) {
			throw FileRefusal.rows(this.limits.rows());
		}
		FileRow found = new FileRow(this.row, Arrays.copyOf(this.cells, this.width));
		Arrays.fill(this.cells, 0, this.width, null);
		this.width = 0;
		return found;
	}

	private void readRow() throws IOException {
		String written = this.xml.attribute("r");
		int number = (written != null) ? number(written) : this.row + 1;
		if (number <= this.row) {
			throw new IOException("rows out of order");
		}
		this.row = number;
		this.column = -1;
		for (Token token = this.xml.next(); !(token == Token.END && this.xml.at("row")); token = this.xml.next()) {
			if (token == Token.DONE) {
				throw new IOException("a row without an end");
			}
			if (token == Token.START && this.xml.at("c")) {
				readCell();
			}
		}
	}

	private void readCell() throws IOException {
		String address = this.xml.attribute("r");
		this.column = (address != null) ? MergedRange.column(address) : this.column + 1;
		if (this.column < 0) {
			throw new IOException("a cell without a column");
		}
		String type = this.xml.attribute("t");
		String style = this.xml.attribute("s");
		boolean formula = false;
		boolean valued = false;
		this.text.setLength(0);
		for (Token token = this.xml.next(); !(token == Token.END && this.xml.at("c")); token = this.xml.next()) {
			if (token == Token.DONE) {
				throw new IOException("a cell without an end");
			}
			if (token == Token.START) {
				if (this.xml.at("v")) {
					valued = true;
					readValue();
				}
				else if (this.xml.at("is")) {
					valued = true;
					SharedTexts.collect(this.xml, this.text);
				}
				else {
					formula |= this.xml.at("f");
					this.xml.skip();
				}
			}
		}
		FileCell cell = cell((type != null) ? type : "n", (style != null) ? style : "", formula, valued);
		if (cell != null) {
			put(cell);
		}
	}

	private void readValue() throws IOException {
		this.text.setLength(0);
		for (Token token = this.xml.next(); token != Token.END; token = this.xml.next()) {
			if (token != Token.TEXT) {
				throw new IOException("a value that is no text");
			}
			this.xml.appendTo(this.text);
		}
	}

	private @Nullable FileCell cell(String type, String style, boolean formula, boolean valued) throws IOException {
		switch (type) {
			case "s":
				return valued ? worded(this.texts.get(number(this.text.toString().strip()))) : null;
			case "str":
				return (formula && !valued) ? unsaved() : worded(EscapedText.read(this.text));
			case "inlineStr":
				return worded(EscapedText.read(this.text));
			case "b":
				return new FileCell(Kind.BOOLEAN, this.text.toString().strip().matches("1|true") ? "TRUE" : "FALSE",
						CellFormat.GENERAL, Merge.NONE);
			case "e":
				return new FileCell(Kind.ERROR, this.text.toString().strip(), CellFormat.GENERAL, Merge.NONE);
			case "d":
				return day(this.text.toString().strip());
			default:
				String number = this.text.toString().strip();
				if (number.isEmpty()) {
					return formula ? unsaved() : null;
				}
				return new FileCell(Kind.NUMBER, number, format(style), Merge.NONE);
		}
	}

	private static FileCell unsaved() {
		return new FileCell(Kind.UNSAVED, "", CellFormat.GENERAL, Merge.NONE);
	}

	private @Nullable FileCell worded(String found) {
		if (found.length() > this.limits.text()) {
			throw FileRefusal.text(this.row, this.limits.text());
		}
		return found.isEmpty() ? null : FileCell.text(found);
	}

	/** A day that is written as one, as the strict format may. */
	private @Nullable FileCell day(String written) throws IOException {
		if (written.isEmpty()) {
			return null;
		}
		try {
			LocalDate day = LocalDate.parse((written.length() > 10) ? written.substring(0, 10) : written);
			BigDecimal serial = SerialDay.serial(day, this.from1904);
			return new FileCell(Kind.NUMBER, serial.toPlainString(), CellFormat.of(14, null), Merge.NONE);
		}
		catch (DateTimeException ex) {
			throw new IOException("a day that is none");
		}
	}

	private CellFormat format(String style) throws IOException {
		int index = style.isEmpty() ? 0 : number(style);
		return (index < this.formats.size()) ? this.formats.get(index) : CellFormat.GENERAL;
	}

	private void put(FileCell cell) {
		if (this.column >= this.limits.columns()) {
			if (cell.text().isBlank()) {
				return;
			}
			throw FileRefusal.columns(this.row, this.limits.columns());
		}
		if (this.column >= this.cells.length) {
			this.cells = Arrays.copyOf(this.cells, Math.max(this.column + 1, this.cells.length * 2));
		}
		this.cells[this.column] = cell;
		this.width = Math.max(this.width, this.column + 1);
	}

	/**
	 * A number of up to nine digits.
	 * @throws IOException if it is none
	 */
	static int number(String written) throws IOException {
		int length = written.length();
		if (length == 0 || length > 9) {
			throw new IOException("no number");
		}
		int number = 0;
		for (int at = 0; at < length; at++) {
			int digit = written.charAt(at) - '0';
			if (digit < 0 || digit > 9) {
				throw new IOException("no number");
			}
			number = number * 10 + digit;
		}
		return number;
	}

	@Override
	public void close() {
		try {
			this.xml.close();
		}
		catch (IOException ex) {
			// it was only read
		}
	}

}

package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;

import org.springframework.stereotype.Component;

/**
 * Writes a table as a file, row by row: however long it is, only a few hundred rows are
 * in memory. Both formats are inert, whatever people typed into the record: in .xlsx a
 * text is a cell of text, in .csv what might be taken for a formula has an apostrophe in
 * front.
 * <p>
 * The class of a value decides what its cell is: {@code Money}, {@code Percent}, numbers,
 * {@code LocalDate} and {@code LocalDateTime} (a moment in the district's time, in a
 * column of type {@link ColumnType#DATE}) are real number and date cells; anything else,
 * and every value of a column of text, identifiers or choices, is text. Text is freed of
 * what a file cannot hold and cut to the 32 767 characters that a cell takes.
 * <p>
 * A .csv file begins with the title and the lines below it, each a record with a single
 * field, then a record that is empty, then the headings: who reads it by machine begins
 * behind the first empty line, and the portal's own reader skips what stands above the
 * headings anyway. A table with neither title nor lines begins with its headings.
 */
@Component
public class SpreadsheetWriter {

	/**
	 * Writes the table to its end. If anything fails, what has been written is no whole
	 * file, and the stream must be broken off and not ended.
	 * @param out takes the file; it is flushed and stays open
	 */
	public void write(ExportTable<?> table, SpreadsheetFormat format, OutputStream out) throws IOException {
		OutputStream open = new StaysOpen(out);
		switch (format) {
			case XLSX -> XlsxTable.write(table, open);
			case CSV -> CsvTable.write(table, open);
		}
		open.flush();
	}

}

package org.commonprosperity.portal.spreadsheet;

import java.util.Map;

/**
 * A spreadsheet, whatever its format, row by row. Rows are drawn by whoever reads, so
 * that no more of a file is held than the row at hand.
 */
interface OpenedFile extends AutoCloseable {

	/**
	 * The names of the sheets with cells that are not hidden, by their numbers from 0;
	 * one without a name for .csv.
	 */
	Map<Integer, String> sheets();

	/**
	 * The rows of a sheet that hold anything, in order, merged cells filled.
	 * @throws org.commonprosperity.portal.shared.Refusal if there is no such sheet; while
	 * it is read, if it is damaged or over a limit
	 */
	Rows rows(int sheet);

	/**
	 * The number of the sheet's last row, to tell how far a reader has come.
	 */
	int lastRow(int sheet);

	/**
	 * Whether days are counted from 1904, as old Macintosh workbooks do, instead of 1900.
	 */
	boolean from1904();

	@Override
	void close();

}

package org.commonprosperity.portal.spreadsheet;

import org.jspecify.annotations.Nullable;

/**
 * A merged range of cells.
 *
 * @param firstRow its first row, from 1
 * @param lastRow its last row
 * @param firstColumn its first column, from 0
 * @param lastColumn its last column
 */
record MergedRange(int firstRow, int lastRow, int firstColumn, int lastColumn) {

	/** The range as it is written, such as A3:A5; null if it is none. */
	static @Nullable MergedRange of(String written) {
		int colon = written.indexOf(':');
		if (colon < 0) {
			return null;
		}
		String first = written.substring(0, colon);
		String last = written.substring(colon + 1);
		MergedRange range = new MergedRange(row(first), row(last), column(first), column(last));
		boolean valid = range.firstRow > 0 && range.lastRow >= range.firstRow && range.firstColumn >= 0
				&& range.lastColumn >= range.firstColumn;
		return valid ? range : null;
	}

	/** The column of a cell's address, from 0; less than zero if it has none. */
	static int column(String address) {
		int column = 0;
		for (int at = 0; at < address.length(); at++) {
			char c = address.charAt(at);
			if (c >= 'A' && c <= 'Z' && column < 20_000) {
				column = column * 26 + c - 'A' + 1;
			}
			else if (c != '$') {
				break;
			}
		}
		return column - 1;
	}

	private static int row(String address) {
		int row = 0;
		for (int at = 0; at < address.length(); at++) {
			char c = address.charAt(at);
			if (c >= '0' && c <= '9') {
				row = row * 10 + c - '0';
				if (row > 10_000_000) {
					return 0;
				}
			}
		}
		return row;
	}

}

package org.commonprosperity.portal.spreadsheet;

import org.jspecify.annotations.Nullable;

/**
 * A {@link CellError} in the reader's words, as the file that goes back tells it.
 *
 * @param row the row's number in the file, from 1
 * @param at the column's number in the file, from 0; null if the row as a whole is meant
 * or the column is not in the file
 * @param heading the column's heading, or null
 * @param value what the cell holds, or null
 * @param reason why it cannot be taken
 */
public record Fault(int row, @Nullable Integer at, @Nullable String heading, @Nullable String value, String reason) {

	/**
	 * The error in words.
	 * @param at the column's number in the file, where the error does not know it
	 */
	public static Fault of(CellError error, @Nullable Integer at, @Nullable String heading, String reason) {
		return new Fault(error.row(), (error.at() != null) ? error.at() : at, heading, error.value(), reason);
	}

}

package org.commonprosperity.portal.spreadsheet;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why a cell, or a row as a whole, cannot be taken. The reason is a message key, so that
 * it reaches the reader in the reader's language and says what to do.
 *
 * @param row the row's number in the file, from 1
 * @param column the declared column's name; null if the row as a whole is meant
 * @param at the column's number in the file, from 0; null if the column is not in it or
 * the checks of a feature do not know it
 * @param value what the cell holds, as the file writes it, cut to 100 characters; or null
 * @param key the reason's message key
 * @param arguments the message's arguments
 */
public record CellError(int row, @Nullable String column, @Nullable Integer at, @Nullable String value, String key,
		List<String> arguments) {

	public CellError {
		arguments = List.copyOf(arguments);
	}

	/**
	 * Whether it is an empty cell of the key below a filled one, and may mean the same:
	 * the first argument is what stands above.
	 */
	public boolean isToFill() {
		return this.key.equals(TableRun.REQUIRED) && this.at != null && !this.arguments.isEmpty();
	}

	/**
	 * What a feature finds in a row that was read without trouble.
	 * @param column the declared column's name; null if the row as a whole is meant
	 * @param key the reason's message key
	 */
	public static CellError of(SheetRow row, @Nullable String column, String key, String... arguments) {
		Object value = (column != null) ? row.values().get(column) : null;
		return new CellError(row.number(), column, null, (value != null) ? value.toString() : null, key,
				List.of(arguments));
	}

}

package org.commonprosperity.portal.spreadsheet;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of a row of the file below its headings.
 *
 * @param number its number in the file, from 1
 * @param row its values, if all of them could be read; else null
 * @param errors why not
 * @param skipped why it was left out: it is no row of the table; else null
 * @param text how a row that was left out begins, to show it
 * @param readable of a row with errors, the values that could be read; else null
 * @param written what the person wrote in the cells of choices, by column
 */
public record ReadRow(int number, @Nullable SheetRow row, List<CellError> errors, @Nullable Skipped skipped,
		@Nullable String text, @Nullable SheetRow readable, Map<String, String> written) {

	public ReadRow {
		errors = List.copyOf(errors);
		written = Map.copyOf(written);
	}

	ReadRow(int number, @Nullable SheetRow row, List<CellError> errors, @Nullable Skipped skipped,
			@Nullable String text) {
		this(number, row, errors, skipped, text, null, Map.of());
	}

	/**
	 * Why a row is no row of the table.
	 */
	public enum Skipped {

		/** A total row, checked against the rows above it. */
		TOTAL,
		/** A note below the table, or a title between its parts. */
		NOTE,
		/** The headings once more. */
		HEADING

	}

}

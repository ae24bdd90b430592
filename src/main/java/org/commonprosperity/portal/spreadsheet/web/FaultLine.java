package org.commonprosperity.portal.spreadsheet.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A fault in words.
 *
 * @param number the row's number in the file
 * @param place the cell as the spreadsheet program names it, as B12; or null
 * @param heading of which column, or null
 * @param value what the cell holds, or null
 * @param reason what is wrong and what to do
 * @param cells what can be mended here
 * @param leaves whether the row can be left out here; once a row
 */
record FaultLine(int number, @Nullable String place, @Nullable String heading, @Nullable String value, String reason,
		List<Cell> cells, boolean leaves) {

	FaultLine {
		cells = List.copyOf(cells);
	}

	/**
	 * A cell to be mended.
	 *
	 * @param at "row:column"
	 * @param place the cell as the spreadsheet program names it
	 * @param heading of which column
	 * @param value what it holds
	 * @param choices what it can be, if that is one of few; else empty
	 */
	record Cell(String at, String place, String heading, String value, List<String> choices) {

		Cell {
			choices = List.copyOf(choices);
		}

		/** Whether what it holds is one of the choices. */
		public boolean isChoice() {
			return this.choices.contains(this.value);
		}

	}

}

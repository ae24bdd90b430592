package org.commonprosperity.portal.spreadsheet.web;

import java.util.List;

import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A row of the preview in words.
 *
 * @param number its number in the file
 * @param outcome what writing it does
 * @param cells its cells, in the order of the columns
 */
record PreviewLine(int number, Outcome outcome, List<Cell> cells) {

	/**
	 * A cell in words.
	 *
	 * @param heading of which column
	 * @param text what it says
	 * @param before what is on record, where that changes; else null
	 * @param number whether it stands to the right
	 */
	record Cell(String heading, String text, @Nullable String before, boolean number) {
	}

}

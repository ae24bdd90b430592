package org.commonprosperity.portal.spreadsheet.web;

import org.jspecify.annotations.Nullable;

/**
 * A fault in words.
 *
 * @param number the row's number in the file
 * @param place the cell as the spreadsheet program names it, as B12; or null
 * @param heading of which column, or null
 * @param value what the cell holds, or null
 * @param reason what is wrong and what to do
 * @param cell "row:column" if it can be mended here, else null
 */
record FaultLine(int number, @Nullable String place, @Nullable String heading, @Nullable String value, String reason,
		@Nullable String cell) {
}

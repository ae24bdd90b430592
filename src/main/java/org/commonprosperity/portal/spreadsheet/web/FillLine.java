package org.commonprosperity.portal.spreadsheet.web;

/**
 * Empty cells of a column that may say the same as the row above them.
 *
 * @param column the declared column's name
 * @param heading its heading
 * @param cells how many
 */
record FillLine(String column, String heading, int cells) {
}

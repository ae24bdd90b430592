package org.commonprosperity.portal.spreadsheet.web;

/**
 * Remarks of one kind on several rows, in words.
 *
 * @param text what to look at
 * @param rows which rows, in words
 */
record RemarkLine(String text, String rows) {
}

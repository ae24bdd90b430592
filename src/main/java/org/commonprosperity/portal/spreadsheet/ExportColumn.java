package org.commonprosperity.portal.spreadsheet;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A column of an export.
 *
 * @param <T> what a row is made of
 * @param heading its heading, in the reader's language, with the unit in brackets
 * @param type how its cells are written: as numbers, dates or text; an amount is written
 * in yuan with two decimals
 * @param value its value of a row, of the class that the type says, or for a date also a
 * {@link java.time.LocalDateTime}; null leaves the cell empty
 */
public record ExportColumn<T>(String heading, ColumnType type, Function<T, @Nullable Object> value) {
}

package org.commonprosperity.portal.spreadsheet;

import java.util.List;
import java.util.Map;

/**
 * A row beside what is on record.
 *
 * @param row the row
 * @param outcome what writing it would do
 * @param before what is on record now of the columns that would change, as text by column
 * name; an empty text where nothing is on record
 * @param errors why it cannot be taken; none if it can
 */
public record CheckedRow(SheetRow row, Outcome outcome, Map<String, String> before, List<CellError> errors) {

	public CheckedRow {
		before = Map.copyOf(before);
		errors = List.copyOf(errors);
	}

	public static CheckedRow added(SheetRow row) {
		return new CheckedRow(row, Outcome.ADDED, Map.of(), List.of());
	}

	public static CheckedRow left(SheetRow row) {
		return new CheckedRow(row, Outcome.LEFT, Map.of(), List.of());
	}

	public static CheckedRow changed(SheetRow row, Map<String, String> before) {
		return new CheckedRow(row, Outcome.CHANGED, before, List.of());
	}

	public static CheckedRow refused(SheetRow row, List<CellError> errors) {
		return new CheckedRow(row, Outcome.REFUSED, Map.of(), errors);
	}

	/**
	 * What writing a row would do.
	 */
	public enum Outcome {

		/** Nothing of its key is on record. */
		ADDED,
		/** Its key is on record with other values. */
		CHANGED,
		/** It is on record just so. */
		LEFT,
		/** It cannot be taken. */
		REFUSED

	}

}

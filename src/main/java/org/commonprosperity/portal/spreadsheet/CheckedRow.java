package org.commonprosperity.portal.spreadsheet;

import java.util.ArrayList;
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
 * @param remarks what is to be looked at before it is written, and stands in nobody's
 * way; their keys begin with {@link #REMARK}
 */
public record CheckedRow(SheetRow row, Outcome outcome, Map<String, String> before, List<CellError> errors,
		List<CellError> remarks) {

	/** How the message keys of remarks begin. */
	public static final String REMARK = "import.remark.";

	/** The remark that a row corrects what is approved: writing it asks for a reason. */
	public static final String CORRECTION = "import.remark.correction";

	public CheckedRow {
		before = Map.copyOf(before);
		errors = List.copyOf(errors);
		remarks = List.copyOf(remarks);
	}

	public static CheckedRow added(SheetRow row) {
		return new CheckedRow(row, Outcome.ADDED, Map.of(), List.of(), List.of());
	}

	public static CheckedRow left(SheetRow row) {
		return new CheckedRow(row, Outcome.LEFT, Map.of(), List.of(), List.of());
	}

	public static CheckedRow changed(SheetRow row, Map<String, String> before) {
		return new CheckedRow(row, Outcome.CHANGED, before, List.of(), List.of());
	}

	public static CheckedRow refused(SheetRow row, List<CellError> errors) {
		return new CheckedRow(row, Outcome.REFUSED, Map.of(), errors, List.of());
	}

	/** The same with further remarks. */
	public CheckedRow noting(List<CellError> further) {
		List<CellError> all = new ArrayList<>(this.remarks);
		all.addAll(further);
		return new CheckedRow(this.row, this.outcome, this.before, this.errors, all);
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

package org.commonprosperity.portal.spreadsheet;

import java.util.List;

/**
 * What the page of an import shows.
 *
 * @param job the import
 * @param columns the declared columns
 * @param rows rows of the preview, from where the reader turned to
 * @param more whether there are rows after them
 * @param faults the faults that are kept
 * @param skipped rows that were left out
 * @param own whether the reader sent it
 */
public record ImportView(ImportJob job, List<Column> columns, List<CheckedRow> rows, boolean more,
		List<CellError> faults, List<ReadRow> skipped, boolean own) {

	public ImportView {
		columns = List.copyOf(columns);
		rows = List.copyOf(rows);
		faults = List.copyOf(faults);
		skipped = List.copyOf(skipped);
	}

}

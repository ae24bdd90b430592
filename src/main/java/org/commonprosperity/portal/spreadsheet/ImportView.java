package org.commonprosperity.portal.spreadsheet;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the page of an import shows.
 *
 * @param job the import
 * @param columns the declared columns
 * @param rows rows of the preview, from where the reader turned to
 * @param more whether there are rows after them
 * @param faults the faults that are kept
 * @param skipped rows that were left out
 * @param remarks what is to be looked at before it is written
 * @param address where the reader sees what was written, or null
 * @param own whether the reader sent it
 * @param personal whether its rows tell of single persons
 */
public record ImportView(ImportJob job, List<Column> columns, List<CheckedRow> rows, boolean more,
		List<CellError> faults, List<ReadRow> skipped, List<CellError> remarks, @Nullable String address, boolean own,
		boolean personal) {

	public ImportView {
		columns = List.copyOf(columns);
		rows = List.copyOf(rows);
		faults = List.copyOf(faults);
		skipped = List.copyOf(skipped);
		remarks = List.copyOf(remarks);
	}

	/** Whether writing it corrects what is approved, and so asks why. */
	public boolean corrects() {
		return this.remarks.stream().anyMatch((remark) -> remark.key().equals(CheckedRow.CORRECTION));
	}

}

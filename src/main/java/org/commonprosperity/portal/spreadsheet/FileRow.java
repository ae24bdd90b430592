package org.commonprosperity.portal.spreadsheet;

import org.jspecify.annotations.Nullable;

/**
 * A row of a sheet.
 */
final class FileRow {

	private final int number;

	private final @Nullable FileCell[] cells;

	/**
	 * Takes a row.
	 * @param number its number, from 1
	 * @param cells its cells from column 0 on, null where nothing is
	 */
	FileRow(int number, @Nullable FileCell[] cells) {
		this.number = number;
		this.cells = cells;
	}

	/** Its number, from 1. */
	int number() {
		return this.number;
	}

	/** How many columns there are up to the last that is filled. */
	int width() {
		return this.cells.length;
	}

	/** The cell of a column, from 0; null if nothing is in it. */
	@Nullable FileCell cell(int column) {
		return (column >= 0 && column < this.cells.length) ? this.cells[column] : null;
	}

	/** The cell, unless it only shows what another one holds. */
	@Nullable FileCell own(int column) {
		FileCell cell = cell(column);
		return (cell != null && cell.merge() != FileCell.Merge.FILLED) ? cell : null;
	}

}

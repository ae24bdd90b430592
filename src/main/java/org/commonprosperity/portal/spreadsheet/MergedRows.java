package org.commonprosperity.portal.spreadsheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.commonprosperity.portal.spreadsheet.FileCell.Merge;
import org.jspecify.annotations.Nullable;

/**
 * Rows in which each cell of a merged range shows what its first cell holds.
 */
final class MergedRows implements Rows {

	private final Rows rows;

	private final List<MergedRange> waiting;

	private final List<Active> active = new ArrayList<>();

	private final int columns;

	private int next;

	/**
	 * Takes the rows as they are.
	 * @param columns how many columns are filled at most
	 */
	MergedRows(Rows rows, List<MergedRange> ranges, int columns) {
		this.rows = rows;
		this.columns = columns;
		this.waiting = ranges.stream()
			.filter((range) -> range.firstColumn() < columns)
			.sorted(Comparator.comparingInt(MergedRange::firstRow).thenComparingInt(MergedRange::firstColumn))
			.toList();
	}

	@Override
	public @Nullable FileRow next() {
		FileRow row = this.rows.next();
		if (row == null) {
			return null;
		}
		advance(row.number());
		return this.active.isEmpty() ? row : filled(row);
	}

	private void advance(int row) {
		this.active.removeIf((merged) -> merged.range.lastRow() < row);
		while (this.next < this.waiting.size() && this.waiting.get(this.next).firstRow() <= row) {
			MergedRange range = this.waiting.get(this.next++);
			if (range.lastRow() >= row) {
				this.active.add(new Active(range));
			}
			// ranges never overlap, so no more of them than columns meet in a row
			if (this.active.size() > this.columns) {
				throw FileRefusal.damaged();
			}
		}
	}

	private FileRow filled(FileRow row) {
		int width = row.width();
		for (Active merged : this.active) {
			width = Math.max(width, Math.min(this.columns, merged.range.lastColumn() + 1));
		}
		@Nullable FileCell[] cells = new FileCell[width];
		for (int column = 0; column < width; column++) {
			cells[column] = row.cell(column);
		}
		for (Active merged : this.active) {
			merged.fill(row.number(), cells);
		}
		return new FileRow(row.number(), cells);
	}

	@Override
	public void close() {
		this.rows.close();
	}

	/**
	 * A range that the row at hand belongs to.
	 */
	private static final class Active {

		private final MergedRange range;

		private @Nullable FileCell first;

		Active(MergedRange range) {
			this.range = range;
		}

		void fill(int row, @Nullable FileCell[] cells) {
			int column = this.range.firstColumn();
			if (row == this.range.firstRow() && column < cells.length) {
				FileCell cell = cells[column];
				boolean wide = this.range.lastColumn() > column;
				this.first = (cell != null) ? cell.with(wide ? Merge.FIRST_OF_WIDE : Merge.FIRST) : null;
			}
			int last = Math.min(cells.length - 1, this.range.lastColumn());
			for (int at = column; at <= last; at++) {
				boolean own = row == this.range.firstRow() && at == column;
				FileCell shown = this.first;
				cells[at] = (own || shown == null) ? shown : shown.with(Merge.FILLED);
			}
		}

	}

}

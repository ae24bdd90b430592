package org.commonprosperity.portal.spreadsheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.commonprosperity.portal.spreadsheet.FileCell.Merge;
import org.commonprosperity.portal.spreadsheet.Heading.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The headings of a table: a row of the file, the row above it where a heading spans
 * several columns, and what the lines above say of the unit.
 */
final class TableHeadings {

	private final @Nullable FileRow row;

	private final @Nullable FileRow above;

	private final Unit ofTheTable;

	/**
	 * Takes rows as headings.
	 * @param row the row with the headings
	 * @param above the row directly above it
	 * @param ofTheTable the unit that a line above names
	 */
	TableHeadings(@Nullable FileRow row, @Nullable FileRow above, Unit ofTheTable) {
		this.row = row;
		this.above = above;
		this.ofTheTable = ofTheTable;
	}

	/**
	 * The headings with a number, found among the rows from the first one on.
	 */
	static TableHeadings at(int headerRow, List<FileRow> rows) {
		FileRow row = null;
		FileRow above = null;
		Unit unit = Unit.NONE;
		for (FileRow candidate : rows) {
			if (candidate.number() == headerRow) {
				row = candidate;
			}
			else if (candidate.number() < headerRow) {
				above = (candidate.number() == headerRow - 1) ? candidate : null;
				Unit said = unit(candidate);
				unit = (said != Unit.NONE) ? said : unit;
			}
		}
		return new TableHeadings(row, above, unit);
	}

	private static Unit unit(FileRow row) {
		for (int column = 0; column < row.width(); column++) {
			FileCell cell = row.own(column);
			Unit unit = (cell != null && cell.isText()) ? Heading.ofTheTable(cell.text()) : Unit.NONE;
			if (unit != Unit.NONE) {
				return unit;
			}
		}
		return Unit.NONE;
	}

	int width() {
		return Math.max((this.row != null) ? this.row.width() : 0, (this.above != null) ? this.above.width() : 0);
	}

	/** What stands above a column. */
	String text(int column) {
		String own = text(this.row, column);
		if (!own.isEmpty()) {
			return own;
		}
		FileCell upper = spanning(column);
		return (upper != null) ? PlainWords.stripped(upper.text()) : "";
	}

	/** The unit of what stands under a heading. */
	Unit unit(int column) {
		Heading own = Heading.of(text(this.row, column));
		if (own.unit() != Unit.NONE) {
			return own.unit();
		}
		FileCell upper = spanning(column);
		Unit above = (upper != null) ? Heading.of(upper.text()).unit() : Unit.NONE;
		return (above != Unit.NONE) ? above : this.ofTheTable;
	}

	/** What is above a heading and belongs to it. */
	private @Nullable FileCell spanning(int column) {
		FileCell cell = (this.above != null) ? this.above.cell(column) : null;
		boolean belongs = cell != null && cell.isText()
				&& (cell.merge() != Merge.NONE || text(this.row, column).isEmpty());
		return belongs ? cell : null;
	}

	private static String text(@Nullable FileRow row, int column) {
		FileCell cell = (row != null) ? row.cell(column) : null;
		return (cell != null && cell.isText()) ? PlainWords.stripped(cell.text()) : "";
	}

	/**
	 * Which declared column is which of the file; one that two columns of the file fit as
	 * well is left to the person.
	 * @param twoRows whether headings of the row above are put before those of this one
	 */
	Match match(Map<String, List<Heading>> declared, boolean twoRows) {
		Map<String, Integer> quality = new LinkedHashMap<>();
		Map<String, List<Integer>> places = new LinkedHashMap<>();
		for (int column = 0; column < width(); column++) {
			List<Heading> found = headings(column, twoRows);
			for (Map.Entry<String, List<Heading>> entry : declared.entrySet()) {
				int fits = fits(found, entry.getValue());
				int best = quality.getOrDefault(entry.getKey(), 1);
				if (fits > best || fits == best && !places.containsKey(entry.getKey())) {
					quality.put(entry.getKey(), fits);
					places.put(entry.getKey(), new ArrayList<>(List.of(column)));
				}
				else if (fits == best) {
					places.get(entry.getKey()).add(column);
				}
			}
		}
		Map<Integer, String> columns = new TreeMap<>();
		int sum = 0;
		for (Map.Entry<String, List<Integer>> entry : places.entrySet()) {
			if (entry.getValue().size() == 1 && columns.putIfAbsent(entry.getValue().get(0), entry.getKey()) == null) {
				sum += quality.getOrDefault(entry.getKey(), 0);
			}
		}
		return new Match(columns, places.size(), sum);
	}

	private List<Heading> headings(int column, boolean twoRows) {
		String own = text(this.row, column);
		List<Heading> found = new ArrayList<>();
		found.add(Heading.of(own));
		if (twoRows) {
			String upper = text(this.above, column);
			found.add(own.isEmpty() ? Heading.of(upper) : Heading.of(upper + own));
		}
		return found;
	}

	private static int fits(List<Heading> found, List<Heading> declared) {
		int best = 0;
		for (Heading heading : found) {
			for (Heading wanted : declared) {
				best = Math.max(best, heading.fits(wanted));
			}
		}
		return best;
	}

	/** Whether a row repeats the headings of the columns. */
	boolean areRepeatedBy(FileRow candidate, List<Integer> columns) {
		int same = 0;
		for (int column : columns) {
			FileCell cell = candidate.cell(column);
			if (cell == null) {
				continue;
			}
			String heading = text(column);
			if (!cell.isText() || heading.isEmpty() || cell.text().length() > 2 * heading.length() + 20
					|| !PlainWords.folded(cell.text()).equals(PlainWords.folded(heading))) {
				return false;
			}
			same++;
		}
		return same >= Math.min(2, columns.size());
	}

	/**
	 * What a row of headings gives.
	 *
	 * @param columns the declared columns by the columns of the file
	 * @param known how many declared columns were met, also those met twice
	 * @param quality how well they fit
	 */
	record Match(Map<Integer, String> columns, int known, int quality) {
	}

}

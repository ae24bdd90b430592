package org.commonprosperity.portal.spreadsheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import org.commonprosperity.portal.spreadsheet.Recognition.PreviewRow;

import org.springframework.stereotype.Component;

/**
 * Finds the table in a file and reads it by the columns that a feature declares.
 */
@Component
class TableReader {

	/** The headings stand among the first rows. */
	private static final int MOST_ABOVE = 50;

	private static final int SHOWN_ROWS = 12;

	private static final int SHOWN_BELOW = 5;

	private static final int SHOWN_CHARACTERS = 100;

	/**
	 * Finds the sheet with the table, the row with the headings and which column is
	 * which.
	 */
	Recognition.Offer recognise(OpenedFile file, List<Column> columns) {
		Map<String, List<Heading>> declared = declared(columns);
		int least = Math.min(2, columns.size());
		Found best = null;
		for (int sheet : file.sheets().keySet()) {
			Found found = best(sheet, beginning(file, sheet, MOST_ABOVE), declared);
			if (found.match.known() >= least && (best == null || found.isBetterThan(best))) {
				best = found;
			}
		}
		int first = file.sheets().keySet().iterator().next();
		Recognition guess = (best != null) ? new Recognition(best.sheet, best.row, best.match.columns())
				: new Recognition(first, 1, Map.of());
		return shown(file, columns, guess);
	}

	/**
	 * What a person chose; where it names no columns, they are looked for in the chosen
	 * row.
	 */
	Recognition.Offer offer(OpenedFile file, List<Column> columns, Recognition chosen) {
		if (!chosen.columns().isEmpty()) {
			return shown(file, columns, chosen);
		}
		List<FileRow> rows = beginning(file, chosen.sheet(), chosen.headerRow());
		TableHeadings headings = TableHeadings.at(chosen.headerRow(), rows);
		Map<String, List<Heading>> declared = declared(columns);
		TableHeadings.Match one = headings.match(declared, false);
		TableHeadings.Match two = headings.match(declared, true);
		return shown(file, columns, new Recognition(chosen.sheet(), chosen.headerRow(),
				((two.known() > one.known()) ? two : one).columns()));
	}

	/** Names of the columns that have to be filled in and are not in the file. */
	List<String> missing(List<Column> columns, Recognition recognition) {
		return columns.stream()
			.filter((column) -> column.required() && !recognition.columns().containsValue(column.name()))
			.map(Column::name)
			.toList();
	}

	/**
	 * Headings that are values of a column of choices which the file lacks: such a table
	 * has a column for each value where a row for each is wanted.
	 * @return the headings as they stand in the file; fewer than two mean nothing
	 */
	List<String> spread(OpenedFile file, List<Column> columns, Recognition recognition) {
		List<String> missing = missing(columns, recognition);
		List<Heading> values = columns.stream()
			.filter((column) -> missing.contains(column.name()))
			.flatMap((column) -> column.choices().stream())
			.map((choice) -> Heading.of(choice.name()))
			.toList();
		TableHeadings headings = TableHeadings.at(recognition.headerRow(),
				beginning(file, recognition.sheet(), recognition.headerRow()));
		List<String> spread = new ArrayList<>();
		for (int column = 0; column < headings.width(); column++) {
			String text = headings.text(column);
			Heading heading = Heading.of(text);
			if (values.stream().anyMatch((value) -> heading.fits(value) > 0)) {
				spread.add(PlainWords.cut(text, SHOWN_CHARACTERS));
			}
		}
		return spread;
	}

	/**
	 * Reads the rows below the headings, in order. Blank rows are left out; a total row
	 * that stands above all others comes last, once it is known whether it adds up.
	 * @param mapping where the table is
	 * @param mended what a person typed in place of what a cell holds, by
	 * {@code row:column}, the row from 1, the column from 0
	 * @param rows takes the rows
	 * @param progress is told the number of the row that is reached
	 * @throws org.commonprosperity.portal.shared.Refusal if the file as a whole cannot be
	 * read
	 */
	void read(OpenedFile file, List<Column> columns, Recognition mapping, Map<String, String> mended,
			Consumer<ReadRow> rows, LongConsumer progress) {
		new TableRun(file, columns, mapping, mended, rows).run(progress);
	}

	private static Map<String, List<Heading>> declared(List<Column> columns) {
		Map<String, List<Heading>> declared = new LinkedHashMap<>();
		for (Column column : columns) {
			declared.put(column.name(),
					Stream.concat(Stream.of(column.heading()), column.headings().stream()).map(Heading::of).toList());
		}
		return declared;
	}

	private static Found best(int sheet, List<FileRow> rows, Map<String, List<Heading>> declared) {
		Found best = new Found(sheet, 1, new TableHeadings.Match(Map.of(), 0, 0));
		for (boolean twoRows : new boolean[] { false, true }) {
			for (FileRow row : rows) {
				TableHeadings headings = TableHeadings.at(row.number(), rows);
				Found found = new Found(sheet, row.number(), headings.match(declared, twoRows));
				best = found.isBetterThan(best) ? found : best;
			}
		}
		return best;
	}

	private static List<FileRow> beginning(OpenedFile file, int sheet, int lastRow) {
		List<FileRow> beginning = new ArrayList<>();
		try (Rows rows = file.rows(sheet)) {
			for (FileRow row = rows.next(); row != null && row.number() <= lastRow; row = rows.next()) {
				beginning.add(row);
				if (beginning.size() > 2 * MOST_ABOVE) {
					beginning.remove(0);
				}
			}
		}
		return beginning;
	}

	private Recognition.Offer shown(OpenedFile file, List<Column> columns, Recognition guess) {
		int last = (guess.headerRow() <= MOST_ABOVE) ? Math.max(SHOWN_ROWS, guess.headerRow() + SHOWN_BELOW)
				: SHOWN_ROWS;
		List<FileRow> rows = beginning(file, guess.sheet(), Math.max(last, guess.headerRow()));
		List<PreviewRow> first = new ArrayList<>();
		for (FileRow row : rows) {
			if (row.number() <= last) {
				first.add(shown(row, file.from1904()));
			}
		}
		TableHeadings found = TableHeadings.at(guess.headerRow(), rows);
		Map<Integer, String> headings = new TreeMap<>();
		Map<Integer, String> ignored = new TreeMap<>();
		for (int column = 0; column < found.width(); column++) {
			String text = PlainWords.cut(found.text(column), SHOWN_CHARACTERS);
			if (!text.isEmpty()) {
				headings.put(column, text);
				if (!guess.columns().containsKey(column)) {
					ignored.put(column, text);
				}
			}
		}
		Set<String> inWan = new TreeSet<>();
		guess.columns().forEach((at, name) -> {
			boolean amount = columns.stream()
				.anyMatch((column) -> column.name().equals(name) && column.type() == ColumnType.AMOUNT);
			if (amount && found.unit(at) == Heading.Unit.WAN) {
				inWan.add(name);
			}
		});
		return new Recognition.Offer(file.sheets(), first, guess, headings, ignored, missing(columns, guess), inWan);
	}

	private static PreviewRow shown(FileRow row, boolean from1904) {
		List<String> cells = new ArrayList<>();
		for (int column = 0; column < row.width(); column++) {
			FileCell cell = row.cell(column);
			cells.add((cell != null) ? PlainWords.cut(CellText.of(cell, from1904), SHOWN_CHARACTERS) : "");
		}
		return new PreviewRow(row.number(), cells);
	}

	/**
	 * Headings that were found.
	 *
	 * @param sheet in which sheet
	 * @param row in which row
	 * @param match what they are
	 */
	private record Found(int sheet, int row, TableHeadings.Match match) {

		boolean isBetterThan(Found other) {
			return this.match.known() > other.match.known()
					|| this.match.known() == other.match.known() && this.match.quality() > other.match.quality();
		}

	}

}

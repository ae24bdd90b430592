package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.FileCell.Merge;
import org.commonprosperity.portal.spreadsheet.Heading.Unit;
import org.commonprosperity.portal.spreadsheet.ReadRow.Skipped;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one table, with what has to be remembered from row to row: the sums, the
 * keys met before, and rows of which only the end of the table tells what they are.
 */
final class TableRun {

	/** How the key of a row ends that is left out. */
	static final String OUT = ":out";

	private static final int SHOWN = 100;

	static final String REQUIRED = "sheet.cell.required";

	/**
	 * Told with the row that was first, and after it name, place and text of each cell of
	 * the key, so that any of them can be mended.
	 */
	static final String TWICE = "sheet.row.twice";

	/** More than notes and signatures take; what comes behind so many is no note. */
	private static final int MOST_UNCERTAIN = 200;

	private final OpenedFile file;

	private final Recognition mapping;

	private final List<Column> columns;

	private final Map<Integer, Map<Integer, String>> mended;

	private final Set<Integer> leftOut;

	private final Consumer<ReadRow> rows;

	private final List<Place> places = new ArrayList<>();

	private final Map<String, Integer> keys = new HashMap<>();

	/** Rows with a single text that is no row of the table as it stands. */
	private final List<Uncertain> uncertain = new ArrayList<>();

	private final List<FileRow> totalsAbove = new ArrayList<>();

	private TableHeadings headings = new TableHeadings(null, null, Unit.NONE);

	private int lastRow;

	private boolean anyRow;

	private boolean behindTotal;

	private boolean behindNote;

	TableRun(OpenedFile file, List<Column> columns, Recognition mapping, Map<String, String> mended,
			Consumer<ReadRow> rows) {
		this.file = file;
		this.columns = columns;
		this.mapping = mapping;
		this.mended = byRow(mended);
		this.leftOut = leftOut(mended);
		this.rows = rows;
	}

	private static Map<Integer, Map<Integer, String>> byRow(Map<String, String> mended) {
		Map<Integer, Map<Integer, String>> byRow = new HashMap<>();
		mended.forEach((place, text) -> {
			if (place.matches("\\d{1,8}:\\d{1,5}")) {
				int colon = place.indexOf(':');
				byRow.computeIfAbsent(Integer.parseInt(place.substring(0, colon)), (row) -> new HashMap<>())
					.put(Integer.parseInt(place.substring(colon + 1)), text);
			}
		});
		return byRow;
	}

	/** Numbers of the rows that a person left out; kept beside what was mended. */
	static Set<Integer> leftOut(Map<String, String> mended) {
		return mended.entrySet()
			.stream()
			.filter((one) -> one.getKey().matches("\\d{1,8}" + OUT) && !one.getValue().isEmpty())
			.map((one) -> Integer.valueOf(one.getKey().substring(0, one.getKey().length() - OUT.length())))
			.collect(Collectors.toSet());
	}

	void run(LongConsumer progress) {
		refuseDoubledOrMissing();
		try (Rows all = this.file.rows(this.mapping.sheet())) {
			List<FileRow> above = new ArrayList<>();
			boolean started = false;
			for (FileRow row = all.next(); row != null; row = all.next()) {
				if (row.number() <= this.mapping.headerRow()) {
					above.add(row);
					if (above.size() > MOST_UNCERTAIN) {
						above.remove(0);
					}
				}
				else {
					if (!started) {
						start(above);
						started = true;
					}
					take(mended(row));
				}
				progress.accept(row.number());
			}
			settle(false);
			this.totalsAbove.forEach((row) -> this.rows.accept(total(row, RowWords.Total.WHOLE)));
		}
	}

	private void refuseDoubledOrMissing() {
		for (Column column : this.columns) {
			long times = this.mapping.columns().values().stream().filter(column.name()::equals).count();
			if (times > 1) {
				throw new Refusal(null, "sheet.file.columnTwice", column.heading());
			}
			if (times == 0 && column.required()) {
				throw new Refusal(null, "sheet.file.columnMissing", column.heading());
			}
		}
	}

	/** Looks at the headings: they tell the units. */
	private void start(List<FileRow> above) {
		this.headings = TableHeadings.at(this.mapping.headerRow(), above);
		Map<String, Integer> byName = new HashMap<>();
		this.mapping.columns().forEach((at, name) -> byName.put(name, at));
		List<CellError> errors = new ArrayList<>();
		for (Column column : this.columns) {
			Integer at = byName.get(column.name());
			if (at != null) {
				Unit unit = this.headings.unit(at);
				if (!isKnown(column, unit, at)) {
					errors.add(new CellError(this.mapping.headerRow(), column.name(), at,
							PlainWords.cut(this.headings.text(at), SHOWN), "sheet.heading.unit", List.of()));
				}
				this.places.add(new Place(column, at, unit, new CellReader(column, unit, this.file.from1904())));
			}
		}
		if (!errors.isEmpty()) {
			this.rows.accept(new ReadRow(this.mapping.headerRow(), null, errors, null, null));
		}
	}

	/** Amounts are in 元 or 万元; another number is in what its column was declared in. */
	private boolean isKnown(Column column, Unit unit, int at) {
		if (column.type() == ColumnType.AMOUNT) {
			return unit != Unit.OTHER && unit != Unit.PERCENT;
		}
		if (!CellReader.isQuantity(column) || column.type() == ColumnType.PERCENT) {
			return true;
		}
		Heading own = Heading.of(this.headings.text(at));
		return own.unit() == Unit.NONE || own.full().equals(Heading.of(column.heading()).full())
				|| column.headings().stream().anyMatch((other) -> own.full().equals(Heading.of(other).full()));
	}

	private FileRow mended(FileRow row) {
		Map<Integer, String> texts = this.mended.get(row.number());
		if (texts == null) {
			return row;
		}
		int width = row.width();
		for (int column : texts.keySet()) {
			width = Math.max(width, column + 1);
		}
		@Nullable FileCell[] cells = new FileCell[width];
		for (int column = 0; column < width; column++) {
			String text = texts.get(column);
			cells[column] = (text == null) ? row.cell(column) : text.isBlank() ? null : FileCell.text(text);
		}
		return new FileRow(row.number(), cells);
	}

	private void take(FileRow row) {
		int filled = 0;
		FileCell first = null;
		for (int column = 0; column < row.width(); column++) {
			FileCell cell = row.own(column);
			if (cell != null && !(cell.isText() && PlainWords.isBlank(cell.text()))) {
				filled++;
				first = (first != null) ? first : cell;
			}
		}
		if (first == null) {
			return;
		}
		if (this.headings.areRepeatedBy(row, this.places.stream().map(Place::at).toList())) {
			skip(row, Skipped.HEADING, first);
			return;
		}
		RowWords.Total total = RowWords.total(row);
		if (this.leftOut.contains(row.number())) {
			settle(true);
			leaveOut(row, total);
			return;
		}
		if (total != null) {
			settle(true);
			takeTotal(row, total);
			return;
		}
		boolean single = filled == 1 && first.isText();
		if (RowWords.isNote(row)
				|| single && (first.merge() == Merge.FIRST_OF_WIDE || RowWords.isPart(first.text())) && !reads(row)) {
			skip(row, Skipped.NOTE, first);
			this.behindNote = true;
			return;
		}
		ReadRow read = read(row);
		if (single && !read.errors().isEmpty() && this.uncertain.size() < MOST_UNCERTAIN) {
			int before = this.uncertain.isEmpty() ? this.lastRow
					: this.uncertain.get(this.uncertain.size() - 1).row().number();
			this.uncertain.add(new Uncertain(read, first.text(), row.number() - before > 1));
			return;
		}
		settle(true);
		add(row, read);
	}

	/** A total row still counts what is left out above it: it is part of the file. */
	private void leaveOut(FileRow row, RowWords.@Nullable Total total) {
		this.lastRow = row.number();
		if (total == RowWords.Total.PART) {
			this.places.forEach(Place::startPart);
		}
		else if (total == null) {
			this.anyRow = true;
			this.places.stream()
				.filter((place) -> place.column.totalled())
				.forEach((place) -> place.add(row.cell(place.at)));
		}
	}

	private void skip(FileRow row, Skipped why, FileCell first) {
		settle(false);
		this.rows.accept(new ReadRow(row.number(), null, List.of(), why, PlainWords.cut(first.text(), SHOWN)));
	}

	/** Whether it reads as a row of the table after all. */
	private boolean reads(FileRow row) {
		return read(row).errors().isEmpty();
	}

	/**
	 * Says what rows are that hold a single text: behind the table a sentence is a note;
	 * what stands between rows lacks the rest.
	 */
	private void settle(boolean between) {
		for (Uncertain one : this.uncertain) {
			boolean note = !between
					&& (one.gap || this.behindTotal || this.behindNote || RowWords.isSentence(one.text));
			this.behindNote |= note;
			this.rows.accept(
					note ? new ReadRow(one.row.number(), null, List.of(), Skipped.NOTE, PlainWords.cut(one.text, SHOWN))
							: one.row);
			if (!note) {
				this.places.forEach((place) -> place.unknown = true);
			}
		}
		this.uncertain.clear();
	}

	private ReadRow read(FileRow row) {
		Map<String, Object> values = new LinkedHashMap<>();
		Map<String, String> written = new LinkedHashMap<>();
		List<CellError> errors = new ArrayList<>();
		for (Place place : this.places) {
			FileCell cell = row.cell(place.at);
			if (cell != null && place.column.type() == ColumnType.CHOICE) {
				written.put(place.column.name(), PlainWords.cut(CellText.of(cell, this.file.from1904()), SHOWN));
			}
			try {
				Object value = place.reader.read(cell);
				if (value != null) {
					values.put(place.column.name(), value);
				}
				else if (place.column.required()) {
					throw (place.column.key() && place.above != null)
							? new UnreadableCell(REQUIRED, Objects.requireNonNull(place.above))
							: new UnreadableCell(REQUIRED);
				}
			}
			catch (UnreadableCell ex) {
				errors.add(error(row, place, cell, ex.key(), ex.arguments()));
			}
		}
		SheetRow read = new SheetRow(row.number(), values);
		return errors.isEmpty() ? new ReadRow(row.number(), read, errors, null, null, null, written)
				: new ReadRow(row.number(), null, errors, null, null, read, written);
	}

	private CellError error(FileRow row, Place place, @Nullable FileCell cell, String key, List<String> arguments) {
		String value = (cell != null) ? PlainWords.cut(CellText.of(cell, this.file.from1904()), SHOWN) : null;
		return new CellError(row.number(), place.column.name(), place.at, value, key, arguments);
	}

	private void add(FileRow row, ReadRow read) {
		this.anyRow = true;
		this.behindTotal = false;
		this.behindNote = false;
		this.lastRow = row.number();
		for (Place place : this.places) {
			FileCell cell = row.cell(place.at);
			if (place.column.totalled()) {
				place.add(cell);
			}
			if (place.column.key() && cell != null) {
				String text = PlainWords.cut(CellText.of(cell, this.file.from1904()), SHOWN);
				place.above = PlainWords.isBlank(text) ? place.above : text;
			}
		}
		SheetRow values = read.row();
		Integer before = (values != null) ? firstOfItsKey(values) : null;
		if (before != null) {
			this.rows.accept(
					new ReadRow(row.number(), null, List.of(twice(row, before)), null, null, values, read.written()));
		}
		else {
			this.rows.accept(read);
		}
	}

	/** The number of the row that had the same key before, or null. */
	private @Nullable Integer firstOfItsKey(SheetRow row) {
		StringBuilder key = new StringBuilder();
		boolean any = false;
		for (Column column : this.columns) {
			if (column.key()) {
				any = true;
				Object value = row.values().getOrDefault(column.name(), column.empty());
				key.append((value != null) ? PlainWords.narrow(value.toString()) : "").append('\n');
			}
		}
		return any ? this.keys.putIfAbsent(key.toString(), row.number()) : null;
	}

	private CellError twice(FileRow row, int before) {
		List<String> arguments = new ArrayList<>(List.of(Integer.toString(before)));
		Place first = null;
		for (Place place : this.places) {
			if (place.column.key()) {
				first = (first != null) ? first : place;
				FileCell cell = row.cell(place.at);
				arguments.addAll(List.of(place.column.name(), Integer.toString(place.at),
						(cell != null) ? PlainWords.cut(CellText.of(cell, this.file.from1904()), SHOWN) : ""));
			}
		}
		return (first != null) ? error(row, first, row.cell(first.at), TWICE, arguments)
				: new CellError(row.number(), null, null, null, TWICE, arguments);
	}

	private void takeTotal(FileRow row, RowWords.Total total) {
		if (total == RowWords.Total.WHOLE && !this.anyRow) {
			this.totalsAbove.add(row);
		}
		else {
			this.rows.accept(total(row, total));
		}
		if (total == RowWords.Total.PART) {
			this.places.forEach(Place::startPart);
		}
		this.behindTotal |= total == RowWords.Total.WHOLE && this.anyRow;
		this.lastRow = row.number();
	}

	private ReadRow total(FileRow row, RowWords.Total total) {
		List<CellError> errors = new ArrayList<>();
		for (Place place : this.places) {
			FileCell cell = row.cell(place.at);
			if (place.column.totalled() && cell != null) {
				try {
					BigDecimal said = place.reckoned(cell);
					BigDecimal sum = (total == RowWords.Total.PART) ? place.part : place.whole;
					if (said != null && !place.unknown && said.compareTo(sum) != 0) {
						errors.add(error(row, place, cell, "sheet.total", List.of(place.shown(sum))));
					}
				}
				catch (UnreadableCell ex) {
					errors.add(error(row, place, cell, ex.key(), ex.arguments()));
				}
			}
		}
		return new ReadRow(row.number(), null, errors, Skipped.TOTAL, text(row));
	}

	private String text(FileRow row) {
		for (int column = 0; column < row.width(); column++) {
			FileCell cell = row.own(column);
			if (cell != null && cell.isText() && !PlainWords.isBlank(cell.text())) {
				return PlainWords.cut(cell.text(), SHOWN);
			}
		}
		return "";
	}

	/**
	 * A row of which only what follows tells whether it is a note.
	 *
	 * @param row as a row of the table
	 * @param text its only text
	 * @param gap whether rows are left out between it and the table
	 */
	private record Uncertain(ReadRow row, String text, boolean gap) {
	}

	/**
	 * A declared column that the file has.
	 */
	private static final class Place {

		private final Column column;

		private final int at;

		private final Unit unit;

		private final CellReader reader;

		private final CellReader sums;

		private BigDecimal whole = BigDecimal.ZERO;

		private BigDecimal part = BigDecimal.ZERO;

		/** What stands in the nearest filled cell above. */
		private @Nullable String above;

		/** Whether a cell could not be read, so that no sum is known. */
		private boolean unknown;

		Place(Column column, int at, Unit unit, CellReader reader) {
			this.column = column;
			this.at = at;
			this.unit = unit;
			this.reader = reader;
			// a sum may be less than the least of its parts, and is still one
			this.sums = new CellReader(new Column(column.name(), column.type(), column.heading(), column.headings(),
					false, false, true, column.choices(), null, null, null, null, null), unit, false);
		}

		int at() {
			return this.at;
		}

		void add(@Nullable FileCell cell) {
			try {
				BigDecimal number = reckoned(cell);
				if (number != null) {
					this.whole = this.whole.add(number);
					this.part = this.part.add(number);
				}
			}
			catch (UnreadableCell ex) {
				this.unknown = true;
			}
		}

		void startPart() {
			this.part = BigDecimal.ZERO;
		}

		@Nullable BigDecimal reckoned(@Nullable FileCell cell) throws UnreadableCell {
			return this.sums.quantity(cell);
		}

		String shown(BigDecimal sum) {
			return CellNumbers.plain((this.unit == Unit.WAN) ? sum.movePointLeft(4) : sum);
		}

	}

}

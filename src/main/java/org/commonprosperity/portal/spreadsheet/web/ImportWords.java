package org.commonprosperity.portal.spreadsheet.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.CellError;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.Choice;
import org.commonprosperity.portal.spreadsheet.Column;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ImportView;
import org.commonprosperity.portal.spreadsheet.ReadRow;
import org.commonprosperity.portal.spreadsheet.Recognition;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Puts rows and faults of an import into words.
 */
@Component
@RequiredArgsConstructor
class ImportWords {

	private static final Set<ColumnType> NUMBERS = Set.of(ColumnType.AMOUNT, ColumnType.DECIMAL, ColumnType.INTEGER,
			ColumnType.PERCENT);

	/** The unit of a heading is mended in the file. */
	private static final String HEADING = "sheet.heading.unit";

	private static final String TWICE = "sheet.row.twice";

	/** How the reasons begin for which a cell could not be read. */
	private static final String UNREAD = "sheet.cell.";

	private static final int MOST_CHOICES = 60;

	private static final int MOST_REMARKS = 20;

	private static final int MOST_ROWS = 12;

	private final Show show;

	List<PreviewLine> lines(List<CheckedRow> rows, List<Column> columns) {
		return rows.stream().map((row) -> line(row, columns)).toList();
	}

	private PreviewLine line(CheckedRow checked, List<Column> columns) {
		SheetRow row = checked.row();
		List<PreviewLine.Cell> cells = new ArrayList<>();
		for (Column column : columns) {
			String before = checked.before().get(column.name());
			cells.add(new PreviewLine.Cell(heading(column), text(column, row.values().get(column.name())),
					(before != null) ? kept(column, before) : null, NUMBERS.contains(column.type())));
		}
		return new PreviewLine(row.number(), checked.outcome(), cells);
	}

	private String text(Column column, @Nullable Object value) {
		if (value == null) {
			return "";
		}
		if (value instanceof Money money) {
			return this.show.yuan(money);
		}
		if (value instanceof BigDecimal number) {
			return this.show.number(number);
		}
		return (column.type() == ColumnType.CHOICE) ? choice(column, value.toString()) : value.toString();
	}

	/** What is on record, kept as a text. */
	private String kept(Column column, String text) {
		if (text.isEmpty()) {
			return this.show.text("import.before.nothing");
		}
		return switch (column.type()) {
			case AMOUNT -> this.show.yuan(new Money(new BigDecimal(text)));
			case DECIMAL -> this.show.number(new BigDecimal(text));
			case CHOICE -> choice(column, text);
			default -> text;
		};
	}

	private static String choice(Column column, String code) {
		return column.choices()
			.stream()
			.filter((choice) -> choice.code().equals(code))
			.map(Choice::name)
			.findFirst()
			.orElse(code);
	}

	/**
	 * Faults in words; a cell with several has its field once.
	 * @param own whether the reader may mend them
	 */
	List<FaultLine> faults(List<CellError> faults, List<Column> columns, boolean own) {
		Map<String, Column> declared = new HashMap<>();
		columns.forEach((column) -> declared.put(column.name(), column));
		Set<String> offered = new HashSet<>();
		return faults.stream().map((fault) -> {
			Integer at = fault.at();
			Column column = declared.get(fault.column());
			List<FaultLine.Cell> cells = own
					? cells(fault, declared).stream().filter((cell) -> offered.add(cell.at())).toList() : List.of();
			return new FaultLine(fault.row(), (at != null) ? letters(at) + fault.row() : null,
					(column != null) ? column.heading() : null, fault.value(),
					this.show.text(fault.key(), fault.arguments().toArray()), cells,
					own && !fault.key().equals(HEADING) && offered.add(fault.row() + ":"));
		}).toList();
	}

	/** The cells by which a fault can be mended: of a row met twice, all of its key. */
	private static List<FaultLine.Cell> cells(CellError fault, Map<String, Column> declared) {
		List<FaultLine.Cell> cells = new ArrayList<>();
		if (fault.key().equals(TWICE)) {
			for (int i = 1; i + 2 < fault.arguments().size(); i += 3) {
				cells.add(cell(fault.row(), Integer.parseInt(fault.arguments().get(i + 1)),
						declared.get(fault.arguments().get(i)), fault.arguments().get(i + 2)));
			}
		}
		if (cells.isEmpty() && fault.at() != null) {
			cells.add(cell(fault.row(), fault.at(), declared.get(fault.column()), fault.value()));
		}
		return cells;
	}

	private static FaultLine.Cell cell(int row, int at, @Nullable Column column, @Nullable String value) {
		List<Choice> choices = (column != null) ? column.choices() : List.of();
		return new FaultLine.Cell(row + ":" + at, letters(at) + row, (column != null) ? column.heading() : "",
				(value != null) ? value : "",
				(choices.size() <= MOST_CHOICES) ? choices.stream().map(Choice::name).toList() : List.of());
	}

	/** The columns whose empty cells may say the same as the row above. */
	List<FillLine> fills(List<CellError> faults, List<Column> columns) {
		return columns.stream()
			.map((column) -> new FillLine(column.name(), column.heading(),
					(int) faults.stream()
						.filter((fault) -> fault.isToFill() && column.name().equals(fault.column()))
						.count()))
			.filter((fill) -> fill.cells() > 0)
			.toList();
	}

	/** Remarks in words, the same ones together. */
	List<RemarkLine> remarks(List<CellError> remarks, List<Column> columns) {
		Map<String, String> headings = new HashMap<>();
		columns.forEach((column) -> headings.put(column.name(), column.heading()));
		Map<String, List<Integer>> rows = new LinkedHashMap<>();
		for (CellError remark : remarks) {
			String text = this.show.text(remark.key(), remark.arguments().stream().map(this::amount).toArray());
			String heading = headings.get(remark.column());
			rows.computeIfAbsent((heading != null) ? this.show.text("import.remark.of", heading, text) : text,
					(key) -> new ArrayList<>())
				.add(remark.row());
		}
		return rows.entrySet()
			.stream()
			.limit(MOST_REMARKS)
			.map((one) -> new RemarkLine(one.getKey(), rows(one.getValue())))
			.toList();
	}

	private String rows(List<Integer> rows) {
		String named = rows.stream()
			.limit(MOST_ROWS)
			.map(String::valueOf)
			.collect(Collectors.joining(this.show.text("template.separator")));
		return this.show.text((rows.size() > MOST_ROWS) ? "import.remark.rows.more" : "import.remark.rows", named,
				rows.size());
	}

	/** An amount as the pages show it; another argument as it is. */
	private Object amount(String argument) {
		return argument.matches("-?\\d+\\.\\d{2}") ? this.show.yuan(new Money(new BigDecimal(argument))) : argument;
	}

	/**
	 * Rows that were left out of the reading, in words. A total row is only said to add
	 * up where it was checked.
	 */
	List<String> skipped(ImportView view) {
		Set<String> totalled = view.columns()
			.stream()
			.filter(Column::totalled)
			.map(Column::name)
			.collect(Collectors.toSet());
		boolean sure = view.job().faults() <= view.faults().size() && view.job().leftOut().isEmpty();
		List<String> skipped = new ArrayList<>();
		for (ReadRow row : view.skipped()) {
			boolean total = row.skipped() == ReadRow.Skipped.TOTAL;
			if (total && view.faults().stream().anyMatch((fault) -> fault.row() == row.number())) {
				continue;
			}
			boolean unread = view.faults()
				.stream()
				.anyMatch((fault) -> totalled.contains(fault.column()) && fault.key().startsWith(UNREAD));
			skipped.add(this.show.text(
					(total && (unread || !sure)) ? "import.total.unsure" : "import.skipped." + row.skipped(),
					row.number(), row.text()));
		}
		return skipped;
	}

	/** The heading of a column of amounts with its unit: amounts are shown in yuan. */
	private String heading(Column column) {
		return (column.type() == ColumnType.AMOUNT && !column.heading().contains("元"))
				? this.show.text("import.inYuan", column.heading()) : column.heading();
	}

	/** Names of the columns that the file gives in 万元 and the preview in yuan. */
	String converted(Recognition.Offer offer, List<Column> columns) {
		return columns.stream()
			.filter((column) -> offer.inWan().contains(column.name()))
			.map(Column::heading)
			.collect(Collectors.joining(this.show.text("template.separator")));
	}

	/** A column as spreadsheet programs name it: A, B, …, Z, AA. */
	static String letters(int column) {
		StringBuilder letters = new StringBuilder();
		for (int left = column; left >= 0; left = left / 26 - 1) {
			letters.insert(0, (char) ('A' + left % 26));
		}
		return letters.toString();
	}

}

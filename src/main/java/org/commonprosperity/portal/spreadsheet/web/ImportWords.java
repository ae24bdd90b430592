package org.commonprosperity.portal.spreadsheet.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.CellError;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.Choice;
import org.commonprosperity.portal.spreadsheet.Column;
import org.commonprosperity.portal.spreadsheet.ColumnType;
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

	private final Show show;

	List<PreviewLine> lines(List<CheckedRow> rows, List<Column> columns) {
		return rows.stream().map((row) -> line(row, columns)).toList();
	}

	private PreviewLine line(CheckedRow checked, List<Column> columns) {
		SheetRow row = checked.row();
		List<PreviewLine.Cell> cells = new ArrayList<>();
		for (Column column : columns) {
			String before = checked.before().get(column.name());
			cells.add(new PreviewLine.Cell(column.heading(), text(column, row.values().get(column.name())),
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
		Map<String, String> headings = new HashMap<>();
		columns.forEach((column) -> headings.put(column.name(), column.heading()));
		Set<String> offered = new HashSet<>();
		return faults.stream().map((fault) -> {
			Integer at = fault.at();
			String cell = (own && at != null) ? fault.row() + ":" + at : null;
			return new FaultLine(fault.row(), (at != null) ? letters(at) + fault.row() : null,
					headings.get(fault.column()), fault.value(),
					this.show.text(fault.key(), fault.arguments().toArray()),
					(cell != null && offered.add(cell)) ? cell : null);
		}).toList();
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

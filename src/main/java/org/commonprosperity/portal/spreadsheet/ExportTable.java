package org.commonprosperity.portal.spreadsheet;

import java.util.List;
import java.util.function.Consumer;

/**
 * A table that goes out as a spreadsheet, its rows drawn one by one while it is written.
 *
 * @param <T> what a row is made of
 * @param name the file's name without its ending, in the reader's language
 * @param title the line above the table
 * @param lines further lines under the title: the state as of when, what it was narrowed
 * to, the source
 * @param columns its columns
 * @param rows hands each row to whoever writes it, in order; called once
 */
public record ExportTable<T>(String name, String title, List<String> lines, List<ExportColumn<T>> columns,
		Consumer<Consumer<T>> rows) {

	public ExportTable {
		lines = List.copyOf(lines);
		columns = List.copyOf(columns);
	}

	/** A table whose rows are in memory. */
	public static <T> ExportTable<T> of(String name, String title, List<String> lines, List<ExportColumn<T>> columns,
			List<T> rows) {
		return new ExportTable<>(name, title, lines, columns, rows::forEach);
	}

}

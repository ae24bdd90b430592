package org.commonprosperity.portal.spreadsheet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.jspecify.annotations.Nullable;

/**
 * A table as .csv: UTF-8 with the mark by which Excel knows it, lines ended as Windows
 * does, numbers plain and dates as 2026-11-24.
 */
final class CsvTable {

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

	private CsvTable() {
	}

	static <T> void write(ExportTable<T> table, OutputStream out) throws IOException {
		OutputStream buffered = new BufferedOutputStream(out, 32_768);
		buffered.write(new byte[] { (byte) 0xef, (byte) 0xbb, (byte) 0xbf });
		CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(buffered, StandardCharsets.UTF_8);
		if (!table.title().isEmpty() || !table.lines().isEmpty()) {
			csv.writeRecord(text(table.title()));
			table.lines().forEach((line) -> csv.writeRecord(text(line)));
			csv.writeRecord("");
		}
		csv.writeRecord(table.columns().stream().map((column) -> text(column.heading())).toList());
		table.rows().accept((row) -> {
			List<String> fields = new ArrayList<>();
			for (ExportColumn<T> column : table.columns()) {
				fields.add(field(column.type(), column.value().apply(row)));
			}
			csv.writeRecord(fields);
		});
		csv.flush();
		buffered.flush();
	}

	private static String field(ColumnType type, @Nullable Object value) {
		Object cell = CellValue.of(type, value);
		if (cell == null) {
			return "";
		}
		if (cell instanceof BigDecimal number) {
			return number.toPlainString();
		}
		if (cell instanceof LocalDateTime moment) {
			return MOMENT.format(moment);
		}
		return (cell instanceof LocalDate day) ? day.toString() : text((String) cell);
	}

	private static String text(String text) {
		return SafeText.inert(SafeText.clean(text));
	}

}

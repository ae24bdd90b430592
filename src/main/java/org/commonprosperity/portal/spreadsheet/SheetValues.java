package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;

/**
 * The values of rows as they are kept between preview and writing: each as a text that
 * says it exactly.
 */
final class SheetValues {

	private SheetValues() {
	}

	static Map<String, String> texts(SheetRow row) {
		Map<String, String> texts = new LinkedHashMap<>();
		row.values().forEach((name, value) -> texts.put(name, text(value)));
		return texts;
	}

	static SheetRow row(int number, Map<String, String> texts, List<Column> columns) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (Column column : columns) {
			String text = texts.get(column.name());
			if (text != null) {
				values.put(column.name(), value(column.type(), text));
			}
		}
		return new SheetRow(number, values);
	}

	private static String text(Object value) {
		return (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
	}

	private static Object value(ColumnType type, String text) {
		return switch (type) {
			case TEXT, IDENTIFIER, CHOICE -> text;
			case INTEGER, YEAR -> Long.valueOf(text);
			case AMOUNT -> new Money(new BigDecimal(text));
			case DECIMAL -> new BigDecimal(text);
			case PERCENT -> Percent.of(text);
			case DATE -> LocalDate.parse(text);
		};
	}

}

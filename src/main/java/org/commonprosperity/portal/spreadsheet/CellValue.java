package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;

/**
 * What a value becomes in a cell: a number, a day, a moment or text.
 */
final class CellValue {

	private CellValue() {
	}

	/**
	 * The value to write.
	 * @return a {@link BigDecimal}, {@link LocalDate}, {@link LocalDateTime} or
	 * {@link String}, or null for an empty cell
	 */
	static @Nullable Object of(ColumnType type, @Nullable Object value) {
		if (value == null) {
			return null;
		}
		boolean words = type == ColumnType.TEXT || type == ColumnType.IDENTIFIER || type == ColumnType.CHOICE;
		if (words) {
			return value.toString();
		}
		if (value instanceof Money money) {
			return money.yuan();
		}
		if (value instanceof Percent percent) {
			return percent.value();
		}
		if (value instanceof BigDecimal || value instanceof LocalDate || value instanceof LocalDateTime) {
			return value;
		}
		boolean whole = value instanceof Long || value instanceof Integer || value instanceof Short;
		return whole ? BigDecimal.valueOf(((Number) value).longValue()) : value.toString();
	}

}

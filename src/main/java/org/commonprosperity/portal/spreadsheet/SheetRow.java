package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;

/**
 * A row that was read: the values by the names of the declared columns, each of the class
 * that its {@link ColumnType} says. An empty cell has no value.
 *
 * @param number its number in the file, from 1, as the spreadsheet program shows it
 * @param values the values, in the order of the declared columns
 */
public record SheetRow(int number, Map<String, Object> values) {

	public SheetRow {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	public @Nullable String text(String column) {
		return (String) this.values.get(column);
	}

	public @Nullable Long integer(String column) {
		return (Long) this.values.get(column);
	}

	public @Nullable Money money(String column) {
		return (Money) this.values.get(column);
	}

	public @Nullable BigDecimal decimal(String column) {
		return (BigDecimal) this.values.get(column);
	}

	public @Nullable Percent percent(String column) {
		return (Percent) this.values.get(column);
	}

	public @Nullable LocalDate date(String column) {
		return (LocalDate) this.values.get(column);
	}

}

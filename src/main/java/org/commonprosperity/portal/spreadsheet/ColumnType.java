package org.commonprosperity.portal.spreadsheet;

/**
 * What a column holds, and with it how a cell is read and written.
 */
public enum ColumnType {

	/** Words; a {@link String}. */
	TEXT,
	/**
	 * Digits that are no number: leading zeros and all digits count. A {@link String}.
	 */
	IDENTIFIER,
	/** A whole number; a {@link Long}. */
	INTEGER,
	/** A calendar year; a {@link Long}. */
	YEAR,
	/**
	 * Money, exact to the fen; {@link org.commonprosperity.portal.shared.Money}. In 元 or
	 * 万元, as the heading says.
	 */
	AMOUNT,
	/** A number with decimals; {@link java.math.BigDecimal}. */
	DECIMAL,
	/** From 0 to 100; {@link org.commonprosperity.portal.shared.Percent}. */
	PERCENT,
	/** A day; {@link java.time.LocalDate}. */
	DATE,
	/** One of the column's choices; the code of the choice, a {@link String}. */
	CHOICE

}

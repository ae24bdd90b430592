package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

import org.commonprosperity.portal.spreadsheet.FileCell.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of cells, exact as a spreadsheet program shows them: the file keeps binary
 * fractions, and 1234.5600000000001 is what it writes for 1234.56.
 */
final class CellNumbers {

	private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);

	/** No number of a workbook is further from one. */
	private static final int FURTHEST = 400;

	private static final int LONGEST = 60;

	private static final Pattern WRITTEN = Pattern.compile("[+-]?(?:\\d+|\\d{1,3}(?:,\\d{3})+)(?:\\.\\d+)?");

	private CellNumbers() {
	}

	/** The number that a number cell holds; null if it is none. */
	static @Nullable BigDecimal held(FileCell cell) {
		if (cell.kind() != Kind.NUMBER || cell.text().length() > LONGEST) {
			return null;
		}
		try {
			BigDecimal number = new BigDecimal(cell.text());
			if (Math.abs((long) number.precision() - number.scale()) > FURTHEST) {
				return null;
			}
			return (number.signum() == 0) ? BigDecimal.ZERO : number.round(SHOWN);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/** The number that a text is written as; null if it is none. */
	static @Nullable BigDecimal written(String text) {
		if (text.length() > LONGEST) {
			return null;
		}
		String narrow = PlainWords.narrow(text).replace('\u2212', '-');
		return WRITTEN.matcher(narrow).matches() ? new BigDecimal(narrow.replace(",", "")) : null;
	}

	/** Without zeros behind the point and without an exponent. */
	static String plain(BigDecimal number) {
		return (number.signum() == 0) ? "0" : number.stripTrailingZeros().toPlainString();
	}

	static boolean isWhole(BigDecimal number) {
		return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
	}

}

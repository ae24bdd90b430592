package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;

import org.commonprosperity.portal.spreadsheet.FileCell.Kind;

/**
 * A cell as text, to show it to a person and to take it where words are expected.
 */
final class CellText {

	private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);

	private CellText() {
	}

	static String of(FileCell cell, boolean from1904) {
		if (cell.kind() != Kind.NUMBER) {
			return cell.text();
		}
		BigDecimal number = CellNumbers.held(cell);
		if (number == null) {
			return cell.text();
		}
		return switch (cell.format().kind()) {
			case PERCENT -> CellNumbers.plain(number.movePointRight(2)) + "%";
			case DATE, TIME -> day(number, cell, from1904);
			case ZEROS -> padded(number, cell.format().digits());
			default -> CellNumbers.plain(number);
		};
	}

	static String padded(BigDecimal number, int digits) {
		String plain = CellNumbers.plain(number);
		boolean natural = number.signum() >= 0 && CellNumbers.isWhole(number);
		return natural ? "0".repeat(Math.max(0, digits - plain.length())) + plain : plain;
	}

	private static String day(BigDecimal number, FileCell cell, boolean from1904) {
		if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(10_000_000)) > 0) {
			return CellNumbers.plain(number);
		}
		int serial = number.intValue();
		int second = number.subtract(BigDecimal.valueOf(serial))
			.multiply(SECONDS)
			.setScale(0, RoundingMode.HALF_UP)
			.min(SECONDS.subtract(BigDecimal.ONE))
			.intValue();
		String time = LocalTime.ofSecondOfDay(second).toString();
		if (cell.format().kind() == CellFormat.Kind.TIME) {
			return time;
		}
		LocalDate day = SerialDay.of(serial, from1904);
		if (day == null) {
			return CellNumbers.plain(number);
		}
		return (second == 0) ? day.toString() : day + " " + time;
	}

}

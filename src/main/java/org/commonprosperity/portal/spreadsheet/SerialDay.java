package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * Days as spreadsheets count them. Counted from 1900 day 60 is 29 February 1900, a day
 * that never was, so that the days before it are one off from those behind it; no zone
 * and no hour ever moves a day.
 */
final class SerialDay {

	private static final LocalDate BEFORE_1900 = LocalDate.of(1899, 12, 31);

	private static final LocalDate START_1904 = LocalDate.of(1904, 1, 1);

	private static final int LEAP_DAY_THAT_NEVER_WAS = 60;

	private static final int LAST = 2_958_465;

	private SerialDay() {
	}

	/**
	 * The day with the number; null if there is none.
	 */
	static @Nullable LocalDate of(int serial, boolean from1904) {
		if (serial < (from1904 ? 0 : 1) || serial > LAST) {
			return null;
		}
		if (from1904) {
			return START_1904.plusDays(serial);
		}
		if (serial == LEAP_DAY_THAT_NEVER_WAS) {
			return null;
		}
		return BEFORE_1900.plusDays((serial > LEAP_DAY_THAT_NEVER_WAS) ? serial - 1 : serial);
	}

	static BigDecimal serial(LocalDate day, boolean from1904) {
		if (from1904) {
			return BigDecimal.valueOf(ChronoUnit.DAYS.between(START_1904, day));
		}
		long days = ChronoUnit.DAYS.between(BEFORE_1900, day);
		return BigDecimal.valueOf((days >= LEAP_DAY_THAT_NEVER_WAS) ? days + 1 : days);
	}

}

package org.commonprosperity.portal.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How an exact percentage is shown: one decimal, and rounding never tells a lie at the
 * ends. What is short of the whole never shows as 100, what is above zero never as 0.
 */
public final class ShownShare {

	private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

	private static final BigDecimal LEAST = new BigDecimal("0.1");

	private static final BigDecimal MOST = new BigDecimal("99.9");

	private ShownShare() {
	}

	/**
	 * Rounds a percentage for showing.
	 * @param percent the exact percentage, from 0 to 100
	 * @return the percentage with at most one decimal
	 */
	public static BigDecimal of(BigDecimal percent) {
		if (percent.signum() <= 0) {
			return BigDecimal.ZERO;
		}
		if (percent.compareTo(HUNDRED) >= 0) {
			return HUNDRED;
		}
		BigDecimal shown = percent.setScale(1, RoundingMode.HALF_UP).max(LEAST).min(MOST).stripTrailingZeros();
		return (shown.scale() < 0) ? shown.setScale(0) : shown;
	}

	/**
	 * Rounds how much of a target is reached: as {@link #of}, but what is above the
	 * target may show above 100.
	 * @param percent the exact percentage, from 0 on
	 * @return the percentage with at most one decimal
	 */
	public static BigDecimal ofTarget(BigDecimal percent) {
		if (percent.compareTo(HUNDRED) < 0) {
			return of(percent);
		}
		BigDecimal shown = percent.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
		return (shown.scale() < 0) ? shown.setScale(0) : shown;
	}

}

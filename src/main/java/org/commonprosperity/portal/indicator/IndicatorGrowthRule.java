package org.commonprosperity.portal.indicator;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

/**
 * Growth of a figure year on year: as it was reported; else (this − last) ÷ last from the
 * value of the same period a year before, one decimal. With no last value, or a last
 * value that is not above zero, there is none.
 */
public final class IndicatorGrowthRule {

	private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

	private IndicatorGrowthRule() {
	}

	/**
	 * The growth in percent; null where it is not to be said.
	 * @param reported growth as the source has it, or null
	 * @param last the value of the same period a year before, or null
	 */
	public static @Nullable BigDecimal percent(@Nullable BigDecimal reported, BigDecimal value,
			@Nullable BigDecimal last) {
		if (reported != null) {
			return reported;
		}
		if (last == null || last.signum() <= 0) {
			return null;
		}
		return value.subtract(last).multiply(HUNDRED).divide(last, 1, RoundingMode.HALF_UP);
	}

}

package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * How much an income has grown from one year to the next.
 */
public final class GrowthRule {

	private GrowthRule() {
	}

	/**
	 * (this − last) ÷ last in percent, one decimal, rounded half-up.
	 * @param now this year's
	 * @param last last year's
	 * @return the growth in percent; null where it is not to be said: one of the two is
	 * not on record, or last year's is zero
	 */
	public static @Nullable BigDecimal percent(@Nullable Money now, @Nullable Money last) {
		if (now == null || last == null || last.yuan().signum() == 0) {
			return null;
		}
		return now.yuan()
			.subtract(last.yuan())
			.multiply(BigDecimal.valueOf(100))
			.divide(last.yuan(), 1, RoundingMode.HALF_UP);
	}

}

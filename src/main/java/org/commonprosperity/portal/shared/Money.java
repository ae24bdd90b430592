package org.commonprosperity.portal.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * An amount of Chinese yuan, exact to the fen, so that no amount is ever a floating-point
 * number.
 *
 * @param yuan the amount in yuan, always with two decimals
 */
public record Money(BigDecimal yuan) implements Comparable<Money> {

	private static final BigDecimal LIMIT = new BigDecimal("10000000000000");

	/**
	 * Takes an amount in yuan.
	 * @throws IllegalArgumentException if it has more than two decimals or does not fit
	 * numeric(15,2)
	 */
	public Money {
		Objects.requireNonNull(yuan, "yuan");
		if (yuan.stripTrailingZeros().scale() > 2) {
			throw new IllegalArgumentException("an amount has at most two decimals: " + yuan.toPlainString());
		}
		if (yuan.abs().compareTo(LIMIT) >= 0) {
			throw new IllegalArgumentException("the amount is too large: " + yuan.toPlainString());
		}
		yuan = yuan.setScale(2);
	}

	/**
	 * The amount in 万元, rounded half-up to two decimals; for showing only, never for
	 * reckoning.
	 * @return ten-thousands of yuan
	 */
	public BigDecimal wan() {
		return this.yuan.divide(BigDecimal.valueOf(10_000), 2, RoundingMode.HALF_UP);
	}

	public Money plus(Money other) {
		return new Money(this.yuan.add(other.yuan));
	}

	@Override
	public int compareTo(Money other) {
		return this.yuan.compareTo(other.yuan);
	}

	@Override
	public String toString() {
		return this.yuan.toPlainString();
	}

}

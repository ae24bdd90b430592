package org.commonprosperity.portal.shared;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A share of a whole from 0 to 100, with at most two decimals: a weight, or how much of a
 * milestone is done.
 *
 * @param value the share in percent
 */
public record Percent(BigDecimal value) implements Comparable<Percent> {

	/**
	 * Nothing of it.
	 */
	public static final Percent ZERO = new Percent(BigDecimal.ZERO);

	/**
	 * All of it.
	 */
	public static final Percent WHOLE = new Percent(BigDecimal.valueOf(100));

	/**
	 * Takes a share in percent.
	 * @throws IllegalArgumentException if it is below 0, above 100 or finer than two
	 * decimals
	 */
	public Percent {
		Objects.requireNonNull(value, "value");
		if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(100)) > 0) {
			throw new IllegalArgumentException("a percentage is from 0 to 100: " + value.toPlainString());
		}
		if (value.stripTrailingZeros().scale() > 2) {
			throw new IllegalArgumentException("a percentage has at most two decimals: " + value.toPlainString());
		}
		value = value.setScale(2);
	}

	public static Percent of(String value) {
		return new Percent(new BigDecimal(value));
	}

	public boolean isWhole() {
		return this.value.compareTo(WHOLE.value) == 0;
	}

	@Override
	public int compareTo(Percent other) {
		return this.value.compareTo(other.value);
	}

	/**
	 * Without trailing zeros: 60 and 9.75, not 60.00.
	 */
	@Override
	public String toString() {
		return (this.value.signum() == 0) ? "0" : this.value.stripTrailingZeros().toPlainString();
	}

}

package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;

/**
 * Rates as people write them.
 */
final class Rates {

	private Rates() {
	}

	/** 0.05 is 5, with no more decimals than it needs. */
	static BigDecimal percent(BigDecimal rate) {
		BigDecimal percent = rate.movePointRight(2).stripTrailingZeros();
		return (percent.scale() < 0) ? percent.setScale(0) : percent;
	}

}

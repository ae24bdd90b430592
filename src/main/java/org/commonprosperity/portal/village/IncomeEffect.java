package org.commonprosperity.portal.village;

import org.jspecify.annotations.Nullable;

/**
 * What an approved return does to the village's public income.
 *
 * @param waitsFor the quarter that has to be approved before this one counts, or null
 * @param byYear whether the annual return counts in its place
 * @param silent whether it states no income
 */
public record IncomeEffect(@Nullable Integer waitsFor, boolean byYear, boolean silent) {

	/** Whether its income is public now. */
	public boolean isCounted() {
		return this.waitsFor == null && !this.byYear && !this.silent;
	}

}

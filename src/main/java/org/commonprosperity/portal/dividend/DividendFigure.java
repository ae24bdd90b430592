package org.commonprosperity.portal.dividend;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * An amount as residents may read it.
 *
 * @param amount the amount; null where it is withheld, so that no household can be
 * recognised
 * @param few whether it is withheld because there are only 1 to 4 households; else for
 * another one's sake, or because one household has nearly all of it
 */
public record DividendFigure(@Nullable Money amount, boolean few) {

	static DividendFigure of(Money amount) {
		return new DividendFigure(amount, false);
	}

	static DividendFigure withheld(boolean few) {
		return new DividendFigure(null, few);
	}

	public boolean isWithheld() {
		return this.amount == null;
	}

}

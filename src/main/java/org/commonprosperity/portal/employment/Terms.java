package org.commonprosperity.portal.employment;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed of a placement.
 *
 * @param post what the person does
 * @param wage yuan a month
 * @param note what was said of its end, or null
 */
public record Terms(String post, Money wage, @Nullable String note) {

	/** Tells nothing, so that no log does. */
	@Override
	public String toString() {
		return "Terms";
	}

}

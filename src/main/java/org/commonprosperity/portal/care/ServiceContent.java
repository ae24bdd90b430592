package org.commonprosperity.portal.care;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * All that is entered of a service of a facility; null is what nobody knows yet.
 *
 * @param facility code of the facility
 * @param kind code of the service
 * @param hours when it is offered, which may be other hours than the facility's
 * @param price what it costs; nothing is free of charge
 * @param priceNote what the price is for, as 每餐
 * @param note what else is to be known
 * @param ended whether it is offered no more
 */
public record ServiceContent(String facility, String kind, @Nullable OpeningHours hours, @Nullable Money price,
		@Nullable String priceNote, @Nullable String note, boolean ended) {
}

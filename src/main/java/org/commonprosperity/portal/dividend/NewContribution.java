package org.commonprosperity.portal.dividend;

import java.time.LocalDate;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A contribution as somebody enters it.
 *
 * @param contributor the contributor's number
 * @param reference receipt or contract, once a project
 * @param paidInOn the day that it was paid in: it earns from then on
 * @param principal yuan, more than nothing
 * @param keptFrom the day from which on this ledger keeps it; null: from the beginning
 * @param openingBalance yuan that was earned before that day and not paid
 * @param document number or title of the document
 * @param note a word more, or null
 */
public record NewContribution(@Nullable String contributor, @Nullable String reference, @Nullable LocalDate paidInOn,
		@Nullable Money principal, @Nullable LocalDate keptFrom, @Nullable Money openingBalance,
		@Nullable String document, @Nullable String note) {
}

package org.commonprosperity.portal.village;

import java.time.Instant;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.IncomeRecord.Village;
import org.jspecify.annotations.Nullable;

/**
 * A return as a row of the officials' list: its version at hand.
 *
 * @param village the village
 * @param period the year or quarter
 * @param revision 1, or more for a correction
 * @param state where it is
 * @param total what it comes to, null if it states no income
 * @param target what the village means to reach, or null
 * @param submittedAt when it was last sent, or null
 */
public record IncomeLine(Village village, IncomePeriod period, int revision, IncomeState state, @Nullable Money total,
		@Nullable Money target, @Nullable Instant submittedAt) {
}

package org.commonprosperity.portal.dividend;

import java.time.LocalDate;

import org.commonprosperity.portal.dividend.Entitlement.Gap;
import org.jspecify.annotations.Nullable;

/**
 * Days of a contribution that earn nothing yet.
 */
record RunGap(int number, long contributionId, long contributorId, LocalDate fromDay, LocalDate untilDay,
		DividendPhase phase, @Nullable String classCode, Gap.Reason reason) {
}

package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;

import org.jspecify.annotations.Nullable;

/**
 * Terms as somebody enters them.
 *
 * @param phase the phase that they hold for
 * @param classCode code of the class; null: every contributor
 * @param rate part of the contribution a year: 0.05 is 5 %
 * @param validFrom the first day; null: from the beginning
 * @param validUntil the first day that they do not hold for any more; null: as long as
 * those whose place they take
 * @param payBy the day of the next year by which to pay; null: 31 March
 * @param reason why
 * @param document number or title of the decision
 */
public record NewTerms(@Nullable DividendPhase phase, @Nullable String classCode, @Nullable BigDecimal rate,
		@Nullable LocalDate validFrom, @Nullable LocalDate validUntil, @Nullable MonthDay payBy,
		@Nullable String reason, @Nullable String document) {
}

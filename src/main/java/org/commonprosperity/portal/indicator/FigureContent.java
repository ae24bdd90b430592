package org.commonprosperity.portal.indicator;

import java.math.BigDecimal;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A figure as it is entered.
 *
 * @param indicator code of the indicator
 * @param periodStart first day of the period
 * @param periodEnd last day of the period
 * @param value in the indicator's unit
 * @param growth year on year in percent as the source has it, or null
 * @param last the value of the same period a year before, from which growth follows, or
 * null
 * @param asOf the day as of which the source states it
 * @param source where it comes from
 * @param reason why it corrects an earlier one, or null for the first
 */
public record FigureContent(String indicator, @Nullable LocalDate periodStart, @Nullable LocalDate periodEnd,
		@Nullable BigDecimal value, @Nullable BigDecimal growth, @Nullable BigDecimal last, @Nullable LocalDate asOf,
		@Nullable String source, @Nullable String reason) {
}

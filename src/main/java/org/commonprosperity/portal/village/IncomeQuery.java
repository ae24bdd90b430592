package org.commonprosperity.portal.village;

import org.jspecify.annotations.Nullable;

/**
 * What the list of returns is narrowed to.
 *
 * @param village code of a village, or null
 * @param year a year, or null
 * @param state a state, or null
 */
public record IncomeQuery(@Nullable String village, @Nullable Integer year, @Nullable IncomeState state) {
}

package org.commonprosperity.portal.care;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * By what minutes on foot are computed.
 *
 * @param detour metres on foot for each metre as the crow flies
 * @param metresPerMinute an old person's pace
 */
public record WalkingContent(@Nullable BigDecimal detour, @Nullable BigDecimal metresPerMinute) {
}

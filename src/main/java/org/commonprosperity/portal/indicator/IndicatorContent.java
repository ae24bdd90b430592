package org.commonprosperity.portal.indicator;

import org.jspecify.annotations.Nullable;

/**
 * A new indicator as it is entered.
 *
 * @param code its code, for addresses and files
 * @param name its name
 * @param nameEn its name in English
 * @param unit its unit
 * @param unitEn its unit in English
 */
public record IndicatorContent(@Nullable String code, @Nullable String name, @Nullable String nameEn,
		@Nullable String unit, @Nullable String unitEn) {
}

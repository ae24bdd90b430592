package org.commonprosperity.portal.care;

import org.jspecify.annotations.Nullable;

/**
 * A village or community.
 *
 * @param id its number
 * @param code its code
 * @param name its name
 * @param nameEn its name in English, or null
 */
public record CareCommunity(long id, String code, String name, @Nullable String nameEn) {
}

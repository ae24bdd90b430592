package org.commonprosperity.portal.alliance;

import org.jspecify.annotations.Nullable;

/**
 * A party organisation as it is entered.
 *
 * @param name its name
 * @param nameEn its name in English, or null
 * @param active whether it takes part
 */
public record PartyContent(@Nullable String name, @Nullable String nameEn, boolean active) {
}

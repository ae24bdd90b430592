package org.commonprosperity.portal.dividend;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A version of the setting how long a notice stands.
 *
 * @param id number of the version; the greatest holds
 * @param days the days of a notice, both ends counted
 * @param setBy who set it; null of the one that came with the portal
 */
public record NoticePolicy(long id, int days, @Nullable String setBy, Instant setAt) {
}

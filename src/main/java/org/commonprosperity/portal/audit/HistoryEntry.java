package org.commonprosperity.portal.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One change in the history of a record.
 *
 * @param id its number, growing with time
 * @param action what was done, the last part of a message key {@code history.}
 * @param happenedAt when
 * @param actorName who
 * @param note what the person said of it, or null
 * @param differences what was and what is
 */
public record HistoryEntry(long id, String action, Instant happenedAt, String actorName, @Nullable String note,
		List<Difference> differences) {
}

package org.commonprosperity.portal.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail as the auditor reads it.
 *
 * @param id its number, growing with time
 * @param happenedAt when
 * @param kind what sort of line
 * @param action what was done, the last part of a message key {@code audit.action.} where
 * there is one
 * @param actorName who; null if nobody was signed in
 * @param subject the record it was done to, or null
 * @param detail a few words more, or null
 * @param address the network address it came from, or null
 */
public record AuditLine(long id, Instant happenedAt, AuditKind kind, String action, @Nullable String actorName,
		@Nullable String subject, @Nullable String detail, @Nullable String address) {
}

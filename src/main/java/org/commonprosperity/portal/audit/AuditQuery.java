package org.commonprosperity.portal.audit;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What an auditor looks for in the trail; what is null does not narrow it.
 *
 * @param kind only lines of this kind
 * @param who part of the name of who acted or, where nobody was signed in, of what was
 * tried
 * @param from the first day, in the district's time
 * @param to the last day, in the district's time; it counts as a whole
 */
public record AuditQuery(@Nullable AuditKind kind, @Nullable String who, @Nullable LocalDate from,
		@Nullable LocalDate to) {
}

package org.commonprosperity.portal.alliance;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What an organisation gives, as it is entered.
 *
 * @param organisation code of the party organisation
 * @param project code of the project
 * @param workshop number of the workshop of the project, or null where it is the project
 * as a whole
 * @param what with what it supports
 * @param since since when
 * @param until the last day, or null
 */
public record SupportContent(@Nullable String organisation, @Nullable String project, @Nullable Long workshop,
		@Nullable String what, @Nullable LocalDate since, @Nullable LocalDate until) {
}

package org.commonprosperity.portal.project;

import org.jspecify.annotations.Nullable;

/**
 * Something known of a project, with where it comes from.
 *
 * @param project code of the project
 */
public record KnownFact(String project, String text, @Nullable String textEn, String source,
		@Nullable String sourceEn) {
}

package org.commonprosperity.portal.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was and what is, for one field of a record.
 *
 * @param field the field, the last part of a message key {@code field.}; its display
 * follows {@code before} and {@code after} as they are
 * @param subject the part of the record that it belongs to in the record's own words, as
 * the name of a milestone, or null
 * @param before the value that was, null if there was none
 * @param after the value that is, null if there is none
 */
public record Difference(String field, @Nullable String subject, @Nullable String before, @Nullable String after) {
}

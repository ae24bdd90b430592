package org.commonprosperity.portal.project;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.LongFunction;

import org.commonprosperity.portal.organisation.Community;
import org.commonprosperity.portal.organisation.Department;
import org.commonprosperity.portal.organisation.Source;

/**
 * What a change needs to know beyond the project itself.
 *
 * @param now the moment
 * @param today the district's day
 * @param source what the changed facts cite
 * @param departments finds a department by its number
 * @param communities finds a village or community by its number
 */
record Changing(Instant now, LocalDate today, Source source, LongFunction<Department> departments,
		LongFunction<Community> communities) {
}

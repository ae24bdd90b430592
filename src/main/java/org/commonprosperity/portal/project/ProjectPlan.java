package org.commonprosperity.portal.project;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A project's plan and facts with what is needed to know which months are owed a report.
 *
 * @param id number of the project
 * @param code its code
 * @param since when its first plan came on record, null if there is no plan
 * @param facts plan and facts
 */
public record ProjectPlan(long id, String code, @Nullable LocalDate since, PlanFacts facts) {
}

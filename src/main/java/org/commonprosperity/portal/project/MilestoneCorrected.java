package org.commonprosperity.portal.project;

import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;

/**
 * What was on record of a milestone had been wrong and was put right, in this
 * transaction.
 *
 * @param projectId number of the project
 * @param was the facts as they were
 * @param now the facts as they are
 */
public record MilestoneCorrected(long projectId, MilestoneFacts was, MilestoneFacts now) {
}

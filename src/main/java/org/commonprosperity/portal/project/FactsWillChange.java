package org.commonprosperity.portal.project;

/**
 * The approved facts or the plan of a project are about to change, in this transaction.
 * Who has to hold on to what was known until now does so before returning.
 *
 * @param projectId number of the project
 */
public record FactsWillChange(long projectId) {
}

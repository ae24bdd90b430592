package org.commonprosperity.portal.reporting;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What the coordinating office writes into a supervision order.
 *
 * @param matter what it is about (督办事项)
 * @param requirement what is to be done (办理要求)
 * @param deadline last day for the reply
 * @param departmentId who has to act; null for the department of the project, or the one
 * that the order is addressed to already
 */
public record OrderLetter(String matter, String requirement, LocalDate deadline, @Nullable Long departmentId) {
}

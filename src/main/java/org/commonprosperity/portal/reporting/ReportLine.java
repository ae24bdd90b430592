package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

import org.commonprosperity.portal.project.ProjectLine;
import org.jspecify.annotations.Nullable;

/**
 * A month's report of a project as a row of the officials' list.
 *
 * @param project the project
 * @param month the month
 * @param state where the report is, the last part of a message key {@code report.state.}:
 * a {@link ReportState}, or {@code NONE}, {@code MISSING}, {@code NOT_OWED}
 * @param late whether it came, or is, after its due day
 * @param dueOn last day on which it is in time, null if none is owed
 * @param submittedAt when it was last sent, or null
 * @param submittedBy who sent it, or null
 * @param close how the month closed, or null
 */
public record ReportLine(ProjectLine project, YearMonth month, String state, boolean late, @Nullable LocalDate dueOn,
		@Nullable Instant submittedAt, @Nullable String submittedBy, MonthBoard.@Nullable Closed close) {
}

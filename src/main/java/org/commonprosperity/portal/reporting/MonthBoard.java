package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import org.commonprosperity.portal.project.LightAssessment;
import org.commonprosperity.portal.project.ProjectLine;
import org.jspecify.annotations.Nullable;

/**
 * All projects by month: how each month was reported and how it closed. Approved facts
 * only.
 *
 * @param months the months, oldest first
 * @param rows a row a project, in the order of the record, with its light of today
 */
public record MonthBoard(List<YearMonth> months, List<Row> rows) {

	public MonthBoard {
		months = List.copyOf(months);
		rows = List.copyOf(rows);
	}

	/**
	 * A project.
	 *
	 * @param line the project as of today
	 * @param cells a cell a month, in the order of the months
	 */
	public record Row(ProjectLine line, List<Cell> cells) {

		public Row {
			cells = List.copyOf(cells);
		}

	}

	/**
	 * A month of a project.
	 *
	 * @param month the month
	 * @param state how it was reported
	 * @param dueOn last day that its report is in time; null if none is owed
	 * @param close how it closed, the latest version; null as long as it is open
	 */
	public record Cell(YearMonth month, MonthState state, @Nullable LocalDate dueOn, @Nullable Closed close) {
	}

	/**
	 * How a month closed.
	 *
	 * @param assessment the light, planned and actual at closing, and why
	 * @param revision 1, or more where a correction revised the close
	 * @param closedAt when
	 * @param ruleVersion version of the rule that gave the light
	 * @param policy number of the reporting policy in force
	 */
	public record Closed(LightAssessment assessment, int revision, Instant closedAt, String ruleVersion, long policy) {
	}

}

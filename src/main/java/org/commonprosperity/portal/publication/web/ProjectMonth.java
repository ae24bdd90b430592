package org.commonprosperity.portal.publication.web;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.commonprosperity.portal.reporting.MonthBoard;
import org.commonprosperity.portal.reporting.MonthBoard.Cell;
import org.commonprosperity.portal.reporting.MonthState;
import org.commonprosperity.portal.reporting.PublishedReport;
import org.jspecify.annotations.Nullable;

/**
 * A month of a project as residents read it: how it was reported and closed, and all
 * approved versions of its report.
 *
 * @param cell how it was reported and closed
 * @param reports the approved versions, the newest first; empty if there is none
 */
record ProjectMonth(Cell cell, List<PublishedReport> reports) {

	ProjectMonth {
		reports = List.copyOf(reports);
	}

	/**
	 * Joins the months of a project with its reports, the newest month first. A report of
	 * a month that is not owed any more stays readable.
	 */
	static List<ProjectMonth> of(List<Cell> cells, List<PublishedReport> reports) {
		Map<YearMonth, List<PublishedReport>> written = new TreeMap<>(Comparator.reverseOrder());
		reports.forEach((report) -> written.computeIfAbsent(report.month(), (month) -> new ArrayList<>()).add(report));
		Map<YearMonth, Cell> months = new TreeMap<>(Comparator.reverseOrder());
		written.forEach((month, versions) -> months.put(month, new MonthBoard.Cell(month,
				versions.get(0).late() ? MonthState.APPROVED_LATE : MonthState.APPROVED, null, null)));
		cells.forEach((cell) -> months.put(cell.month(), cell));
		return months.values()
			.stream()
			.map((cell) -> new ProjectMonth(cell, written.getOrDefault(cell.month(), List.of())))
			.toList();
	}

	public YearMonth month() {
		return this.cell.month();
	}

	/** The version in force, null if no report is approved. */
	public @Nullable PublishedReport latest() {
		return this.reports.isEmpty() ? null : this.reports.get(0);
	}

}

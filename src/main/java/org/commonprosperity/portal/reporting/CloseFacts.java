package org.commonprosperity.portal.reporting;

import java.util.List;

import org.commonprosperity.portal.project.MonthRecord;
import org.commonprosperity.portal.project.PlanFacts;

/**
 * All that was known when a month closed; with it the close can be computed again to the
 * same result.
 *
 * @param plan approved plan and facts
 * @param before the months before, as they were on record then, oldest first
 * @param report whether the month's own report had come
 */
record CloseFacts(PlanFacts plan, List<MonthRecord> before, MonthRecord.Report report) {

	CloseFacts {
		before = List.copyOf(before);
	}

}

package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;

import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProjectPlan;
import org.jspecify.annotations.Nullable;

/**
 * For which months a report is owed: every month from the start of the project to the one
 * in which it is completed, and only with a plan on record. Where no start is on record,
 * the plan's first day is the start.
 */
final class OwedMonthsRule {

	private OwedMonthsRule() {
	}

	/** The first month owed; null if none is. */
	static @Nullable YearMonth first(ProjectPlan plan) {
		List<MilestoneFacts> milestones = plan.facts().milestones();
		if (milestones.isEmpty() || plan.since() == null) {
			return null;
		}
		LocalDate start = (plan.facts().start() != null) ? plan.facts().start()
				: milestones.stream().map(MilestoneFacts::plannedStart).min(Comparator.naturalOrder()).orElseThrow();
		YearMonth first = YearMonth.from(start);
		YearMonth since = YearMonth.from(plan.since());
		return since.isAfter(first) ? since : first;
	}

	/** The month in which the project was completed; null if it is not. */
	static @Nullable YearMonth last(ProjectPlan plan) {
		List<MilestoneFacts> milestones = plan.facts().milestones();
		if (milestones.isEmpty() || !milestones.stream().allMatch(MilestoneFacts::isMet)) {
			return null;
		}
		return milestones.stream()
			.map(MilestoneFacts::metOn)
			.max(Comparator.naturalOrder())
			.map(YearMonth::from)
			.orElseThrow();
	}

	/** Whether a month is owed. */
	static boolean owes(ProjectPlan plan, YearMonth month) {
		YearMonth first = first(plan);
		YearMonth last = last(plan);
		return first != null && !month.isBefore(first) && (last == null || !month.isAfter(last));
	}

}

package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.commonprosperity.portal.project.PlanFacts;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;

/**
 * What would have been known at a close, had a milestone's facts been right then. Only
 * what the close knew wrongly changes; what happened after the close stays unknown to it.
 */
final class RevisedFactsRule {

	private RevisedFactsRule() {
	}

	/**
	 * Puts a correction into the facts of a close.
	 * @param known what the close knew
	 * @param was the facts that were wrong
	 * @param now the facts that are right
	 * @param closedOn the day whose facts the close knows
	 */
	static PlanFacts revise(PlanFacts known, MilestoneFacts was, MilestoneFacts now, LocalDate closedOn) {
		List<MilestoneFacts> milestones = known.milestones()
			.stream()
			.map((milestone) -> (milestone.id() == was.id()) ? revise(milestone, was, now, closedOn) : milestone)
			.toList();
		return new PlanFacts(known.start(), known.deadline(), milestones);
	}

	private static MilestoneFacts revise(MilestoneFacts known, MilestoneFacts was, MilestoneFacts now,
			LocalDate closedOn) {
		LocalDate begun = Objects.equals(known.begunOn(), was.begunOn()) ? by(now.begunOn(), closedOn)
				: known.begunOn();
		LocalDate met = Objects.equals(known.metOn(), was.metOn()) ? by(now.metOn(), closedOn) : known.metOn();
		Percent percent = known.percentDone();
		if (met != null) {
			percent = Percent.WHOLE;
		}
		else if (begun == null) {
			percent = Percent.ZERO;
		}
		else if (percent.equals(was.percentDone())) {
			// met only after the close: how much was done at the close is not known
			percent = now.isMet() ? Percent.ZERO : now.percentDone();
		}
		else if (percent.isWhole()) {
			percent = Percent.ZERO;
		}
		return new MilestoneFacts(known.id(), known.name(), known.weight(), known.plannedStart(), known.dueDate(),
				begun, percent, met);
	}

	private static @Nullable LocalDate by(@Nullable LocalDate day, LocalDate closedOn) {
		return (day == null || day.isAfter(closedOn)) ? null : day;
	}

}

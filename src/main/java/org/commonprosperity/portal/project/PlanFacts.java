package org.commonprosperity.portal.project;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;

/**
 * What the light looks at: the approved plan and the approved facts of one project.
 *
 * @param start first day of the project, if known
 * @param deadline last day by which it is to be complete, if known
 * @param milestones the plan; empty if none is on record
 */
public record PlanFacts(@Nullable LocalDate start, @Nullable LocalDate deadline, List<MilestoneFacts> milestones) {

	public PlanFacts {
		milestones = List.copyOf(milestones);
	}

	/**
	 * One milestone, planned and real.
	 *
	 * @param id number of the milestone
	 * @param name its name
	 * @param weight its part of the whole; all of a plan add up to 100
	 * @param plannedStart day on which it is to begin
	 * @param dueDate last day that is still in time
	 * @param begunOn day on which it began, null if it has not
	 * @param percentDone how much of it is done; 100 once met
	 * @param metOn day on which it was met, null if it is not
	 */
	public record MilestoneFacts(long id, String name, Percent weight, LocalDate plannedStart, LocalDate dueDate,
			@Nullable LocalDate begunOn, Percent percentDone, @Nullable LocalDate metOn) {

		@JsonIgnore
		public boolean isMet() {
			return this.metOn != null;
		}

	}

}

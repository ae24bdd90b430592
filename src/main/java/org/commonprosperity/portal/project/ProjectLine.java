package org.commonprosperity.portal.project;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A project as a row of a list: approved facts only.
 *
 * @param id its number
 * @param code its code, part of its address
 * @param position its place among the projects
 * @param name its name
 * @param nameEn its name in English, or null
 * @param nameOrder where the name stands among all, by pinyin
 * @param classification whether it is certain to be one of the seven
 * @param departmentId number of the responsible department, null if not known
 * @param department name of the responsible department, null if not known
 * @param departmentEn that name in English, or null
 * @param leadOfficial who leads, null if not known
 * @param start first day, null if not known
 * @param deadline last day, null if not known
 * @param declaredState the department's own word, null if it gave none
 * @param updatedAt when the record last changed
 * @param assessment the light and why
 * @param open the milestones that are not met, by due date
 */
public record ProjectLine(long id, String code, int position, String name, @Nullable String nameEn, long nameOrder,
		Classification classification, @Nullable Long departmentId, @Nullable String department,
		@Nullable String departmentEn, @Nullable String leadOfficial, @Nullable LocalDate start,
		@Nullable LocalDate deadline, @Nullable DeclaredState declaredState, Instant updatedAt,
		LightAssessment assessment, List<PlanFacts.MilestoneFacts> open) {

	public ProgressLight light() {
		return this.assessment.light();
	}

	/** The milestone that is due next, which may be overdue; null if none is open. */
	public PlanFacts.@Nullable MilestoneFacts next() {
		return this.open.isEmpty() ? null : this.open.get(0);
	}

}

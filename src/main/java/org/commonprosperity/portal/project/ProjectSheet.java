package org.commonprosperity.portal.project;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;

/**
 * All that is approved of one project, as its page shows it.
 *
 * @param line the project as in a list
 * @param version version of the record, for forms
 * @param content what is done, null if not known
 * @param contentEn that in English, or null
 * @param declaredReason the department's reason, or null
 * @param declaredOn when it declared its state, or null
 * @param leadAccountId account of the lead official, or null
 * @param milestones the plan in force with its facts
 * @param sites its places
 * @param ventures the ventures signed
 * @param statements what is known besides, each with its source
 * @param cited the source of each fact
 * @param sources the sources cited on the page, in the order of their numbers
 */
public record ProjectSheet(ProjectLine line, long version, @Nullable String content, @Nullable String contentEn,
		@Nullable String declaredReason, @Nullable LocalDate declaredOn, @Nullable Long leadAccountId,
		List<MilestoneLine> milestones, List<SiteLine> sites, List<VentureLine> ventures, List<Statement> statements,
		Map<FactField, Cited> cited, List<SourceLine> sources) {

	private static final List<FactField> PARTICULARS = List.of(FactField.LEAD_OFFICIAL, FactField.DEPARTMENT,
			FactField.START, FactField.DEADLINE);

	/**
	 * The number under which a source is cited on the page.
	 * @param sourceId number of the source's row
	 */
	public int reference(long sourceId) {
		for (int i = 0; i < this.sources.size(); i++) {
			if (this.sources.get(i).id() == sourceId) {
				return i + 1;
			}
		}
		throw new IllegalArgumentException("not cited: " + sourceId);
	}

	/**
	 * Whether a source is the demo's.
	 * @param sourceId number of the source's row
	 */
	public boolean demo(long sourceId) {
		return this.sources.get(reference(sourceId) - 1).code().equals("demo");
	}

	/**
	 * Where a fact comes from, or null where the fact is not on record.
	 * @param field name of a {@link FactField}
	 */
	public @Nullable Cited cited(String field) {
		return this.cited.get(FactField.valueOf(field));
	}

	/**
	 * The one day on which the department stated who leads, who is responsible, from when
	 * and until when; null where there is none, or more than one.
	 */
	public @Nullable LocalDate asOf() {
		Set<LocalDate> days = PARTICULARS.stream()
			.map(this.cited::get)
			.map((cited) -> (cited != null) ? cited.asOf() : null)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		return (days.size() == 1) ? days.iterator().next() : null;
	}

	/**
	 * A milestone of the plan.
	 *
	 * @param version version of the milestone, for forms
	 * @param postponements earlier due dates, oldest first
	 */
	public record MilestoneLine(long id, int position, String name, Percent weight, LocalDate plannedStart,
			LocalDate dueDate, @Nullable LocalDate begunOn, Percent percentDone, @Nullable LocalDate metOn,
			@Nullable String metNote, long version, List<PostponementLine> postponements) {

		/**
		 * How it stands, the last part of a message key {@code milestone.state.}.
		 * @param today the day that is looked at
		 */
		public String state(LocalDate today) {
			if (this.metOn != null) {
				return this.metOn.isAfter(this.dueDate) ? "metLate" : "met";
			}
			if (this.dueDate.isBefore(today)) {
				return "overdue";
			}
			return (this.begunOn != null) ? "running" : "waiting";
		}

	}

	/**
	 * A due date that was moved.
	 */
	public record PostponementLine(LocalDate oldDueDate, LocalDate newDueDate, String reason) {
	}

	/**
	 * A place of the project.
	 */
	public record SiteLine(long id, String name, @Nullable String community, @Nullable String communityEn,
			@Nullable String note, long sourceId) {
	}

	/**
	 * A venture signed.
	 */
	public record VentureLine(long id, @Nullable String name, @Nullable String kind, @Nullable Long siteId,
			@Nullable String site, @Nullable Money investment, @Nullable LocalDate signedOn, long sourceId) {
	}

	/**
	 * Something known of the project.
	 */
	public record Statement(String text, @Nullable String textEn, long sourceId) {
	}

	/**
	 * The source of a fact.
	 */
	public record Cited(long sourceId, @Nullable LocalDate asOf) {
	}

	/**
	 * A source.
	 */
	public record SourceLine(long id, String code, String title, @Nullable String titleEn) {
	}

	/** When the record last changed. */
	public Instant updatedAt() {
		return this.line.updatedAt();
	}

}

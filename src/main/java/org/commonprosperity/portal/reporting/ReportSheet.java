package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.ProjectChange.MilestoneProgress;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A month's report of a project as officials see it: the version at hand, the ones before
 * it, and what it is to be read beside.
 *
 * @param project the project with its approved facts
 * @param month the month
 * @param policy the reporting policy that holds for it
 * @param dueOn last day on which it is in time
 * @param lock why it cannot be written now; null if it can
 * @param versions its versions, the latest first; empty if nothing is written yet
 * @param steps who did what with it, newest first
 * @param before the month before, null if it has no approved report
 * @param change what changed since the month before; what a draft states and could not be
 * sent with is left out
 * @param correction what a correction changes of the version that it corrects; empty if
 * the version at hand is none
 * @param leader account of the lead official with the name, null if none is named
 */
public record ReportSheet(ProjectSheet project, YearMonth month, ReportingPolicy policy, LocalDate dueOn,
		@Nullable ReportLock lock, List<Version> versions, List<Step> steps, @Nullable Version before,
		List<Difference> change, List<Difference> correction, @Nullable String leader) {

	public ReportSheet {
		versions = List.copyOf(versions);
		steps = List.copyOf(steps);
		change = List.copyOf(change);
		correction = List.copyOf(correction);
	}

	/**
	 * Whether the month is still going on, so that approving closes it before its end.
	 * @param today the day that is looked at
	 */
	public boolean isEarly(LocalDate today) {
		return !this.month.atEndOfMonth().isBefore(today);
	}

	/** The version at hand; null if nothing is written yet. */
	public @Nullable Version current() {
		return this.versions.isEmpty() ? null : this.versions.get(0);
	}

	/** The approved version that the one at hand corrects; null if it corrects none. */
	public @Nullable Version corrected() {
		return (this.versions.size() > 1) ? this.versions.get(1) : null;
	}

	/** The word of where it is; {@code NONE} if nothing is written yet. */
	public String state() {
		Version current = current();
		return (current != null) ? current.state().name() : "NONE";
	}

	/** The last return's reason, null unless it came back. */
	public @Nullable Step returned() {
		Version current = current();
		return (current == null || current.state() != ReportState.RETURNED) ? null
				: this.steps.stream()
					.filter((step) -> step.reportId() == current.id() && step.action().equals("RETURNED"))
					.findFirst()
					.orElse(null);
	}

	/** Whether the version at hand is signed. */
	public boolean signed() {
		Version current = current();
		return current != null && this.steps.stream()
			.anyMatch((step) -> step.reportId() == current.id() && step.action().equals("SIGNED"));
	}

	/**
	 * A version of a report.
	 *
	 * @param id its number
	 * @param month the month reported on
	 * @param revision 1, or more for a correction
	 * @param version for forms
	 * @param progress what it states of the milestones
	 * @param differences what approving it changes, or changed
	 * @param refreshed whether the record changed after it was sent
	 */
	public record Version(long id, YearMonth month, int revision, ReportState state, long version,
			@Nullable String done, @Nullable Money invested, @Nullable String problems, @Nullable String requests,
			@Nullable String nextPlan, List<MilestoneProgress> progress, List<Difference> differences,
			boolean refreshed, @Nullable String correctionReason, @Nullable Instant submittedAt,
			@Nullable Instant decidedAt, Instant updatedAt) {

		public Version {
			progress = List.copyOf(progress);
			differences = List.copyOf(differences);
		}

		/** What is written in it. */
		ReportContent content() {
			return new ReportContent(this.done, this.invested, this.problems, this.requests, this.nextPlan,
					this.progress);
		}

		Version with(@Nullable Money invested, List<MilestoneProgress> progress) {
			return new Version(this.id, this.month, this.revision, this.state, this.version, this.done, invested,
					this.problems, this.requests, this.nextPlan, progress, this.differences, this.refreshed,
					this.correctionReason, this.submittedAt, this.decidedAt, this.updatedAt);
		}

	}

	/**
	 * A step.
	 *
	 * @param revision version of the report that it concerns
	 * @param action last part of a message key {@code report.step.}
	 */
	public record Step(long reportId, int revision, String action, Instant at, String actor, @Nullable String note) {
	}

}

package org.commonprosperity.portal.project;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A change that an official wants on a project's record. It is kept as it was entered,
 * tried on a copy when it is proposed and carried out on the record when it is approved:
 * the same verbs both times, so what is refused later could have been refused at once.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = ProjectChange.ReviseRecord.class, name = "record"),
		@JsonSubTypes.Type(value = ProjectChange.RevisePlan.class, name = "plan"),
		@JsonSubTypes.Type(value = ProjectChange.BeginMilestone.class, name = "begin"),
		@JsonSubTypes.Type(value = ProjectChange.StatePercent.class, name = "percent"),
		@JsonSubTypes.Type(value = ProjectChange.CompleteMilestone.class, name = "met"),
		@JsonSubTypes.Type(value = ProjectChange.PostponeMilestone.class, name = "postpone"),
		@JsonSubTypes.Type(value = ProjectChange.CorrectMilestone.class, name = "correct"),
		@JsonSubTypes.Type(value = ProjectChange.ReportProgress.class, name = "progress"),
		@JsonSubTypes.Type(value = ProjectChange.DeclareState.class, name = "state"),
		@JsonSubTypes.Type(value = ProjectChange.ConfirmClassification.class, name = "classification"),
		@JsonSubTypes.Type(value = ProjectChange.AddVenture.class, name = "venture"),
		@JsonSubTypes.Type(value = ProjectChange.ReviseVenture.class, name = "venture-revised"),
		@JsonSubTypes.Type(value = ProjectChange.RemoveVenture.class, name = "venture-removed"),
		@JsonSubTypes.Type(value = ProjectChange.AddSite.class, name = "site") })
public sealed interface ProjectChange {

	/**
	 * The kind of change, the last part of a message key {@code change.}.
	 */
	@JsonIgnore
	String kind();

	/**
	 * What it concerns within the project, so that a later entry for the same thing takes
	 * the place of an earlier one that still waits; null if each stands for itself.
	 */
	@JsonIgnore
	default @Nullable String target() {
		return kind();
	}

	/** The milestone whose facts it changes, or null. */
	@JsonIgnore
	default @Nullable Long milestone() {
		return null;
	}

	/** Why, in the official's words, or null. */
	@JsonIgnore
	default @Nullable String why() {
		return null;
	}

	/**
	 * Carries it out.
	 * @throws org.commonprosperity.portal.shared.Refusal if it cannot be
	 */
	void applyTo(Project project, Changing changing);

	/** Content, lead official, department, start and deadline. */
	record ReviseRecord(@Nullable String content, @Nullable String contentEn, @Nullable String leadOfficial,
			@Nullable Long departmentId, @Nullable LocalDate start,
			@Nullable LocalDate deadline) implements ProjectChange {

		@Override
		public String kind() {
			return "record";
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.describe(this.content, this.contentEn, this.leadOfficial,
					(this.departmentId != null) ? changing.departments().apply(this.departmentId) : null, this.start,
					this.deadline, changing);
		}

	}

	/**
	 * One milestone of a plan; without a number it is a new one.
	 */
	record PlannedMilestone(@Nullable Long id, String name, Percent weight, LocalDate plannedStart, LocalDate dueDate) {

		/**
		 * This row where it differs from the base, and the milestone as it is elsewhere.
		 */
		PlannedMilestone onto(PlannedMilestone base, PlannedMilestone current) {
			return new PlannedMilestone(this.id, this.name.equals(base.name) ? current.name : this.name,
					this.weight.equals(base.weight) ? current.weight : this.weight,
					this.plannedStart.equals(base.plannedStart) ? current.plannedStart : this.plannedStart,
					this.dueDate.equals(base.dueDate) ? current.dueDate : this.dueDate);
		}

	}

	/**
	 * The whole plan as it is to be, beside the plan as it was when the form was filled
	 * in. Only what differs between the two is changed, so that a plan which waits does
	 * not undo what was approved meanwhile.
	 *
	 * @param milestones the plan as it is to be; what is on the base and not here is
	 * removed
	 * @param base the plan that the official had before the eyes
	 * @param reason why, null for a first plan
	 */
	record RevisePlan(List<PlannedMilestone> milestones, List<PlannedMilestone> base,
			@Nullable String reason) implements ProjectChange {

		public RevisePlan {
			milestones = List.copyOf(milestones);
			base = List.copyOf(base);
		}

		@Override
		public String kind() {
			return "plan";
		}

		@Override
		public @Nullable String why() {
			return this.reason;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.revisePlan(this, changing);
		}

	}

	/** A milestone began. */
	record BeginMilestone(long milestoneId, LocalDate on) implements ProjectChange {

		@Override
		public String kind() {
			return "begin";
		}

		@Override
		public Long milestone() {
			return this.milestoneId;
		}

		@Override
		public String target() {
			return "begin/" + this.milestoneId;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.milestone(this.milestoneId).begin(this.on, changing.today());
		}

	}

	/** How much of a milestone is done. */
	record StatePercent(long milestoneId, Percent percent) implements ProjectChange {

		@Override
		public String kind() {
			return "percent";
		}

		@Override
		public Long milestone() {
			return this.milestoneId;
		}

		@Override
		public String target() {
			return "percent/" + this.milestoneId;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.milestone(this.milestoneId).statePercent(this.percent);
		}

	}

	/** A milestone is met. */
	record CompleteMilestone(long milestoneId, @Nullable LocalDate begunOn, LocalDate on,
			@Nullable String note) implements ProjectChange {

		@Override
		public String kind() {
			return "met";
		}

		@Override
		public Long milestone() {
			return this.milestoneId;
		}

		@Override
		public String target() {
			return "met/" + this.milestoneId;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.milestone(this.milestoneId).complete(this.begunOn, this.on, this.note, changing.today());
		}

	}

	/** A milestone's due date moves. */
	record PostponeMilestone(long milestoneId, LocalDate newDueDate, String reason) implements ProjectChange {

		@Override
		public String kind() {
			return "postpone";
		}

		@Override
		public Long milestone() {
			return this.milestoneId;
		}

		@Override
		public String target() {
			return "postpone/" + this.milestoneId;
		}

		@Override
		public String why() {
			return this.reason;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.milestone(this.milestoneId).postpone(this.newDueDate, this.reason, changing.now());
		}

	}

	/** What was entered of a milestone was wrong. */
	record CorrectMilestone(long milestoneId, @Nullable LocalDate begunOn, Percent percent, @Nullable LocalDate on,
			@Nullable String note, String reason) implements ProjectChange {

		@Override
		public String kind() {
			return "correct";
		}

		@Override
		public Long milestone() {
			return this.milestoneId;
		}

		@Override
		public String target() {
			return "correct/" + this.milestoneId;
		}

		@Override
		public String why() {
			return this.reason;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.milestone(this.milestoneId)
				.correct(this.begunOn, this.percent, this.on, this.note, changing.today());
		}

	}

	/**
	 * What can be said of how far a milestone is.
	 *
	 * @param begunOn when it began, null if it has not
	 * @param percent how much is done; whole if it is met
	 * @param metOn when it was met, null if it is not
	 * @param note what was said of its being met
	 */
	record Progress(@Nullable LocalDate begunOn, Percent percent, @Nullable LocalDate metOn, @Nullable String note) {
	}

	/**
	 * The progress of one milestone as a monthly report states it. Only what differs
	 * between the two is changed, so that a report which waits undoes nothing that was
	 * approved meanwhile.
	 *
	 * @param was as the reporter had it before the eyes
	 * @param now as the reporter states it
	 */
	record MilestoneProgress(long milestoneId, Progress was, Progress now) {

		/**
		 * The same without what was refused of it, to see what else is wrong.
		 * @param field the field of {@link Progress} that was refused
		 */
		MilestoneProgress without(@Nullable String field, LocalDate today) {
			LocalDate met = this.now.metOn();
			Progress rest = switch ((field != null) ? field : "") {
				case "begunOn" -> new Progress(
						(this.was.begunOn() != null) ? this.was.begunOn()
								: (met != null && met.isBefore(today)) ? met : today,
						this.now.percent(), met, this.now.note());
				case "percent" -> new Progress(this.now.begunOn(), this.was.percent(), met, this.now.note());
				case "metOn" -> new Progress(this.now.begunOn(),
						this.now.percent().isWhole() ? this.was.percent() : this.now.percent(), this.was.metOn(),
						this.now.note());
				default -> this.was;
			};
			return new MilestoneProgress(this.milestoneId, this.was, rest);
		}

	}

	/**
	 * What a monthly report states of the milestones. It is carried by the report and
	 * never waits on its own.
	 *
	 * @param milestones those on which it states something new
	 * @param reason why an earlier report was wrong; null for a report that is no
	 * correction, which can only state more than before
	 */
	record ReportProgress(List<MilestoneProgress> milestones, @Nullable String reason) implements ProjectChange {

		public ReportProgress {
			milestones = List.copyOf(milestones);
		}

		@Override
		public String kind() {
			return "progress";
		}

		@Override
		public @Nullable String why() {
			return this.reason;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			for (MilestoneProgress progress : this.milestones) {
				try {
					project.reportedMilestone(progress.milestoneId())
						.report(progress.was(), progress.now(), this.reason != null, changing.today());
				}
				catch (Refusal refusal) {
					throw refusal.of("milestone/" + progress.milestoneId());
				}
			}
		}

	}

	/** How the department sees it. */
	record DeclareState(DeclaredState state, @Nullable String reason) implements ProjectChange {

		@Override
		public String kind() {
			return "state";
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.declare(this.state, this.reason, changing);
		}

	}

	/** The project is one of the seven. */
	record ConfirmClassification() implements ProjectChange {

		@Override
		public String kind() {
			return "classification";
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.confirmClassification(changing);
		}

	}

	/** A venture was signed. */
	record AddVenture(@Nullable Long siteId, @Nullable String name, @Nullable String venture,
			@Nullable Money investment, @Nullable LocalDate signedOn) implements ProjectChange {

		@Override
		public String kind() {
			return "venture";
		}

		@Override
		public @Nullable String target() {
			return null;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.sign(this.siteId, this.name, this.venture, this.investment, this.signedOn, changing);
		}

	}

	/** What is known of a venture changes. */
	record ReviseVenture(long ventureId, @Nullable Long siteId, @Nullable String name, @Nullable String venture,
			@Nullable Money investment, @Nullable LocalDate signedOn) implements ProjectChange {

		@Override
		public String kind() {
			return "venture-revised";
		}

		@Override
		public String target() {
			return "venture/" + this.ventureId;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.reviseVenture(this.ventureId, this.siteId, this.name, this.venture, this.investment, this.signedOn,
					changing);
		}

	}

	/** A venture is no longer part of the project, or never was. */
	record RemoveVenture(long ventureId, String reason) implements ProjectChange {

		@Override
		public String kind() {
			return "venture-removed";
		}

		@Override
		public String target() {
			return "venture/" + this.ventureId;
		}

		@Override
		public String why() {
			return this.reason;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.venture(this.ventureId).remove(changing.now());
		}

	}

	/** A place of the project. */
	record AddSite(String name, @Nullable Long communityId, @Nullable String note) implements ProjectChange {

		@Override
		public String kind() {
			return "site";
		}

		@Override
		public @Nullable String target() {
			return null;
		}

		@Override
		public void applyTo(Project project, Changing changing) {
			project.addSite(this.name,
					(this.communityId != null) ? changing.communities().apply(this.communityId) : null, this.note,
					changing);
		}

	}

}

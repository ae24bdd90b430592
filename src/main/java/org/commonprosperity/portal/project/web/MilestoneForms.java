package org.commonprosperity.portal.project.web;

import java.math.BigDecimal;
import java.time.LocalDate;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.project.ProjectChange.CompleteMilestone;
import org.commonprosperity.portal.project.ProjectChange.CorrectMilestone;
import org.commonprosperity.portal.project.ProjectChange.PostponeMilestone;
import org.commonprosperity.portal.project.ProjectChange.StatePercent;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a milestone's pages.
 */
final class MilestoneForms {

	private MilestoneForms() {
	}

	/** When it began. */
	@Getter
	@Setter
	static class Begin extends OfficeForm {

		@NotNull(message = "{project.required.date}")
		private LocalDate on;

	}

	/** How much is done. */
	@Getter
	@Setter
	static class Progress extends OfficeForm {

		@NotNull(message = "{project.required.percent}")
		@Digits(integer = 3, fraction = 2, message = "{project.invalid.percent}")
		@DecimalMin(value = "0", message = "{project.invalid.percent}")
		@DecimalMax(value = "100", message = "{project.invalid.percent}")
		private BigDecimal percent;

		StatePercent change(long id) {
			return new StatePercent(id, new Percent(this.percent));
		}

	}

	/** When it was met. */
	@Getter
	@Setter
	static class Met extends OfficeForm {

		private @Nullable LocalDate begunOn;

		@NotNull(message = "{project.required.date}")
		private LocalDate on;

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String note;

		void fill(CompleteMilestone change) {
			this.begunOn = change.begunOn();
			this.on = change.on();
			this.note = change.note();
		}

		CompleteMilestone change(long id) {
			return new CompleteMilestone(id, this.begunOn, this.on, Forms.text(this.note));
		}

	}

	/** To when it moves, and why. */
	@Getter
	@Setter
	static class Postpone extends OfficeForm {

		@NotNull(message = "{project.required.date}")
		private LocalDate newDueDate;

		@NotBlank(message = "{project.required.reason}")
		@Size(max = 500, message = "{project.invalid.length}")
		private String reason;

		void fill(PostponeMilestone change) {
			this.newDueDate = change.newDueDate();
			this.reason = change.reason();
		}

		PostponeMilestone change(long id) {
			return new PostponeMilestone(id, this.newDueDate, this.reason.strip());
		}

	}

	/** What is right, and why it was wrong. */
	@Getter
	@Setter
	static class Correct extends OfficeForm {

		private @Nullable LocalDate begunOn;

		@NotNull(message = "{project.required.percent}")
		@Digits(integer = 3, fraction = 2, message = "{project.invalid.percent}")
		@DecimalMin(value = "0", message = "{project.invalid.percent}")
		@DecimalMax(value = "100", message = "{project.invalid.percent}")
		private BigDecimal percent;

		private @Nullable LocalDate on;

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String note;

		@NotBlank(message = "{project.required.reason}")
		@Size(max = 500, message = "{project.invalid.length}")
		private String reason;

		void fill(MilestoneLine milestone) {
			this.begunOn = milestone.begunOn();
			this.percent = milestone.percentDone().value();
			this.on = milestone.metOn();
			this.note = milestone.metNote();
		}

		void fill(CorrectMilestone change) {
			this.begunOn = change.begunOn();
			this.percent = change.percent().value();
			this.on = change.on();
			this.note = change.note();
			this.reason = change.reason();
		}

		CorrectMilestone change(long id) {
			return new CorrectMilestone(id, this.begunOn, new Percent(this.percent), this.on, Forms.text(this.note),
					this.reason.strip());
		}

	}

}

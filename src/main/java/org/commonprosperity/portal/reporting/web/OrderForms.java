package org.commonprosperity.portal.reporting.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.reporting.OrderEvidence;
import org.commonprosperity.portal.reporting.OrderLetter;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

import org.springframework.web.multipart.MultipartFile;

/**
 * The forms of an order's pages. Several stand on one page, so no two of them have a
 * field of the same name.
 */
final class OrderForms {

	private OrderForms() {
	}

	private static String stripped(String text) {
		return Objects.requireNonNull(Forms.text(text));
	}

	/** What all of them have in common. */
	abstract static class OrderForm extends OfficeForm {

		/** What was typed, so that it can be shown where it could not be taken. */
		public abstract @Nullable String typed();

		Submission submission() {
			return new Submission(getSubmission(), getVersion());
		}

	}

	/** What the coordinating office writes. */
	@Getter
	@Setter
	static class Issue extends OrderForm {

		private @Nullable Long departmentId;

		@NotBlank(message = "{order.required.matter}")
		@Size(max = 100, message = "{order.invalid.length}")
		private String matter;

		@NotBlank(message = "{order.required.requirement}")
		@Size(max = 500, message = "{order.invalid.length}")
		private String requirement;

		@NotNull(message = "{order.required.deadline}")
		private LocalDate deadline;

		OrderLetter letter() {
			return new OrderLetter(stripped(this.matter), stripped(this.requirement), this.deadline, this.departmentId);
		}

		@Override
		public @Nullable String typed() {
			return this.matter + "\n" + this.requirement;
		}

	}

	/** An order of the coordinating office's own. */
	@Getter
	@Setter
	static class Draft extends OfficeForm {

		@NotBlank(message = "{order.required.project}")
		private String project;

		private @Nullable Long departmentId;

		@NotBlank(message = "{order.required.matter}")
		@Size(max = 100, message = "{order.invalid.length}")
		private String matter;

		@NotBlank(message = "{order.required.requirement}")
		@Size(max = 500, message = "{order.invalid.length}")
		private String requirement;

		@NotNull(message = "{order.required.deadline}")
		private LocalDate deadline;

		OrderLetter letter() {
			return new OrderLetter(stripped(this.matter), stripped(this.requirement), this.deadline, this.departmentId);
		}

	}

	/** Why a proposal rests. */
	@Getter
	@Setter
	static class Dismiss extends OrderForm {

		@NotBlank(message = "{order.required.reason}")
		@Size(max = 500, message = "{order.invalid.length}")
		private String dismissReason;

		@Override
		public @Nullable String typed() {
			return this.dismissReason;
		}

	}

	/** Nothing but the button. */
	static class Sign extends OrderForm {

		@Override
		public @Nullable String typed() {
			return null;
		}

	}

	/** What was done, and what shows it. */
	@Getter
	@Setter
	static class Reply extends OrderForm {

		@NotBlank(message = "{order.required.text}")
		@Size(max = 1000, message = "{order.invalid.length}")
		private String text;

		private @Nullable List<MultipartFile> file;

		String reply() {
			return stripped(this.text);
		}

		/** A field in which no file was chosen sends one without a name. */
		List<OrderEvidence> evidence() {
			return ((this.file != null) ? this.file : List.<MultipartFile>of()).stream()
				.filter((one) -> one.getOriginalFilename() != null && !one.getOriginalFilename().isBlank())
				.map((one) -> new OrderEvidence(String.valueOf(one.getOriginalFilename()), one))
				.toList();
		}

		@Override
		public @Nullable String typed() {
			return this.text;
		}

	}

	/** Why the reply does not do, and by when it is to be mended. */
	@Getter
	@Setter
	static class SendBack extends OrderForm {

		@NotBlank(message = "{order.required.reason}")
		@Size(max = 500, message = "{order.invalid.length}")
		private String returnReason;

		private @Nullable LocalDate returnDeadline;

		@Override
		public @Nullable String typed() {
			return this.returnReason;
		}

	}

	/** What the coordinating office found. */
	@Getter
	@Setter
	static class Close extends OrderForm {

		@NotBlank(message = "{order.required.opinion}")
		@Size(max = 300, message = "{order.invalid.length}")
		private String opinion;

		@Override
		public @Nullable String typed() {
			return this.opinion;
		}

	}

	/** Until when, and why. */
	@Getter
	@Setter
	static class Extend extends OrderForm {

		@NotNull(message = "{order.required.deadline}")
		private LocalDate extendDeadline;

		@NotBlank(message = "{order.required.reason}")
		@Size(max = 500, message = "{order.invalid.length}")
		private String extendReason;

		@Override
		public @Nullable String typed() {
			return this.extendReason;
		}

	}

	/** Why it is taken back. */
	@Getter
	@Setter
	static class Cancel extends OrderForm {

		@NotBlank(message = "{order.required.reason}")
		@Size(max = 500, message = "{order.invalid.length}")
		private String cancelReason;

		@Override
		public @Nullable String typed() {
			return this.cancelReason;
		}

	}

}

package org.commonprosperity.portal.dividend.web;

import java.time.LocalDate;

import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The small forms around a batch.
 */
final class PaymentForms {

	private PaymentForms() {
	}

	/**
	 * A button with the word that goes with it.
	 */
	@Getter
	@Setter
	static class WordForm extends OfficeForm {

		private static final int LENGTH = 500;

		private @Nullable String note;

		@Nullable String note() {
			String plain = Forms.text(this.note);
			return (plain != null && plain.length() > LENGTH) ? plain.substring(0, LENGTH) : plain;
		}

	}

	/**
	 * What somebody objects.
	 */
	@Getter
	@Setter
	static class ObjectionForm extends OfficeForm {

		private @Nullable LocalDate receivedOn;

		@Size(max = 2000, message = "{project.invalid.length}")
		private @Nullable String objection;

		@Nullable String objection() {
			return Forms.text(this.objection);
		}

	}

	/**
	 * The answer to it.
	 */
	@Getter
	@Setter
	static class AnswerForm extends OfficeForm {

		@Size(max = 2000, message = "{project.invalid.length}")
		private @Nullable String answer;

		@Nullable String answer() {
			return Forms.text(this.answer);
		}

	}

	/**
	 * How long notices stand.
	 */
	@Getter
	@Setter
	static class DaysForm extends OfficeForm {

		private @Nullable Integer days;

	}

}

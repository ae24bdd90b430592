package org.commonprosperity.portal.dividend.web;

import java.util.Arrays;
import java.util.List;

import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * What a new batch pays.
 */
@Getter
@Setter
class PaymentForm extends OfficeForm {

	private static final int LONGEST = 20000;

	private @Nullable String project;

	private @Nullable String year;

	/** Numbers of the chosen contributors, apart by commas or white space; none: all. */
	@Size(max = LONGEST, message = "{project.invalid.length}")
	private @Nullable String numbers;

	@Size(max = 500, message = "{project.invalid.length}")
	private @Nullable String note;

	/** The year; null: every year. What is none counts as not said. */
	@Nullable Integer year() {
		return (this.year != null && this.year.matches("(19|2\\d)\\d{2}")) ? Integer.valueOf(this.year) : null;
	}

	List<String> numbers() {
		String typed = Forms.text(this.numbers);
		return (typed == null) ? List.of()
				: Arrays.stream(typed.split("[\\s,，、;；]+")).filter((one) -> !one.isEmpty()).toList();
	}

	@Nullable String note() {
		return Forms.text(this.note);
	}

}

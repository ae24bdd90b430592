package org.commonprosperity.portal.reporting.web;

import java.time.LocalDate;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * A button of a report with the word or the day that goes with it.
 */
@Getter
@Setter
class ReportActionForm extends OfficeForm {

	private static final int LENGTH = 500;

	private @Nullable String action;

	private @Nullable String note;

	private @Nullable String reason;

	private @Nullable LocalDate until;

	@Nullable String note() {
		return shortened(this.note);
	}

	@Nullable String reason() {
		return shortened(this.reason);
	}

	private static @Nullable String shortened(@Nullable String text) {
		String plain = Forms.text(text);
		return (plain != null && plain.length() > LENGTH) ? plain.substring(0, LENGTH) : plain;
	}

}

package org.commonprosperity.portal.village.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * A button of a return or of an enclave's entry with the word that goes with it.
 */
@Getter
@Setter
class IncomeActionForm extends OfficeForm {

	private static final int LENGTH = 500;

	private @Nullable String note;

	private @Nullable String reason;

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

package org.commonprosperity.portal.dividend.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * A button of something that waits, with the word that goes with it.
 */
@Getter
@Setter
class LedgerActionForm extends OfficeForm {

	private static final int LENGTH = 500;

	private @Nullable String note;

	@Nullable String note() {
		String plain = Forms.text(this.note);
		return (plain != null && plain.length() > LENGTH) ? plain.substring(0, LENGTH) : plain;
	}

}

package org.commonprosperity.portal.spreadsheet.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * A step of an import: only to go on, or with a reason.
 */
@Getter
@Setter
class ImportActionForm extends OfficeForm {

	private @Nullable String reason;

}

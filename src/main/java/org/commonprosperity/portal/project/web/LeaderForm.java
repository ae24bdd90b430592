package org.commonprosperity.portal.project.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The account of a lead official.
 */
@Getter
@Setter
class LeaderForm extends OfficeForm {

	private @Nullable Long accountId;

}

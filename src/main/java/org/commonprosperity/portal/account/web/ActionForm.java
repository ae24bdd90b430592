package org.commonprosperity.portal.account.web;

import java.util.UUID;

import lombok.Getter;
import lombok.Setter;

/**
 * A button: nothing to type, but counted once and only for the version that was seen.
 */
@Getter
@Setter
class ActionForm {

	private UUID submission = UUID.randomUUID();

	private long version;

	static ActionForm of(long version) {
		ActionForm form = new ActionForm();
		form.version = version;
		return form;
	}

}

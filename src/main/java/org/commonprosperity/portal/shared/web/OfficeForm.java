package org.commonprosperity.portal.shared.web;

import java.util.UUID;

import lombok.Getter;
import lombok.Setter;

/**
 * What every form of an office page carries besides its fields.
 */
@Getter
@Setter
public abstract class OfficeForm {

	/** The form's own number, so that it counts once. */
	private UUID submission = UUID.randomUUID();

	/** The version of the record that the form was drawn from. */
	private long version;

}

package org.commonprosperity.portal.shared;

import java.io.Serial;

/**
 * What was asked for is not on record; shown as the 404 page.
 */
public class NotOnRecord extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	public NotOnRecord(String what) {
		super(what);
	}

}

package org.commonprosperity.portal.shared;

import java.io.Serial;

/**
 * The key for personal data is missing, or is none: the portal does not start without it.
 */
public class PersonKeyMissing extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	public PersonKeyMissing(String what) {
		super(what);
	}

}

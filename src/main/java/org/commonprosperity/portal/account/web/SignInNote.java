package org.commonprosperity.portal.account.web;

import java.util.List;

/**
 * Why somebody was sent to the sign-in page, as its address says it.
 */
final class SignInNote {

	/** The session ran out. */
	static final String ENDED = "ended";

	/** The form could not be kept. */
	static final String LOST = "lost";

	/** The page stood open for too long. */
	static final String AGAIN = "again";

	/** The password was set by a link. */
	static final String SET = "set";

	/** The own password was changed. */
	static final String CHANGED = "changed";

	static final List<String> ALL = List.of(ENDED, LOST, AGAIN, SET, CHANGED);

	private SignInNote() {
	}

}

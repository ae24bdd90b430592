package org.commonprosperity.portal.office;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A reminder that did not go out, or of which nobody knows. Tells the kind of failure and
 * nothing that a server said: its text may name a person, an address or a token.
 */
class NotSent extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private static final int LONGEST = 60;

	private final boolean uncertain;

	/**
	 * A failure.
	 * @param reason what kind of failure, in one word
	 * @param uncertain whether it may have arrived all the same, so that sending it again
	 * could send it twice
	 */
	NotSent(String reason, boolean uncertain) {
		super(reason.substring(0, Math.min(LONGEST, reason.length())), null, false, false);
		this.uncertain = uncertain;
	}

	/**
	 * A failure that came of another.
	 */
	static NotSent because(Throwable failure, boolean uncertain) {
		Throwable root = failure;
		for (@Nullable
		Throwable cause = failure.getCause(); cause != null && cause != root; cause = cause.getCause()) {
			root = cause;
		}
		return new NotSent(root.getClass().getSimpleName(), uncertain);
	}

	String reason() {
		return String.valueOf(getMessage());
	}

	boolean isUncertain() {
		return this.uncertain;
	}

}

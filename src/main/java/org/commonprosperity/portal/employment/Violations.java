package org.commonprosperity.portal.employment;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells which constraint of the database it was that refused something, so that the
 * refusal can be said in words.
 */
final class Violations {

	private Violations() {
	}

	/** The name of the constraint, or null if it was something else. */
	static @Nullable String constraintOf(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof PSQLException refused) {
				ServerErrorMessage message = refused.getServerErrorMessage();
				return (message != null) ? message.getConstraint() : null;
			}
		}
		return null;
	}

}

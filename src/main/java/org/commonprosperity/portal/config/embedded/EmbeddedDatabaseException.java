package org.commonprosperity.portal.config.embedded;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Why the embedded database is not started: one sentence of what is wrong and one of what
 * to do, so that nobody has to read a stack trace to find out.
 */
final class EmbeddedDatabaseException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String remedy;

	EmbeddedDatabaseException(String problem, String remedy) {
		this(problem, remedy, null);
	}

	EmbeddedDatabaseException(String problem, String remedy, @Nullable Throwable cause) {
		super(problem, cause);
		this.remedy = remedy;
	}

	String remedy() {
		return this.remedy;
	}

}

package org.commonprosperity.portal.config;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Says in a sentence that the database does not answer or does not let the portal in, the
 * likeliest mistakes of a first installation.
 */
final class DatabaseUnreachableFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	private static final String VARIABLES = "PORTAL_DB_URL, PORTAL_DB_USER and PORTAL_DB_PASSWORD";

	private final Environment environment;

	DatabaseUnreachableFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		SQLException origin = origin(cause);
		String state = String.valueOf(origin.getSQLState());
		String reason = String.valueOf(origin.getMessage()).lines().findFirst().orElse("").split("\\.(\\s|$)")[0];
		// Without its parameters, which may hold a password.
		String database = this.environment.getProperty("spring.datasource.url", "").split("\\?")[0];
		if (state.startsWith("28") || state.equals("3D000") || state.equals("08004")) {
			return new FailureAnalysis("The database " + database + " does not let the portal in (" + reason + ").",
					"Check " + VARIABLES + " against the user, the password and the database that PostgreSQL knows, "
							+ "then start the portal again.",
					cause);
		}
		if (state.startsWith("08") || cause instanceof SQLTransientConnectionException) {
			return new FailureAnalysis("The database " + database + " cannot be reached (" + reason + ").",
					"Start PostgreSQL, or set " + VARIABLES + " to one that runs, then start the portal again.", cause);
		}
		return null;
	}

	/**
	 * What the driver said, beneath what the pool made of it.
	 */
	private static SQLException origin(SQLException failure) {
		SQLException origin = failure;
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException exception) {
				origin = exception;
			}
		}
		return origin;
	}

}

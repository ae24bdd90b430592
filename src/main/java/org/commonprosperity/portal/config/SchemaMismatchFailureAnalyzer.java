package org.commonprosperity.portal.config;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.flywaydb.core.api.exception.FlywayValidateException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in a sentence that the database was made by another version of the portal. An
 * older portal must not write to a newer schema, so
 * {@code spring.flyway.ignore-migration-patterns} is empty and the portal refuses to
 * start.
 */
final class SchemaMismatchFailureAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

	private static final Pattern UNKNOWN = Pattern
		.compile("Detected applied migration not resolved locally: (\\S+?)\\.?(?:\\s|$)");

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FlywayValidateException cause) {
		String message = String.valueOf(cause.getMessage());
		Set<String> unknown = new LinkedHashSet<>();
		Matcher matcher = UNKNOWN.matcher(message);
		while (matcher.find()) {
			unknown.add(matcher.group(1));
		}
		if (!unknown.isEmpty()) {
			return new FailureAnalysis(
					"The database was made by a newer version of the portal: it holds migration "
							+ String.join(", ", unknown) + ", which this version does not know.",
					"Start the newer version of the portal, or restore a backup of the database that was made with this "
							+ "version.",
					cause);
		}
		return new FailureAnalysis("The database does not fit this version of the portal: " + detail(message) + ".",
				"Start the version of the portal that made the database, or restore a backup of the database that was made "
						+ "with this version.",
				cause);
	}

	private static String detail(String message) {
		return message.lines()
			.filter((line) -> line.startsWith("Migration ") || line.startsWith("Detected "))
			.findFirst()
			.orElse("its migrations fail validation")
			.replaceFirst("\\.$", "");
	}

}

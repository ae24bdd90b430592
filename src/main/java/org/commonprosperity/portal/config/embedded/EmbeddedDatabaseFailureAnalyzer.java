package org.commonprosperity.portal.config.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints an {@link EmbeddedDatabaseException} as its two sentences.
 * {@code META-INF/spring.factories} names it in the production jar too, where it is
 * missing: Spring Boot passes over a missing analyzer without a word.
 */
final class EmbeddedDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedDatabaseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedDatabaseException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
	}

}

package org.commonprosperity.portal.config;

import org.commonprosperity.portal.shared.PersonKeyMissing;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in a sentence that the key for personal data is missing, and how to make one.
 */
final class PersonKeyFailureAnalyzer extends AbstractFailureAnalyzer<PersonKeyMissing> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PersonKeyMissing cause) {
		return new FailureAnalysis(
				"The key under which personal data is sealed cannot be used: " + cause.getMessage() + ".",
				"Set PORTAL_PERSONS_KEY to 32 random bytes in Base64, made once with: openssl rand -base64 32. "
						+ "Keep a copy in a safe place: without it names and identifiers cannot be read any more.",
				cause);
	}

}

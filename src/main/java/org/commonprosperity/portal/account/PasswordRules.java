package org.commonprosperity.portal.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.commonprosperity.portal.shared.Refusal;

/**
 * What a password must not be. Length counts for more than odd characters, so there is no
 * rule about capitals and digits (as NIST SP 800-63B advises); what is guessed first is
 * refused by name.
 */
final class PasswordRules {

	private static final int SHORTEST = 10;

	private static final Set<String> COMMON = read();

	private PasswordRules() {
	}

	/**
	 * Looks at a password that somebody wants to have.
	 * @return the key of the sentence that says what to do, or empty if it may be used
	 */
	static Optional<String> faultOf(String username, String password) {
		if (password.codePointCount(0, password.length()) < SHORTEST) {
			return Optional.of("password.refusal.short");
		}
		if (!Passwords.fits(password)) {
			return Optional.of("password.refusal.long");
		}
		String small = password.toLowerCase(Locale.ROOT);
		if (small.contains(username.toLowerCase(Locale.ROOT))) {
			return Optional.of("password.refusal.username");
		}
		if (isSequence(small)) {
			return Optional.of("password.refusal.sequence");
		}
		if (COMMON.contains(small)) {
			return Optional.of("password.refusal.common");
		}
		return Optional.empty();
	}

	static void require(String username, String password) {
		faultOf(username, password).ifPresent((key) -> {
			throw new Refusal("password", key, SHORTEST, Passwords.LONGEST);
		});
	}

	/**
	 * One and the same character, or each the one after (or before) the last: 9 before 0.
	 */
	private static boolean isSequence(String password) {
		int[] points = password.codePoints().toArray();
		int first = step(points[0], points[1]);
		if (Math.abs(first) > 1) {
			return false;
		}
		for (int i = 2; i < points.length; i++) {
			if (step(points[i - 1], points[i]) != first) {
				return false;
			}
		}
		return true;
	}

	private static int step(int from, int to) {
		if (from == '9' && to == '0') {
			return 1;
		}
		return (from == '0' && to == '9') ? -1 : to - from;
	}

	private static Set<String> read() {
		try (InputStream list = PasswordRules.class.getResourceAsStream("/common-passwords.txt")) {
			if (list == null) {
				throw new IllegalStateException("common-passwords.txt is missing");
			}
			return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
				.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

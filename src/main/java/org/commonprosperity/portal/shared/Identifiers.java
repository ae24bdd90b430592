package org.commonprosperity.portal.shared;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Identifiers of persons: the one form in which the same person's are compared, and how
 * lists show names and identifiers.
 * <p>
 * Of an identity number of 18 digits the last one is checked (GB 11643). One of 15 digits
 * becomes the one of 18; a disability certificate, an identity number with a digit for
 * kind and one for degree behind it, is known by its identity number. Others, as a
 * passport's, are taken as they are.
 */
public final class Identifiers {

	private static final int[] WEIGHTS = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };

	private static final String CHECKS = "10X98765432";

	private static final Pattern CITIZEN = Pattern.compile("\\d{17}[\\dX]");

	private static final Pattern CERTIFICATE = Pattern.compile("\\d{17}[\\dX]\\d{2}");

	private static final Pattern OLD = Pattern.compile("\\d{15}");

	private static final Pattern OTHER = Pattern.compile("[A-Z0-9]{5,30}");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private Identifiers() {
	}

	/** As it is kept: plain characters, without spaces and signs between. */
	public static String plain(String typed) {
		return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
	}

	/**
	 * The form in which identifiers are compared.
	 * @throws Refusal of the field {@code identifier} if it cannot be one
	 */
	public static String normal(String typed) {
		String plain = plain(typed);
		if (CITIZEN.matcher(plain).matches()) {
			return checked(plain);
		}
		if (CERTIFICATE.matcher(plain).matches()) {
			return checked(plain.substring(0, 18));
		}
		if (OLD.matcher(plain).matches()) {
			String long17 = plain.substring(0, 6) + "19" + plain.substring(6);
			return checked(long17 + check(long17));
		}
		if (!OTHER.matcher(plain).matches()) {
			throw new Refusal("identifier", "employment.refusal.identifier");
		}
		return plain;
	}

	/** The same without complaint: null if it cannot be one. */
	public static @Nullable String normalOrNull(String typed) {
		try {
			return normal(typed);
		}
		catch (Refusal refusal) {
			return null;
		}
	}

	private static String checked(String number) {
		try {
			LocalDate.parse(number.substring(6, 14), DAY);
		}
		catch (DateTimeException ex) {
			throw new Refusal("identifier", "employment.refusal.identifierDay");
		}
		if (check(number) != number.charAt(17)) {
			throw new Refusal("identifier", "employment.refusal.identifierCheck");
		}
		return number;
	}

	/** The check digit of the first 17. */
	public static char check(String digits) {
		int sum = 0;
		for (int i = 0; i < WEIGHTS.length; i++) {
			sum += (digits.charAt(i) - '0') * WEIGHTS[i];
		}
		return CHECKS.charAt(sum % 11);
	}

	/** The surname, or the first character, and two stars, whatever the length. */
	public static String maskedName(String name) {
		return name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
	}

	/** The last four characters, by which people are told apart; of short ones none. */
	public static String tail(String identifier) {
		return (identifier.length() < 12) ? "****" : identifier.substring(identifier.length() - 4);
	}

	/** The first four characters and the last two, of short ones less. */
	public static String maskedIdentifier(String identifier) {
		if (identifier.length() < 12) {
			return identifier.substring(0, 1) + "*".repeat(6);
		}
		return identifier.substring(0, 4) + "*".repeat(12) + identifier.substring(identifier.length() - 2);
	}

}

package org.commonprosperity.portal.dividend;

import java.util.Set;

import org.commonprosperity.portal.shared.Identifiers;
import org.commonprosperity.portal.shared.Refusal;

/**
 * Whether an identifier can be a household's: what is all digits is an identity number,
 * an old one or a disability certificate, and its check digit fits.
 */
final class HouseholdIdentifier {

	private static final Set<Integer> LENGTHS = Set.of(15, 18, 20);

	private HouseholdIdentifier() {
	}

	/**
	 * Checks it.
	 * @throws Refusal of the field {@code identifier} if it cannot be one
	 */
	static void check(String typed) {
		String plain = Identifiers.plain(typed);
		if (plain.matches("[0-9]+") && !LENGTHS.contains(plain.length())) {
			throw new Refusal("identifier", "dividend.refusal.identifier");
		}
		Identifiers.normal(typed);
	}

}

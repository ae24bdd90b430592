package org.commonprosperity.portal.employment;

import org.commonprosperity.portal.shared.Identifiers;
import org.jspecify.annotations.Nullable;

/**
 * Who a person is: sealed in the database, and shown in full only where that look is
 * written down.
 *
 * @param name the person's name
 * @param identifier identity number or another document's
 * @param telephone the person's, or null
 * @param consentDocument where the signed consent is kept
 * @param note a few words more, or null
 */
public record Particulars(String name, String identifier, @Nullable String telephone, String consentDocument,
		@Nullable String note) {

	/** The name for lists: 王**. */
	public String maskedName() {
		return Identifiers.maskedName(this.name);
	}

	/** The identifier for lists. */
	public String maskedIdentifier() {
		return Identifiers.maskedIdentifier(this.identifier);
	}

	/** The last four characters of the identifier, of a short one none. */
	public String tail() {
		return Identifiers.tail(this.identifier);
	}

	/** Tells nothing, so that no log does. */
	@Override
	public String toString() {
		return "Particulars";
	}

}

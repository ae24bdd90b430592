package org.commonprosperity.portal.employment;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A person as entered or corrected; null where the form says nothing.
 *
 * @param consentOn the day on which the person consented
 * @param consentDocument where the signed consent is kept
 */
public record PersonEntry(@Nullable String name, @Nullable String identifier, @Nullable String telephone,
		@Nullable LocalDate consentOn, @Nullable String consentDocument, @Nullable String note) {

	/** Tells nothing, so that no log does. */
	@Override
	public String toString() {
		return "PersonEntry";
	}

}

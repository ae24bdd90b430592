package org.commonprosperity.portal.employment;

import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Identifiers;
import org.commonprosperity.portal.shared.Seals;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * What is sealed of persons and placements, each seal bound to its row and column.
 */
@Component
@RequiredArgsConstructor
class PersonSeals {

	private final Seals seals;

	private final JsonMapper json;

	byte[] person(Particulars particulars, UUID reference) {
		return seal(particulars, "person", reference);
	}

	Particulars person(byte[] seal, UUID reference) {
		return open(seal, "person", reference, Particulars.class);
	}

	byte[] former(Particulars particulars, UUID reference) {
		return seal(particulars, "person_former", reference);
	}

	Particulars former(byte[] seal, UUID reference) {
		return open(seal, "person_former", reference, Particulars.class);
	}

	byte[] terms(Terms terms, UUID reference) {
		return seal(terms, "placement", reference);
	}

	Terms terms(byte[] seal, UUID reference) {
		return open(seal, "placement", reference, Terms.class);
	}

	byte[] entry(PlacementChangeContent content, UUID reference) {
		return seal(content, "placement_change", reference);
	}

	@Nullable PlacementChangeContent entry(byte @Nullable [] seal, UUID reference) {
		return (seal != null) ? open(seal, "placement_change", reference, PlacementChangeContent.class) : null;
	}

	byte @Nullable [] words(@Nullable String words, String what, UUID reference) {
		return (words != null) ? this.seals.seal(words, what + "/" + reference) : null;
	}

	@Nullable String words(byte @Nullable [] seal, String what, UUID reference) {
		return (seal != null) ? this.seals.open(seal, what + "/" + reference) : null;
	}

	/** By which records of the same person are known, whatever village keeps them. */
	byte[] mark(String identifier) {
		return this.seals.mark("identifier/" + Identifiers.normal(identifier));
	}

	private byte[] seal(Object content, String what, UUID reference) {
		return this.seals.seal(this.json.writeValueAsString(content), what + "/" + reference);
	}

	private <T> T open(byte[] seal, String what, UUID reference, Class<T> type) {
		return this.json.readValue(this.seals.open(seal, what + "/" + reference), type);
	}

}

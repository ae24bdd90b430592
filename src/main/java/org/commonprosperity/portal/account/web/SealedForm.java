package org.commonprosperity.portal.account.web;

import java.io.Serializable;
import java.util.UUID;

/**
 * A form as the session holds it. Sessions stand in the database, and what an official
 * types may be somebody's name and identifier, so what was typed is sealed.
 *
 * @param id number of this keeping
 * @param path the address that it was sent to
 * @param official whom the form was drawn for, as {@code Official.capacity()}
 * @param sealed what was in it
 */
record SealedForm(UUID id, String path, String official, byte[] sealed) implements Serializable {

	/** What the seal is bound to: it opens for no other address and no other official. */
	static String row(UUID id, String path, String official) {
		return "held_form/" + id + "/" + official + path;
	}

	String row() {
		return row(this.id, this.path, this.official);
	}

	/** Whether the form was drawn for that person, in whatever capacity. */
	boolean isOf(String username) {
		return username.equals(HeldForm.personOf(this.official));
	}

}

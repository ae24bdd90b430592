package org.commonprosperity.portal.account.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A form that came in when it could not be carried out, kept to be sent again: without
 * passwords and tokens, and sealed as long as it is kept.
 *
 * @param id number of this keeping
 * @param path the address that it was sent to
 * @param official whom the form was drawn for, as {@code Official.capacity()}
 * @param entries what was in it, in its order
 */
record HeldForm(UUID id, String path, String official, List<Entry> entries) {

	/** Says for whom a form was drawn. */
	static final String OFFICIAL = "_official";

	/** Says which held form is sent again. */
	static final String HELD = "_held";

	private static final Set<String> TECHNICAL = Set.of("submission", "version");

	HeldForm {
		entries = List.copyOf(entries);
	}

	/** Whether an entry may be kept at all. */
	static boolean isKept(String name) {
		return !name.equals("_csrf") && !name.equals(HELD) && !name.toLowerCase(Locale.ROOT).contains("password");
	}

	static String personOf(String capacity) {
		return capacity.split("@", 2)[0];
	}

	/** What a person typed or chose, to be shown. */
	List<Entry> typed() {
		return this.entries.stream()
			.filter((entry) -> !entry.name().startsWith("_") && !TECHNICAL.contains(entry.name()))
			.filter((entry) -> !entry.value().isBlank())
			.toList();
	}

	/**
	 * One name and value; a name may come more than once.
	 *
	 * @param name name of the field
	 * @param value what was in it
	 */
	record Entry(String name, String value) {
	}

}

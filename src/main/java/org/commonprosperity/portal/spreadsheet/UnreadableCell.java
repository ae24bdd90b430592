package org.commonprosperity.portal.spreadsheet;

import java.util.List;

/**
 * A cell holds what its column does not take. Thrown in great numbers where a column is
 * wrong altogether, and so without a trace of where.
 */
final class UnreadableCell extends Exception {

	private static final long serialVersionUID = 1L;

	private final String key;

	private final transient List<String> arguments;

	/**
	 * Takes the reason.
	 * @param key its message key
	 * @param arguments what it is filled with
	 */
	UnreadableCell(String key, String... arguments) {
		super(key, null, false, false);
		this.key = key;
		this.arguments = List.of(arguments);
	}

	String key() {
		return this.key;
	}

	List<String> arguments() {
		return this.arguments;
	}

}

package org.commonprosperity.portal.employment;

/**
 * A field of an entry.
 *
 * @param name its name, also the last part of message keys
 * @param type what it takes
 * @param required whether it has to be filled
 * @param most the most characters of a text, the most of a number
 */
public record JobField(String name, Type type, boolean required, int most) {

	static JobField needed(String name, Type type, int most) {
		return new JobField(name, type, true, most);
	}

	static JobField free(String name, Type type, int most) {
		return new JobField(name, type, false, most);
	}

	/**
	 * What a field takes.
	 */
	public enum Type {

		/** One line. */
		TEXT,
		/** Several lines. */
		AREA,
		/** A day. */
		DATE,
		/** A whole number from 0 on. */
		NUMBER,
		/** Yuan, or percent, with two decimals. */
		DECIMAL,
		/** One of a list. */
		CHOICE,
		/** Several of a list, their codes separated by commas. */
		TICKS,
		/** Yes, or nothing. */
		YES

	}

}

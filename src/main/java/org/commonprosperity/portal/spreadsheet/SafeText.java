package org.commonprosperity.portal.spreadsheet;

import java.util.regex.Pattern;

/**
 * Text as a cell can hold it, and harmless: a spreadsheet program takes what begins with
 * a sign for a formula, and a text that somebody typed into a form must never become one.
 */
final class SafeText {

	/** The most characters that Excel takes in a cell. */
	static final int MOST = 32_767;

	/** What Excel would read as a character's number, were it not taken apart. */
	private static final Pattern NUMBERED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

	/** With what a formula begins, in all its widths. */
	private static final String SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212";

	private static final String BREAKS = "\t\r\n\u000b\f\u0085\u2028\u2029";

	private SafeText() {
	}

	/**
	 * The text without what XML forbids and a cell cannot show, line ends as one
	 * character, cut to what a cell takes.
	 */
	static String clean(String text) {
		StringBuilder allowed = new StringBuilder(text.length());
		text.codePoints().filter(SafeText::isAllowed).forEach(allowed::appendCodePoint);
		String clean = allowed.toString().replace("\r\n", "\n");
		if (clean.length() <= MOST) {
			return clean;
		}
		int end = MOST - 1;
		if (Character.isHighSurrogate(clean.charAt(end - 1))) {
			end--;
		}
		return clean.substring(0, end) + "\u2026";
	}

	/**
	 * The characters of XML 1.0; a half of a pair is none, nor is the mark of one that
	 * was lost.
	 */
	private static boolean isAllowed(int character) {
		return character == '\t' || character == '\n' || character == '\r' || (character >= 0x20 && character <= 0xd7ff)
				|| (character >= 0xe000 && character < 0xfffd) || character >= 0x10000;
	}

	/** Whether a program might take the text for a formula. */
	static boolean isRisky(String text) {
		for (int at = 0; at < text.length();) {
			int character = text.codePointAt(at);
			if (SIGNS.indexOf(character) >= 0 || BREAKS.indexOf(character) >= 0) {
				return true;
			}
			if (!isSkipped(character)) {
				return false;
			}
			at += Character.charCount(character);
		}
		return false;
	}

	/** What shows nothing, so that a sign behind it still looks like the first. */
	private static boolean isSkipped(int character) {
		int type = Character.getType(character);
		return Character.isWhitespace(character) || Character.isSpaceChar(character) || type == Character.FORMAT
				|| type == Character.CONTROL;
	}

	/**
	 * The text as a .csv file holds it, where nothing says what is text: an apostrophe in
	 * front of what might be taken for a formula.
	 */
	static String inert(String text) {
		return isRisky(bare(text)) ? "'" + text : text;
	}

	/** Undoes {@link #inert}, for files that come back. */
	static String plain(String text) {
		return (text.startsWith("'") && isRisky(bare(text))) ? text.substring(1) : text;
	}

	private static String bare(String text) {
		int from = 0;
		while (from < text.length() && text.charAt(from) == '\'') {
			from++;
		}
		return text.substring(from);
	}

	/** The text as the XML of a workbook writes it. */
	static String written(String text) {
		return NUMBERED.matcher(text.replace('\r', '\n')).replaceAll("_x005F_");
	}

	/**
	 * How wide a text is, in digits: Chinese is twice as wide, the longest line counts.
	 */
	static int width(String text) {
		int widest = 0;
		int width = 0;
		for (int at = 0; at < text.length(); at++) {
			char character = text.charAt(at);
			width = (character == '\n') ? 0 : width + ((character < 0x1100) ? 1 : 2);
			widest = Math.max(widest, width);
		}
		return widest;
	}

}

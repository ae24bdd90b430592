package org.commonprosperity.portal.spreadsheet;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text without the differences that people do not mean: full-width characters, spaces of
 * all kinds, large and small letters.
 */
final class PlainWords {

	private PlainWords() {
	}

	/** With characters of normal width, without any spaces, in small letters. */
	static String folded(String text) {
		return narrow(text).toLowerCase(Locale.ROOT);
	}

	/** With characters of normal width and without any spaces. */
	static String narrow(String text) {
		String normal = isPlain(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
		StringBuilder kept = null;
		for (int at = 0; at < normal.length(); at++) {
			if (isSpace(normal.charAt(at))) {
				kept = (kept != null) ? kept : new StringBuilder(normal.length()).append(normal, 0, at);
			}
			else if (kept != null) {
				kept.append(normal.charAt(at));
			}
		}
		return (kept != null) ? kept.toString() : normal;
	}

	/** Without spaces at both ends. */
	static String stripped(String text) {
		int from = 0;
		int to = text.length();
		while (from < to && isSpace(text.charAt(from))) {
			from++;
		}
		while (to > from && isSpace(text.charAt(to - 1))) {
			to--;
		}
		return text.substring(from, to);
	}

	static boolean isBlank(String text) {
		for (int at = 0; at < text.length(); at++) {
			if (!isSpace(text.charAt(at))) {
				return false;
			}
		}
		return true;
	}

	/** The first characters of a text. */
	static String cut(String text, int most) {
		return (text.length() > most)
				? text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most) : text;
	}

	private static boolean isPlain(String text) {
		for (int at = 0; at < text.length(); at++) {
			if (text.charAt(at) > '~') {
				return false;
			}
		}
		return true;
	}

	/** Spaces, those that do not break and those that do not show. */
	private static boolean isSpace(char c) {
		if (c <= '~') {
			return c <= ' ' && (c == ' ' || c >= '\t' && c <= '\r');
		}
		return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u00AD' || c == '\uFEFF'
				|| c >= '\u200B' && c <= '\u200F' || c >= '\u202A' && c <= '\u202E' || c == '\u2060';
	}

}

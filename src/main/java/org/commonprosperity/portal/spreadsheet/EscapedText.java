package org.commonprosperity.portal.spreadsheet;

/**
 * Text of a workbook's XML, where a character that XML has no place for is written as
 * {@code _x000D_}, and lines end as they do elsewhere.
 */
final class EscapedText {

	private EscapedText() {
	}

	static String read(CharSequence written) {
		String text = written.toString();
		if (text.contains("_x")) {
			text = unescaped(text);
		}
		return lines(text);
	}

	/** With lines that end as they do elsewhere. */
	static String lines(String text) {
		return (text.indexOf('\r') >= 0) ? text.replace("\r\n", "\n").replace('\r', '\n') : text;
	}

	private static String unescaped(String text) {
		StringBuilder found = new StringBuilder();
		for (int at = 0; at < text.length(); at++) {
			int code = code(text, at);
			if (code >= 0) {
				found.append((char) code);
				at += 6;
			}
			else {
				found.append(text.charAt(at));
			}
		}
		return found.toString();
	}

	/** The character that is written there, or less than zero. */
	private static int code(String text, int at) {
		if (!text.startsWith("_x", at) || at + 6 >= text.length() || text.charAt(at + 6) != '_') {
			return -1;
		}
		int code = 0;
		for (int index = at + 2; index < at + 6; index++) {
			int digit = Character.digit(text.charAt(index), 16);
			if (digit < 0 || text.charAt(index) > 'f') {
				return -1;
			}
			code = code * 16 + digit;
		}
		return code;
	}

}

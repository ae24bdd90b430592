package org.commonprosperity.portal.reporting;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The name that a file is kept under: the person's own, 中文 and emoji included, without
 * what a name can do harm with, and with the ending that its content has.
 */
final class FileName {

	static final int LONGEST = 120;

	/** Joins the parts of an emoji, so it stays; all else that cannot be seen goes. */
	private static final int JOINER = 0x200D;

	private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z][A-Za-z0-9]{1,4}$");

	private FileName() {
	}

	/**
	 * Cleans a name.
	 * @param given as it came, perhaps with a path
	 * @param extension what the content is, without a dot
	 * @return at most {@value #LONGEST} code points
	 */
	static String of(String given, String extension) {
		String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
		StringBuilder kept = new StringBuilder();
		Normalizer.normalize(last, Normalizer.Form.NFC)
			.codePoints()
			.filter(FileName::isHarmless)
			.forEach(kept::appendCodePoint);
		String base = trim(ENDING.matcher(kept.toString().strip()).replaceFirst(""));
		int room = LONGEST - extension.length() - 1;
		if (base.codePointCount(0, base.length()) > room) {
			base = trim(base.substring(0, base.offsetByCodePoints(0, room)));
		}
		return (base.isEmpty() ? "file" : base) + "." + extension;
	}

	private static boolean isHarmless(int point) {
		return switch (Character.getType(point)) {
			case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.UNASSIGNED, Character.PRIVATE_USE ->
				false;
			case Character.FORMAT -> point == JOINER;
			default -> "<>:\"|?*".indexOf(point) < 0;
		};
	}

	/** No spaces and dots at either end, nor half of an emoji. */
	private static String trim(String name) {
		return name.replaceAll("^[\\s.\\u200D\\uFE0F]+|[\\s.\\u200D]+$", "");
	}

}

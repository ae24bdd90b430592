package org.commonprosperity.portal.spreadsheet;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a number format of a workbook says about the number under it: a date is nothing
 * else but a number that is shown as one.
 *
 * @param kind what the number is shown as
 * @param digits how many digits are shown at least, with zeros before them
 */
record CellFormat(Kind kind, int digits) {

	static final CellFormat GENERAL = new CellFormat(Kind.GENERAL, 1);

	private static final CellFormat DATE = new CellFormat(Kind.DATE, 1);

	private static final CellFormat TIME = new CellFormat(Kind.TIME, 1);

	private static final CellFormat NUMBER = new CellFormat(Kind.NUMBER, 1);

	private static final CellFormat PERCENT = new CellFormat(Kind.PERCENT, 1);

	/** A comma behind the last digit divides by a thousand. */
	private static final Pattern DIVIDED = Pattern.compile("[0#?.],+(?![0#?,])");

	private static final Pattern ELAPSED = Pattern.compile("h+|m+|s+");

	/** The longest code that Excel takes is 255 characters. */
	private static final int LONGEST = 1000;

	/**
	 * What a format says.
	 * @param id its number; some are the same in every workbook
	 * @param code its code, if the workbook holds one
	 */
	static CellFormat of(int id, @Nullable String code) {
		if (code != null && !code.isBlank() && code.length() <= LONGEST) {
			return of(code);
		}
		return switch (id) {
			case 0 -> GENERAL;
			case 1 -> new CellFormat(Kind.PLAIN, 1);
			case 9, 10 -> PERCENT;
			// 27 to 58 are days and times of Chinese workbooks
			case 14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58 -> DATE;
			case 18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56 -> TIME;
			case 49 -> new CellFormat(Kind.TEXT, 1);
			default -> NUMBER;
		};
	}

	private static CellFormat of(String code) {
		Cleaned cleaned = Cleaned.of(code.toLowerCase(Locale.ROOT));
		String rest = cleaned.rest().replace("am/pm", "h").replace("a/p", "h");
		if (rest.contains("general") || rest.contains("通用格式")) {
			return GENERAL;
		}
		if (rest.equals("@")) {
			return new CellFormat(Kind.TEXT, 1);
		}
		if (rest.contains("%")) {
			return PERCENT;
		}
		String letters = rest.replaceAll("e[+-]", "");
		boolean time = cleaned.elapsed() || letters.contains("h") || letters.contains("s");
		if (letters.matches("(?s).*[yde].*") || letters.contains("aaa") || letters.contains("m") && !time) {
			return DATE;
		}
		if (time) {
			return TIME;
		}
		if (cleaned.shifted() || DIVIDED.matcher(rest).find()) {
			return new CellFormat(Kind.DIVIDED, 1);
		}
		if (rest.equals("0") || rest.equals("#")) {
			return new CellFormat(Kind.PLAIN, 1);
		}
		return rest.matches("0{2,15}") ? new CellFormat(Kind.ZEROS, rest.length()) : NUMBER;
	}

	/**
	 * What a number is shown as.
	 */
	enum Kind {

		GENERAL,
		/** Digits without anything else. */
		PLAIN,
		/** Digits with zeros before them. */
		ZEROS, NUMBER,
		/** A thousandth or a ten-thousandth of what the cell holds. */
		DIVIDED, PERCENT,
		/** A day, perhaps with a time. */
		DATE,
		/** A time without a day. */
		TIME, TEXT

	}

	/**
	 * A format for positive numbers without what is only shown beside them.
	 *
	 * @param rest what is left
	 * @param elapsed whether it counts hours, minutes or seconds
	 * @param shifted whether a point stands among the digits that is not the number's
	 */
	private record Cleaned(String rest, boolean elapsed, boolean shifted) {

		static Cleaned of(String code) {
			StringBuilder rest = new StringBuilder();
			boolean elapsed = false;
			boolean shifted = false;
			for (int at = 0; at < code.length() && code.charAt(at) != ';'; at++) {
				char c = code.charAt(at);
				if (c == '"') {
					int end = code.indexOf('"', at + 1);
					at = (end < 0) ? code.length() : end;
				}
				else if (c == '[') {
					int end = code.indexOf(']', at);
					end = (end < 0) ? code.length() : end;
					elapsed |= ELAPSED.matcher(code.substring(at + 1, end)).matches();
					at = end;
				}
				else if (c == '\\' || c == '!' || c == '_' || c == '*') {
					at++;
					boolean point = (c == '\\' || c == '!') && at < code.length() && code.charAt(at) == '.';
					shifted |= point && rest.length() > 0 && "0#?".indexOf(rest.charAt(rest.length() - 1)) >= 0;
				}
				else if (c != ' ') {
					rest.append(c);
				}
			}
			return new Cleaned(rest.toString(), elapsed, shifted);
		}

	}

}

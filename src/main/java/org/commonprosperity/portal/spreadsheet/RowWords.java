package org.commonprosperity.portal.spreadsheet;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells by its words what a row is that is no row of the table.
 */
final class RowWords {

	private static final int LONGEST_TOTAL = 20;

	private static final int LONGEST_NAME = 15;

	private static final Pattern SUBTOTAL = Pattern.compile("(.*小计|本页(合计|计)|subtotal):?");

	private static final Pattern TOTAL = Pattern.compile("(.*(合计|总计|共计)|grandtotal|total|sum):?");

	private static final Pattern NOTE = Pattern
		.compile("(?s)\\(?(注|备注|附注|说明|注释|数据来源|资料来源|来源|notes?|remarks?|source)[0-9一二三四五]*:.*"
				+ "|\\(?注[0-9一二三四五]+.*|(填表|制表|填报|审核|审批|复核|复查|经办|报送|主管|分管|单位|部门|联系|打印)(负责|领导)?(人|单位|部门|日期|时间|电话)(\\(.{1,6}\\))?(:.*)?"
				+ "|(prepared|checked|approved|signed)by.*");

	private static final Pattern LABELLED = Pattern.compile("(?s)[\\p{L}()]{1,12}:.*");

	private static final Pattern PART = Pattern
		.compile("(?s)(\\(?[一二三四五六七八九十]{1,3}\\)?[、.]|第[一二三四五六七八九十\\d]{1,3}(部分|章|节)).*");

	private RowWords() {
	}

	/**
	 * What a row adds up, by its words; null if it is no total row.
	 */
	static @Nullable Total total(FileRow row) {
		boolean first = true;
		for (int column = 0; column < row.width(); column++) {
			FileCell cell = row.own(column);
			if (cell == null || !cell.isText() || PlainWords.isBlank(cell.text())) {
				continue;
			}
			Total total = total(cell.text(), first);
			if (total != null) {
				return total;
			}
			first = false;
		}
		return null;
	}

	/**
	 * The first words of a row may name what is added up; others have to be the word
	 * itself.
	 */
	private static @Nullable Total total(String text, boolean first) {
		if (text.length() > LONGEST_TOTAL || text.indexOf('计') < 0 && !mayBeEnglish(text)) {
			return null;
		}
		String words = PlainWords.folded(text);
		if (!first && !words.matches("(小计|合计|总计|共计|subtotal|total):?")) {
			return null;
		}
		if (SUBTOTAL.matcher(words).matches()) {
			return Total.PART;
		}
		return TOTAL.matcher(words).matches() ? Total.WHOLE : null;
	}

	private static boolean mayBeEnglish(String text) {
		String start = PlainWords.folded(text);
		return start.startsWith("t") || start.startsWith("s") || start.startsWith("g");
	}

	/** Whether it is a note, or a line to sign. */
	static boolean isNote(FileRow row) {
		boolean first = true;
		boolean labels = false;
		for (int column = 0; column < row.width(); column++) {
			FileCell cell = row.own(column);
			if (cell == null || cell.isText() && PlainWords.isBlank(cell.text())) {
				continue;
			}
			if (!cell.isText()) {
				return false;
			}
			String words = PlainWords.folded(PlainWords.cut(cell.text(), 200));
			if (first && NOTE.matcher(words).matches()) {
				return true;
			}
			labels = LABELLED.matcher(words).matches();
			if (!labels) {
				return false;
			}
			first = false;
		}
		return labels;
	}

	/** Whether it is the title of a part of the table. */
	static boolean isPart(String text) {
		return PART.matcher(PlainWords.folded(PlainWords.cut(text, 200))).matches();
	}

	/** Whether it is a sentence rather than a name. */
	static boolean isSentence(String text) {
		return text.length() > LONGEST_NAME || text.matches("(?s).*[：:。；;，,（(！!].*");
	}

	/**
	 * What a total row adds up.
	 */
	enum Total {

		/** The rows since the last row of its kind. */
		PART,
		/** All rows. */
		WHOLE

	}

}

package org.commonprosperity.portal.spreadsheet;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands above a column, with the unit taken off.
 *
 * @param full all of it, folded
 * @param name without what is in brackets and only says the unit or how to fill it in
 * @param loose the name also without a unit that stands at its end without brackets
 * @param unit the unit
 */
record Heading(String full, String name, String loose, Unit unit) {

	static final Heading NONE = new Heading("", "", "", Unit.NONE);

	private static final Pattern BRACKETS = Pattern.compile("\\(([^()]*)\\)");

	private static final Pattern AT_THE_END = Pattern
		.compile("(.+?)[/,:;_、-]?((?:亿|千万|百万|十万|万|千|百)?(?:元|美元|欧元|港元|日元)|%)");

	/** The unit of a whole table, in a line of its own above it. */
	private static final Pattern OF_THE_TABLE = Pattern.compile(".*?(?:金额)?单位:?\\(?([^():;,。、/]*元[^():;,。、/]*)\\)?.*");

	private static final Map<String, Unit> UNITS = Map.ofEntries(Map.entry("元", Unit.YUAN), Map.entry("人民币", Unit.YUAN),
			Map.entry("人民币元", Unit.YUAN), Map.entry("元人民币", Unit.YUAN), Map.entry("¥", Unit.YUAN),
			Map.entry("yuan", Unit.YUAN), Map.entry("cny", Unit.YUAN), Map.entry("rmb", Unit.YUAN),
			Map.entry("rmbyuan", Unit.YUAN), Map.entry("万元", Unit.WAN), Map.entry("万", Unit.WAN),
			Map.entry("人民币万元", Unit.WAN), Map.entry("万元人民币", Unit.WAN), Map.entry("10000yuan", Unit.WAN),
			Map.entry("10,000yuan", Unit.WAN), Map.entry("10kyuan", Unit.WAN), Map.entry("wanyuan", Unit.WAN),
			Map.entry("%", Unit.PERCENT), Map.entry("百分比", Unit.PERCENT), Map.entry("百分数", Unit.PERCENT),
			Map.entry("percent", Unit.PERCENT));

	/** Other measures, among them all that mean more or less than one. */
	private static final Pattern OTHER = Pattern
		.compile(".*(元|角|分|usd|eur|hkd|jpy|dollars?|euros?|yuan|cny|rmb)|(亿|千万|百万|十万|千|百|万).{0,3}|‰|million|thousand");

	/** What says nothing but how many of what, or how to fill it in. */
	private static final Set<String> SAYS_NOTHING = Set.of("人", "户", "个", "名", "次", "家", "项", "处", "人次", "年", "月", "日",
			"岁", "天", "必填", "选填", "必填项", "选填项", "可不填", "required", "optional");

	static Heading of(String text) {
		String full = PlainWords.folded(text)
			.replace("*", "")
			.replace('【', '(')
			.replace('】', ')')
			.replace('〔', '(')
			.replace('〕', ')')
			.replace('[', '(')
			.replace(']', ')');
		if (full.length() > 200) {
			return new Heading(full, full, full, Unit.NONE);
		}
		Unit unit = Unit.NONE;
		StringBuilder rest = new StringBuilder();
		Matcher brackets = BRACKETS.matcher(full);
		int from = 0;
		while (brackets.find()) {
			String inside = brackets.group(1).replaceFirst("^(?:金额)?单位:?", "");
			Unit found = unit(inside);
			if (found != Unit.NONE || SAYS_NOTHING.contains(inside)) {
				unit = (unit == Unit.NONE) ? found : unit;
				rest.append(full, from, brackets.start());
				from = brackets.end();
			}
		}
		String name = rest.append(full.substring(from)).toString();
		Matcher end = AT_THE_END.matcher(name);
		if (unit == Unit.NONE && end.matches()) {
			return new Heading(full, name, end.group(1), unit(end.group(2)));
		}
		return new Heading(full, name, name, unit);
	}

	/** The unit that a line above a table says all of its amounts are in. */
	static Unit ofTheTable(String line) {
		String folded = PlainWords.folded(PlainWords.cut(line, 200));
		Matcher unit = OF_THE_TABLE.matcher(folded);
		return unit.matches() ? unit(unit.group(1)) : Unit.NONE;
	}

	private static Unit unit(String folded) {
		Unit unit = UNITS.get(folded);
		if (unit != null) {
			return unit;
		}
		return OTHER.matcher(folded).matches() ? Unit.OTHER : Unit.NONE;
	}

	/** How well this heading of a file fits one that is declared; 0 if it does not. */
	int fits(Heading declared) {
		if (this.full.isEmpty()) {
			return 0;
		}
		if (this.full.equals(declared.full)) {
			return 3;
		}
		if (this.name.equals(declared.name)) {
			return 2;
		}
		return (this.loose.equals(declared.name) || this.loose.equals(declared.loose)) ? 1 : 0;
	}

	/**
	 * What the numbers under a heading count.
	 */
	enum Unit {

		NONE, YUAN, WAN, PERCENT,
		/** Something that is not known how to reckon with. */
		OTHER

	}

}

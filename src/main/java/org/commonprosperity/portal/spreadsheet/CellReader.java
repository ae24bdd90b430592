package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.spreadsheet.FileCell.Kind;
import org.commonprosperity.portal.spreadsheet.FileCell.Merge;
import org.commonprosperity.portal.spreadsheet.Heading.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one column. What is not certain is refused: a number that was read
 * wrongly looks as good as a right one.
 */
final class CellReader {

	private static final BigDecimal WAN = BigDecimal.valueOf(10_000);

	private static final BigDecimal MOST_MONEY = new BigDecimal("10000000000000");

	private static final int MOST_DIGITS = 15;

	private static final int MOST_DECIMALS = 10;

	private static final int MOST_CHOICES = 20;

	private static final Set<String> ERRORS = Set.of("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!",
			"#SPILL!", "#CALC!", "#GETTING_DATA");

	private static final Pattern DAY = Pattern.compile(
			"(\\d{4})-(\\d{1,2})-(\\d{1,2})|(\\d{4})/(\\d{1,2})/(\\d{1,2})|(\\d{4})年(\\d{1,2})月(\\d{1,2})日|(\\d{4})(\\d{2})(\\d{2})");

	private static final Pattern WITH_WAN = Pattern.compile("[-+]?[\\d,.]+[万亿]元?");

	private static final Pattern SHORTENED = Pattern.compile("\\d(?:\\.\\d+)?[eE]\\+?\\d+");

	private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._/()#:-]*");

	private final Column column;

	private final Unit unit;

	private final boolean from1904;

	private final Map<String, String> choices = new HashMap<>();

	/**
	 * For cells under a heading.
	 * @param unit the unit that the heading says
	 * @param from1904 whether days are counted from 1904
	 */
	CellReader(Column column, Unit unit, boolean from1904) {
		this.column = column;
		this.unit = unit;
		this.from1904 = from1904;
		for (Choice choice : column.choices()) {
			this.choices.putIfAbsent(PlainWords.folded(choice.code()), choice.code());
			this.choices.putIfAbsent(PlainWords.folded(choice.name()), choice.code());
			choice.others().forEach((other) -> this.choices.putIfAbsent(PlainWords.folded(other), choice.code()));
		}
	}

	/**
	 * Whether the column holds what can be added up; a merged cell of it is no one row's.
	 */
	static boolean isQuantity(Column column) {
		return switch (column.type()) {
			case AMOUNT, DECIMAL, INTEGER, PERCENT -> true;
			default -> false;
		};
	}

	/**
	 * What a cell holds, of the class that the column's type says; null if nothing.
	 * @throws UnreadableCell if it is not certain what it holds, or it is not what the
	 * column takes
	 */
	@Nullable Object read(@Nullable FileCell cell) throws UnreadableCell {
		if (cell == null) {
			return null;
		}
		if (cell.kind() == Kind.UNSAVED) {
			throw new UnreadableCell("sheet.cell.unsaved");
		}
		if (cell.kind() == Kind.ERROR || cell.isText() && ERRORS.contains(PlainWords.stripped(cell.text()))) {
			throw new UnreadableCell("sheet.cell.error");
		}
		if (cell.isText() && PlainWords.isBlank(cell.text())) {
			return null;
		}
		if (cell.merge() != Merge.NONE && isQuantity(this.column)) {
			throw new UnreadableCell("sheet.cell.merged");
		}
		return switch (this.column.type()) {
			case TEXT -> text(cell);
			case IDENTIFIER -> identifier(cell);
			case INTEGER -> integer(cell);
			case YEAR -> year(cell);
			case AMOUNT -> amount(cell);
			case DECIMAL -> decimal(cell);
			case PERCENT -> percent(cell);
			case DATE -> day(cell);
			case CHOICE -> choice(cell);
		};
	}

	/** The same as a number, an amount in yuan; null if it is nothing or no number. */
	@Nullable BigDecimal quantity(@Nullable FileCell cell) throws UnreadableCell {
		Object value = read(cell);
		if (value instanceof Money money) {
			return money.yuan();
		}
		if (value instanceof Long number) {
			return BigDecimal.valueOf(number);
		}
		return (value instanceof BigDecimal number) ? number : null;
	}

	private String text(FileCell cell) throws UnreadableCell {
		if (cell.kind() == Kind.NUMBER) {
			refuseLostDigits(cell);
		}
		String text = PlainWords.stripped(CellText.of(cell, this.from1904));
		for (int at = 0; at < text.length(); at++) {
			char c = text.charAt(at);
			boolean control = c < ' ' && c != '\n' && c != '\t' || c == 0x7F;
			boolean alone = Character.isSurrogate(c) && !isPaired(text, at);
			if (control || alone) {
				throw new UnreadableCell("sheet.cell.unseen");
			}
		}
		return notTooLong(text);
	}

	private static boolean isPaired(String text, int at) {
		if (Character.isHighSurrogate(text.charAt(at))) {
			return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
		}
		return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
	}

	private String notTooLong(String text) throws UnreadableCell {
		Integer most = this.column.most();
		if (most != null && text.codePointCount(0, text.length()) > most) {
			throw new UnreadableCell("sheet.cell.most", most.toString());
		}
		return text;
	}

	/**
	 * A spreadsheet program keeps fifteen digits of a number and makes the rest zeros.
	 */
	private static BigDecimal refuseLostDigits(FileCell cell) throws UnreadableCell {
		BigDecimal number = CellNumbers.held(cell);
		if (number == null) {
			throw new UnreadableCell("sheet.cell.number");
		}
		if ((long) number.precision() - number.scale() > MOST_DIGITS) {
			throw new UnreadableCell("sheet.cell.precision");
		}
		return number;
	}

	private String identifier(FileCell cell) throws UnreadableCell {
		if (cell.kind() == Kind.NUMBER) {
			BigDecimal number = refuseLostDigits(cell);
			boolean natural = CellNumbers.isWhole(number) && number.signum() >= 0;
			boolean plain = switch (cell.format().kind()) {
				case GENERAL, PLAIN, ZEROS, TEXT -> true;
				default -> false;
			};
			if (!natural || !plain) {
				throw new UnreadableCell("sheet.cell.identifierFormat");
			}
			return notTooLong(CellText.padded(number, cell.format().digits()));
		}
		String text = PlainWords.narrow(cell.text());
		if (SHORTENED.matcher(text).matches()) {
			throw new UnreadableCell("sheet.cell.precision");
		}
		if (cell.kind() == Kind.BOOLEAN || !IDENTIFIER.matcher(text).matches()) {
			throw new UnreadableCell("sheet.cell.identifier");
		}
		return notTooLong(text);
	}

	/** The number of a cell in a column of numbers. */
	private BigDecimal number(FileCell cell) throws UnreadableCell {
		if (cell.kind() == Kind.BOOLEAN) {
			throw new UnreadableCell("sheet.cell.logical");
		}
		BigDecimal number = cell.isText() ? CellNumbers.written(cell.text()) : CellNumbers.held(cell);
		if (number == null) {
			boolean wan = cell.isText() && WITH_WAN.matcher(PlainWords.narrow(cell.text())).matches();
			throw new UnreadableCell(wan ? "sheet.cell.wan" : "sheet.cell.number");
		}
		switch (cell.format().kind()) {
			case DATE, TIME -> throw new UnreadableCell("sheet.cell.isDate");
			case DIVIDED -> throw new UnreadableCell("sheet.cell.divided");
			case PERCENT -> {
				if (this.column.type() != ColumnType.PERCENT) {
					throw new UnreadableCell("sheet.cell.isPercent");
				}
			}
			default -> {
			}
		}
		if ((long) number.precision() - number.scale() > MOST_DIGITS) {
			throw new UnreadableCell("sheet.cell.large");
		}
		return number;
	}

	private void refuseLess(BigDecimal number) throws UnreadableCell {
		BigDecimal least = this.column.least();
		if (least != null && number.compareTo(least) < 0) {
			throw new UnreadableCell("sheet.cell.least", CellNumbers.plain(least));
		}
	}

	private Long integer(FileCell cell) throws UnreadableCell {
		BigDecimal number = number(cell);
		if (!CellNumbers.isWhole(number)) {
			throw new UnreadableCell("sheet.cell.whole");
		}
		refuseLess(number);
		return number.longValueExact();
	}

	private Long year(FileCell cell) throws UnreadableCell {
		String text = cell.isText() ? PlainWords.narrow(cell.text()).replaceFirst("(?:年|年度)$", "") : "";
		BigDecimal number = number(cell.isText() ? FileCell.text(text) : cell);
		boolean digits = !cell.isText() || text.length() == 4;
		if (!digits || !CellNumbers.isWhole(number) || number.compareTo(BigDecimal.valueOf(1900)) < 0
				|| number.compareTo(BigDecimal.valueOf(2200)) >= 0) {
			throw new UnreadableCell("sheet.cell.year");
		}
		refuseLess(number);
		return number.longValueExact();
	}

	private Money amount(FileCell cell) throws UnreadableCell {
		BigDecimal number = number(cell);
		BigDecimal yuan = (this.unit == Unit.WAN) ? number.multiply(WAN) : number;
		if (yuan.signum() != 0 && yuan.stripTrailingZeros().scale() > 2) {
			throw new UnreadableCell("sheet.cell.fen");
		}
		if (yuan.abs().compareTo(MOST_MONEY) >= 0) {
			throw new UnreadableCell("sheet.cell.large");
		}
		refuseLess(yuan);
		return new Money(yuan);
	}

	private BigDecimal decimal(FileCell cell) throws UnreadableCell {
		BigDecimal number = number(cell);
		if (number.signum() != 0 && number.stripTrailingZeros().scale() > MOST_DECIMALS) {
			throw new UnreadableCell("sheet.cell.decimals", Integer.toString(MOST_DECIMALS));
		}
		refuseLess(number);
		return new BigDecimal(CellNumbers.plain(number));
	}

	/** 60 % is 60%, a 0.6 that is shown as 60%, or a 60 where the heading says so. */
	private Percent percent(FileCell cell) throws UnreadableCell {
		String narrow = cell.isText() ? PlainWords.narrow(cell.text()) : "";
		boolean said = narrow.endsWith("%");
		FileCell bare = said ? FileCell.text(narrow.substring(0, narrow.length() - 1)) : cell;
		BigDecimal number = number(bare);
		boolean share = !cell.isText() && cell.format().kind() == CellFormat.Kind.PERCENT;
		boolean small = number.signum() > 0 && number.compareTo(BigDecimal.ONE) <= 0;
		if (!said && !share && small && this.unit != Unit.PERCENT) {
			throw new UnreadableCell("sheet.cell.percentUnit");
		}
		BigDecimal percent = share ? number.movePointRight(2) : number;
		boolean fits = percent.signum() >= 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0
				&& (percent.signum() == 0 || percent.stripTrailingZeros().scale() <= 2);
		if (!fits) {
			throw new UnreadableCell("sheet.cell.percent");
		}
		return new Percent(percent);
	}

	private LocalDate day(FileCell cell) throws UnreadableCell {
		if (cell.kind() == Kind.BOOLEAN) {
			throw new UnreadableCell("sheet.cell.day");
		}
		LocalDate day = cell.isText() ? written(PlainWords.narrow(cell.text())) : counted(cell);
		if (day.getYear() < 1900) {
			throw new UnreadableCell("sheet.cell.noDay");
		}
		return day;
	}

	private LocalDate written(String text) throws UnreadableCell {
		if (text.matches("\\d{5}")) {
			return serial(Integer.parseInt(text));
		}
		Matcher parts = DAY.matcher((text.length() <= 20) ? text : "");
		if (!parts.matches()) {
			throw new UnreadableCell("sheet.cell.day");
		}
		int first = 1;
		while (parts.group(first) == null) {
			first += 3;
		}
		try {
			return LocalDate.of(Integer.parseInt(parts.group(first)), Integer.parseInt(parts.group(first + 1)),
					Integer.parseInt(parts.group(first + 2)));
		}
		catch (DateTimeException ex) {
			throw new UnreadableCell("sheet.cell.noDay");
		}
	}

	/** A number that is a day's; its time is left out. */
	private LocalDate counted(FileCell cell) throws UnreadableCell {
		BigDecimal number = CellNumbers.held(cell);
		if (number == null) {
			throw new UnreadableCell("sheet.cell.day");
		}
		CellFormat.Kind shown = cell.format().kind();
		boolean dated = shown == CellFormat.Kind.DATE;
		boolean timeOnly = number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0 && !this.from1904;
		if (shown == CellFormat.Kind.TIME || timeOnly) {
			throw new UnreadableCell("sheet.cell.time");
		}
		if (shown == CellFormat.Kind.PERCENT || shown == CellFormat.Kind.DIVIDED || number.signum() < 0
				|| number.compareTo(BigDecimal.valueOf(100_000_000)) >= 0) {
			throw new UnreadableCell("sheet.cell.day");
		}
		if (!dated && CellNumbers.isWhole(number)) {
			if (number.compareTo(BigDecimal.valueOf(10_000_000)) >= 0) {
				return written(CellNumbers.plain(number));
			}
			if (number.compareTo(BigDecimal.valueOf(1900)) >= 0 && number.compareTo(BigDecimal.valueOf(2100)) <= 0) {
				throw new UnreadableCell("sheet.cell.yearOnly");
			}
		}
		return serial(number.intValue());
	}

	private LocalDate serial(int number) throws UnreadableCell {
		LocalDate day = SerialDay.of(number, this.from1904);
		if (day == null) {
			throw new UnreadableCell("sheet.cell.noDay");
		}
		return day;
	}

	private String choice(FileCell cell) throws UnreadableCell {
		String code = this.choices.get(PlainWords.folded(CellText.of(cell, this.from1904)));
		if (code == null) {
			String refusal = this.column.refusal();
			throw new UnreadableCell((refusal != null) ? refusal : "sheet.cell.choice",
					this.column.choices()
						.stream()
						.limit(MOST_CHOICES)
						.map(Choice::name)
						.collect(Collectors.joining("、"))
							+ ((this.column.choices().size() > MOST_CHOICES) ? "……" : ""));
		}
		return code;
	}

}

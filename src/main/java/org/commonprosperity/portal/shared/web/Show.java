package org.commonprosperity.portal.shared.web;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.ShownShare;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * How values look on a page, in one place: dates, moments, amounts and percentages.
 * Templates reach it as {@code show}. What is unknown is the template's to say.
 */
@Component
@RequiredArgsConstructor
public class Show {

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd\u00a0HH:mm", Locale.ROOT);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

	private static final Pattern ROW = Pattern.compile("\\[(\\d{1,4})]");

	private static final Pattern NUMBER = Pattern.compile("[\\d\\u202f.,+−-]+%?");

	/** A month has three parts: 上旬, 中旬, 下旬. */
	private static final int DAYS_OF_A_THIRD = 10;

	private final MessageSource messages;

	private final Clock clock;

	/** A moment in the district's time, to the minute, on one line. */
	public String moment(Instant moment) {
		return MOMENT.format(moment.atZone(this.clock.getZone()));
	}

	/** A moment in words, to the minute, on one line: 11 月 30 日 09:30. */
	public String momentInWords(Instant moment) {
		ZonedDateTime local = moment.atZone(this.clock.getZone());
		return dayInWords(local.toLocalDate()) + "\u00a0" + TIME.format(local);
	}

	/** The day of a moment, in the district's time. */
	public LocalDate day(Instant moment) {
		return LocalDate.ofInstant(moment, this.clock.getZone());
	}

	/** The time of the day, to the minute. */
	public String timeNow() {
		return TIME.format(this.clock.instant().atZone(this.clock.getZone()));
	}

	/**
	 * A day in words, without the year where it is this year's: 11 月 30 日. For a day that
	 * stands alone; where two stand together, from one to the other, and wherever money
	 * or a record is dated, {@link #dayOfYearInWords} names the year of each.
	 */
	public String dayInWords(LocalDate day) {
		boolean thisYear = day.getYear() == LocalDate.now(this.clock).getYear();
		String pattern = text(thisYear ? "date.day" : "date.dayOfYear");
		return DateTimeFormatter.ofPattern(pattern, LocaleContextHolder.getLocale()).format(day);
	}

	/** A day in words with its year, whatever year it is: 2026 年 11 月 30 日. */
	public String dayOfYearInWords(LocalDate day) {
		return DateTimeFormatter.ofPattern(text("date.dayOfYear"), LocaleContextHolder.getLocale()).format(day);
	}

	/** Today in words with its year. */
	public String todayOfYearInWords() {
		return dayOfYearInWords(LocalDate.now(this.clock));
	}

	/** About when a day is, where the day itself would promise too much: 12 月上旬. */
	public String aroundDay(LocalDate day) {
		return text("date.third", monthAlone(day), Math.min(2, (day.getDayOfMonth() - 1) / DAYS_OF_A_THIRD));
	}

	/** A day in words where its year stands beside it: 11 月 30 日. */
	public String dayOfYear(LocalDate day) {
		return DateTimeFormatter.ofPattern(text("date.day"), LocaleContextHolder.getLocale()).format(day);
	}

	/**
	 * A day where there is little room, without its year where it is this year's: 11-30.
	 */
	public String dayInShort(LocalDate day) {
		String text = day.toString();
		return (day.getYear() == LocalDate.now(this.clock).getYear()) ? text.substring(text.length() - 5) : text;
	}

	/** How many days ago a day was; negative if it is still to come. */
	public long daysSince(LocalDate day) {
		return ChronoUnit.DAYS.between(day, LocalDate.now(this.clock));
	}

	/** A period in words: 2022 年 1–9 月. */
	public String period(LocalDate start, LocalDate end) {
		Locale locale = LocaleContextHolder.getLocale();
		if (start.getDayOfYear() == 1 && end.equals(LocalDate.of(start.getYear(), 12, 31))) {
			return DateTimeFormatter.ofPattern(text("date.year"), locale).format(start);
		}
		return text("date.period", DateTimeFormatter.ofPattern(text("date.periodStart"), locale).format(start),
				DateTimeFormatter.ofPattern(text("date.periodEnd"), locale).format(end));
	}

	/** A month in words: 2026 年 10 月. */
	public String month(LocalDate day) {
		return DateTimeFormatter.ofPattern(text("date.month"), LocaleContextHolder.getLocale()).format(day);
	}

	/** A month in words: 2026 年 10 月. */
	public String month(YearMonth month) {
		return month(month.atDay(1));
	}

	/** A month and its year where there is little room: 2026.1. */
	public String monthInShort(LocalDate day) {
		return day.getYear() + "." + day.getMonthValue();
	}

	/** A month without its year: 10 月. */
	public String monthAlone(LocalDate day) {
		return DateTimeFormatter.ofPattern(text("date.monthAlone"), LocaleContextHolder.getLocale()).format(day);
	}

	/**
	 * An amount in 万元, two decimals, thousands apart by a narrow space.
	 * @param money the amount
	 */
	public String wan(Money money) {
		return grouped(money.wan(), "#,##0.00");
	}

	/** An amount in yuan to the fen, thousands apart by a narrow space. */
	public String yuan(Money money) {
		return grouped(money.yuan(), "#,##0.00");
	}

	/** An amount in yuan, its fen only where there are any. */
	public String plainYuan(Money money) {
		return grouped(money.yuan(), (money.yuan().stripTrailingZeros().scale() > 0) ? "#,##0.00" : "#,##0");
	}

	/** A number with the decimals that it has, thousands apart by a narrow space. */
	public String number(BigDecimal number) {
		return grouped(number, "#,##0.##");
	}

	/** Whether a text is a number and nothing else, and so stays on one line. */
	public boolean isNumber(String text) {
		return NUMBER.matcher(text).matches();
	}

	/** A number with two decimals, thousands apart by a narrow space. */
	public String decimals(BigDecimal number) {
		return grouped(number, "#,##0.00");
	}

	/** A count, thousands apart by a narrow space. */
	public String count(long count) {
		return grouped(BigDecimal.valueOf(count), "#,##0");
	}

	/** How much of a whole is done; never 100 % before it is, never 0 % once begun. */
	public String share(BigDecimal percent) {
		return ShownShare.of(percent).toPlainString() + "%";
	}

	/** A signed percentage with one decimal, as growth is written: +10.4%. */
	public String growth(BigDecimal percent) {
		return grouped(percent, "+0.0;−0.0") + "%";
	}

	/**
	 * The name of a record that has one in English too.
	 * @param name 简体中文
	 * @param nameEn English, or null where there is none
	 */
	public @Nullable String name(@Nullable String name, @Nullable String nameEn) {
		boolean english = Locale.ENGLISH.getLanguage().equals(LocaleContextHolder.getLocale().getLanguage());
		return (english && nameEn != null) ? nameEn : name;
	}

	/**
	 * A text about a field, with the number of its row if the field stands in one.
	 * @param field name of the field, such as {@code rows[2].name}
	 * @param message what is said of it
	 */
	public String rowOf(String field, String message) {
		Matcher row = ROW.matcher(field);
		return row.find() ? text("form.rowOf", String.valueOf(Integer.parseInt(row.group(1)) + 1), message) : message;
	}

	/**
	 * A text about a field, with the name of what its row stands for, or else the number
	 * of the row.
	 * @param field name of the field, such as {@code rows[2].name}
	 * @param message what is said of it
	 * @param form the form's object
	 */
	public String rowOf(String field, String message, @Nullable Object form) {
		Matcher row = ROW.matcher(field);
		String name = (form instanceof NamedRows rows && row.find()) ? rows.nameOfRow(Integer.parseInt(row.group(1)))
				: null;
		return (name != null) ? text("form.rowNamed", name, message) : rowOf(field, message);
	}

	/** A message in the reader's language. */
	public String text(String key, @Nullable Object... arguments) {
		return this.messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
	}

	/** What is wrong with a field, or whatever else carries its message, in words. */
	public String text(MessageSourceResolvable message) {
		return this.messages.getMessage(message, LocaleContextHolder.getLocale());
	}

	private static String grouped(BigDecimal number, String pattern) {
		DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
		symbols.setGroupingSeparator('\u202f');
		return new DecimalFormat(pattern, symbols).format(number);
	}

}

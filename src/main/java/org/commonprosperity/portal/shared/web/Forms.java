package org.commonprosperity.portal.shared.web;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.Formatter;

/**
 * Reads what people type into forms: dates and numbers as they are written in offices,
 * full-width digits included. What cannot be read is refused, never guessed.
 */
@Configuration(proxyBeanMethods = false)
public class Forms {

	private static final Pattern DATE = Pattern
		.compile("(\\d{4})(?:-|/|\\.|\u5e74)(\\d{1,2})(?:-|/|\\.|\u6708)(\\d{1,2})\u65e5?|(\\d{4})(\\d{2})(\\d{2})");

	private static final Pattern MONTH = Pattern.compile("(19|2\\d)\\d{2}-(0[1-9]|1[0-2])");

	private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?");

	private static final int LONGEST = 40;

	/**
	 * A text as it is stored: stripped, with plain line ends; null if nothing is left.
	 */
	public static @Nullable String text(@Nullable String typed) {
		if (typed == null) {
			return null;
		}
		String text = typed.replace("\r\n", "\n").replace('\r', '\n').strip();
		return text.isEmpty() ? null : text;
	}

	/**
	 * A month as addresses write it, 2026-10; null if it is none.
	 */
	public static @Nullable YearMonth month(@Nullable String text) {
		return (text != null && MONTH.matcher(text).matches()) ? YearMonth.parse(text) : null;
	}

	/**
	 * A date as it is written in offices, full-width digits included; null if it cannot
	 * be read.
	 */
	public static @Nullable LocalDate date(String typed) {
		Matcher matcher = DATE.matcher(narrow(typed));
		if (!matcher.matches()) {
			return null;
		}
		int at = (matcher.group(1) != null) ? 1 : 4;
		try {
			return LocalDate.of(Integer.parseInt(matcher.group(at)), Integer.parseInt(matcher.group(at + 1)),
					Integer.parseInt(matcher.group(at + 2)));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * A number as it is written in offices, with thousands apart or full-width digits;
	 * null if it cannot be read.
	 */
	public static @Nullable BigDecimal number(String typed) {
		String number = narrow(typed);
		return (number.length() <= LONGEST && NUMBER.matcher(number).matches())
				? new BigDecimal(number.replace(",", "")) : null;
	}

	@Bean
	Formatter<LocalDate> dateFormatter() {
		return new Formatter<>() {

			@Override
			public LocalDate parse(String text, Locale locale) throws ParseException {
				LocalDate date = date(text);
				if (date == null) {
					throw new ParseException(text, 0);
				}
				return date;
			}

			@Override
			public String print(LocalDate date, Locale locale) {
				return date.toString();
			}

		};
	}

	@Bean
	Formatter<BigDecimal> numberFormatter() {
		return new Formatter<>() {

			@Override
			public BigDecimal parse(String text, Locale locale) throws ParseException {
				BigDecimal number = number(text);
				if (number == null) {
					throw new ParseException(text, 0);
				}
				return number;
			}

			@Override
			public String print(BigDecimal number, Locale locale) {
				BigDecimal shown = (number.scale() > 0) ? number.stripTrailingZeros() : number;
				return ((shown.scale() < 0) ? shown.setScale(0) : shown).toPlainString();
			}

		};
	}

	/** Full-width digits and signs become plain ones; spaces within go. */
	private static String narrow(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
	}

}

package org.commonprosperity.portal.shared.web;

import java.math.BigDecimal;
import java.text.ParseException;
import java.time.LocalDate;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What people type is read as they mean it, or refused.
 */
class FormsTests {

	private final Forms forms = new Forms();

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-24", "2026/11/24", "2026年11月24日", "20261124", " ２０２６－１１－２４ ", "2026.11.24",
			"2026 年 11 月 24 日" })
	void readsDatesAsOfficesWriteThem(String typed) throws ParseException {
		assertThat(this.forms.dateFormatter().parse(typed, Locale.CHINA)).isEqualTo(LocalDate.of(2026, 11, 24));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-02-30", "24-11-2026", "明天", "2026-13-01", "2026", "2026-11" })
	void refusesWhatIsNoDate(String typed) {
		assertThatExceptionOfType(ParseException.class)
			.isThrownBy(() -> this.forms.dateFormatter().parse(typed, Locale.CHINA));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "60|60", "９．７５|9.75", "1,234,567.89|1234567.89", " 12 |12", "-3|-3" })
	void readsNumbersAsOfficesWriteThem(String typed, String number) throws ParseException {
		assertThat(this.forms.numberFormatter().parse(typed, Locale.CHINA)).isEqualTo(new BigDecimal(number));
	}

	@ParameterizedTest
	@ValueSource(strings = { "十", "1e9", "1,23", "0x10", "NaN", "60%", "9999999999999999999999999999999999999999999" })
	void refusesWhatIsNoNumber(String typed) {
		assertThatExceptionOfType(ParseException.class)
			.isThrownBy(() -> this.forms.numberFormatter().parse(typed, Locale.CHINA));
	}

	@Test
	void printsWhatItCanReadAgain() {
		assertThat(this.forms.numberFormatter().print(new BigDecimal("40.00"), Locale.CHINA)).isEqualTo("40");
		assertThat(this.forms.numberFormatter().print(new BigDecimal("100.00"), Locale.CHINA)).isEqualTo("100");
		assertThat(this.forms.numberFormatter().print(new BigDecimal("12600000.50"), Locale.CHINA))
			.isEqualTo("12600000.5");
	}

	@Test
	void keepsTextWithPlainLineEnds() {
		assertThat(Forms.text(" 一\r\n二\r三 ")).isEqualTo("一\n二\n三");
		assertThat(Forms.text(" \t\n")).isNull();
		assertThat(Forms.text(null)).isNull();
	}

}

package org.commonprosperity.portal.shared.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

import org.commonprosperity.portal.shared.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values as people say them: no decimals that say nothing, no day that promises too much.
 */
class ShowTests {

	private final Show show = new Show(messages(),
			Clock.fixed(Instant.parse("2026-11-27T02:00:00Z"), ZoneId.of("Asia/Shanghai")));

	@BeforeEach
	void inChinese() {
		LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
	}

	@AfterEach
	void inNoLanguage() {
		LocaleContextHolder.resetLocaleContext();
	}

	@Test
	void showsFenOnlyWhereThereAreAny() {
		assertThat(this.show.plainYuan(new Money(new BigDecimal("66216.00")))).isEqualTo("66\u202f216");
		assertThat(this.show.plainYuan(new Money(new BigDecimal("66216.50")))).isEqualTo("66\u202f216.50");
		assertThat(this.show.plainYuan(new Money(new BigDecimal("60000.00")))).isEqualTo("60\u202f000");
	}

	@Test
	void saysAboutWhenADayIs() {
		assertThat(this.show.aroundDay(LocalDate.of(2026, 12, 1))).isEqualTo("12\u00a0月上旬");
		assertThat(this.show.aroundDay(LocalDate.of(2026, 12, 10))).isEqualTo("12\u00a0月上旬");
		assertThat(this.show.aroundDay(LocalDate.of(2026, 12, 11))).isEqualTo("12\u00a0月中旬");
		assertThat(this.show.aroundDay(LocalDate.of(2026, 12, 21))).isEqualTo("12\u00a0月下旬");
		assertThat(this.show.aroundDay(LocalDate.of(2026, 12, 31))).isEqualTo("12\u00a0月下旬");
		LocaleContextHolder.setLocale(Locale.ENGLISH);
		assertThat(this.show.aroundDay(LocalDate.of(2026, 12, 15))).isEqualTo("mid-Dec");
	}

	@Test
	void namesTheYearOnPaperEvenIfItIsThisOne() {
		assertThat(this.show.todayOfYearInWords()).isEqualTo("2026\u00a0年\u00a011\u00a0月\u00a027\u00a0日");
	}

	private static ResourceBundleMessageSource messages() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return messages;
	}

}

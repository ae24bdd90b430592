package org.commonprosperity.portal.care;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.commonprosperity.portal.care.OpeningHours.Holidays;
import org.commonprosperity.portal.care.OpeningHours.Span;
import org.commonprosperity.portal.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HoursTextTests {

	@Test
	void aWeekWithANoonBreakIsReadDayByDay() {
		OpeningHours hours = HoursText.read("hours", "周一至周五 8:00-11:30 13:00-17:00；周六 8:00-11:30；节假日休息");
		assertThat(hours.on(DayOfWeek.WEDNESDAY)).containsExactly(new Span(480, 690), new Span(780, 1020));
		assertThat(hours.on(DayOfWeek.SATURDAY)).containsExactly(new Span(480, 690));
		assertThat(hours.on(DayOfWeek.SUNDAY)).isEmpty();
		assertThat(hours.holidays()).isEqualTo(Holidays.CLOSED);
		assertThat(hours.on(DayOfWeek.WEDNESDAY, true)).isEmpty();
		assertThat(hours.stretches()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "周一至周五 8:00-11:30 13:00-17:00", "周一到周五：８：００—１１：３０，１３：００～１７：００", "星期一至五 上午8点到11点半、下午1点至5点",
			"工作日 8:00至11:30和13:00至17:00", "周一、周二、周三、周四、周五 8:00-11:30 下午1:00-5:00",
			"Monday to Friday 8:00-11:30, 13:00-17:00", "Mon-Fri 8:00-11:30 and 13:00-17:00",
			"礼拜一 - 礼拜五 8点 - 11点30分 13点-17点" })
	void theSameHoursAreReadHoweverTheyAreWritten(String text) {
		assertThat(HoursText.write(HoursText.read("hours", text))).isEqualTo("周一至周五 8:00-11:30 13:00-17:00；周六、周日 休息");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "8:00-17:00|care.refusal.hoursDays", "周一 早上|care.refusal.hoursTime",
					"周一 17:00-8:00|care.refusal.hoursTime", "周一 8:00-25:00|care.refusal.hoursTime",
					"周一 8:70-9:00|care.refusal.hoursTime", "周一至周三 8:00-9:00；周二 9:00-10:00|care.refusal.hoursTwice",
					"周一 8:00-10:00 9:00-11:00|care.refusal.hoursOverlap", "节假日休息|care.refusal.hoursNone",
					"周一 8:00-10:00 视情况|care.refusal.hoursTime" })
	void whatIsNotUnderstoodIsRefused(String text, String key) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> HoursText.read("hours", text))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo(key));
	}

	@Test
	void holidaysWithoutAWordAreNotGuessed() {
		assertThat(HoursText.read("hours", "每天 全天").on(DayOfWeek.MONDAY, true)).isNull();
		assertThat(HoursText.read("hours", "每天 全天；节假日 照常").on(DayOfWeek.MONDAY, true))
			.containsExactly(new Span(0, 1440));
		assertThat(HoursText.read("hours", "每天 9:00-10:00；节假日 9:00-9:30").on(DayOfWeek.MONDAY, true))
			.containsExactly(new Span(540, 570));
	}

	/** Whatever hours there are, what is written of them is read as the same. */
	@Test
	void whatIsWrittenIsReadAsTheSame() {
		Random random = new Random(7);
		for (int n = 0; n < 3000; n++) {
			Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
			for (DayOfWeek day : DayOfWeek.values()) {
				week.put(day, (random.nextInt(3) > 0 && day.getValue() > 1) ? week.get(day.minus(1)) : spans(random));
			}
			Holidays holidays = Holidays.values()[random.nextInt(4)];
			List<Span> own = (holidays == Holidays.OWN) ? List.of(new Span(600, 700)) : List.of();
			OpeningHours hours = OpeningHours.of(week, holidays, own);
			String text = HoursText.write(hours);
			assertThat(HoursText.read("hours", text)).as(text).isEqualTo(hours);
			assertThat(HoursText.read("hours", text.replace("；", "\n"))).isEqualTo(hours);
		}
	}

	private static List<Span> spans(Random random) {
		List<Span> spans = new ArrayList<>();
		int at = 0;
		for (int n = random.nextInt(4); n > 0 && at < 1300; n--) {
			int from = at + random.nextInt(120);
			int to = Math.min(1440, from + 1 + random.nextInt(200));
			spans.add(new Span(from, to));
			at = to;
		}
		return spans;
	}

}

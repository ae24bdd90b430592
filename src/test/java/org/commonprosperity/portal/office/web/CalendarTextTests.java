package org.commonprosperity.portal.office.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

import org.commonprosperity.portal.office.web.CalendarText.Problem;
import org.commonprosperity.portal.organisation.WorkingDays.SpecialDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines of a year, as people write them.
 */
class CalendarTextTests {

	private static final SpecialDay OFF = new SpecialDay(LocalDate.of(2026, 10, 1), false, "国庆节");

	private static final SpecialDay ON = new SpecialDay(LocalDate.of(2026, 10, 10), true, null);

	@ParameterizedTest
	@ValueSource(strings = { "2026-10-01,休,国庆节", "2026/10/1，休，国庆节", "2026年10月1日\t休\t国庆节", "20261001,休息,国庆节",
			"２０２６－１０－０１， 放假 ，国庆节", "\"2026-10-01\",\"休\",\"国庆节\"", "2026-10-01,Off,国庆节,,",
			"日期,安排,名称\r\n2026-10-01,休,国庆节" })
	void readsADayHoweverItIsWritten(String line) {
		assertThat(CalendarText.read(line, 2026)).isEqualTo(new CalendarText(List.of(OFF), List.of()));
	}

	@Test
	void readsWhatItWrites() {
		CalendarText text = CalendarText.read(CalendarText.of(List.of(OFF, ON)), 2026);
		assertThat(text.days()).containsExactly(OFF, ON);
	}

	@Test
	void skipsBlankLinesAndStillCountsThem() {
		CalendarText text = CalendarText.read("\n2026-10-01,休,国庆节\r\n\r\n2026-10-10,班\n2026-13-01,休\n", 2026);
		assertThat(text.days()).containsExactly(OFF, ON);
		assertThat(text.problems()).containsExactly(new Problem("calendar.problem.date", 5, "2026-13-01", null));
	}

	@Test
	void namesTheLineTheValueAndTheReason() {
		CalendarText text = CalendarText.read("""
				2026-10-01,休,国庆节
				2026-02-29,休
				2027-01-01,休,元旦
				2026-10-02
				2026-10-03,休,国庆节,备注
				2026-10-04,歇
				2026/10/1,班
				合计,7
				2026-10-05,休,%s
				日期,安排
				""".formatted("长".repeat(61)), 2026);
		assertThat(text.days()).containsExactly(OFF);
		assertThat(text.problems()).containsExactly(new Problem("calendar.problem.date", 2, "2026-02-29", null),
				new Problem("calendar.problem.year", 3, "2027-01-01", "2026"),
				new Problem("calendar.problem.cells", 4, "2026-10-02", null),
				new Problem("calendar.problem.cells", 5, "2026-10-03,休,国庆节,备注", null),
				new Problem("calendar.problem.word", 6, "歇", null),
				new Problem("calendar.problem.twice", 7, "2026/10/1", "1"),
				new Problem("calendar.problem.date", 8, "合计", null),
				new Problem("calendar.problem.name", 9, "长".repeat(61), "60"),
				new Problem("calendar.problem.date", 10, "日期", null));
	}

	@Test
	void readsFilesInUtf8AndInGb18030AndNothingElse() {
		String text = "2026-10-01,休,国庆节";
		assertThat(CalendarText.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
		assertThat(CalendarText.decode(("\ufeff" + text).getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
		assertThat(CalendarText.decode(text.getBytes(Charset.forName("GB18030")))).isEqualTo(text);
		assertThat(CalendarText.decode(new byte[] { 'P', 'K', 3, 4, 0, 0 })).isNull();
		assertThat(CalendarText.decode(new byte[] { (byte) 0xff, (byte) 0xff })).isNull();
	}

}

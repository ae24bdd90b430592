package org.commonprosperity.portal.care;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far ahead activities show.
 */
class ComingRuleTests {

	@Test
	void anActivityOfNextWeekShowsThoughItIsNextMonth() {
		assertThat(ComingRule.last(LocalDate.of(2026, 11, 27))).isEqualTo(LocalDate.of(2026, 12, 27));
	}

	@Test
	void neverLessThanTheMonthShows() {
		for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() < 2029; day = day.plusDays(1)) {
			LocalDate last = ComingRule.last(day);
			assertThat(last).isAfterOrEqualTo(day.withDayOfMonth(day.lengthOfMonth()))
				.isAfterOrEqualTo(day.plusDays(ComingRule.DAYS));
			// both rules agree about the edge
			assertThat(ComingRule.shownFrom(last)).isBeforeOrEqualTo(day);
			assertThat(ComingRule.shownFrom(last.plusDays(1))).isAfter(day);
		}
	}

}

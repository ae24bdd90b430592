package org.commonprosperity.portal.organisation;

import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Weekdays, holidays and weekends that are worked.
 */
class WorkingDaysTests {

	private static final LocalDate FROM = LocalDate.of(2026, 9, 1);

	private static final LocalDate TO = LocalDate.of(2026, 10, 31);

	@Test
	void theWeekdayDecidesWhereNothingIsLoaded() {
		WorkingDays.Calendar calendar = new WorkingDays.Calendar(FROM, TO, Map.of());
		assertThat(calendar.isWorking(LocalDate.of(2026, 9, 4))).isTrue();
		assertThat(calendar.isWorking(LocalDate.of(2026, 9, 5))).isFalse();
		assertThat(calendar.nextWorkingDayFrom(LocalDate.of(2026, 9, 5))).isEqualTo(LocalDate.of(2026, 9, 7));
		assertThat(calendar.nextWorkingDayFrom(LocalDate.of(2026, 9, 4))).isEqualTo(LocalDate.of(2026, 9, 4));
	}

	@Test
	void aHolidayIsNotWorkedAndAMadeUpWeekendIs() {
		WorkingDays.Calendar calendar = new WorkingDays.Calendar(FROM, TO, Map.of(LocalDate.of(2026, 10, 1), false,
				LocalDate.of(2026, 10, 2), false, LocalDate.of(2026, 10, 3), false, LocalDate.of(2026, 10, 4), true));
		assertThat(calendar.isWorking(LocalDate.of(2026, 10, 1))).isFalse();
		assertThat(calendar.nextWorkingDayFrom(LocalDate.of(2026, 10, 1))).isEqualTo(LocalDate.of(2026, 10, 4));
	}

	@Test
	void theNextWorkingDayMayLieAfterTheStretch() {
		WorkingDays.Calendar calendar = new WorkingDays.Calendar(FROM, TO, Map.of(LocalDate.of(2026, 11, 2), false));
		assertThat(calendar.nextWorkingDayFrom(TO)).isEqualTo(LocalDate.of(2026, 11, 3));
	}

	@Test
	void aDayOutsideTheStretchIsNotGuessed() {
		WorkingDays.Calendar calendar = new WorkingDays.Calendar(FROM, TO, Map.of());
		assertThatIllegalArgumentException().isThrownBy(() -> calendar.isWorking(TO.plusDays(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> calendar.nextWorkingDayFrom(FROM.minusDays(1)));
	}

}

package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.commonprosperity.portal.employment.EmploymentRule.Share;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retention, median wage and shares against a case reckoned by hand.
 * <p>
 * Seven people, looked at on 31 March 2025, for those whose first twelve months ended in
 * the year up to then; a break of 30 days is allowed.
 * <table>
 * <tr>
 * <th>person</th>
 * <th>placements</th>
 * <th>twelve months end</th>
 * <th>stayed</th>
 * </tr>
 * <tr>
 * <td>1</td>
 * <td>2024-01-31 – (lasts)</td>
 * <td>2025-01-30</td>
 * <td>yes</td>
 * </tr>
 * <tr>
 * <td>2</td>
 * <td>2024-02-29 – 2025-02-27</td>
 * <td>2025-02-28</td>
 * <td>no, a day short</td>
 * </tr>
 * <tr>
 * <td>3</td>
 * <td>2024-03-01 – 2024-08-31, 2024-10-01 – (lasts): 30 days without</td>
 * <td>2025-02-28</td>
 * <td>yes</td>
 * </tr>
 * <tr>
 * <td>4</td>
 * <td>2024-03-01 – 2024-08-31, 2024-10-02 – (lasts): 31 days without</td>
 * <td>2025-02-28</td>
 * <td>no</td>
 * </tr>
 * <tr>
 * <td>5</td>
 * <td>2024-03-31 – 2025-03-30, in another village from 2025-01-01 on</td>
 * <td>2025-03-30</td>
 * <td>yes</td>
 * </tr>
 * <tr>
 * <td>6</td>
 * <td>2024-04-01 – (lasts)</td>
 * <td>2025-03-31</td>
 * <td>yes</td>
 * </tr>
 * <tr>
 * <td>7</td>
 * <td>2024-04-02 – (lasts)</td>
 * <td>2025-04-01</td>
 * <td>not looked at yet</td>
 * </tr>
 * </table>
 * 4 of 6. At work on 31 March 2025: 1, 3, 4, 5 (by the second placement), 6, 7; wages
 * 3000.00, 3100.01, 2900.00, 3500.00, 3100.02, 2800.00: median (3000.00 + 3100.01) ÷ 2 =
 * 3050.005, rounded half-up 3050.01.
 */
class EmploymentRuleTests {

	private static final LocalDate DAY = LocalDate.of(2025, 3, 31);

	private static final LocalDate YEAR = LocalDate.of(2024, 4, 1);

	private static final List<Spell> CASE = List.of(spell(1, 1, "2024-01-31", null, "3000.00"),
			spell(2, 2, "2024-02-29", "2025-02-27", "2700.00"), spell(3, 3, "2024-03-01", "2024-08-31", "3000.00"),
			spell(3, 4, "2024-10-01", null, "3100.01"), spell(4, 5, "2024-03-01", "2024-08-31", "2000.00"),
			spell(4, 6, "2024-10-02", null, "2900.00"), spell(5, 7, "2024-03-31", "2025-03-30", "3300.00"),
			spell(5, 8, "2025-01-01", null, "3500.00"), spell(6, 9, "2024-04-01", null, "3100.02"),
			spell(7, 10, "2024-04-02", null, "2800.00"));

	@Test
	void followUpsAreDueOnTheSameDateOrTheLastOfAShorterMonth() {
		assertThat(EmploymentRule.dueOn(LocalDate.of(2025, 1, 31), 1)).isEqualTo("2025-02-28");
		assertThat(EmploymentRule.dueOn(LocalDate.of(2023, 12, 31), 1)).isEqualTo("2024-01-31");
		assertThat(EmploymentRule.dueOn(LocalDate.of(2024, 11, 30), 3)).isEqualTo("2025-02-28");
		assertThat(EmploymentRule.dueOn(LocalDate.of(2024, 2, 29), 12)).isEqualTo("2025-02-28");
	}

	@Test
	void twelveMonthsEndTheDayBefore() {
		assertThat(EmploymentRule.endOfYear(LocalDate.of(2024, 1, 31))).isEqualTo("2025-01-30");
		assertThat(EmploymentRule.endOfYear(LocalDate.of(2024, 3, 1))).isEqualTo("2025-02-28");
		assertThat(EmploymentRule.endOfYear(LocalDate.of(2023, 3, 1))).isEqualTo("2024-02-29");
		assertThat(EmploymentRule.endOfYear(LocalDate.of(2024, 2, 29))).isEqualTo("2025-02-28");
	}

	@Test
	void thoseWhoStayedAreTheOnesOfTheCase() {
		assertThat(EmploymentRule.stayed(CASE, YEAR, DAY, 30)).isEqualTo(new Share(4, 6));
		assertThat(EmploymentRule.stayed(CASE, YEAR, DAY, 30).percent()).isEqualByComparingTo("66.666667");
		assertThat(EmploymentRule.stays(CASE, YEAR, DAY, 30).get(2L))
			.isEqualTo(new EmploymentRule.Stay(CASE.get(1), false));
		assertThat(EmploymentRule.stays(CASE, YEAR, DAY, 30)).doesNotContainKey(7L);
	}

	@Test
	void aLongerBreakIsAMatterOfThePolicy() {
		assertThat(EmploymentRule.stayed(CASE, YEAR, DAY, 31)).isEqualTo(new Share(5, 6));
		assertThat(EmploymentRule.stayed(CASE, YEAR, DAY, 0)).isEqualTo(new Share(3, 6));
		assertThat(EmploymentRule.stayed(List.of(), YEAR, DAY, 30).percent()).isNull();
	}

	@Test
	void aPersonIsAtWorkOnceByThePlacementThatBeganLast() {
		List<Spell> working = EmploymentRule.inWork(CASE, DAY.minusDays(1));
		assertThat(working).extracting(Spell::subject).containsExactly(1L, 3L, 4L, 5L, 6L, 7L);
		assertThat(working).extracting(Spell::placement).containsExactly(1L, 4L, 6L, 8L, 9L, 10L);
		assertThat(EmploymentRule.inWork(CASE, LocalDate.of(2024, 8, 31))).extracting(Spell::subject).contains(3L, 4L);
		assertThat(EmploymentRule.inWork(CASE, LocalDate.of(2024, 9, 1))).extracting(Spell::subject)
			.doesNotContain(3L, 4L);
	}

	@Test
	void placementsBegunCountRePlacementsToo() {
		assertThat(EmploymentRule.begun(CASE, LocalDate.of(2024, 10, 1), LocalDate.of(2025, 1, 1)))
			.extracting(Spell::placement)
			.containsExactly(4L, 6L, 8L);
	}

	@Test
	void theMedianIsTheMiddleOrTheMeanOfTheTwo() {
		assertThat(EmploymentRule.medianWage(EmploymentRule.inWork(CASE, DAY)))
			.isEqualTo(new Money(new BigDecimal("3050.01")));
		assertThat(EmploymentRule.medianWage(CASE.subList(0, 3))).isEqualTo(new Money(new BigDecimal("3000.00")));
		assertThat(EmploymentRule.medianWage(List.of())).isNull();
	}

	@Test
	void sharesAreExact() {
		assertThat(EmploymentRule.percent(24, 236)).isEqualByComparingTo("10.169492");
		assertThat(EmploymentRule.percent(0, 236)).isEqualByComparingTo("0");
		assertThat(EmploymentRule.percent(0, 0)).isNull();
	}

	private static Spell spell(long subject, long placement, String started, @Nullable String ended, String wage) {
		return new Spell(subject, placement, (placement == 8) ? "dali" : "zhongdai", "DISABLED", "workshop", 1,
				LocalDate.parse(started), (ended != null) ? LocalDate.parse(ended) : null,
				new Money(new BigDecimal(wage)));
	}

}

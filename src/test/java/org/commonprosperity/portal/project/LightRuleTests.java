package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.commonprosperity.portal.project.LightAssessment.Reason;
import org.commonprosperity.portal.project.MonthRecord.Report;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.shared.Percent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.commonprosperity.portal.project.PlanFixture.fourOf25;
import static org.commonprosperity.portal.project.PlanFixture.month;

/**
 * The light against every worked example of the domain's rules, its borders, and a
 * thousand seeded random plans against what must hold of all of them.
 */
class LightRuleTests {

	private static final LocalDate JULY_15 = LocalDate.of(2026, 7, 15);

	@ParameterizedTest(name = "weights {0}, {1} met, the second {2} % done: lag {3}, {4}")
	@CsvSource({ "25/25/25/25, 2, 0, 0, GREEN", "25/25/25/25, 1, 0, 25, YELLOW", "25/25/25/25, 0, 0, 50, RED",
			"25/25/25/25, 1, 60, 10, YELLOW", "25/25/25/25, 1, 61, 9.75, GREEN", "40/10/25/25, 1, 0, 10, YELLOW",
			"20/30/25/25, 1, 0, 30, YELLOW" })
	void showsTheLightOfTheWorkedExamples(String weights, int met, String second, String lag, ProgressLight light) {
		PlanFixture plan = PlanFixture.ofWeights(weights.split("/")).met(met);
		if (met < 2) {
			plan.percent(2, second);
		}
		LightAssessment assessment = LightRule.assess(plan.on(JULY_15), List.of(), JULY_15);
		assertThat(assessment.lag()).isEqualByComparingTo(lag);
		assertThat(assessment.light()).isEqualTo(light);
	}

	@Test
	void turnsRedJustAboveThirtyPoints() {
		PlanFixture plan = PlanFixture.ofWeights("20", "30.01", "24.99", "25").met(1);
		assertThat(LightRule.assess(plan.on(JULY_15), List.of(), JULY_15).light()).isEqualTo(ProgressLight.RED);
	}

	@Test
	void countsTheDueDateItselfAsInTime() {
		LocalDate due = LocalDate.of(2026, 6, 30);
		PlanFacts plan = fourOf25().met(1).on(due);
		assertThat(LightRule.assess(plan, List.of(), due).planned()).isEqualByComparingTo("25");
		assertThat(LightRule.assess(plan, List.of(), due.plusDays(1)).planned()).isEqualByComparingTo("50");
	}

	@Test
	void isNeverGreenWithoutAPlan() {
		LightAssessment assessment = LightRule.assess(new PlanFacts(null, LocalDate.of(2023, 12, 31), List.of()),
				List.of(), JULY_15);
		assertThat(assessment.light()).isEqualTo(ProgressLight.NO_PLAN);
		assertThat(keys(assessment)).containsExactly("noPlan");
	}

	@Test
	void isCompletedOnceAllIsMetEvenAfterTheDeadline() {
		LocalDate later = LocalDate.of(2027, 3, 1);
		assertThat(LightRule.assess(fourOf25().met(4).on(later), List.of(), later).light())
			.isEqualTo(ProgressLight.COMPLETED);
	}

	@Test
	void hasNotStartedUntilTheDayOfTheStart() {
		PlanFixture plan = fourOf25().start(JULY_15);
		assertThat(LightRule.assess(plan.on(JULY_15), List.of(), JULY_15.minusDays(1)).light())
			.isEqualTo(ProgressLight.NOT_STARTED);
		assertThat(LightRule.assess(plan.on(JULY_15), List.of(), JULY_15).light()).isEqualTo(ProgressLight.RED);
	}

	@Test
	void isRedPastTheDeadlineWhileAMilestoneIsOpen() {
		LocalDate deadline = LocalDate.of(2026, 7, 14);
		PlanFacts plan = fourOf25().met(2).deadline(deadline).on(JULY_15);
		assertThat(LightRule.assess(plan, List.of(), deadline).light()).isEqualTo(ProgressLight.GREEN);
		LightAssessment after = LightRule.assess(plan, List.of(), JULY_15);
		assertThat(after.light()).isEqualTo(ProgressLight.RED);
		assertThat(keys(after)).startsWith("deadlinePassed");
	}

	@Test
	void turnsYellowWhenAMilestoneDidNotBeginInItsMonth() {
		PlanFacts plan = fourOf25().met(2).notBegun(3).on(JULY_15);
		assertThat(LightRule.assess(plan, List.of(), LocalDate.of(2026, 7, 31)).light()).isEqualTo(ProgressLight.GREEN);
		LightAssessment august = LightRule.assess(plan, List.of(), LocalDate.of(2026, 8, 1));
		assertThat(august.light()).isEqualTo(ProgressLight.YELLOW);
		assertThat(august.reasons().get(0)).isEqualTo(new Reason("notBegun", List.of("M3", YearMonth.of(2026, 7))));
	}

	@Test
	void turnsRedWhenAMilestoneHasNotBegunAtThreeMonthClosesRunning() {
		LocalDate day = LocalDate.of(2026, 9, 20);
		PlanFacts plan = fourOf25().met(2).notBegun(3).on(day);
		MonthRecord may = month("2026-05", Report.IN_TIME, ProgressLight.GREEN);
		MonthRecord june = month("2026-06", Report.IN_TIME, ProgressLight.YELLOW, 3L);
		MonthRecord july = month("2026-07", Report.IN_TIME, ProgressLight.YELLOW, 3L);
		MonthRecord august = month("2026-08", Report.IN_TIME, ProgressLight.YELLOW, 3L);
		assertThat(LightRule.assess(plan, List.of(may, june, july), day).light()).isEqualTo(ProgressLight.YELLOW);
		assertThat(LightRule.assess(plan, List.of(june, july, august), day).light()).isEqualTo(ProgressLight.RED);
		assertThat(LightRule
			.assess(plan, List.of(june, month("2026-07", Report.IN_TIME, ProgressLight.YELLOW, 2L), august), day)
			.light()).isEqualTo(ProgressLight.YELLOW);
	}

	@Test
	void turnsYellowWithOneReportMissingAndRedWithThreeInARow() {
		PlanFacts plan = fourOf25().met(2).on(JULY_15);
		List<MonthRecord> months = new ArrayList<>(List.of(month("2026-03", Report.IN_TIME, null)));
		months.add(month("2026-04", Report.MISSING, null));
		LightAssessment one = LightRule.assess(plan, months, JULY_15);
		assertThat(one.light()).isEqualTo(ProgressLight.YELLOW);
		assertThat(one.reasons().get(0)).isEqualTo(new Reason("reportMissing", List.of(YearMonth.of(2026, 4))));
		months.add(month("2026-05", Report.MISSING, null));
		assertThat(LightRule.assess(plan, months, JULY_15).light()).isEqualTo(ProgressLight.YELLOW);
		months.add(month("2026-06", Report.MISSING, null));
		assertThat(LightRule.assess(plan, months, JULY_15).light()).isEqualTo(ProgressLight.RED);
		months.add(month("2026-07", Report.NOT_DUE, null));
		assertThat(LightRule.assess(plan, months, JULY_15).light()).isEqualTo(ProgressLight.RED);
	}

	@Test
	void forgivesAReportThatWasMadeUpLate() {
		PlanFacts plan = fourOf25().met(2).on(JULY_15);
		List<MonthRecord> months = List.of(month("2026-04", Report.MISSING, null),
				month("2026-05", Report.MISSING, null), month("2026-06", Report.LATE, null));
		assertThat(LightRule.assess(plan, months, JULY_15).light()).isEqualTo(ProgressLight.GREEN);
	}

	@Test
	void remembersARedMonthUntilALaterOneClosesBetter() {
		PlanFacts plan = fourOf25().met(2).on(JULY_15);
		MonthRecord red = month("2026-05", Report.IN_TIME, ProgressLight.RED);
		LightAssessment remembered = LightRule.assess(plan, List.of(red), JULY_15);
		assertThat(remembered.light()).isEqualTo(ProgressLight.YELLOW);
		assertThat(keys(remembered)).containsExactly("memory");
		assertThat(LightRule.assess(plan, List.of(red, month("2026-06", Report.IN_TIME, ProgressLight.YELLOW)), JULY_15)
			.light()).isEqualTo(ProgressLight.GREEN);
	}

	@Test
	void saysFirstWhatWeighsMost() {
		LocalDate day = LocalDate.of(2026, 8, 2);
		PlanFacts plan = fourOf25().met(1).notBegun(3).on(day);
		LightAssessment assessment = LightRule.assess(plan, List.of(month("2026-06", Report.MISSING, null)), day);
		assertThat(assessment.light()).isEqualTo(ProgressLight.YELLOW);
		assertThat(keys(assessment)).containsExactly("behind", "notBegun", "reportMissing");
		assertThat(assessment.reasons().get(0).arguments()).containsExactly("25");
	}

	@Test
	void namesTheMilestonesThatAMonthLeavesUnbegun() {
		PlanFacts plan = fourOf25().met(1).notBegun(3).notBegun(4).on(JULY_15);
		assertThat(LightRule.notBegun(plan, YearMonth.of(2026, 7))).isEqualTo(Set.of(3L));
		assertThat(LightRule.notBegun(plan, YearMonth.of(2026, 10))).isEqualTo(Set.of(3L, 4L));
	}

	@Test
	void holdsItsInvariantsOverAThousandRandomPlans() {
		Random random = new Random(20261125);
		for (int i = 0; i < 1000; i++) {
			PlanFacts plan = randomPlan(random);
			LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(500));
			LightAssessment assessment = LightRule.assess(plan, List.of(), day);
			assertThat(assessment).isEqualTo(LightRule.assess(plan, List.of(), day));
			assertThat(assessment.actual()).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
			assertThat(assessment.planned()).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
			assertThat(assessment.reasons()).isNotEmpty();
			if (assessment.light() == ProgressLight.GREEN) {
				assertThat(assessment.lag()).isLessThan(BigDecimal.TEN);
			}
			if (assessment.lag().compareTo(BigDecimal.valueOf(30)) > 0) {
				assertThat(assessment.light()).isEqualTo(ProgressLight.RED);
			}
			MonthRecord missing = month("2026-01", Report.MISSING, null);
			assertThat(LightRule.assess(plan, List.of(missing), day).light().ordinal())
				.as("a missing report never makes it better")
				.isLessThanOrEqualTo(assessment.light().ordinal());
			assertThat(worst(LightRule.assess(plan, List.of(), day.plusDays(40)).light()))
				.as("time alone never makes an open project better")
				.isLessThanOrEqualTo(worst(assessment.light()));
		}
	}

	private static int worst(ProgressLight light) {
		return (light == ProgressLight.RED) ? 0 : (light == ProgressLight.YELLOW) ? 1 : 2;
	}

	private static PlanFacts randomPlan(Random random) {
		int count = 1 + random.nextInt(6);
		List<MilestoneFacts> milestones = new ArrayList<>();
		int left = 100;
		for (int i = 0; i < count; i++) {
			int weight = (i == count - 1) ? left : 1 + random.nextInt(left - (count - 1 - i));
			left -= weight;
			LocalDate start = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300));
			LocalDate due = start.plusDays(random.nextInt(120));
			int what = random.nextInt(3);
			LocalDate begun = (what == 0) ? null : start.plusDays(random.nextInt(20));
			boolean met = what == 2;
			milestones.add(new MilestoneFacts(i + 1, "M" + i, Percent.of(String.valueOf(weight)), start, due, begun,
					(what == 0) ? Percent.ZERO : met ? Percent.WHOLE : Percent.of(String.valueOf(random.nextInt(100))),
					met ? due : null));
		}
		return new PlanFacts(null, null, milestones);
	}

	private static List<String> keys(LightAssessment assessment) {
		return assessment.reasons().stream().map(Reason::key).toList();
	}

}

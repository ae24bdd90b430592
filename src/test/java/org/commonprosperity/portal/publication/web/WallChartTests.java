package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.commonprosperity.portal.project.Classification;
import org.commonprosperity.portal.project.LightAssessment;
import org.commonprosperity.portal.project.PlanFacts;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectPlan;
import org.commonprosperity.portal.reporting.MonthBoard;
import org.commonprosperity.portal.reporting.MonthState;
import org.commonprosperity.portal.shared.Percent;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On the wall chart everything stands where its dates are, nothing is drawn outside and
 * no words lie upon others.
 */
class WallChartTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

	private static final YearMonth NOW = YearMonth.from(TODAY);

	@Test
	void showsFromTheEarliestPlanButNotOverAYearAgoToThreeMonthsAhead() {
		assertThat(WallChart.from(List.of(), NOW)).isEqualTo(NOW);
		assertThat(WallChart.from(List.of(plan(milestone(1, "2026-09-15", "2026-12-01"))), NOW))
			.isEqualTo(YearMonth.of(2026, 9));
		assertThat(WallChart.from(List.of(plan(milestone(1, "2024-01-01", "2027-12-01"))), NOW))
			.isEqualTo(YearMonth.of(2025, 12));
		assertThat(WallChart.from(List.of(plan(milestone(1, "2027-06-01", "2027-12-01"))), NOW)).isEqualTo(NOW);
		assertThat(WallChart.to(NOW)).isEqualTo(YearMonth.of(2027, 2));
	}

	@Test
	void drawsABarFromItsFirstDayToTheEndOfItsLast() {
		WallChart chart = chart(List.of(milestone(1, "2026-12-01", "2026-12-31")));
		WallChart.Bar bar = bars(chart).get(0);
		WallChart.Month december = chart.months()
			.stream()
			.filter((month) -> month.month().equals(YearMonth.of(2026, 12)))
			.findFirst()
			.orElseThrow();
		assertThat(bar.x()).isEqualTo(december.x());
		assertThat(bar.width()).isEqualTo(december.width());
		assertThat(Double.parseDouble(bar.done())).isEqualTo(Double.parseDouble(bar.width()) * 0.4, Offset.offset(0.1));
	}

	@Test
	void keepsWhatIsOverdueSinceLongAndDropsWhatWasMetThen() {
		MilestoneFacts met = new MilestoneFacts(2, "早已完成", Percent.of("25"), LocalDate.of(2024, 1, 1),
				LocalDate.of(2024, 2, 1), LocalDate.of(2024, 1, 1), Percent.WHOLE, LocalDate.of(2024, 2, 1));
		assertThat(bars(chart(List.of(met, milestone(1, "2024-01-01", "2024-02-01"))))).singleElement()
			.satisfies((bar) -> {
				assertThat(bar.label()).isEqualTo("节点1");
				assertThat(bar.state()).isEqualTo("overdue");
				assertThat(bar.x()).isEqualTo("0.0");
				assertThat(Double.parseDouble(bar.width())).isPositive();
			});
	}

	@Test
	void shrinksTypeUntilSevenProjectsWithManyMilestonesFitASheetOfA3() {
		List<MilestoneFacts> few = List.of(milestone(1, "2026-01-01", "2026-06-30"));
		List<MilestoneFacts> many = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			many.add(milestone(i, "2026-01-01", "2026-12-31"));
		}
		WallChart large = chart(few, few, few, few, few, few, few);
		WallChart small = chart(many, many, many, many, many, many, many);
		assertThat(large.width()).isEqualTo(960);
		assertThat(small.width()).isGreaterThan(large.width());
		assertThat(small.height()).isLessThanOrEqualTo((int) (small.width() * 0.86));
	}

	@Test
	void drawsNothingOutsideAndNoWordsUponOthers() {
		Random random = new Random(20261125);
		for (int run = 0; run < 500; run++) {
			List<MilestoneFacts> milestones = new ArrayList<>();
			int count = random.nextInt(9);
			for (int i = 0; i < count; i++) {
				LocalDate start = TODAY.plusDays(random.nextInt(1400) - 700);
				milestones.add(milestone(i + 1, start.toString(), start.plusDays(random.nextInt(400)).toString()));
			}
			WallChart chart = chart(milestones);
			WallChart.Row row = chart.rows().get(0);
			for (WallChart.Bar bar : row.bars()) {
				assertThat(left(bar)).as(run + " " + bar).isGreaterThanOrEqualTo(0);
				assertThat(right(bar)).as(run + " " + bar).isLessThanOrEqualTo(chart.width() + 0.2);
				assertThat(bar.y() + 26).isLessThanOrEqualTo(row.strip());
				for (WallChart.Bar other : row.bars()) {
					if (other != bar && other.y() == bar.y()) {
						assertThat(right(other) <= left(bar) || right(bar) <= left(other)).as(run + " " + bar + other)
							.isTrue();
					}
				}
			}
			assertThat(row.strip() + 18).isLessThanOrEqualTo(row.height());
		}
	}

	@Test
	void marksInAMonthWhatIsMoreThanItsLight() {
		assertThat(new WallChart.Close(cell(MonthState.APPROVED, 1), "").noted()).isFalse();
		assertThat(new WallChart.Close(cell(MonthState.APPROVED, 2), "").noted()).isTrue();
		assertThat(new WallChart.Close(cell(MonthState.MISSING, 1), "").noted()).isTrue();
		assertThat(new WallChart.Close(cell(MonthState.APPROVED_LATE, 1), "").noted()).isTrue();
		assertThat(new WallChart.Close(cell(MonthState.SUBMITTED, 1), "").noted()).isTrue();
	}

	private static double left(WallChart.Bar bar) {
		double words = Double.parseDouble(bar.at()) - (bar.left() ? 0 : WallChart.length(bar.label()));
		return Math.min(Double.parseDouble(bar.x()), words);
	}

	private static double right(WallChart.Bar bar) {
		double words = Double.parseDouble(bar.at()) + (bar.left() ? WallChart.length(bar.label()) : 0);
		return Math.max(Double.parseDouble(bar.x()) + Double.parseDouble(bar.width()), words);
	}

	private static List<WallChart.Bar> bars(WallChart chart) {
		return chart.rows().get(0).bars();
	}

	@SafeVarargs
	private static WallChart chart(List<MilestoneFacts>... plans) {
		List<YearMonth> months = new ArrayList<>();
		for (YearMonth month = NOW.minusMonths(11); !month.isAfter(WallChart.to(NOW)); month = month.plusMonths(1)) {
			months.add(month);
		}
		Map<Long, PlanFacts> facts = new LinkedHashMap<>();
		List<MonthBoard.Row> rows = new ArrayList<>();
		for (int i = 0; i < plans.length; i++) {
			facts.put((long) i, new PlanFacts(null, null, plans[i]));
			rows.add(new MonthBoard.Row(line(i),
					months.stream()
						.map((month) -> new MonthBoard.Cell(month, MonthState.NOT_OWED, null, null))
						.toList()));
		}
		return WallChart.of(rows, months, facts, TODAY, MilestoneFacts::name);
	}

	private static ProjectLine line(long id) {
		return new ProjectLine(id, "p" + id, 1, "项目", null, 1, Classification.FLAGSHIP, null, null, null, null, null,
				null, null, Instant.EPOCH, assessment(), List.of());
	}

	private static LightAssessment assessment() {
		return new LightAssessment(ProgressLight.GREEN, BigDecimal.TEN, BigDecimal.TEN, List.of());
	}

	private static MonthBoard.Cell cell(MonthState state, int revision) {
		return new MonthBoard.Cell(NOW, state, null,
				new MonthBoard.Closed(assessment(), revision, Instant.EPOCH, "1", 1));
	}

	private static ProjectPlan plan(MilestoneFacts milestone) {
		return new ProjectPlan(1, "p1", TODAY, new PlanFacts(null, null, List.of(milestone)));
	}

	private static MilestoneFacts milestone(long id, String start, String due) {
		return new MilestoneFacts(id, "节点" + id, Percent.of("25"), LocalDate.parse(start), LocalDate.parse(due),
				LocalDate.parse(start), Percent.of("40"), null);
	}

}

package org.commonprosperity.portal.publication.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.project.ProjectSheet.PostponementLine;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bars stand where their dates are, and nothing is ever drawn outside the strip.
 */
class PlanStripTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);

	@Test
	void drawsPlanAndFactToScale() {
		PlanStrip strip = PlanStrip.of(List.of(milestone(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31),
				LocalDate.of(2026, 1, 1), null, List.of())), TODAY, null);
		PlanStrip.Row row = strip.rows().get(0);
		assertThat(row.x()).isEqualTo("0.0");
		assertThat(row.width()).isEqualTo("660.0");
		// 182 of 365 days, both ends counted
		assertThat(row.realWidth()).isEqualTo("329.1");
		assertThat(strip.today()).isEqualTo("327.3");
		assertThat(strip.marks()).hasSize(12);
	}

	@Test
	void marksTheDueDateThatWasMoved() {
		PlanStrip strip = PlanStrip.of(
				List.of(milestone(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), null, null,
						List.of(new PostponementLine(LocalDate.of(2026, 6, 30), LocalDate.of(2026, 12, 31), "x")))),
				TODAY, null);
		assertThat(strip.rows().get(0).moved()).containsExactly("327.3");
		assertThat(strip.rows().get(0).realX()).isNull();
	}

	@Test
	void marksTheDeadlineAndMakesRoomForOneThatIsNear() {
		List<MilestoneLine> plan = List
			.of(milestone(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 20), null, null, List.of()));
		PlanStrip strip = PlanStrip.of(plan, TODAY, LocalDate.of(2026, 7, 31));
		assertThat(strip.deadline()).isEqualTo("660.0");
		assertThat(strip.marks()).hasSize(7);
		assertThat(PlanStrip.of(plan, TODAY, LocalDate.of(2028, 1, 1)).deadline()).isNull();
	}

	@Test
	void saysWhatOfItIsDrawn() {
		PlanStrip plain = PlanStrip.of(
				List.of(milestone(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), null, null, List.of())), TODAY,
				null);
		assertThat(plain.isMoved()).isFalse();
		assertThat(plain.isRunning()).isFalse();
		PlanStrip running = PlanStrip.of(
				List.of(milestone(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), LocalDate.of(2026, 1, 1), null,
						List.of(new PostponementLine(LocalDate.of(2026, 6, 30), LocalDate.of(2026, 12, 31), "x")))),
				TODAY, null);
		assertThat(running.isMoved()).isTrue();
		assertThat(running.isRunning()).isTrue();
	}

	@Test
	void leavesTodayOutWhereThePlanIsLongOver() {
		PlanStrip strip = PlanStrip.of(List.of(milestone(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 3, 31),
				LocalDate.of(2020, 1, 1), LocalDate.of(2020, 3, 1), List.of())), TODAY, null);
		assertThat(strip.today()).isNull();
		assertThat(strip.marks()).hasSize(3);
	}

	@Test
	void neverDrawsOutsideItselfOverRandomPlans() {
		Random random = new Random(42);
		for (int i = 0; i < 500; i++) {
			List<MilestoneLine> milestones = new ArrayList<>();
			for (int j = 0; j <= random.nextInt(8); j++) {
				LocalDate start = TODAY.plusDays(random.nextInt(4000) - 2000);
				LocalDate begun = (random.nextBoolean() && !start.isAfter(TODAY)) ? start : null;
				LocalDate met = (begun != null && random.nextBoolean()) ? TODAY : null;
				milestones.add(milestone(start, start.plusDays(random.nextInt(900)), begun, met, List.of()));
			}
			PlanStrip strip = PlanStrip.of(milestones, TODAY, TODAY.plusDays(random.nextInt(4000) - 2000));
			assertThat(strip.marks().size()).isBetween(1, 14);
			if (strip.deadline() != null) {
				inside(strip.deadline(), "0");
			}
			for (PlanStrip.Row row : strip.rows()) {
				inside(row.x(), row.width());
				if (row.realX() != null && row.realWidth() != null) {
					inside(row.realX(), row.realWidth());
				}
				assertThat(row.y()).isLessThan(strip.bottom());
			}
		}
	}

	private static void inside(String x, String width) {
		assertThat(Double.parseDouble(x)).isBetween(0.0, (double) PlanStrip.WIDTH);
		assertThat(Double.parseDouble(x) + Double.parseDouble(width)).isLessThanOrEqualTo(PlanStrip.WIDTH + 3.1);
	}

	private static MilestoneLine milestone(LocalDate start, LocalDate due, @Nullable LocalDate begun,
			@Nullable LocalDate met, List<PostponementLine> postponements) {
		return new MilestoneLine(1, 1, "M", Percent.of("100"), start, due, begun, Percent.ZERO, met, null, 0,
				postponements);
	}

}

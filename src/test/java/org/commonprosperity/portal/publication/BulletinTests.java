package org.commonprosperity.portal.publication;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.Classification;
import org.commonprosperity.portal.project.LightAssessment;
import org.commonprosperity.portal.project.LightAssessment.Reason;
import org.commonprosperity.portal.project.PlanFacts;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.reporting.MonthBoard;
import org.commonprosperity.portal.reporting.MonthState;
import org.commonprosperity.portal.reporting.PublishedReport;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bulletin tells what the closes of its month knew and what approved reports say: the
 * lights against the month before, what is late, what comes next.
 */
class BulletinTests {

	private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

	private static final Instant CLOSED = Instant.parse("2026-11-05T16:00:00Z");

	private final List<MonthBoard.Row> rows = new ArrayList<>();

	private final Map<String, PublishedReport> reports = new LinkedHashMap<>();

	private final Map<Long, PlanFacts> plans = new LinkedHashMap<>();

	@Test
	void countsTheLightsAtTheClosesOfTheMonthAndOfTheOneBefore() {
		add(1, ProgressLight.GREEN, ProgressLight.GREEN, MonthState.APPROVED);
		add(2, ProgressLight.GREEN, ProgressLight.RED, MonthState.MISSING);
		add(3, ProgressLight.RED, ProgressLight.YELLOW, MonthState.APPROVED);
		assertThat(bulletin().lights()).containsExactly(new Bulletin.Tally(ProgressLight.GREEN, 1, 2),
				new Bulletin.Tally(ProgressLight.YELLOW, 1, 0), new Bulletin.Tally(ProgressLight.RED, 1, 1));
	}

	@Test
	void tellsWhichLightsTurnedAndWhichWay() {
		add(1, ProgressLight.GREEN, ProgressLight.GREEN, MonthState.APPROVED);
		add(2, ProgressLight.GREEN, ProgressLight.RED, MonthState.APPROVED);
		add(3, ProgressLight.RED, ProgressLight.YELLOW, MonthState.APPROVED);
		add(4, ProgressLight.GREEN, ProgressLight.COMPLETED, MonthState.APPROVED);
		add(5, ProgressLight.NOT_STARTED, ProgressLight.YELLOW, MonthState.APPROVED);
		add(6, null, ProgressLight.RED, MonthState.APPROVED);
		Bulletin bulletin = bulletin();
		assertThat(bulletin.better()).extracting((turn) -> turn.project().code()).containsExactly("p3", "p4");
		assertThat(bulletin.worse()).extracting((turn) -> turn.project().code()).containsExactly("p2");
		assertThat(bulletin.otherwise()).extracting((turn) -> turn.project().code()).containsExactly("p5");
	}

	@Test
	void isCompleteOnceEveryProjectThatOwesAReportClosedAndDatesFromTheLast() {
		add(1, null, ProgressLight.GREEN, MonthState.APPROVED);
		add(2, null, null, MonthState.OPEN);
		add(3, null, null, MonthState.NOT_OWED);
		Bulletin.Standing making = bulletin().standing();
		assertThat(making.isComplete()).isFalse();
		assertThat(making.closed()).isEqualTo(1);
		assertThat(making.owed()).isEqualTo(2);
		this.rows.clear();
		add(1, null, ProgressLight.GREEN, MonthState.APPROVED);
		add(2, null, ProgressLight.RED, MonthState.MISSING);
		add(3, null, null, MonthState.NOT_OWED);
		Bulletin.Standing complete = bulletin().standing();
		assertThat(complete.isComplete()).isTrue();
		assertThat(complete.closedAt()).isEqualTo(CLOSED.plusSeconds(2));
		assertThat(complete.rules()).containsExactly("1");
		assertThat(complete.policies()).containsExactly(7L);
		assertThat(bulletin().others()).extracting(ProjectLine::code).containsExactly("p3");
	}

	@Test
	void isNeverCompleteWhereNoReportIsOwed() {
		add(1, null, null, MonthState.NOT_OWED);
		assertThat(bulletin().standing().isComplete()).isFalse();
	}

	@Test
	void namesTheMilestonesDueUpToTheLastDayOfTheMonthAndNotMet() {
		add(1, null, ProgressLight.GREEN, MonthState.APPROVED);
		plan(1, milestone(11, "到期", "2026-08-01", "2026-10-31", null),
				milestone(12, "次日", "2026-08-01", "2026-11-01", null),
				milestone(13, "已完成", "2026-08-01", "2026-09-30", "2026-10-02"),
				milestone(14, "更早", "2026-07-01", "2026-09-30", null));
		assertThat(bulletin().late()).singleElement()
			.satisfies(
					(late) -> assertThat(late.overdue()).extracting(MilestoneFacts::name).containsExactly("更早", "到期"));
	}

	@Test
	void callsLateWhoDidNotReportOrWhoseLightIsNotGreen() {
		add(1, null, ProgressLight.GREEN, MonthState.APPROVED_LATE);
		add(2, null, ProgressLight.GREEN, MonthState.MISSING);
		add(3, null, ProgressLight.YELLOW, MonthState.APPROVED);
		add(4, null, ProgressLight.COMPLETED, MonthState.APPROVED);
		assertThat(bulletin().late()).extracting((late) -> late.project().code() + " " + late.missing())
			.containsExactly("p2 true", "p3 false");
	}

	@Test
	void looksAheadToWhatIsDueOrBeginsInTheNextMonth() {
		add(1, null, ProgressLight.GREEN, MonthState.APPROVED);
		plan(1, milestone(11, "到期", "2026-08-01", "2026-11-30", null),
				milestone(12, "开始", "2026-11-01", "2026-12-31", null),
				milestone(13, "再下月", "2026-12-01", "2026-12-31", null),
				milestone(14, "提前完成", "2026-08-01", "2026-11-10", "2026-10-30"));
		report(1, "做了什么", "下月做什么");
		add(2, null, ProgressLight.GREEN, MonthState.APPROVED);
		assertThat(bulletin().next()).singleElement().satisfies((next) -> {
			assertThat(next.due()).extracting(MilestoneFacts::name).containsExactly("到期");
			assertThat(next.beginning()).extracting(MilestoneFacts::name).containsExactly("开始");
			assertThat(next.plan()).isEqualTo("下月做什么");
		});
	}

	@Test
	void tellsOfApprovedReportsWhatWasDoneAndWhatMovedAndNamesWhoHasNone() {
		add(1, null, ProgressLight.GREEN, MonthState.APPROVED);
		add(2, null, ProgressLight.YELLOW, MonthState.SUBMITTED);
		report(1, "做了什么", null);
		Bulletin bulletin = bulletin();
		assertThat(bulletin.reported()).singleElement().satisfies((line) -> {
			assertThat(line.project().code()).isEqualTo("p1");
			assertThat(line.moved()).extracting(Difference::after).containsExactly("60%");
		});
		assertThat(bulletin.unreported()).extracting((line) -> line.project().code()).containsExactly("p2");
	}

	private Bulletin bulletin() {
		return Bulletin.of(new MonthBoard(List.of(OCTOBER.minusMonths(1), OCTOBER), this.rows), this.reports,
				this.plans);
	}

	private void add(long id, @Nullable ProgressLight before, @Nullable ProgressLight light, MonthState state) {
		LightAssessment now = assessment(ProgressLight.GREEN);
		ProjectLine line = new ProjectLine(id, "p" + id, (int) id, "项目" + id, null, id, Classification.FLAGSHIP, null,
				null, null, null, null, null, null, Instant.EPOCH, now, List.of());
		this.rows.add(new MonthBoard.Row(line, List.of(cell(OCTOBER.minusMonths(1), before, MonthState.APPROVED, id),
				cell(OCTOBER, light, state, id))));
	}

	private static MonthBoard.Cell cell(YearMonth month, @Nullable ProgressLight light, MonthState state, long id) {
		return new MonthBoard.Cell(month, state, null,
				(light != null) ? new MonthBoard.Closed(assessment(light), 1, CLOSED.plusSeconds(id), "1", 7) : null);
	}

	private static LightAssessment assessment(ProgressLight light) {
		return new LightAssessment(light, BigDecimal.TEN, BigDecimal.TEN, List.of(new Reason("onPlan", List.of())));
	}

	private void plan(long id, MilestoneFacts... milestones) {
		this.plans.put(id, new PlanFacts(null, null, List.of(milestones)));
	}

	private static MilestoneFacts milestone(long id, String name, String start, String due, @Nullable String met) {
		return new MilestoneFacts(id, name, Percent.of("25"), LocalDate.parse(start), LocalDate.parse(due), null,
				Percent.ZERO, (met != null) ? LocalDate.parse(met) : null);
	}

	private void report(long id, String done, @Nullable String next) {
		this.reports.put("p" + id, new PublishedReport(id, "p" + id, "项目" + id, null, OCTOBER, 1, null, false, done,
				null, next, List.of(new Difference("percentDone", "到期", "40%", "60%")), CLOSED, false, List.of()));
	}

}

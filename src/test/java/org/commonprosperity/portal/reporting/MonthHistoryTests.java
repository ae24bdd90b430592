package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.commonprosperity.portal.project.LightAssessment;
import org.commonprosperity.portal.project.LightRule;
import org.commonprosperity.portal.project.MonthRecord;
import org.commonprosperity.portal.project.MonthRecord.Report;
import org.commonprosperity.portal.project.PlanFacts;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.ReportingMonth;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand seeded random histories of projects, month by month, against what must hold
 * of all of them; and what a close looks at, case by case.
 */
class MonthHistoryTests {

	private static final YearMonth FIRST = YearMonth.of(2026, 1);

	private final JsonMapper json = new JsonMapper();

	@Test
	void holdItsInvariantsOverAThousandRandomHistories() {
		Random random = new Random(20261125);
		int reds = 0;
		for (int i = 0; i < 1000; i++) {
			Random own = new Random(random.nextLong());
			List<MonthRecord> months = new ArrayList<>();
			Plan plan = new Plan(own);
			for (YearMonth month = FIRST; !month.isAfter(FIRST.plusMonths(17)); month = month.plusMonths(1)) {
				plan.live(month);
				PlanFacts facts = plan.facts();
				Report report = Report.values()[1 + own.nextInt(3)];
				CloseFacts known = new CloseFacts(facts, months, report);
				LightAssessment close = LightRule.close(facts, months, report, month);
				ProgressLight before = months.isEmpty() ? null : months.get(months.size() - 1).close().light();
				if (before == ProgressLight.RED) {
					reds++;
					assertThat(close.light()).as("one step at most past a red month").isNotEqualTo(ProgressLight.GREEN);
					assertThat(LightRule.assess(facts, months, month.atDay(1 + own.nextInt(28))).light())
						.as("nor on any day before the next close")
						.isNotEqualTo(ProgressLight.GREEN);
				}
				assertThat(again(known, month)).as("computed again from what is stored").isEqualTo(close);
				if (report == Report.MISSING && close.light() != ProgressLight.COMPLETED
						&& close.light() != ProgressLight.NOT_STARTED) {
					assertThat(close.light()).as("a missing report").isNotEqualTo(ProgressLight.GREEN);
					assertThat(close.light().ordinal())
						.isLessThanOrEqualTo(LightRule.close(facts, months, Report.IN_TIME, month).light().ordinal());
				}
				months.add(new MonthRecord(new ReportingMonth(month), report,
						new MonthRecord.Close(close.light(), LightRule.notBegun(facts, month))));
			}
		}
		assertThat(reds).as("red months in the histories").isGreaterThan(500);
	}

	/** Through the form in which a close is stored. */
	private LightAssessment again(CloseFacts facts, YearMonth month) {
		CloseFacts read = this.json.readValue(this.json.writeValueAsString(facts), CloseFacts.class);
		assertThat(read).isEqualTo(facts);
		return LightRule.close(read.plan(), read.before(), read.report(), month);
	}

	@Test
	void looksAtTheEndOfTheLastDayOfTheMonth() {
		PlanFacts plan = new PlanFacts(LocalDate.of(2026, 1, 1), null, List
			.of(milestone(1, "50", "2026-01-01", "2026-01-31"), milestone(2, "50", "2026-02-01", "2026-02-28")));
		LightAssessment january = LightRule.close(plan, List.of(), Report.IN_TIME, YearMonth.of(2026, 1));
		assertThat(january.planned()).as("due on the last day of the month").isEqualByComparingTo("50");
		assertThat(january.light()).isEqualTo(ProgressLight.RED);
		assertThat(LightRule.assess(plan, List.of(), LocalDate.of(2026, 1, 31)).planned()).isEqualByComparingTo("0");
	}

	@Test
	void turnsRedAtTheThirdCloseRunningThatAMilestoneHasNotBegun() {
		PlanFacts plan = new PlanFacts(LocalDate.of(2026, 1, 1), null,
				List.of(milestone(1, "5", "2026-01-10", "2026-12-31"), milestone(2, "95", "2026-12-01", "2026-12-31")));
		List<MonthRecord> months = new ArrayList<>();
		List<ProgressLight> lights = new ArrayList<>();
		for (int month = 1; month <= 4; month++) {
			YearMonth of = YearMonth.of(2026, month);
			LightAssessment close = LightRule.close(plan, months, Report.IN_TIME, of);
			lights.add(close.light());
			months.add(new MonthRecord(new ReportingMonth(of), Report.IN_TIME,
					new MonthRecord.Close(close.light(), LightRule.notBegun(plan, of))));
		}
		assertThat(lights).containsExactly(ProgressLight.YELLOW, ProgressLight.YELLOW, ProgressLight.RED,
				ProgressLight.RED);
	}

	@Test
	void putsACorrectionOnlyIntoWhatTheCloseKnewWrongly() {
		MilestoneFacts was = met(1, "100", "2026-01-01", "2026-03-31", "2026-01-05", "2026-02-10");
		MilestoneFacts now = met(1, "100", "2026-01-01", "2026-03-31", "2026-01-05", "2026-04-02");
		PlanFacts february = new PlanFacts(null, null, List.of(was));
		MilestoneFacts revised = RevisedFactsRule.revise(february, was, now, LocalDate.of(2026, 3, 5))
			.milestones()
			.get(0);
		assertThat(revised.metOn()).as("was met only after the close").isNull();
		assertThat(revised.percentDone()).isEqualTo(Percent.ZERO);
		PlanFacts april = new PlanFacts(null, null, List.of(was));
		assertThat(RevisedFactsRule.revise(april, was, now, LocalDate.of(2026, 5, 6)).milestones().get(0))
			.isEqualTo(now);
		PlanFacts january = new PlanFacts(null, null, List.of(new MilestoneFacts(1, "M", Percent.WHOLE,
				was.plannedStart(), was.dueDate(), was.begunOn(), Percent.of("30"), null)));
		assertThat(RevisedFactsRule.revise(january, was, now, LocalDate.of(2026, 2, 5)))
			.as("knew nothing of what was wrong")
			.isEqualTo(january);
	}

	private static MilestoneFacts milestone(long id, String weight, String start, String due) {
		return new MilestoneFacts(id, "M" + id, Percent.of(weight), LocalDate.parse(start), LocalDate.parse(due), null,
				Percent.ZERO, null);
	}

	private static MilestoneFacts met(long id, String weight, String start, String due, String begun, String met) {
		return new MilestoneFacts(id, "M", Percent.of(weight), LocalDate.parse(start), LocalDate.parse(due),
				LocalDate.parse(begun), Percent.WHOLE, LocalDate.parse(met));
	}

	/** A plan that lives: each month something begins, goes on or is met, or is not. */
	private static final class Plan {

		private final Random random;

		private final List<MilestoneFacts> milestones = new ArrayList<>();

		Plan(Random random) {
			this.random = random;
			int count = 1 + random.nextInt(6);
			int left = 100;
			for (int i = 0; i < count; i++) {
				int weight = (i == count - 1) ? left : 1 + random.nextInt(left - (count - 1 - i));
				left -= weight;
				LocalDate start = FIRST.atDay(1).plusDays(random.nextInt(360));
				this.milestones.add(new MilestoneFacts(i + 1, "M" + i, Percent.of(String.valueOf(weight)), start,
						start.plusDays(random.nextInt(150)), null, Percent.ZERO, null));
			}
		}

		void live(YearMonth month) {
			this.milestones.replaceAll((milestone) -> lived(milestone, month));
		}

		private MilestoneFacts lived(MilestoneFacts milestone, YearMonth month) {
			if (milestone.isMet() || YearMonth.from(milestone.plannedStart()).isAfter(month)
					|| this.random.nextInt(3) == 0) {
				return milestone;
			}
			LocalDate begun = (milestone.begunOn() != null) ? milestone.begunOn() : month.atDay(10);
			boolean met = this.random.nextInt(3) == 0;
			int percent = milestone.percentDone().value().intValue();
			return new MilestoneFacts(milestone.id(), milestone.name(), milestone.weight(), milestone.plannedStart(),
					milestone.dueDate(), begun,
					met ? Percent.WHOLE
							: Percent.of(String.valueOf(percent + this.random.nextInt(Math.max(1, 100 - percent)))),
					met ? month.atDay(20) : null);
		}

		PlanFacts facts() {
			return new PlanFacts(FIRST.atDay(1), FIRST.plusMonths(16).atEndOfMonth(), this.milestones);
		}

	}

}

package org.commonprosperity.portal.project;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.commonprosperity.portal.project.MonthRecord.Close;
import org.commonprosperity.portal.project.MonthRecord.Report;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.ReportingMonth;
import org.jspecify.annotations.Nullable;

/**
 * Builds plans as the rules of the domain describe them: four milestones of 2026, each
 * begun on its planned start unless the test says otherwise.
 */
final class PlanFixture {

	private static final LocalDate[] DUE = { LocalDate.of(2026, 3, 31), LocalDate.of(2026, 6, 30),
			LocalDate.of(2026, 9, 30), LocalDate.of(2026, 12, 31) };

	private final String[] weights;

	private final LocalDate[] met = new LocalDate[4];

	private final String[] percent = { "0", "0", "0", "0" };

	private final boolean[] late = new boolean[4];

	private @Nullable LocalDate start;

	private @Nullable LocalDate deadline = LocalDate.of(2026, 12, 31);

	private PlanFixture(String... weights) {
		this.weights = weights;
	}

	static PlanFixture ofWeights(String... weights) {
		return new PlanFixture(weights);
	}

	static PlanFixture fourOf25() {
		return new PlanFixture("25", "25", "25", "25");
	}

	/** The first so many were met on their due dates. */
	PlanFixture met(int first) {
		for (int i = 0; i < first; i++) {
			this.met[i] = DUE[i];
		}
		return this;
	}

	PlanFixture percent(int number, String percent) {
		this.percent[number - 1] = percent;
		return this;
	}

	PlanFixture notBegun(int number) {
		this.late[number - 1] = true;
		return this;
	}

	PlanFixture start(LocalDate start) {
		this.start = start;
		return this;
	}

	PlanFixture deadline(@Nullable LocalDate deadline) {
		this.deadline = deadline;
		return this;
	}

	PlanFacts on(LocalDate day) {
		List<MilestoneFacts> milestones = new ArrayList<>();
		for (int i = 0; i < this.weights.length; i++) {
			LocalDate planned = DUE[i].minusMonths(3).plusDays(1);
			LocalDate begun = (this.late[i] || planned.isAfter(day)) ? null : planned;
			Percent done = (this.met[i] != null) ? Percent.WHOLE : Percent.of(this.percent[i]);
			milestones.add(new MilestoneFacts(i + 1, "M" + (i + 1), Percent.of(this.weights[i]), planned, DUE[i], begun,
					done, this.met[i]));
		}
		return new PlanFacts(this.start, this.deadline, milestones);
	}

	static MonthRecord month(String month, Report report, @Nullable ProgressLight closed, Long... notBegun) {
		return new MonthRecord(new ReportingMonth(YearMonth.parse(month)), report,
				(closed != null) ? new Close(closed, Set.of(notBegun)) : null);
	}

}

package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.commonprosperity.portal.project.LightAssessment.Reason;
import org.commonprosperity.portal.project.MonthRecord.Close;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.shared.ReportingMonth;

/**
 * The rule of the light (红黄绿灯): a pure function of plan, facts, months and day, so that
 * the same record always shows the same light. It follows the district's rule as written
 * in the portal's rules of the domain: the lag in points decides, milestones not begun,
 * missing reports, the deadline and the memory of red months make it worse.
 */
public final class LightRule {

	/**
	 * The version of the rule, named where a result of it is stored.
	 */
	public static final String VERSION = "1";

	private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

	private static final BigDecimal YELLOW_FROM = BigDecimal.TEN;

	private static final BigDecimal RED_ABOVE = BigDecimal.valueOf(30);

	private static final int MONTHS_TO_RED = 3;

	private LightRule() {
	}

	/**
	 * Computes the light.
	 * @param plan approved plan and facts
	 * @param months the record of the months, oldest first; empty where no reports are
	 * kept
	 * @param day the day that is looked at
	 * @return the light, the two percentages and the reasons
	 */
	public static LightAssessment assess(PlanFacts plan, List<MonthRecord> months, LocalDate day) {
		return assess(plan, months, notBegunAtCloses(months), day);
	}

	/**
	 * Computes how a month closes. It looks at the end of the month's last day: what is
	 * due on it is due, and what was to begin in the month should have begun.
	 * @param plan approved plan and facts as known at closing
	 * @param before the record of the months before, oldest first
	 * @param report whether the month's own report came, as known at closing
	 * @param month the month that closes
	 * @return the light, the two percentages and the reasons
	 */
	public static LightAssessment close(PlanFacts plan, List<MonthRecord> before, MonthRecord.Report report,
			YearMonth month) {
		List<MonthRecord> months = new ArrayList<>(before);
		months.add(new MonthRecord(new ReportingMonth(month), report, null));
		List<Set<Long>> closes = new ArrayList<>(notBegunAtCloses(before));
		closes.add(notBegun(plan, month));
		return assess(plan, months, closes, month.plusMonths(1).atDay(1));
	}

	private static List<Set<Long>> notBegunAtCloses(List<MonthRecord> months) {
		return months.stream().map(MonthRecord::close).filter((close) -> close != null).map(Close::notBegun).toList();
	}

	private static LightAssessment assess(PlanFacts plan, List<MonthRecord> months, List<Set<Long>> closes,
			LocalDate day) {
		BigDecimal planned = planned(plan, day);
		BigDecimal actual = actual(plan);
		if (plan.milestones().isEmpty()) {
			return new LightAssessment(ProgressLight.NO_PLAN, planned, actual, List.of(Reason.of("noPlan")));
		}
		if (plan.milestones().stream().allMatch(MilestoneFacts::isMet)) {
			return new LightAssessment(ProgressLight.COMPLETED, planned, actual, List.of(Reason.of("completed")));
		}
		if (plan.start() != null && day.isBefore(plan.start())) {
			return new LightAssessment(ProgressLight.NOT_STARTED, planned, actual,
					List.of(Reason.of("notStarted", plan.start())));
		}
		Verdict verdict = new Verdict();
		lag(verdict, planned.subtract(actual));
		deadline(verdict, plan, day);
		notBegun(verdict, plan, closes, day);
		missingReports(verdict, months);
		memory(verdict, months);
		return new LightAssessment(verdict.light, planned, actual, verdict.reasons());
	}

	/** The weights of the milestones whose due date has passed. */
	private static BigDecimal planned(PlanFacts plan, LocalDate day) {
		return plan.milestones()
			.stream()
			.filter((milestone) -> milestone.dueDate().isBefore(day))
			.map((milestone) -> milestone.weight().value())
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	/** Weight × percent done, a met milestone being whole. */
	private static BigDecimal actual(PlanFacts plan) {
		return plan.milestones()
			.stream()
			.map((milestone) -> milestone.isMet() ? milestone.weight().value()
					: milestone.weight().value().multiply(milestone.percentDone().value()).divide(HUNDRED))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private static void lag(Verdict verdict, BigDecimal lag) {
		ProgressLight light = (lag.compareTo(YELLOW_FROM) < 0) ? ProgressLight.GREEN
				: (lag.compareTo(RED_ABOVE) <= 0) ? ProgressLight.YELLOW : ProgressLight.RED;
		String points = (lag.signum() == 0) ? "0" : lag.abs().stripTrailingZeros().toPlainString();
		verdict.atLeast(light, switch (lag.signum()) {
			case -1 -> Reason.of("ahead", points);
			case 0 -> Reason.of("onPlan");
			default -> Reason.of("behind", points);
		});
	}

	private static void deadline(Verdict verdict, PlanFacts plan, LocalDate day) {
		if (plan.deadline() != null && plan.deadline().isBefore(day)) {
			verdict.atLeast(ProgressLight.RED, Reason.of("deadlinePassed", plan.deadline()));
		}
	}

	private static void notBegun(Verdict verdict, PlanFacts plan, List<Set<Long>> closes, LocalDate day) {
		YearMonth thisMonth = YearMonth.from(day);
		List<Set<Long>> latest = closes.subList(Math.max(0, closes.size() - MONTHS_TO_RED), closes.size());
		for (MilestoneFacts milestone : plan.milestones()) {
			YearMonth planned = YearMonth.from(milestone.plannedStart());
			if (milestone.begunOn() != null || !planned.isBefore(thisMonth)) {
				continue;
			}
			boolean lasting = latest.size() == MONTHS_TO_RED
					&& latest.stream().allMatch((ids) -> ids.contains(milestone.id()));
			verdict.atLeast(lasting ? ProgressLight.RED : ProgressLight.YELLOW,
					Reason.of(lasting ? "notBegunLong" : "notBegun", milestone.name(), planned));
		}
	}

	private static void missingReports(Verdict verdict, List<MonthRecord> months) {
		List<MonthRecord> due = months.stream()
			.filter((month) -> month.report() != MonthRecord.Report.NOT_DUE)
			.toList();
		int missing = 0;
		while (missing < due.size() && due.get(due.size() - 1 - missing).report() == MonthRecord.Report.MISSING) {
			missing++;
		}
		if (missing >= MONTHS_TO_RED) {
			verdict.atLeast(ProgressLight.RED, Reason.of("reportsMissing", String.valueOf(missing)));
		}
		else if (missing > 0) {
			verdict.atLeast(ProgressLight.YELLOW, Reason.of("reportMissing", due.get(due.size() - 1).month().month()));
		}
	}

	/** After a month closed red: at best yellow until a later month closes otherwise. */
	private static void memory(Verdict verdict, List<MonthRecord> months) {
		MonthRecord last = null;
		for (MonthRecord month : months) {
			if (month.close() != null) {
				last = month;
			}
		}
		if (last != null && last.close() != null && last.close().light() == ProgressLight.RED) {
			verdict.atLeast(ProgressLight.YELLOW, Reason.of("memory", last.month().month()));
		}
	}

	/**
	 * The milestones that should have begun by the end of a month and have not; what a
	 * month close stores.
	 */
	public static Set<Long> notBegun(PlanFacts plan, YearMonth month) {
		return plan.milestones()
			.stream()
			.filter((milestone) -> milestone.begunOn() == null
					&& !YearMonth.from(milestone.plannedStart()).isAfter(month))
			.map(MilestoneFacts::id)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Collects what speaks for which light; the worst counts, and its reasons come first.
	 * What speaks for green is no reason for any other light.
	 */
	private static final class Verdict {

		private ProgressLight light = ProgressLight.GREEN;

		private final List<Weighed> weighed = new ArrayList<>();

		void atLeast(ProgressLight candidate, Reason reason) {
			if (candidate.ordinal() < this.light.ordinal()) {
				this.light = candidate;
			}
			this.weighed.add(new Weighed(candidate, reason));
		}

		List<Reason> reasons() {
			return this.weighed.stream()
				.filter((one) -> one.light() != ProgressLight.GREEN || this.light == ProgressLight.GREEN)
				.sorted(Comparator.comparing(Weighed::light))
				.map(Weighed::reason)
				.toList();
		}

		private record Weighed(ProgressLight light, Reason reason) {
		}

	}

}

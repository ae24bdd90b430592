package org.commonprosperity.portal.publication.web;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.commonprosperity.portal.project.PlanFacts;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectPlan;
import org.commonprosperity.portal.reporting.MonthBoard;
import org.commonprosperity.portal.reporting.MonthBoard.Cell;
import org.commonprosperity.portal.reporting.MonthState;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands on the wall chart: a drawing a project over the same months,
 * milestones in as many lanes as their words need. The drawing is as wide as the sheet
 * allows, so the more there is to show the more units it has: type shrinks until all of
 * it fits a wide screen, then a sheet of A3, and no further.
 *
 * @param width units of a drawing from left to right
 * @param months the months
 * @param today where today is
 * @param rows a row a project
 */
record WallChart(int width, List<Month> months, String today, List<Row> rows) {

	/** How many units a drawing may have; at the last type is as small as can be read. */
	private static final int[] WIDTHS = { 960, 1040, 1120, 1200, 1280, 1360, 1440 };

	/** Height to width of what is left of a wide screen, and of a sheet of A3. */
	private static final double[] SHAPES = { 0.66, 0.86 };

	private static final int MONTHS_BACK = 11;

	private static final int MONTHS_AHEAD = 3;

	private static final int TYPE = 13;

	private static final int LANE = 26;

	private static final int MARGIN = 6;

	private static final int LIGHTS = 18;

	private static final int NOTES = 13;

	private static final int LEAST = 72;

	/** The first month that shows: of the earliest plan, but not over a year ago. */
	static YearMonth from(Collection<ProjectPlan> plans, YearMonth now) {
		return plans.stream()
			.flatMap((plan) -> plan.facts().milestones().stream())
			.map((milestone) -> YearMonth.from(milestone.plannedStart()))
			.filter((month) -> month.isBefore(now))
			.min(Comparator.naturalOrder())
			.map((month) -> month.isBefore(now.minusMonths(MONTHS_BACK)) ? now.minusMonths(MONTHS_BACK) : month)
			.orElse(now);
	}

	/** The last month that shows. */
	static YearMonth to(YearMonth now) {
		return now.plusMonths(MONTHS_AHEAD);
	}

	/**
	 * Lays out the chart.
	 * @param rows the projects that it shows
	 * @param months the months that it shows
	 * @param plans plan and facts by number of the project
	 * @param today the day that is looked at
	 * @param words what stands beside a milestone
	 */
	static WallChart of(List<MonthBoard.Row> rows, List<YearMonth> months, Map<Long, PlanFacts> plans, LocalDate today,
			Function<MilestoneFacts, String> words) {
		for (double shape : SHAPES) {
			for (int width : WIDTHS) {
				WallChart chart = of(new Scale(width, months), rows, plans, today, words);
				if (chart.height() <= shape * width) {
					return chart;
				}
			}
		}
		return of(new Scale(WIDTHS[WIDTHS.length - 1], months), rows, plans, today, words);
	}

	private static WallChart of(Scale scale, List<MonthBoard.Row> rows, Map<Long, PlanFacts> plans, LocalDate today,
			Function<MilestoneFacts, String> words) {
		List<Month> months = new ArrayList<>();
		for (YearMonth month : scale.months()) {
			double x = scale.at(month.atDay(1));
			months.add(new Month(month, number(x), number(scale.at(month.plusMonths(1).atDay(1)) - x),
					months.isEmpty() || month.getMonthValue() == 1, month.equals(YearMonth.from(today))));
		}
		List<Row> drawn = rows.stream()
			.map((row) -> row(row, plans.getOrDefault(row.line().id(), new PlanFacts(null, null, List.of())), scale,
					today, words))
			.toList();
		return new WallChart(scale.width(), months, number(scale.at(today) + scale.day() / 2), drawn);
	}

	private static Row row(MonthBoard.Row row, PlanFacts plan, Scale scale, LocalDate today,
			Function<MilestoneFacts, String> words) {
		List<Double> lanes = new ArrayList<>();
		List<Bar> bars = new ArrayList<>();
		List<MilestoneFacts> shown = plan.milestones()
			.stream()
			.filter((milestone) -> !milestone.isMet() || !scale.isOver(milestone.dueDate()))
			.sorted(Comparator.comparing(MilestoneFacts::plannedStart).thenComparing(MilestoneFacts::id))
			.toList();
		for (MilestoneFacts milestone : shown) {
			String label = words.apply(milestone);
			double length = length(label);
			double start = Math.min(scale.at(milestone.plannedStart()), scale.width() - MARGIN);
			double end = Math.max(scale.at(milestone.dueDate().plusDays(1)), start + MARGIN);
			boolean left = start + length <= scale.width();
			double begins = left ? start : Math.min(start, scale.width() - length);
			int lane = lane(lanes, begins, Math.max(end, left ? start + length : scale.width()) + 2 * MARGIN);
			double done = (end - start) * milestone.percentDone().value().doubleValue() / 100;
			bars.add(new Bar(milestone, label, MARGIN + lane * LANE, number(start), number(end - start), number(done),
					left ? number(start) : number(scale.width()), left, state(milestone, today)));
		}
		List<Close> closes = new ArrayList<>();
		boolean notes = false;
		for (Cell cell : row.cells()) {
			closes.add(new Close(cell, number(scale.at(cell.month().atDay(1)))));
			notes |= new Close(cell, "").noted();
		}
		int strip = MARGIN + lanes.size() * LANE + 4;
		int height = Math.max(LEAST, strip + LIGHTS + (notes ? NOTES : 0) + MARGIN);
		return new Row(row.line(), height, strip, bars, closes);
	}

	/** The first lane that is free; it is taken up to the end. */
	private static int lane(List<Double> lanes, double begins, double end) {
		for (int i = 0; i < lanes.size(); i++) {
			if (lanes.get(i) <= begins) {
				lanes.set(i, end);
				return i;
			}
		}
		lanes.add(end);
		return lanes.size() - 1;
	}

	private static String state(MilestoneFacts milestone, LocalDate today) {
		if (milestone.isMet()) {
			return "met";
		}
		return milestone.dueDate().isBefore(today) ? "overdue" : (milestone.begunOn() != null) ? "running" : "waiting";
	}

	/** A little more than a text needs: Chinese is as wide as high, the rest narrower. */
	static double length(String text) {
		return text.codePoints().mapToDouble((letter) -> (letter < 0x2000) ? 0.62 : 1).sum() * TYPE;
	}

	/** Height of all drawings together. */
	int height() {
		return this.rows.stream().mapToInt(Row::height).sum();
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

	/**
	 * A month.
	 *
	 * @param x where it begins
	 * @param width how wide it is
	 * @param yearShown whether its year is to be named
	 * @param current whether today is in it
	 */
	public record Month(YearMonth month, String x, String width, boolean yearShown, boolean current) {
	}

	/**
	 * A project.
	 *
	 * @param strip how far down the lights of the months stand
	 */
	public record Row(ProjectLine line, int height, int strip, List<Bar> bars, List<Close> closes) {

		public Row {
			bars = List.copyOf(bars);
			closes = List.copyOf(closes);
		}

	}

	/**
	 * A milestone.
	 *
	 * @param y where its lane begins
	 * @param x where its bar begins
	 * @param width how long it is
	 * @param done how much of it is done
	 * @param at where its words stand
	 * @param left whether they begin there; else they end there
	 * @param state met, overdue, running or waiting
	 */
	public record Bar(MilestoneFacts milestone, String label, int y, String x, String width, String done, String at,
			boolean left, String state) {
	}

	/**
	 * A month of a project.
	 *
	 * @param x where the month begins
	 */
	public record Close(Cell cell, String x) {

		/** Whether there is more to say than the light. */
		public boolean noted() {
			return this.cell.state() == MonthState.MISSING || this.cell.state() == MonthState.APPROVED_LATE
					|| this.cell.state() == MonthState.SUBMITTED || revised();
		}

		public boolean revised() {
			return this.cell.close() != null && this.cell.close().revision() > 1;
		}

	}

	private record Scale(int width, List<YearMonth> months) {

		private LocalDate first() {
			return this.months.get(0).atDay(1);
		}

		private LocalDate end() {
			return this.months.get(this.months.size() - 1).plusMonths(1).atDay(1);
		}

		double day() {
			return (double) this.width / ChronoUnit.DAYS.between(first(), end());
		}

		/** Where a day begins; what lies outside stands at the edge. */
		double at(LocalDate day) {
			double x = ChronoUnit.DAYS.between(first(), day) * day();
			return Math.max(0, Math.min(this.width, x));
		}

		boolean isOver(LocalDate due) {
			return due.isBefore(first());
		}

	}

}

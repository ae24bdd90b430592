package org.commonprosperity.portal.publication;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.PlanFacts;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.reporting.MonthBoard;
import org.commonprosperity.portal.reporting.MonthBoard.Cell;
import org.commonprosperity.portal.reporting.MonthBoard.Closed;
import org.commonprosperity.portal.reporting.MonthState;
import org.commonprosperity.portal.reporting.PublishedReport;
import org.jspecify.annotations.Nullable;

/**
 * The bulletin of a month, put together from its closes and its approved reports. It is
 * in the making until every project that owes a report for the month has closed it.
 *
 * @param month the month
 * @param lights how many projects closed with which light, and how many the month before
 * @param lines the projects that owe a report for the month, in the order of the record
 * @param others the projects that owe none
 * @param turns the lights that changed since the month before
 * @param late what is late, and why
 * @param next what comes in the next month
 * @param standing how far the bulletin is
 */
public record Bulletin(YearMonth month, List<Tally> lights, List<Line> lines, List<ProjectLine> others,
		List<Turn> turns, List<Late> late, List<Next> next, Standing standing) {

	private static final List<ProgressLight> TOLD = List.of(ProgressLight.GREEN, ProgressLight.YELLOW,
			ProgressLight.RED, ProgressLight.COMPLETED, ProgressLight.NOT_STARTED, ProgressLight.NO_PLAN);

	/** What is told of though there is none. */
	private static final Set<ProgressLight> ALWAYS = Set.of(ProgressLight.GREEN, ProgressLight.YELLOW,
			ProgressLight.RED);

	private static final List<ProgressLight> BETTER = List.of(ProgressLight.RED, ProgressLight.YELLOW,
			ProgressLight.GREEN, ProgressLight.COMPLETED);

	public Bulletin {
		lights = List.copyOf(lights);
		lines = List.copyOf(lines);
		others = List.copyOf(others);
		turns = List.copyOf(turns);
		late = List.copyOf(late);
		next = List.copyOf(next);
	}

	/**
	 * Puts a bulletin together.
	 * @param board the month before and the month itself
	 * @param reports the approved reports of the month, by code of the project
	 * @param plans plan and facts by number of the project, as known when the month
	 * closed
	 */
	static Bulletin of(MonthBoard board, Map<String, PublishedReport> reports, Map<Long, PlanFacts> plans) {
		int at = board.months().size() - 1;
		YearMonth month = board.months().get(at);
		List<Line> lines = new ArrayList<>();
		List<ProjectLine> others = new ArrayList<>();
		for (MonthBoard.Row row : board.rows()) {
			if (row.cells().get(at).state() == MonthState.NOT_OWED) {
				others.add(row.line());
				continue;
			}
			PlanFacts plan = plans.getOrDefault(row.line().id(), new PlanFacts(null, null, List.of()));
			lines.add(new Line(row.line(), row.cells().get(at), row.cells().get(at - 1).close(),
					reports.get(row.line().code()), plan.milestones()));
		}
		return new Bulletin(month, tallies(lines), lines, others, turns(lines), late(lines, month), next(lines, month),
				Standing.of(board, month));
	}

	private static List<Tally> tallies(List<Line> lines) {
		Map<ProgressLight, Integer> now = new HashMap<>();
		Map<ProgressLight, Integer> before = new HashMap<>();
		for (Line line : lines) {
			if (line.close() != null) {
				now.merge(line.close().assessment().light(), 1, Integer::sum);
			}
			if (line.before() != null) {
				before.merge(line.before().assessment().light(), 1, Integer::sum);
			}
		}
		return TOLD.stream()
			.map((light) -> new Tally(light, now.getOrDefault(light, 0), before.getOrDefault(light, 0)))
			.filter((tally) -> tally.count() > 0 || tally.before() > 0 || ALWAYS.contains(tally.light()))
			.toList();
	}

	private static List<Turn> turns(List<Line> lines) {
		List<Turn> turns = new ArrayList<>();
		for (Line line : lines) {
			if (line.close() == null || line.before() == null) {
				continue;
			}
			ProgressLight was = line.before().assessment().light();
			ProgressLight is = line.close().assessment().light();
			if (was != is) {
				turns.add(new Turn(line.project(), was, is, direction(was, is)));
			}
		}
		return turns;
	}

	private static Direction direction(ProgressLight was, ProgressLight is) {
		if (!BETTER.contains(was) || !BETTER.contains(is)) {
			return Direction.OTHER;
		}
		return (BETTER.indexOf(is) > BETTER.indexOf(was)) ? Direction.BETTER : Direction.WORSE;
	}

	private static List<Late> late(List<Line> lines, YearMonth month) {
		List<Late> late = new ArrayList<>();
		for (Line line : lines) {
			Closed close = line.close();
			if (close == null) {
				continue;
			}
			List<MilestoneFacts> overdue = line.milestones()
				.stream()
				.filter((milestone) -> !milestone.isMet() && !milestone.dueDate().isAfter(month.atEndOfMonth()))
				.sorted(Comparator.comparing(MilestoneFacts::dueDate).thenComparing(MilestoneFacts::id))
				.toList();
			boolean missing = line.cell().state() == MonthState.MISSING;
			ProgressLight light = close.assessment().light();
			if (missing || !overdue.isEmpty() || light == ProgressLight.RED || light == ProgressLight.YELLOW) {
				late.add(new Late(line.project(), close, missing, overdue));
			}
		}
		return late;
	}

	private static List<Next> next(List<Line> lines, YearMonth month) {
		YearMonth coming = month.plusMonths(1);
		List<Next> next = new ArrayList<>();
		for (Line line : lines) {
			List<MilestoneFacts> due = line.milestones()
				.stream()
				.filter((milestone) -> !milestone.isMet() && YearMonth.from(milestone.dueDate()).equals(coming))
				.sorted(Comparator.comparing(MilestoneFacts::dueDate).thenComparing(MilestoneFacts::id))
				.toList();
			List<MilestoneFacts> beginning = line.milestones()
				.stream()
				.filter((milestone) -> milestone.begunOn() == null
						&& YearMonth.from(milestone.plannedStart()).equals(coming))
				.sorted(Comparator.comparing(MilestoneFacts::plannedStart).thenComparing(MilestoneFacts::id))
				.toList();
			String words = (line.report() != null) ? line.report().nextPlan() : null;
			if (!due.isEmpty() || !beginning.isEmpty() || words != null) {
				next.add(new Next(line.project(), due, beginning, words));
			}
		}
		return next;
	}

	/** The lights that got better. */
	public List<Turn> better() {
		return turned(Direction.BETTER);
	}

	/** The lights that got worse. */
	public List<Turn> worse() {
		return turned(Direction.WORSE);
	}

	/** The lights that changed and are neither better nor worse. */
	public List<Turn> otherwise() {
		return turned(Direction.OTHER);
	}

	private List<Turn> turned(Direction direction) {
		return this.turns.stream().filter((turn) -> turn.direction() == direction).toList();
	}

	/** The projects of which a report is approved, with it. */
	public List<Line> reported() {
		return this.lines.stream().filter((line) -> line.report() != null).toList();
	}

	/** The projects of which none is. */
	public List<Line> unreported() {
		return this.lines.stream().filter((line) -> line.report() == null).toList();
	}

	/**
	 * How many projects closed with a light.
	 */
	public record Tally(ProgressLight light, int count, int before) {
	}

	/**
	 * A project in the bulletin.
	 *
	 * @param project the project
	 * @param cell how the month was reported and closed
	 * @param before how the month before closed, null if it did not
	 * @param report the approved report, null if there is none
	 * @param milestones the plan and its facts, as known at closing
	 */
	public record Line(ProjectLine project, Cell cell, @Nullable Closed before, @Nullable PublishedReport report,
			List<MilestoneFacts> milestones) {

		public @Nullable Closed close() {
			return this.cell.close();
		}

		/** What the report changed of the record. */
		public List<Difference> moved() {
			return (this.report != null) ? this.report.differences() : List.of();
		}

	}

	/**
	 * A light that changed from one month to the next.
	 */
	public record Turn(ProjectLine project, ProgressLight was, ProgressLight is, Direction direction) {
	}

	/** Where a light turned. */
	public enum Direction {

		/** Towards completion. */
		BETTER,
		/** Away from it. */
		WORSE,
		/** The one or the other light says nothing of the pace. */
		OTHER

	}

	/**
	 * What is late of a project.
	 *
	 * @param close the light and the sentence that says why
	 * @param missing whether the month's report is missing
	 * @param overdue the milestones that were due and not met
	 */
	public record Late(ProjectLine project, Closed close, boolean missing, List<MilestoneFacts> overdue) {
	}

	/**
	 * What comes next of a project.
	 *
	 * @param due the milestones due in the next month
	 * @param beginning the milestones that are to begin in it
	 * @param plan the report's own words, or null
	 */
	public record Next(ProjectLine project, List<MilestoneFacts> due, List<MilestoneFacts> beginning,
			@Nullable String plan) {
	}

	/**
	 * How far the bulletin of a month is.
	 *
	 * @param month the month
	 * @param closed how many projects closed it
	 * @param owed how many owe a report for it
	 * @param closedAt when the last of those that closed it did; null if none did
	 * @param rules versions of the rule that gave the lights
	 * @param policies numbers of the reporting policies in force
	 */
	public record Standing(YearMonth month, int closed, int owed, @Nullable Instant closedAt, SortedSet<String> rules,
			SortedSet<Long> policies) {

		static Standing of(MonthBoard board, YearMonth month) {
			int at = board.months().indexOf(month);
			int closed = 0;
			int owed = 0;
			Instant closedAt = null;
			SortedSet<String> rules = new TreeSet<>();
			SortedSet<Long> policies = new TreeSet<>();
			for (MonthBoard.Row row : board.rows()) {
				Cell cell = row.cells().get(at);
				owed += (cell.state() != MonthState.NOT_OWED) ? 1 : 0;
				Closed close = cell.close();
				if (close != null && cell.state() != MonthState.NOT_OWED) {
					closed++;
					closedAt = (closedAt == null || close.closedAt().isAfter(closedAt)) ? close.closedAt() : closedAt;
					rules.add(close.ruleVersion());
					policies.add(close.policy());
				}
			}
			return new Standing(month, closed, owed, closedAt, rules, policies);
		}

		/** Whether nothing is missing any more. */
		public boolean isComplete() {
			return this.owed > 0 && this.closed == this.owed;
		}

	}

}

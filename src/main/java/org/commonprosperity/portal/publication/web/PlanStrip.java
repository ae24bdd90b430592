package org.commonprosperity.portal.publication.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands on the strip that shows a plan over time: for each milestone
 * its planned bar, the dates it was moved from, and the real bar under it. Units are
 * those of the drawing.
 *
 * @param height height of the drawing
 * @param marks the beginnings of months or quarters
 * @param rows a row a milestone
 * @param today where today is, null if it is outside
 * @param deadline where the project's deadline is, null if it has none or it is outside
 */
record PlanStrip(int height, List<Mark> marks, List<Row> rows, @Nullable String today, @Nullable String deadline) {

	/** Width of the drawing. */
	static final int WIDTH = 660;

	private static final int TOP = 26;

	private static final int ROW = 48;

	private static final int MONTHS_APART = 14;

	/** A deadline further behind the last milestone would leave the drawing empty. */
	private static final int DEADLINE_WITHIN = 3;

	/**
	 * Lays out a plan.
	 * @param milestones at least one
	 * @param today the day that is looked at
	 * @param deadline by when all of them are to be met, null if it is not known
	 */
	static PlanStrip of(List<MilestoneLine> milestones, LocalDate today, @Nullable LocalDate deadline) {
		LocalDate from = milestones.get(0).plannedStart();
		LocalDate to = milestones.get(0).dueDate();
		for (MilestoneLine milestone : milestones) {
			from = earlier(earlier(from, milestone.plannedStart()), milestone.begunOn());
			to = later(later(to, milestone.dueDate()), milestone.metOn());
			to = later(to, (milestone.begunOn() != null && milestone.metOn() == null) ? today : null);
		}
		to = (deadline != null && deadline.isBefore(to.plusMonths(DEADLINE_WITHIN))) ? later(to, deadline) : to;
		from = from.withDayOfMonth(1);
		to = to.plusMonths(1).withDayOfMonth(1);
		Scale scale = new Scale(from, ChronoUnit.DAYS.between(from, to));
		List<Row> rows = new ArrayList<>();
		for (int i = 0; i < milestones.size(); i++) {
			rows.add(row(milestones.get(i), TOP + i * ROW, scale, today));
		}
		boolean within = !today.isBefore(from) && today.isBefore(to);
		return new PlanStrip(TOP + milestones.size() * ROW + 20, marks(from, to, scale), rows,
				within ? scale.at(today) : null, (deadline != null && !deadline.isBefore(from) && deadline.isBefore(to))
						? scale.at(deadline.plusDays(1)) : null);
	}

	private static Row row(MilestoneLine milestone, int y, Scale scale, LocalDate today) {
		LocalDate begun = milestone.begunOn();
		LocalDate end = (milestone.metOn() != null) ? milestone.metOn() : today;
		String realX = (begun != null) ? scale.at(begun) : null;
		String realWidth = (begun != null) ? scale.width(begun, end) : null;
		String doneWidth = (begun != null) ? scale.part(begun, end, milestone.percentDone()) : null;
		List<String> moved = milestone.postponements()
			.stream()
			.map((postponement) -> scale.at(postponement.oldDueDate().plusDays(1)))
			.toList();
		return new Row(milestone, y, scale.at(milestone.plannedStart()),
				scale.width(milestone.plannedStart(), milestone.dueDate()), realX, realWidth, doneWidth, moved);
	}

	private static List<Mark> marks(LocalDate from, LocalDate to, Scale scale) {
		long months = ChronoUnit.MONTHS.between(from, to);
		long step = Math.max(1, (months + MONTHS_APART - 1) / MONTHS_APART);
		List<Mark> marks = new ArrayList<>();
		for (LocalDate month = from; month.isBefore(to); month = month.plusMonths(step)) {
			marks.add(new Mark(scale.at(month), month, marks.isEmpty() || month.getMonthValue() <= step));
		}
		return marks;
	}

	private static LocalDate earlier(LocalDate one, @Nullable LocalDate other) {
		return (other != null && other.isBefore(one)) ? other : one;
	}

	private static LocalDate later(LocalDate one, @Nullable LocalDate other) {
		return (other != null && other.isAfter(one)) ? other : one;
	}

	/** Whether an earlier due date is drawn. */
	public boolean isMoved() {
		return this.rows.stream().anyMatch((row) -> !row.moved().isEmpty());
	}

	/** Whether a milestone is under way. */
	public boolean isRunning() {
		return this.rows.stream().anyMatch((row) -> row.realX() != null && row.milestone().metOn() == null);
	}

	/** How far down the lines go. */
	public int bottom() {
		return this.height - 20;
	}

	/**
	 * The beginning of a month.
	 *
	 * @param yearShown whether the year is to be named with it
	 */
	public record Mark(String x, LocalDate month, boolean yearShown) {
	}

	/**
	 * A milestone on the strip.
	 *
	 * @param y where its row begins
	 * @param realX where the real bar begins, null if it has not begun
	 * @param doneWidth how much of the real bar the percentage done is
	 * @param moved where earlier due dates were
	 */
	public record Row(MilestoneLine milestone, int y, String x, String width, @Nullable String realX,
			@Nullable String realWidth, @Nullable String doneWidth, List<String> moved) {
	}

	private record Scale(LocalDate from, long days) {

		String at(LocalDate day) {
			return number(WIDTH * (double) ChronoUnit.DAYS.between(this.from, day) / this.days);
		}

		/** Both days count. */
		String width(LocalDate start, LocalDate end) {
			long length = Math.max(1, ChronoUnit.DAYS.between(start, end) + 1);
			return number(Math.max(3, WIDTH * (double) length / this.days));
		}

		/** The first so many percent of the days. */
		String part(LocalDate start, LocalDate end, Percent percent) {
			return number(Double.parseDouble(width(start, end)) * percent.value().doubleValue() / 100);
		}

		private static String number(double value) {
			return String.format(Locale.ROOT, "%.1f", value);
		}

	}

}

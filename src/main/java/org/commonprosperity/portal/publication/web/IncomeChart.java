package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A chart of columns, a column a year, parts of it one upon the other. Everything stands
 * in percent of the drawing, so that type keeps its size on a phone, in large type and on
 * paper while the columns take what room there is.
 *
 * @param columns the columns, the oldest first
 * @param ticks the lines behind them, with what they stand for
 * @param hundredMillions whether the figures are in 亿元; else in 万元
 */
record IncomeChart(List<Column> columns, List<Tick> ticks, boolean hundredMillions) {

	/** Years that a chart shows at most. */
	static final int MOST = 10;

	/** Ways to fill a part that can be told apart without colour. */
	static final int STYLES = 5;

	/** With more columns their figures stand beside them on a wide screen alone. */
	private static final int FEW = 6;

	/** Columns are never wider than if there were so many. */
	private static final int LEAST = 4;

	private static final int TICKS = 5;

	private static final double BAR = 0.62;

	private static final int WAN = 10_000;

	private static final int YI = 100_000_000;

	/** From here on figures in 万元 would be too long for a column. */
	private static final BigDecimal LONG = new BigDecimal("1000000000");

	IncomeChart {
		columns = List.copyOf(columns);
		ticks = List.copyOf(ticks);
	}

	/**
	 * Lays out a chart.
	 * @param years the years, the oldest first; the latest of them show
	 * @param marked the year that stands out, and has its figure on a narrow screen too
	 */
	static IncomeChart of(List<YearOf> years, int marked) {
		List<YearOf> shown = years.subList(Math.max(0, years.size() - MOST), years.size());
		BigDecimal most = shown.stream().map(YearOf::height).max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
		boolean inYi = most.compareTo(LONG) >= 0;
		BigDecimal unit = BigDecimal.valueOf(inYi ? YI : WAN);
		BigDecimal step = step(most.divide(unit, 10, RoundingMode.HALF_UP));
		BigDecimal top = step.multiply(most.divide(unit.multiply(step), 0, RoundingMode.CEILING).max(BigDecimal.ONE));
		double scale = top.multiply(unit).doubleValue();
		List<Tick> ticks = new ArrayList<>();
		for (BigDecimal at = BigDecimal.ZERO; at.compareTo(top) <= 0; at = at.add(step)) {
			ticks.add(new Tick(percent(100 - 100 * at.doubleValue() / top.doubleValue()), at));
		}
		double slot = 100.0 / Math.max(shown.size(), LEAST);
		List<Column> columns = new ArrayList<>();
		int stands = shown.stream().map(YearOf::year).toList().indexOf(marked);
		for (int i = 0; i < shown.size(); i++) {
			boolean between = Math.abs(i - stands) % 2 == 1;
			columns.add(column(shown.get(i), slot * (i + 0.5), slot * BAR, scale, between, i == stands, unit));
		}
		return new IncomeChart(columns, ticks, inYi);
	}

	/** Whether there are so many columns that only a wide screen has room for figures. */
	public boolean crowded() {
		return this.columns.size() > FEW;
	}

	/** Whether one of the years is not whole. */
	public boolean partial() {
		return this.columns.stream().anyMatch(Column::partial);
	}

	/**
	 * The pattern that fills a style, null for those that the style sheet fills.
	 * @param style from 1
	 */
	public @Nullable String fillOf(int style) {
		return fill(style);
	}

	/** The least of 1, 2, 5, 10 and so on that leads to few lines. */
	private static BigDecimal step(BigDecimal most) {
		if (most.signum() <= 0) {
			return BigDecimal.ONE;
		}
		BigDecimal rough = most.divide(BigDecimal.valueOf(TICKS), 10, RoundingMode.CEILING);
		BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(rough.precision() - rough.scale() - 1);
		for (int factor : new int[] { 1, 2, 5, 10 }) {
			BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
			if (step.compareTo(rough) >= 0) {
				return step;
			}
		}
		throw new IllegalStateException("ten times the power is enough");
	}

	private static Column column(YearOf year, double middle, double width, double scale, boolean between,
			boolean marked, BigDecimal unit) {
		List<Segment> segments = new ArrayList<>();
		double below = 0;
		for (Part part : year.parts()) {
			double height = 100 * part.amount().yuan().doubleValue() / scale;
			if (height > 0) {
				segments.add(new Segment(part.style(), percent(100 - below - height), percent(below), percent(height)));
				below += height;
			}
		}
		return new Column(year.year(), percent(middle), percent(middle - width / 2), percent(width),
				percent(100 - below), year.total().yuan().divide(unit, 2, RoundingMode.HALF_UP), year.partial(),
				between, marked, segments);
	}

	private static String percent(double value) {
		return String.format(Locale.ROOT, "%.2f%%", value);
	}

	/**
	 * A year to draw.
	 *
	 * @param total what stands above it
	 * @param partial whether it is not a whole year
	 * @param parts its parts, from the bottom up
	 */
	record YearOf(int year, Money total, boolean partial, List<Part> parts) {

		YearOf {
			parts = List.copyOf(parts);
		}

		private BigDecimal height() {
			return this.parts.stream()
				.map((part) -> part.amount().yuan().max(BigDecimal.ZERO))
				.reduce(BigDecimal.ZERO, BigDecimal::add);
		}

	}

	/**
	 * A part of a column.
	 *
	 * @param style how it is filled, from 1
	 */
	record Part(int style, Money amount) {
	}

	/**
	 * A column as drawn.
	 *
	 * @param middle where its words stand
	 * @param x where it begins
	 * @param top where it ends
	 * @param value its figure, in the chart's unit
	 * @param between whether a narrow screen leaves its year out, every other one from
	 * the marked one on
	 * @param marked whether it stands out
	 */
	public record Column(int year, String middle, String x, String width, String top, BigDecimal value, boolean partial,
			boolean between, boolean marked, List<Segment> segments) {

		public Column {
			segments = List.copyOf(segments);
		}

	}

	/**
	 * A part of a column as drawn.
	 *
	 * @param y where it begins if the column stands
	 * @param x where it begins if the column lies
	 * @param height how far it reaches, either way
	 */
	public record Segment(int style, String y, String x, String height) {

		public @Nullable String fill() {
			return IncomeChart.fill(this.style);
		}

	}

	/**
	 * A line behind the columns.
	 *
	 * @param value what it stands for, in the chart's unit
	 */
	public record Tick(String y, BigDecimal value) {
	}

	private static @Nullable String fill(int style) {
		return switch (style) {
			case 2 -> "url(#fill-hatch)";
			case 4 -> "url(#fill-dots)";
			default -> null;
		};
	}

}

package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.shared.CountSuppressionRule.Shown;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is published of people in work, as it was frozen at the end of a quarter.
 *
 * @param end the quarter's last day
 * @param closedAt when it was counted
 * @param ruleVersion the version of the rule that decided what shows
 * @param corrected whether the quarter before would be counted differently by what is
 * known now
 * @param groups groups of people
 * @param kinds kinds of workshops
 * @param villages villages
 * @param figures what shows at each place of the quarter
 * @param stays of those whose first twelve months ended in a year; null before the first
 * fourth quarter
 * @param trend the totals of the latest quarters, the oldest first
 */
public record EmploymentSheet(LocalDate end, Instant closedAt, int ruleVersion, boolean corrected, List<Name> groups,
		List<Name> kinds, List<Name> villages, Map<Place, Figure> figures, @Nullable Stays stays, List<Totals> trend) {

	public EmploymentSheet {
		groups = List.copyOf(groups);
		kinds = List.copyOf(kinds);
		villages = List.copyOf(villages);
		figures = Map.copyOf(figures);
		trend = List.copyOf(trend);
	}

	/** The first day of the quarter. */
	public LocalDate first() {
		return QuarterCounts.first(this.end);
	}

	/** People in work at the quarter's end. */
	public Figure inWork() {
		return at(Place.inWork());
	}

	/** People in work by group; an empty code is the total, here and below. */
	public Figure group(String group) {
		return at(Place.work(PublishedTable.GROUP, group));
	}

	/** People in work by kind of workshop. */
	public Figure kind(String kind) {
		return at(Place.work(PublishedTable.KIND, kind));
	}

	/** People in work by village. */
	public Figure village(String village) {
		return at(Place.work(PublishedTable.VILLAGE, village));
	}

	/** Placements that began in the quarter. */
	public Figure placed() {
		return at(Place.placed());
	}

	/** The median wage of a group. */
	public Figure wage(String group) {
		return at(new Place(PublishedTable.WAGE, group, Place.TOTAL));
	}

	/** Whether any figure of the quarter is hidden. */
	public boolean isWithheld() {
		return this.figures.entrySet()
			.stream()
			.anyMatch((one) -> one.getValue().isWithheld() && one.getKey().table() != PublishedTable.WAGE);
	}

	private Figure at(Place place) {
		return this.figures.getOrDefault(place, Figure.NONE);
	}

	/**
	 * A figure that shows, or does not.
	 *
	 * @param shown how it shows
	 * @param count how many; null if that does not show, or it is a wage
	 * @param wage yuan a month; null if that does not show, or it is a count
	 */
	public record Figure(Shown shown, @Nullable Long count, @Nullable Money wage) {

		static final Figure NONE = new Figure(Shown.COUNT, 0L, null);

		/** Whether it says no number. */
		public boolean isWithheld() {
			return this.shown != Shown.COUNT;
		}

		/** Whether it says that there are 1 to 4. */
		public boolean few() {
			return this.shown == Shown.FEW;
		}

	}

	/**
	 * What stands before a row or above a column.
	 *
	 * @param code its code
	 * @param name 简体中文
	 * @param nameEn English, or null
	 */
	public record Name(String code, String name, @Nullable String nameEn) {
	}

	/**
	 * Who stayed, of those whose first twelve months ended in a year.
	 *
	 * @param end the last day of the year
	 * @param groups groups of people
	 * @param figures what shows at each place
	 */
	public record Stays(LocalDate end, List<Name> groups, Map<Place, Figure> figures) {

		public Stays {
			groups = List.copyOf(groups);
			figures = Map.copyOf(figures);
		}

		/** Those whose first twelve months ended in the year. */
		public Figure of(String group) {
			return this.figures.getOrDefault(Place.stayed(group, Place.TOTAL), Figure.NONE);
		}

		/** Those of them who stayed. */
		public Figure stayed(String group) {
			return this.figures.getOrDefault(Place.stayed(group, Place.STAYED), Figure.NONE);
		}

		/** Those of them who did not. */
		public Figure left(String group) {
			return this.figures.getOrDefault(Place.stayed(group, Place.LEFT), Figure.NONE);
		}

		/**
		 * How many in a hundred stayed: reckoned from the two counts that show, so that
		 * it says nothing more.
		 * @return null if one of them does not show, or there is nobody
		 */
		public @Nullable BigDecimal percent(String group) {
			Long stayed = stayed(group).count();
			Long of = of(group).count();
			if (of(group).few() && Long.valueOf(0).equals(left(group).count())) {
				// nobody left, and that shows
				return EmploymentRule.percent(1, 1);
			}
			return (stayed != null && of != null) ? EmploymentRule.percent(stayed, of) : null;
		}

	}

	/**
	 * The totals of a quarter.
	 *
	 * @param end the quarter's last day
	 * @param inWork people in work at its end
	 * @param placed placements that began in it
	 */
	public record Totals(LocalDate end, Figure inWork, Figure placed) {
	}

}

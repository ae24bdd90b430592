package org.commonprosperity.portal.village;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which of a village's approved returns make up its year, and whether that is a whole
 * year. What counts is the annual return, if it states income (one with nothing but the
 * year's target or population does not count and hides no quarter); without one the
 * quarters from the first on without a gap, so that "up to the third quarter" is never
 * said of a sum that lacks the second. A return that was sent before its period was over
 * cannot know the rest of it: a year is whole only if the return that ends it was sent
 * when the year was over.
 */
public final class CountedReturnsRule {

	private static final int QUARTERS = 4;

	private CountedReturnsRule() {
	}

	/**
	 * Chooses what counts.
	 * @param annual the day on which the approved annual return was sent, null unless it
	 * states income
	 * @param quarters the quarters whose approved returns state income, with the days on
	 * which they were sent
	 */
	public static Counted of(int year, @Nullable LocalDate annual, Map<Integer, LocalDate> quarters) {
		if (annual != null) {
			return new Counted(true, List.of(), early(IncomePeriod.of(year), annual));
		}
		List<Integer> counted = new ArrayList<>();
		LocalDate until = null;
		for (int quarter = 1; quarter <= QUARTERS && quarters.containsKey(quarter); quarter++) {
			counted.add(quarter);
			until = early(new IncomePeriod(year, quarter), quarters.get(quarter));
		}
		return new Counted(false, counted, until);
	}

	/** The day on which a return was sent, if its period was not over then. */
	private static @Nullable LocalDate early(IncomePeriod period, LocalDate sent) {
		return sent.isBefore(period.isOver()) ? sent : null;
	}

	/**
	 * What counts of a year.
	 *
	 * @param annual whether it is the annual return
	 * @param quarters else the quarters that are added up; none if nothing counts yet
	 * @param until the day on which the last of its returns was sent, where its period
	 * was not over then: the figure goes no further; else null
	 */
	public record Counted(boolean annual, List<Integer> quarters, @Nullable LocalDate until) {

		public Counted {
			quarters = List.copyOf(quarters);
		}

		/** Whether it is the figure of a whole year. */
		public boolean isWhole() {
			return this.until == null && (this.annual || this.quarters.size() == QUARTERS);
		}

		/** Up to which quarter the sum goes; null for an annual return or for nothing. */
		public @Nullable Integer upToQuarter() {
			return this.quarters.isEmpty() ? null : this.quarters.get(this.quarters.size() - 1);
		}

		public boolean isNothing() {
			return !this.annual && this.quarters.isEmpty();
		}

		/** Whether the return of a quarter, or of the year for null, is added up. */
		public boolean counts(@Nullable Integer quarter) {
			return (quarter == null) ? this.annual : this.quarters.contains(quarter);
		}

	}

}

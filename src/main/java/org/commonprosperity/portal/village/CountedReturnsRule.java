package org.commonprosperity.portal.village;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which of a village's approved returns make up its year: the annual one, if it states
 * income (one with nothing but the year's target does not count); without one the
 * quarters from the first on without a gap, so that "up to the third quarter" is never
 * said of a sum that lacks the second.
 */
public final class CountedReturnsRule {

	private static final int QUARTERS = 4;

	private CountedReturnsRule() {
	}

	/**
	 * Chooses what counts.
	 * @param annual whether an approved annual return states income
	 * @param quarters the quarters whose returns are approved
	 */
	public static Counted of(boolean annual, Set<Integer> quarters) {
		if (annual) {
			return new Counted(true, List.of());
		}
		List<Integer> counted = new ArrayList<>();
		for (int quarter = 1; quarter <= QUARTERS && quarters.contains(quarter); quarter++) {
			counted.add(quarter);
		}
		return new Counted(false, counted);
	}

	/**
	 * What counts of a year.
	 *
	 * @param annual whether it is the annual return
	 * @param quarters else the quarters that are added up; none if nothing counts yet
	 */
	public record Counted(boolean annual, List<Integer> quarters) {

		public Counted {
			quarters = List.copyOf(quarters);
		}

		/** Up to which quarter the sum goes; null for a whole year or for nothing. */
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

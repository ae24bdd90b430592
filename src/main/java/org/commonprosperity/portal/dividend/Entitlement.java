package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a contribution earns, and the days on which it earns nothing yet.
 *
 * @param lines by year, phase, class and version of the terms, in the order of their days
 * @param gaps stretches of days without a class that has terms, in their order
 */
public record Entitlement(List<EntitlementLine> lines, List<Gap> gaps) {

	public Entitlement {
		lines = List.copyOf(lines);
		gaps = List.copyOf(gaps);
	}

	/** The sum of the rounded lines. */
	public Money total() {
		return this.lines.stream().map(EntitlementLine::amount).reduce(new Money(BigDecimal.ZERO), Money::plus);
	}

	/**
	 * Days that earn nothing until the coordinating office decides.
	 *
	 * @param from the first of them
	 * @param until the first day after them
	 * @param phase the phase that they lie in
	 * @param contributorClass code of the class that has no terms; null where there is no
	 * class
	 */
	public record Gap(LocalDate from, LocalDate until, DividendPhase phase, @Nullable String contributorClass) {

		/** Why they earn nothing. */
		public Reason reason() {
			return (this.contributorClass == null) ? Reason.NO_CLASS : Reason.NO_TERMS;
		}

		/**
		 * Why days earn nothing yet.
		 */
		public enum Reason {

			/** No class is on record for the contributor. */
			NO_CLASS,
			/** The class has no terms in the phase. */
			NO_TERMS

		}

	}

}

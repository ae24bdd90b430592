package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a contribution earns in a calendar year, phase and class by one version of the
 * terms: principal × rate × days ÷ days of the year, rounded half-up to the fen.
 *
 * @param year the calendar year
 * @param phase the phase
 * @param contributorClass code of the contributor's class, or null of one without
 * @param terms the version of the terms
 * @param principal what it is reckoned from
 * @param days the days that count
 * @param yearDays the days of the year
 */
public record EntitlementLine(int year, DividendPhase phase, @Nullable String contributorClass, DividendTerms terms,
		Money principal, int days, int yearDays) {

	public EntitlementLine {
		if (days < 0 || days > yearDays) {
			throw new IllegalArgumentException(days + " of " + yearDays + " days");
		}
	}

	public BigDecimal rate() {
		return this.terms.rate();
	}

	/** What is due, exact to the fen. */
	public Money amount() {
		return new Money(this.principal.yuan()
			.multiply(this.terms.rate())
			.multiply(BigDecimal.valueOf(this.days))
			.divide(BigDecimal.valueOf(this.yearDays), 2, RoundingMode.HALF_UP));
	}

}

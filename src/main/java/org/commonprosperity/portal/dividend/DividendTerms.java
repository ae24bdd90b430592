package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A version of a project's terms: what contributions of a class earn in a phase, and on
 * which days it holds.
 *
 * @param id number of the version
 * @param phase the phase that it holds for
 * @param contributorClass code of the class that it holds for; null: every contributor,
 * of whatever class or of none
 * @param rate part of the contribution a year: 0.05 is 5 %
 * @param from the first day; null: from the beginning
 * @param until the first day that it does not hold for any more; null: as long as no
 * other takes its place
 * @param payBy the day of the next year by which a year's dividend is to be paid
 */
public record DividendTerms(long id, DividendPhase phase, @Nullable String contributorClass, BigDecimal rate,
		@Nullable LocalDate from, @Nullable LocalDate until, MonthDay payBy) {

	public DividendTerms {
		Objects.requireNonNull(phase, "phase");
		if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
			throw new IllegalArgumentException("a rate is a part of the whole: " + rate.toPlainString());
		}
		if (from != null && until != null && !until.isAfter(from)) {
			throw new IllegalArgumentException("terms end after they begin");
		}
	}

	/** Whether it holds for a class, or for a contributor of none, on a day. */
	public boolean holds(DividendPhase phase, @Nullable String contributorClass, LocalDate day) {
		return this.phase == phase && (this.contributorClass == null || this.contributorClass.equals(contributorClass))
				&& (this.from == null || !day.isBefore(this.from)) && (this.until == null || day.isBefore(this.until));
	}

	/** The day by which the dividend of a year is to be paid. */
	public LocalDate payByOf(int year) {
		return this.payBy.atYear(year + 1);
	}

}

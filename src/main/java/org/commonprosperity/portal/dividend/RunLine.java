package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A line of a run: what is due of a contribution for a year, phase, class and version of
 * the terms, and what of it was posted before.
 *
 * @param number its number within the run, from 1
 * @param kind ACCRUAL where nothing of the contribution and year was posted before, else
 * ADJUSTMENT
 * @param posting the how-manieth posting of the line it would be
 * @param reason what changed since it was posted: codes joined by commas; null where
 * nothing was
 */
record RunLine(int number, long contributionId, long contributorId, String kind, int year, DividendPhase phase,
		@Nullable String classCode, long termsId, BigDecimal principal, BigDecimal rate, int days, int yearDays,
		BigDecimal due, BigDecimal posted, int posting, LocalDate payBy, @Nullable String reason) {

	Money difference() {
		return new Money(this.due.subtract(this.posted));
	}

	/** All that makes the line what it is, in one text. */
	String print() {
		return String.join("|", String.valueOf(this.contributionId), String.valueOf(this.contributorId), this.kind,
				String.valueOf(this.year), this.phase.name(), String.valueOf(this.classCode),
				String.valueOf(this.termsId), String.valueOf(this.days), this.due.toPlainString(),
				this.posted.toPlainString(), String.valueOf(this.posting), this.payBy.toString()) + "\n";
	}

}

package org.commonprosperity.portal.account;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import org.commonprosperity.portal.shared.Refusal;

/**
 * Who stands in, for how long and why.
 *
 * @param deputyId number of the deputy's account
 * @param fromDay the first day
 * @param untilDay the last day, which counts as a whole
 * @param reason why the official is away
 */
public record DeputyTerms(long deputyId, LocalDate fromDay, LocalDate untilDay, DeputyReason reason) {

	/** Longer, and it is no absence but another post. */
	static final int MOST_DAYS = 90;

	/**
	 * Begins today or later, ends no earlier than it begins and lasts 90 days at most.
	 * @throws Refusal naming the field that is wrong
	 */
	void check(LocalDate today) {
		if (this.fromDay.isBefore(today)) {
			throw new Refusal("fromDay", "deputy.refusal.past");
		}
		if (this.untilDay.isBefore(this.fromDay)) {
			throw new Refusal("untilDay", "deputy.refusal.order");
		}
		if (ChronoUnit.DAYS.between(this.fromDay, this.untilDay) >= MOST_DAYS) {
			throw new Refusal("untilDay", "deputy.refusal.long", MOST_DAYS);
		}
	}

}

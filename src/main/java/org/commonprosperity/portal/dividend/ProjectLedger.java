package org.commonprosperity.portal.dividend;

import java.time.LocalDate;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A project as the start page of the ledger shows it.
 *
 * @param project the project
 * @param departmentId the responsible department, or null where none is on record
 * @param terms whether it has terms, approved or waiting
 * @param contributors who has a contribution in it today
 * @param principal what stands in it today
 * @param balances what is due, paid and owed in all
 * @param firstYear the year of the first contribution, or null where there is none
 * @param startedOn the day on which operation starts, or null
 * @param postedYear the latest year that was posted, or null
 * @param waiting what waits for the coordinating office
 */
public record ProjectLedger(Named project, @Nullable Long departmentId, boolean terms, int contributors,
		Money principal, Balances balances, @Nullable Integer firstYear, @Nullable LocalDate startedOn,
		@Nullable Integer postedYear, Waiting waiting) {

	/** Whether anything of dividends is on record. */
	public boolean isKept() {
		return this.terms || this.firstYear != null;
	}

	/**
	 * The year whose run comes next: after the latest posted one, else the first of the
	 * contributions; null where there is nothing to reckon.
	 */
	public @Nullable Integer nextYear() {
		return (this.postedYear != null) ? Integer.valueOf(this.postedYear + 1) : this.firstYear;
	}

	/**
	 * Sums of the ledger.
	 *
	 * @param accrued 应付
	 * @param paid 已付
	 * @param payable 待付
	 * @param arrears 欠付
	 */
	public record Balances(Money accrued, Money paid, Money payable, Money arrears) {
	}

	/**
	 * How much of what waits.
	 */
	public record Waiting(int contributions, int changes, int terms, int starts, int runs, int distributions) {

		public int total() {
			return this.contributions + this.changes + this.terms + this.starts + this.runs + this.distributions;
		}

	}

	/**
	 * A year of the ledger.
	 *
	 * @param posted whether a run of it was posted
	 */
	public record YearLine(int year, Balances balances, boolean posted) {
	}

}

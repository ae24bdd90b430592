package org.commonprosperity.portal.village;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.VillageIncomeRule.Line;
import org.jspecify.annotations.Nullable;

/**
 * A return as it was approved, for the read side.
 *
 * @param quarter the quarter, null for the whole year
 * @param reason why it corrects an earlier one, null for the first
 * @param sentOn the day on which the village sent it
 */
record ApprovedReturn(long id, long villageId, int year, @Nullable Integer quarter, int revision,
		@Nullable Money target, @Nullable Money disposableIncome, @Nullable Integer population, @Nullable Money assets,
		@Nullable String note, @Nullable String reason, LocalDate sentOn, Instant approvedAt,
		VillageIncome.Origin origin, List<Line> lines) {

	ApprovedReturn {
		lines = List.copyOf(lines);
	}

	/** Whether it says anything of income, be it zero. */
	boolean statesIncome() {
		return !this.lines.isEmpty();
	}

	/** What it is a return of; a correction is one of the same. */
	Period period() {
		return new Period(this.villageId, this.year, this.quarter);
	}

	/**
	 * What a return is of.
	 */
	record Period(long villageId, int year, @Nullable Integer quarter) {
	}

}

package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.CountedReturnsRule.Counted;
import org.commonprosperity.portal.village.DistrictIncome.Village;
import org.commonprosperity.portal.village.VillageIncomeRule.Totals;
import org.jspecify.annotations.Nullable;

/**
 * What is public of one village's year.
 *
 * @param village the village
 * @param year the year
 * @param counted which returns it is made of
 * @param totals what it comes to for the village
 * @param forDistrict what it comes to for the district: without what other villages paid
 * @param target what the village meant to reach, null if it has not said
 * @param disposableIncome yuan a head, null if not known
 * @param population residents, null if not known
 * @param assets collective assets at the end of the year, null if not known
 * @param notes what the village says of it
 * @param origins where the figures come from
 * @param approvedAt when the latest of the returns was approved
 * @param corrected whether one of them is a correction
 * @param figured whether an annual return is approved, which may state target, population
 * and the like; with or without income
 * @param position the village's place by recurring income among those with a whole year,
 * null as long as the village's is none
 * @param growth of the total in percent, null where it is not to be said
 * @param disposableGrowth of the income a head in percent, null where it is not to be
 * said
 */
public record VillageIncome(Village village, int year, Counted counted, Totals totals, Totals forDistrict,
		@Nullable Money target, @Nullable Money disposableIncome, @Nullable Integer population, @Nullable Money assets,
		List<Note> notes, List<Origin> origins, Instant approvedAt, boolean corrected, boolean figured,
		@Nullable Integer position, @Nullable BigDecimal growth, @Nullable BigDecimal disposableGrowth) {

	/** Decimals that keep the least amount above nothing and the largest below whole. */
	private static final int EXACT = 20;

	public VillageIncome {
		notes = List.copyOf(notes);
		origins = List.copyOf(origins);
	}

	/** Whether the figure is one of a whole year, which was over when it was stated. */
	public boolean wholeYear() {
		return this.counted.isWhole();
	}

	/** Whether a whole year's recurring income is at least 1000 万元. */
	public boolean aboveThousand() {
		return wholeYear() && this.totals.recurring().compareTo(DistrictIncome.THOUSAND) >= 0;
	}

	/**
	 * How much of the target is reached, in percent; null without a target or income.
	 */
	public @Nullable BigDecimal reached() {
		if (this.counted.isNothing() || this.target == null || this.target.yuan().signum() == 0) {
			return null;
		}
		return this.totals.total()
			.yuan()
			.multiply(BigDecimal.valueOf(100))
			.divide(this.target.yuan(), EXACT, RoundingMode.DOWN);
	}

	public boolean reachedTarget() {
		return this.target != null && this.totals.total().compareTo(this.target) >= 0;
	}

	/** What is still missing to the target, or nothing; null without a target. */
	public @Nullable Money distance() {
		return (this.target == null) ? null
				: new Money(this.target.yuan().subtract(this.totals.total().yuan()).max(BigDecimal.ZERO));
	}

	/** What the income is above the target, or nothing; null without a target. */
	public @Nullable Money beyond() {
		return (this.target == null) ? null
				: new Money(this.totals.total().yuan().subtract(this.target.yuan()).max(BigDecimal.ZERO));
	}

	VillageIncome beside(@Nullable Integer place, @Nullable VillageIncome last) {
		boolean comparable = last != null && wholeYear() && last.wholeYear();
		return new VillageIncome(this.village, this.year, this.counted, this.totals, this.forDistrict, this.target,
				this.disposableIncome, this.population, this.assets, this.notes, this.origins, this.approvedAt,
				this.corrected, this.figured, place,
				comparable ? GrowthRule.percent(this.totals.total(), last.totals.total()) : null,
				GrowthRule.percent(this.disposableIncome, (last != null) ? last.disposableIncome : null));
	}

	/**
	 * What a village says of its figures.
	 *
	 * @param quarter the quarter whose return says so, null for the year
	 */
	public record Note(@Nullable Integer quarter, String text) {
	}

	/**
	 * Where figures come from.
	 */
	public record Origin(String code, String title, @Nullable String titleEn) {
	}

}

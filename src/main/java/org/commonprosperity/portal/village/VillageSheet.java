package org.commonprosperity.portal.village;

import java.util.List;

import org.commonprosperity.portal.village.DistrictIncome.Village;
import org.jspecify.annotations.Nullable;

/**
 * All that is public of one village's income, as its page shows it.
 *
 * @param village the village
 * @param district the district it is part of
 * @param incomes its years with income, the newest first
 * @param figures its years with target, population and the like, with income or without,
 * the newest first
 * @param corrections what was corrected, the newest first
 */
public record VillageSheet(Village village, DistrictIncome district, List<VillageIncome> incomes,
		List<VillageIncome> figures, List<IncomeCorrection> corrections) {

	public VillageSheet {
		incomes = List.copyOf(incomes);
		figures = List.copyOf(figures);
		corrections = List.copyOf(corrections);
	}

	/**
	 * The year that the page opens with: the newest whole one; before there is one, the
	 * newest. Null if nothing is approved.
	 */
	public @Nullable VillageIncome latest() {
		return this.incomes.stream()
			.filter(VillageIncome::wholeYear)
			.findFirst()
			.orElse(this.incomes.isEmpty() ? null : this.incomes.get(0));
	}

}

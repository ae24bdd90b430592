package org.commonprosperity.portal.village;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.commonprosperity.portal.village.ApprovedReturn.Period;
import org.commonprosperity.portal.village.CountedReturnsRule.Counted;
import org.commonprosperity.portal.village.DistrictIncome.EnclaveName;
import org.commonprosperity.portal.village.DistrictIncome.Village;
import org.commonprosperity.portal.village.DistrictIncome.Year;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.commonprosperity.portal.village.VillageIncomeRule.Line;
import org.commonprosperity.portal.village.VillageIncomeRule.Posting;
import org.commonprosperity.portal.village.VillageIncomeRule.Totals;
import org.jspecify.annotations.Nullable;

/**
 * Lays the rules of village income on what is approved. A village has a figure for a year
 * once returns of it count; a payment alone is none.
 *
 * @param villages the villages that show
 * @param returns approved returns, all revisions, in the order of year, period and
 * revision
 * @param postings what enclaves posted, by village and year
 */
record IncomeBook(List<Village> villages, List<IncomeSource> sources, List<EnclaveName> enclaves,
		List<ApprovedReturn> returns, Map<Period, List<Posting>> postings) {

	DistrictIncome district() {
		Map<Integer, Map<Long, VillageIncome>> all = all();
		List<Year> years = new ArrayList<>();
		List<VillageIncome> unstated = new ArrayList<>();
		Year last = null;
		for (int year : new TreeSet<>(all.keySet())) {
			Map<Long, VillageIncome> now = all.get(year);
			Map<Long, VillageIncome> before = all.getOrDefault(year - 1, Map.of());
			List<VillageIncome> placed = now.values()
				.stream()
				.map((income) -> income.beside(place(income, now.values()), before.get(income.village().id())))
				.toList();
			List<VillageIncome> stated = placed.stream().filter((income) -> !income.counted().isNothing()).toList();
			placed.stream().filter((income) -> income.counted().isNothing()).forEach(unstated::add);
			if (!stated.isEmpty()) {
				Set<Long> known = stated.stream().map((income) -> income.village().id()).collect(Collectors.toSet());
				List<Village> missing = this.villages.stream().filter((one) -> !known.contains(one.id())).toList();
				last = new Year(year, stated, missing, null)
					.after((last != null && last.year() == year - 1) ? last : null);
				years.add(0, last);
			}
		}
		unstated.sort(Comparator.comparing(VillageIncome::year).reversed());
		return new DistrictIncome(this.villages, this.sources, this.enclaves, years, unstated);
	}

	/** What is approved by year and village, in the order of the villages. */
	private Map<Integer, Map<Long, VillageIncome>> all() {
		Map<Integer, Map<Long, VillageIncome>> all = new HashMap<>();
		Map<Period, ApprovedReturn> latest = latest();
		for (Village village : this.villages) {
			latest.values()
				.stream()
				.filter((one) -> one.villageId() == village.id())
				.collect(Collectors.groupingBy(ApprovedReturn::year))
				.forEach((year, returned) -> all.computeIfAbsent(year, (key) -> new LinkedHashMap<>())
					.put(village.id(), income(village, year, returned)));
		}
		return all;
	}

	/** Part of a year is not ranked beside a whole one, nor beside another part. */
	private static @Nullable Integer place(VillageIncome income, Collection<VillageIncome> all) {
		return !income.wholeYear() ? null
				: 1 + (int) all.stream()
					.filter((other) -> other.wholeYear()
							&& other.totals().recurring().compareTo(income.totals().recurring()) > 0)
					.count();
	}

	private VillageIncome income(Village village, int year, List<ApprovedReturn> returned) {
		ApprovedReturn annual = null;
		Map<Integer, LocalDate> quarters = new HashMap<>();
		for (ApprovedReturn one : returned) {
			if (one.quarter() == null) {
				annual = one;
			}
			else if (one.statesIncome()) {
				quarters.put(one.quarter(), one.sentOn());
			}
		}
		Counted counted = CountedReturnsRule.of(year,
				(annual != null && annual.statesIncome()) ? annual.sentOn() : null, quarters);
		// an annual return counts for what it states: income, or the rest alone
		List<ApprovedReturn> made = returned.stream()
			.filter((one) -> one.quarter() == null || counted.counts(one.quarter()))
			.sorted(Comparator.comparing((one) -> (one.quarter() != null) ? one.quarter() : 0))
			.toList();
		List<Line> lines = made.stream().flatMap((one) -> one.lines().stream()).toList();
		List<Posting> posted = counted.isNothing() ? List.of()
				: this.postings.getOrDefault(new Period(village.id(), year, null), List.of());
		Totals totals = VillageIncomeRule.total(lines, posted);
		Totals forDistrict = VillageIncomeRule.total(lines.stream().filter((line) -> line.payerId() == null).toList(),
				posted);
		List<VillageIncome.Note> notes = made.stream()
			.filter((one) -> one.note() != null && !one.note().isBlank())
			.map((one) -> new VillageIncome.Note(one.quarter(), Objects.requireNonNull(one.note())))
			.toList();
		return new VillageIncome(village, year, counted, totals, forDistrict, (annual != null) ? annual.target() : null,
				(annual != null) ? annual.disposableIncome() : null, (annual != null) ? annual.population() : null,
				(annual != null) ? annual.assets() : null, notes,
				made.stream().map(ApprovedReturn::origin).distinct().toList(),
				made.stream().map(ApprovedReturn::approvedAt).max(Comparator.naturalOrder()).orElse(Instant.EPOCH),
				made.stream().anyMatch((one) -> one.revision() > 1), annual != null, null, null, null);
	}

	/** The revision in force of each period. */
	private Map<Period, ApprovedReturn> latest() {
		Map<Period, ApprovedReturn> latest = new LinkedHashMap<>();
		this.returns.forEach((one) -> latest.merge(one.period(), one,
				(old, other) -> (other.revision() > old.revision()) ? other : old));
		return latest;
	}

	/** What was corrected of a village's returns, the newest first. */
	List<IncomeCorrection> corrections(Village village) {
		Map<Period, ApprovedReturn> before = new HashMap<>();
		List<IncomeCorrection> corrections = new ArrayList<>();
		for (ApprovedReturn one : this.returns) {
			if (one.villageId() != village.id()) {
				continue;
			}
			ApprovedReturn earlier = before.put(one.period(), one);
			if (earlier != null) {
				corrections.add(IncomeCorrection.of(earlier, one));
			}
		}
		corrections.sort(Comparator.comparing(IncomeCorrection::approvedAt).reversed());
		return corrections;
	}

}

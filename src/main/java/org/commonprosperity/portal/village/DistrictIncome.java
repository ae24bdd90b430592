package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.commonprosperity.portal.village.VillageIncomeRule.Totals;
import org.jspecify.annotations.Nullable;

/**
 * What the public knows of the collective income of all villages: approved returns and
 * posted payments, added up by year. Every page, download and chart takes its figures
 * from here, so that they agree.
 *
 * @param villages the villages, in the order of the record
 * @param sources the sources of income, in their order
 * @param enclaves the enclaves, in the order of the record
 * @param years the years of which income is approved, the newest first
 * @param unstated what is approved of years without any income that counts: target,
 * population and the like; the newest first
 */
public record DistrictIncome(List<Village> villages, List<IncomeSource> sources, List<EnclaveName> enclaves,
		List<Year> years, List<VillageIncome> unstated) {

	/** Recurring income of a village that counts as "above 1000 万元". */
	public static final Money THOUSAND = new Money(BigDecimal.valueOf(10_000_000));

	private static final Money NOTHING = new Money(BigDecimal.ZERO);

	public DistrictIncome {
		villages = List.copyOf(villages);
		sources = List.copyOf(sources);
		enclaves = List.copyOf(enclaves);
		years = List.copyOf(years);
		unstated = List.copyOf(unstated);
	}

	/**
	 * The year that headlines speak of: the newest with a figure for a whole year; before
	 * there is one, the newest. Null if nothing is approved.
	 */
	public @Nullable Year latest() {
		return this.years.stream()
			.filter((year) -> year.incomes().stream().anyMatch(VillageIncome::wholeYear))
			.findFirst()
			.orElse(this.years.isEmpty() ? null : this.years.get(0));
	}

	/** A year, or null if nothing of it is approved. */
	public @Nullable Year year(int year) {
		return this.years.stream().filter((one) -> one.year() == year).findFirst().orElse(null);
	}

	/** What a village has in each year, the newest first. */
	public List<VillageIncome> incomesOf(Village village) {
		return this.years.stream()
			.flatMap((year) -> year.incomes().stream())
			.filter((income) -> income.village().equals(village))
			.toList();
	}

	/** A village's years with target, population and the like, the newest first. */
	public List<VillageIncome> figuresOf(Village village) {
		return Stream.concat(incomesOf(village).stream(), this.unstated.stream())
			.filter((income) -> income.figured() && income.village().equals(village))
			.sorted(Comparator.comparing(VillageIncome::year).reversed())
			.toList();
	}

	/**
	 * The sources with an amount in one of the years.
	 * @param totals what the years come to
	 */
	public List<IncomeSource> sourcesIn(List<Totals> totals) {
		return this.sources.stream()
			.filter((source) -> totals.stream()
				.anyMatch((one) -> one.bySource().getOrDefault(source.code(), NOTHING).yuan().signum() != 0))
			.toList();
	}

	/** The enclave of a number. */
	public EnclaveName enclave(long id) {
		return this.enclaves.stream().filter((enclave) -> enclave.id() == id).findFirst().orElseThrow();
	}

	/**
	 * A village.
	 *
	 * @param nameOrder where the name stands among all, by pinyin
	 */
	public record Village(long id, String code, String name, @Nullable String nameEn, long nameOrder) {
	}

	/**
	 * An enclave.
	 *
	 * @param projectId number of the project it belongs to
	 */
	public record EnclaveName(long id, String code, String name, @Nullable String nameEn, long projectId) {
	}

	/**
	 * A year of all villages. What one village paid another is left out of the district's
	 * sums, so that they count every yuan once.
	 *
	 * @param year the year
	 * @param incomes the villages with a figure, in the order of the record
	 * @param missing those without
	 * @param growth of the total in percent; null where it is not to be said
	 */
	public record Year(int year, List<VillageIncome> incomes, List<Village> missing, @Nullable BigDecimal growth) {

		public Year {
			incomes = List.copyOf(incomes);
			missing = List.copyOf(missing);
		}

		/** How many villages there are, with a figure or without. */
		public int villages() {
			return this.incomes.size() + this.missing.size();
		}

		/** The villages whose figure is one of a whole year. */
		public List<VillageIncome> whole() {
			return this.incomes.stream().filter(VillageIncome::wholeYear).toList();
		}

		/** Whether every figure is one of a whole year. */
		public boolean wholeYear() {
			return this.incomes.stream().allMatch(VillageIncome::wholeYear);
		}

		/** The villages whose figure is for a part of the year only. */
		public List<VillageIncome> running() {
			return this.incomes.stream().filter((income) -> !income.wholeYear()).toList();
		}

		public Money total() {
			return sum(Totals::total);
		}

		public Money recurring() {
			return sum(Totals::recurring);
		}

		public Money enclave() {
			return sum(Totals::enclave);
		}

		/** What villages paid each other, counted for the villages alone. */
		public Money betweenVillages() {
			return this.incomes.stream().map((income) -> income.totals().fromVillages()).reduce(NOTHING, Money::plus);
		}

		/** What of it is recurring for the village that was paid. */
		public Money recurringBetweenVillages() {
			Money own = this.incomes.stream().map((income) -> income.totals().recurring()).reduce(NOTHING, Money::plus);
			return new Money(own.yuan().subtract(recurring().yuan()));
		}

		/** The total by the number of villages with a figure. */
		public Money average() {
			return average(total());
		}

		public Money averageRecurring() {
			return average(recurring());
		}

		/** How many of {@link #whole()} have recurring income of at least 1000 万元. */
		public long aboveThousand() {
			return this.incomes.stream().filter(VillageIncome::aboveThousand).count();
		}

		/** How many villages have said what they mean to reach. */
		public long withTarget() {
			return this.incomes.stream().filter((income) -> income.target() != null).count();
		}

		/** How many of them have reached it. */
		public long reached() {
			return this.incomes.stream().filter(VillageIncome::reachedTarget).count();
		}

		/** When the latest of its figures was approved. */
		public Instant approvedAt() {
			return this.incomes.stream()
				.map(VillageIncome::approvedAt)
				.max(Comparator.naturalOrder())
				.orElse(Instant.EPOCH);
		}

		/** Where its figures come from, each once. */
		public List<VillageIncome.Origin> origins() {
			return this.incomes.stream().flatMap((income) -> income.origins().stream()).distinct().toList();
		}

		/**
		 * How the total grew, if it is one of whole years and of the same villages in
		 * both.
		 */
		Year after(@Nullable Year last) {
			boolean comparable = last != null && wholeYear() && last.wholeYear() && ids(this).equals(ids(last));
			return new Year(this.year, this.incomes, this.missing,
					comparable ? GrowthRule.percent(total(), last.total()) : null);
		}

		private static Set<Long> ids(Year year) {
			return year.incomes.stream().map((income) -> income.village().id()).collect(Collectors.toSet());
		}

		private Money sum(Function<Totals, Money> part) {
			return this.incomes.stream().map(VillageIncome::forDistrict).map(part).reduce(NOTHING, Money::plus);
		}

		private Money average(Money money) {
			return this.incomes.isEmpty() ? NOTHING
					: new Money(money.yuan().divide(BigDecimal.valueOf(this.incomes.size()), 2, RoundingMode.HALF_UP));
		}

	}

}

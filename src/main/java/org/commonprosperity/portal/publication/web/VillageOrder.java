package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.VillageIncome;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * In which order the villages stand: by what, and whether the other way round. A village
 * without the figure stands last either way.
 *
 * @param by what they are ordered by
 * @param reversed whether it is not the order in which a reader expects it first
 */
record VillageOrder(By by, boolean reversed) {

	/**
	 * Reads the order from an address.
	 * @param sort what the reader asked for, null for what suits the year
	 * @param ranked whether the year is over, so that the villages can be ranked
	 */
	static VillageOrder of(@Nullable String sort, boolean reversed, boolean ranked) {
		for (By by : By.values()) {
			if (by.word().equals(sort)) {
				return new VillageOrder(by, reversed);
			}
		}
		return new VillageOrder(ranked ? By.POSITION : By.NAME, reversed);
	}

	List<VillageIncome> of(List<VillageIncome> incomes) {
		return incomes.stream()
			.sorted(this.by.comparator(this.reversed)
				.thenComparing((one) -> one.village().nameOrder())
				.thenComparing((one) -> one.village().id()))
			.toList();
	}

	/** The address of the list ordered by a column; once more turns it round. */
	public String link(int year, String word) {
		boolean turn = this.by.word().equals(word) && !this.reversed;
		UriComponentsBuilder address = UriComponentsBuilder.fromPath("/villages")
			.queryParam("year", year)
			.queryParam("sort", word);
		if (turn) {
			address.queryParam("reversed", true);
		}
		return address.fragment("list").build().toUriString();
	}

	/** How a column is ordered, null if the list is not ordered by it. */
	public @Nullable String aria(String word) {
		if (!this.by.word().equals(word)) {
			return null;
		}
		return (this.by.rising != this.reversed) ? "ascending" : "descending";
	}

	/** What villages can be ordered by. */
	enum By {

		/** Recurring income, the most first. */
		POSITION(false, (one) -> one.totals().recurring().yuan()),
		/** The total, the most first. */
		TOTAL(false, (one) -> one.totals().total().yuan()),
		/** What the village meant to reach, the most first. */
		TARGET(false, (one) -> yuan(one.target())),
		/** What is missing to the target, the least first. */
		DISTANCE(true, (one) -> yuan(one.distance())),
		/** Growth, the most first. */
		GROWTH(false, VillageIncome::growth),
		/** The name, by pinyin. */
		NAME(true, (one) -> BigDecimal.valueOf(one.village().nameOrder()));

		private final boolean rising;

		private final Function<VillageIncome, @Nullable BigDecimal> figure;

		By(boolean rising, Function<VillageIncome, @Nullable BigDecimal> figure) {
			this.rising = rising;
			this.figure = figure;
		}

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		private Comparator<VillageIncome> comparator(boolean reversed) {
			Comparator<BigDecimal> order = (this.rising != reversed) ? Comparator.naturalOrder()
					: Comparator.reverseOrder();
			return Comparator.comparing(this.figure, Comparator.nullsLast(order));
		}

		private static @Nullable BigDecimal yuan(@Nullable Money money) {
			return (money != null) ? money.yuan() : null;
		}

	}

}

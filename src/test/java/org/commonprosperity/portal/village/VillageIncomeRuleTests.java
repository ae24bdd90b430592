package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.VillageIncomeRule.Line;
import org.commonprosperity.portal.village.VillageIncomeRule.Posting;
import org.commonprosperity.portal.village.VillageIncomeRule.Reconciliation;
import org.commonprosperity.portal.village.VillageIncomeRule.Totals;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every yuan counts once, whoever states it.
 */
class VillageIncomeRuleTests {

	private static final long ENCLAVE = 7;

	@Test
	void addsUpSourcesAndTellsTheRecurringOnes() {
		Totals totals = VillageIncomeRule.total(List.of(line("OPERATING", true, "6000000.00"),
				line("INVESTMENT", true, "4000000.50"), line("SUBSIDY", false, "2000000.00")), List.of());
		assertThat(totals.total()).isEqualTo(money("12000000.50"));
		assertThat(totals.recurring()).isEqualTo(money("10000000.50"));
		assertThat(totals.enclave()).isEqualTo(money("0"));
		assertThat(totals.bySource()).containsExactly(Map.entry("OPERATING", money("6000000")),
				Map.entry("INVESTMENT", money("4000000.50")), Map.entry("SUBSIDY", money("2000000")));
		assertThat(totals.enclaves()).isEmpty();
	}

	@Test
	void countsThePostedFigureInPlaceOfTheVillagesOwnAndShowsTheDifference() {
		Totals totals = VillageIncomeRule.total(List.of(line("INVESTMENT", true, "100.00"), own("80.00")),
				List.of(posting("75.50")));
		assertThat(totals.total()).isEqualTo(money("175.50"));
		assertThat(totals.recurring()).isEqualTo(money("175.50"));
		assertThat(totals.bySource()).containsExactly(Map.entry("INVESTMENT", money("175.50")));
		assertThat(totals.enclaves())
			.containsExactly(new Reconciliation(ENCLAVE, money("80"), money("75.50"), money("4.50")));
	}

	@Test
	void countsTheVillagesOwnFigureWhereNothingIsPosted() {
		Totals totals = VillageIncomeRule.total(List.of(own("80.00")), List.of());
		assertThat(totals.total()).isEqualTo(money("80"));
		assertThat(totals.enclave()).isEqualTo(money("80"));
		assertThat(totals.enclaves().get(0).isPosted()).isFalse();
	}

	@Test
	void countsThePostedFigureWhereTheVillageStatesNone() {
		Totals totals = VillageIncomeRule.total(List.of(), List.of(posting("50.00"), posting("25.00")));
		assertThat(totals.total()).isEqualTo(money("75"));
		assertThat(totals.bySource()).containsExactly(Map.entry("INVESTMENT", money("75")));
		assertThat(totals.enclaves().get(0).own()).isNull();
		assertThat(totals.enclaves().get(0).difference()).isEqualTo(money("-75"));
	}

	@Test
	void countsTheVillagesOwnFigureAgainOnceThePostingIsTakenBack() {
		Totals totals = VillageIncomeRule.total(List.of(own("80.00")), List.of(posting("75.50"), posting("-75.50")));
		assertThat(totals.total()).isEqualTo(money("80"));
		assertThat(totals.enclaves().get(0).posted()).isEqualTo(money("0"));
	}

	@Test
	void leavesWhatAnotherVillagePaidOutOfTheDistrictsTotalOnly() {
		Totals totals = VillageIncomeRule.total(
				List.of(line("OPERATING", true, "10.00"), new Line("OPERATING", true, 3L, null, money("4.00"))),
				List.of());
		assertThat(totals.total()).isEqualTo(money("14"));
		assertThat(totals.fromVillages()).isEqualTo(money("4"));
		assertThat(totals.forDistrict()).isEqualTo(money("10"));
		assertThat(totals.bySource()).containsExactly(Map.entry("OPERATING", money("14")));
	}

	@Test
	void isNothingWithoutLines() {
		assertThat(VillageIncomeRule.total(List.of(), List.of()).total()).isEqualTo(money("0"));
	}

	@Test
	void addsUpToItsSourcesWhateverIsStatedInWhateverOrder() {
		Random random = new Random(20261127);
		for (int round = 0; round < 500; round++) {
			List<Line> lines = new ArrayList<>();
			List<Posting> postings = new ArrayList<>();
			for (int i = random.nextInt(12); i > 0; i--) {
				String source = List.of("OPERATING", "INVESTMENT", "SUBSIDY", "OTHER").get(random.nextInt(4));
				boolean enclave = source.equals("INVESTMENT") && random.nextBoolean();
				lines.add(new Line(source, random.nextBoolean(),
						(!enclave && random.nextInt(4) == 0) ? Long.valueOf(random.nextInt(3)) : null,
						enclave ? Long.valueOf(random.nextInt(3)) : null, cents(random.nextInt(1_000_000_000))));
			}
			for (int i = random.nextInt(5); i > 0; i--) {
				postings.add(new Posting(random.nextInt(3), cents(random.nextInt(1_000_000) + 1)));
			}
			Totals totals = VillageIncomeRule.total(lines, postings);
			Money sum = totals.bySource().values().stream().reduce(money("0"), Money::plus);
			assertThat(totals.total()).isEqualTo(sum);
			assertThat(totals.recurring()).isLessThanOrEqualTo(totals.total());
			assertThat(totals.fromVillages()).isLessThanOrEqualTo(totals.total());
			assertThat(totals.enclave())
				.isLessThanOrEqualTo(totals.bySource().getOrDefault(VillageIncomeRule.INVESTMENT, money("0")));
			List<Line> turned = new ArrayList<>(lines);
			Collections.reverse(turned);
			Totals again = VillageIncomeRule.total(turned, postings);
			assertThat(again.total()).isEqualTo(totals.total());
			assertThat(again.bySource()).isEqualTo(totals.bySource());
			assertThat(again.enclaves()).isEqualTo(totals.enclaves());
		}
	}

	@Test
	void growsByOneDecimalAndNeverFromNothing() {
		assertThat(GrowthRule.percent(money("110.4"), money("100"))).isEqualByComparingTo("10.4");
		assertThat(GrowthRule.percent(money("100.05"), money("100"))).isEqualByComparingTo("0.1");
		assertThat(GrowthRule.percent(money("0"), money("100"))).isEqualByComparingTo("-100");
		assertThat(GrowthRule.percent(money("2"), money("3"))).isEqualByComparingTo("-33.3");
		assertThat(GrowthRule.percent(money("5"), money("0"))).isNull();
		assertThat(GrowthRule.percent(money("5"), null)).isNull();
		assertThat(GrowthRule.percent(null, money("5"))).isNull();
	}

	@Test
	void countsTheAnnualReturnElseTheQuartersWithoutAGap() {
		LocalDate january = LocalDate.of(2026, 1, 20);
		assertThat(CountedReturnsRule.of(2025, january, sent(1, 2)).counts(null)).isTrue();
		assertThat(CountedReturnsRule.of(2025, january, sent(1, 2)).counts(1)).isFalse();
		assertThat(CountedReturnsRule.of(2025, january, sent(1, 2)).upToQuarter()).isNull();
		assertThat(CountedReturnsRule.of(2025, null, sent(1, 2)).upToQuarter()).isEqualTo(2);
		assertThat(CountedReturnsRule.of(2025, null, sent(1, 3)).upToQuarter()).isEqualTo(1);
		assertThat(CountedReturnsRule.of(2025, null, sent(1, 3)).counts(3)).isFalse();
		assertThat(CountedReturnsRule.of(2025, null, sent(2)).isNothing()).isTrue();
		assertThat(CountedReturnsRule.of(2025, null, Map.of()).isNothing()).isTrue();
	}

	@Test
	void isAWholeYearOnlyOnceTheYearIsOver() {
		LocalDate last = LocalDate.of(2025, 12, 31);
		LocalDate first = LocalDate.of(2026, 1, 1);
		assertThat(CountedReturnsRule.of(2025, first, Map.of()).isWhole()).isTrue();
		assertThat(CountedReturnsRule.of(2025, first, Map.of()).until()).isNull();
		assertThat(CountedReturnsRule.of(2025, last, Map.of()).isWhole()).isFalse();
		assertThat(CountedReturnsRule.of(2025, last, Map.of()).until()).isEqualTo(last);
		Map<Integer, LocalDate> quarters = new HashMap<>(sent(1, 2, 3));
		quarters.put(4, last);
		assertThat(CountedReturnsRule.of(2025, null, quarters).isWhole()).isFalse();
		assertThat(CountedReturnsRule.of(2025, null, quarters).until()).isEqualTo(last);
		quarters.put(4, first);
		assertThat(CountedReturnsRule.of(2025, null, quarters).isWhole()).isTrue();
		// an earlier quarter that came too soon is corrected or not; the year is over
		quarters.put(2, LocalDate.of(2025, 6, 1));
		assertThat(CountedReturnsRule.of(2025, null, quarters).isWhole()).isTrue();
		assertThat(CountedReturnsRule.of(2025, null, sent(1, 2, 3)).isWhole()).isFalse();
		assertThat(CountedReturnsRule.of(2025, null, Map.of()).isWhole()).isFalse();
	}

	/** Quarters of 2025, each sent on the day after it was over. */
	private static Map<Integer, LocalDate> sent(int... quarters) {
		return IntStream.of(quarters)
			.boxed()
			.collect(Collectors.toMap(Function.identity(), (quarter) -> new IncomePeriod(2025, quarter).isOver()));
	}

	@Test
	void allocatesByCapitalToTheFen() {
		assertThat(EnclaveAllocationRule.allocate(money("100000.00"),
				List.of(share(1, "a", "1000000"), share(2, "b", "500000"), share(3, "c", "20000"))))
			.containsExactly(Map.entry(1L, money("65789.47")), Map.entry(2L, money("32894.74")),
					Map.entry(3L, money("1315.79")));
	}

	@Test
	void givesTheFenLeftOverToTheSmallerCodeWhereRemaindersAreEqual() {
		List<EnclaveAllocationRule.Share> shares = List.of(share(1, "c", "5"), share(2, "a", "5"), share(3, "b", "5"));
		assertThat(EnclaveAllocationRule.allocate(money("0.05"), shares)).containsExactly(Map.entry(2L, money("0.02")),
				Map.entry(3L, money("0.02")), Map.entry(1L, money("0.01")));
		assertThat(EnclaveAllocationRule.allocate(money("0.01"), shares)).containsEntry(2L, money("0.01"))
			.containsEntry(1L, money("0"));
	}

	@Test
	void allocatesAnyAmountExactlyAndFairlyToTheFen() {
		Random random = new Random(20261128);
		for (int round = 0; round < 1000; round++) {
			int villages = 1 + random.nextInt(9);
			List<EnclaveAllocationRule.Share> shares = new ArrayList<>(IntStream.range(0, villages)
				.mapToObj((i) -> new EnclaveAllocationRule.Share(i, "v" + i, cents(1 + random.nextInt(2_000_000_000))))
				.toList());
			Money amount = cents(random.nextInt(2_000_000_000));
			Map<Long, Money> parts = EnclaveAllocationRule.allocate(amount, shares);
			assertThat(parts.values().stream().reduce(money("0"), Money::plus)).isEqualTo(amount);
			BigDecimal capital = shares.stream()
				.map((share) -> share.capital().yuan())
				.reduce(BigDecimal.ZERO, BigDecimal::add);
			for (EnclaveAllocationRule.Share share : shares) {
				BigDecimal part = parts.get(share.villageId()).yuan();
				assertThat(part).isNotNegative();
				BigDecimal off = part.multiply(capital).subtract(amount.yuan().multiply(share.capital().yuan())).abs();
				assertThat(off).as("less than a fen from the exact part")
					.isLessThan(capital.multiply(new BigDecimal("0.01")));
			}
			Collections.shuffle(shares, random);
			assertThat(EnclaveAllocationRule.allocate(amount, shares)).isEqualTo(parts);
		}
	}

	private static Line line(String source, boolean recurring, String amount) {
		return new Line(source, recurring, null, null, money(amount));
	}

	private static Line own(String amount) {
		return new Line(VillageIncomeRule.INVESTMENT, true, null, ENCLAVE, money(amount));
	}

	private static Posting posting(String amount) {
		return new Posting(ENCLAVE, money(amount));
	}

	private static EnclaveAllocationRule.Share share(long village, String code, String capital) {
		return new EnclaveAllocationRule.Share(village, code, money(capital));
	}

	private static Money money(String yuan) {
		return new Money(new BigDecimal(yuan));
	}

	private static Money cents(int fen) {
		return new Money(BigDecimal.valueOf(fen, 2));
	}

}

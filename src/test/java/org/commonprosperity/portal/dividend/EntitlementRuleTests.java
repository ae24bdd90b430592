package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

import org.commonprosperity.portal.dividend.Entitlement.Gap;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What a contribution earns: the worked examples of the rules, and their edges.
 */
class EntitlementRuleTests {

	static final String COLLECTIVE = "VILLAGE_COLLECTIVE";

	/** The wharf's terms. */
	static final List<DividendTerms> WHARF = List.of(terms(1, DividendPhase.BEFORE_OPERATION, null, "0.05"),
			terms(2, DividendPhase.IN_OPERATION, COLLECTIVE, "0.08"),
			terms(3, DividendPhase.IN_OPERATION, "DIBAO", "0.10"),
			terms(4, DividendPhase.IN_OPERATION, "DIBAO_MARGIN", "0.10"));

	@ParameterizedTest
	@CsvSource({ "2022, 61, 8356.16", "2023, 365, 50000.00", "2024, 366, 80000.00" })
	void aCollectiveEarnsByTheWorkedExamples(int year, int days, String amount) {
		Entitlement all = of(holding("1000000.00", "2022-11-01", null), COLLECTIVE, day("2024-01-01"),
				day("2025-01-01"));
		assertThat(all.gaps()).isEmpty();
		assertThat(all.lines()).filteredOn((line) -> line.year() == year).singleElement().satisfies((line) -> {
			assertThat(line.days()).isEqualTo(days);
			assertThat(line.amount()).hasToString(amount);
		});
		assertThat(all.total()).hasToString("138356.16");
	}

	@Test
	void theDayOnWhichOperationStartsBelongsToOperation() {
		Entitlement year = EntitlementRule.of(holding("1000000.00", "2022-11-01", null), WHARF,
				List.of(ClassPeriod.always(COLLECTIVE)), day("2023-12-15"), day("2023-01-01"), day("2024-01-01"));
		assertThat(year.lines()).extracting(EntitlementLine::phase, EntitlementLine::days, (line) -> line.amount())
			.containsExactly(tuple(DividendPhase.BEFORE_OPERATION, 348, money("47671.23")),
					tuple(DividendPhase.IN_OPERATION, 17, money("3726.03")));
		assertThat(year.total()).hasToString("51397.26");
	}

	@Test
	void aHouseholdOnTheMinimumLivingAllowanceEarnsTenPercent() {
		Entitlement year = EntitlementRule.of(holding("20000.00", "2022-05-01", null), WHARF,
				List.of(new ClassPeriod("DIBAO", day("2020-01-01"), null)), day("2024-01-01"), day("2024-01-01"),
				day("2025-01-01"));
		assertThat(year.total()).hasToString("2000.00");
	}

	@Test
	void theDayOfWithdrawalDoesNotCount() {
		Entitlement year = of(holding("365000.00", "2023-03-01", "2023-03-02"), COLLECTIVE, null, day("2024-01-01"));
		assertThat(year.lines()).singleElement().satisfies((line) -> {
			assertThat(line.days()).isEqualTo(1);
			assertThat(line.amount()).hasToString("50.00");
		});
		assertThat(of(holding("365000.00", "2023-03-01", "2023-03-01"), COLLECTIVE, null, day("2024-01-01")).lines())
			.isEmpty();
	}

	@Test
	void halfAFenIsRoundedUp() {
		// 0.10 × 0.05 = 0.005
		assertThat(of(holding("0.10", "2023-01-01", null), COLLECTIVE, null, day("2024-01-01")).total())
			.hasToString("0.01");
		assertThat(of(holding("0.09", "2023-01-01", null), COLLECTIVE, null, day("2024-01-01")).total())
			.hasToString("0.00");
	}

	@Test
	void aClassThatChangesMakesTwoLinesAndOneThatComesBackMakesOne() {
		List<ClassPeriod> classes = List.of(new ClassPeriod("DIBAO", day("2020-01-01"), day("2024-03-01")),
				new ClassPeriod("DIBAO_MARGIN", day("2024-03-01"), day("2024-06-01")),
				new ClassPeriod("DIBAO", day("2024-06-01"), null));
		Entitlement year = EntitlementRule.of(holding("10000.00", "2023-01-01", null), WHARF, classes,
				day("2023-01-01"), day("2024-01-01"), day("2025-01-01"));
		assertThat(year.lines()).extracting(EntitlementLine::contributorClass, EntitlementLine::days)
			.containsExactly(tuple("DIBAO", 60 + 214), tuple("DIBAO_MARGIN", 92));
	}

	@Test
	void daysWithoutAClassThatHasTermsEarnNothingAndAreListed() {
		List<ClassPeriod> classes = List.of(new ClassPeriod("DIBAO", day("2023-01-01"), day("2024-03-01")),
				new ClassPeriod("OTHER_HOUSEHOLD", day("2024-05-01"), null));
		Entitlement both = EntitlementRule.of(holding("10000.00", "2023-01-01", null), WHARF, classes,
				day("2024-01-01"), null, day("2025-01-01"));
		assertThat(both.lines()).extracting(EntitlementLine::year, EntitlementLine::days)
			.containsExactly(tuple(2023, 365), tuple(2024, 60));
		assertThat(both.gaps()).containsExactly(
				new Gap(day("2024-03-01"), day("2024-05-01"), DividendPhase.IN_OPERATION, null),
				new Gap(day("2024-05-01"), day("2025-01-01"), DividendPhase.IN_OPERATION, "OTHER_HOUSEHOLD"));
		assertThat(both.gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.NO_CLASS, Gap.Reason.NO_TERMS);
	}

	@Test
	void aGapThatGoesOnIntoTheNextYearIsOne() {
		Entitlement both = EntitlementRule.of(holding("10000.00", "2023-01-01", null), WHARF, List.of(),
				day("2023-01-01"), null, day("2025-01-01"));
		assertThat(both.gaps())
			.containsExactly(new Gap(day("2023-01-01"), day("2025-01-01"), DividendPhase.IN_OPERATION, null));
	}

	@Test
	void beforeOperationEveryContributorEarnsOfWhateverClassOrOfNone() {
		Entitlement year = EntitlementRule.of(holding("10000.00", "2022-12-01", null), WHARF, List.of(), null,
				day("2023-01-01"), day("2024-01-01"));
		assertThat(year.gaps()).isEmpty();
		assertThat(year.total()).hasToString("500.00");
	}

	@Test
	void aNewVersionOfTheTermsBeginsALine() {
		List<DividendTerms> terms = List.of(
				new DividendTerms(1, DividendPhase.BEFORE_OPERATION, null, new BigDecimal("0.05"), null,
						day("2023-07-01"), MonthDay.of(3, 31)),
				new DividendTerms(2, DividendPhase.BEFORE_OPERATION, null, new BigDecimal("0.06"), day("2023-07-01"),
						null, MonthDay.of(6, 30)));
		Entitlement year = EntitlementRule.of(holding("1000000.00", "2022-01-01", null), terms, List.of(), null,
				day("2023-01-01"), day("2024-01-01"));
		assertThat(year.lines()).extracting((line) -> line.terms().id(), EntitlementLine::days, (line) -> line.amount())
			.containsExactly(tuple(1L, 181, money("24794.52")), tuple(2L, 184, money("30246.58")));
		assertThat(year.lines()).extracting((line) -> line.terms().payByOf(line.year()))
			.containsExactly(day("2024-03-31"), day("2024-06-30"));
	}

	@Test
	void twoVersionsOrTwoClassesOnADayAreNoInput() {
		List<DividendTerms> twice = List.of(WHARF.get(0), terms(9, DividendPhase.BEFORE_OPERATION, "DIBAO", "0.04"));
		assertThatIllegalArgumentException().isThrownBy(() -> EntitlementRule.of(holding("1.00", "2023-01-01", null),
				twice, List.of(ClassPeriod.always("DIBAO")), null, null, day("2024-01-01")));
		assertThatIllegalArgumentException().isThrownBy(() -> EntitlementRule.of(holding("1.00", "2023-01-01", null),
				WHARF, List.of(ClassPeriod.always("DIBAO"), ClassPeriod.always("DIBAO_MARGIN")), null, null,
				day("2024-01-01")));
	}

	@Test
	void nothingIsEarnedBeforeItIsPaidInOrAfterTheDaysAskedFor() {
		assertThat(of(holding("100.00", "2024-01-01", null), COLLECTIVE, null, day("2024-01-01")).lines()).isEmpty();
		assertThat(EntitlementRule
			.of(holding("100.00", "2022-01-01", "2023-01-01"), WHARF, List.of(), null, day("2023-01-01"),
					day("2024-01-01"))
			.lines()).isEmpty();
	}

	private static Entitlement of(Holding holding, String contributorClass, @Nullable LocalDate start,
			LocalDate until) {
		return EntitlementRule.of(holding, WHARF, List.of(ClassPeriod.always(contributorClass)), start, null, until);
	}

	static DividendTerms terms(long id, DividendPhase phase, @Nullable String contributorClass, String rate) {
		return new DividendTerms(id, phase, contributorClass, new BigDecimal(rate), null, null, MonthDay.of(3, 31));
	}

	static Holding holding(String principal, String from, @Nullable String until) {
		return new Holding(money(principal), day(from), (until != null) ? day(until) : null);
	}

	static Money money(String yuan) {
		return new Money(new BigDecimal(yuan));
	}

	static LocalDate day(String day) {
		return LocalDate.parse(day);
	}

}

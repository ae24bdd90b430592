package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

import org.commonprosperity.portal.dividend.TermsCoverRule.Uncovered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which days a project's terms leave out.
 */
class TermsCoverRuleTests {

	private static final LocalDate NEW_YEAR = LocalDate.of(2024, 1, 1);

	private static final LocalDate JULY = LocalDate.of(2024, 7, 1);

	@Test
	void aClassWithoutTermsIsLeftOutAtAllTimes() {
		assertThat(TermsCoverRule.of(List.of(everyone(null, null), in("DIBAO", null, null)),
				List.of("DIBAO", "OTHER_HOUSEHOLD")))
			.containsExactly(new Uncovered(DividendPhase.IN_OPERATION, "OTHER_HOUSEHOLD", null, null));
	}

	@Test
	void termsForEveryoneCoverEveryClass() {
		assertThat(TermsCoverRule.of(List.of(everyone(null, null)), List.of("DIBAO", "DIBAO_MARGIN")))
			.extracting(Uncovered::phase)
			.containsOnly(DividendPhase.IN_OPERATION)
			.hasSize(2);
	}

	@Test
	void daysBeforeTheFirstAndAfterTheLastVersionAreLeftOut() {
		assertThat(TermsCoverRule.of(List.of(everyone(null, null), in("DIBAO", NEW_YEAR, JULY)), List.of("DIBAO")))
			.containsExactly(new Uncovered(DividendPhase.IN_OPERATION, "DIBAO", null, NEW_YEAR),
					new Uncovered(DividendPhase.IN_OPERATION, "DIBAO", JULY, null));
	}

	@Test
	void versionsThatFollowEachOtherLeaveNothingOut() {
		assertThat(TermsCoverRule.of(List.of(everyone(JULY, null), everyone(null, JULY), in("DIBAO", null, NEW_YEAR),
				in("DIBAO", NEW_YEAR, JULY), in("DIBAO", JULY, null)), List.of("DIBAO")))
			.isEmpty();
	}

	@Test
	void daysBetweenTermsForEveryoneAndTermsOfAClassAreLeftOut() {
		LocalDate later = LocalDate.of(2024, 9, 1);
		assertThat(TermsCoverRule
			.of(List.of(everyone(null, JULY), before("DIBAO", later, null), in("DIBAO", null, null)), List.of("DIBAO")))
			.containsExactly(new Uncovered(DividendPhase.BEFORE_OPERATION, "DIBAO", JULY, later));
	}

	private static DividendTerms everyone(@Nullable LocalDate from, @Nullable LocalDate until) {
		return terms(DividendPhase.BEFORE_OPERATION, null, from, until);
	}

	private static DividendTerms before(String contributorClass, @Nullable LocalDate from, @Nullable LocalDate until) {
		return terms(DividendPhase.BEFORE_OPERATION, contributorClass, from, until);
	}

	private static DividendTerms in(String contributorClass, @Nullable LocalDate from, @Nullable LocalDate until) {
		return terms(DividendPhase.IN_OPERATION, contributorClass, from, until);
	}

	private static DividendTerms terms(DividendPhase phase, @Nullable String contributorClass, @Nullable LocalDate from,
			@Nullable LocalDate until) {
		return new DividendTerms(1, phase, contributorClass, new BigDecimal("0.05"), from, until, MonthDay.of(3, 31));
	}

}

package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.NewDistribution.Rule;
import org.commonprosperity.portal.dividend.SecondDistributionService.ShareLine;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Together;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Second distributions: previewed, posted by another person, once, adding up to the pool.
 */
@DividendTest
class SecondDistributionIntegrationTests {

	@Autowired
	private Dividends dividends;

	private String project;

	private String one;

	@BeforeEach
	void theWorkedExample() {
		this.dividends.at("2026-03-01T09:00");
		this.project = this.dividends.project();
		this.one = this.dividends.collective(this.project);
		this.dividends.contribution(this.project, this.one, "2022-11-01", "1000000.00");
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "500000.00");
		this.dividends.contribution(this.project, this.dividends.household(this.project, "DIBAO", "2020-01-01"),
				"2022-11-01", "20000.00");
	}

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void thePreviewIsWhatIsPosted() {
		NewDistribution distribution = byPrincipal("决议一", "100000.00", "2025-12-31");
		List<ShareLine> preview = this.dividends.distributions.preview(this.project, distribution,
				this.dividends.finance());
		assertThat(preview).extracting((line) -> line.amount().toString())
			.containsExactly("65789.47", "32894.74", "1315.79");
		long id = prepare(distribution);
		this.dividends.distributions.post(id, 0, this.dividends.coordinator());
		assertThat(this.dividends.jdbc
			.sql("select amount from dividend_entry where distribution_id = ? and pay_by = '2026-06-30' order by id")
			.param(id)
			.query(BigDecimal.class)
			.list()).extracting(BigDecimal::toPlainString).containsExactly("65789.47", "32894.74", "1315.79");
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("100000.00");
	}

	@Test
	void principalDaysCountTheDaysThatItStood() {
		this.dividends.contribution(this.project, this.one, "2025-12-31", "1520000.00");
		NewDistribution distribution = new NewDistribution(2025, "决议二", Dividends.day("2026-02-01"), "纪要",
				Dividends.money("366.00"), Rule.PRINCIPAL_DAYS, null, Dividends.day("2025-01-01"),
				Dividends.day("2026-01-01"), Dividends.day("2026-06-30"));
		// 1 520 000 for 365 days and once more for one day: a yuan a day
		assertThat(this.dividends.distributions.preview(this.project, distribution, this.dividends.leader()))
			.extracting((line) -> line.amount().toString())
			.containsExactly("241.13", "120.07", "4.80");
	}

	@Test
	void aResolutionIsSharedOutOnceWhoeverPressesTogether() throws Exception {
		long id = prepare(byPrincipal("决议一", "100.00", "2025-12-31"));
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> prepare(byPrincipal("决议一", "100.00", "2025-12-31")))
			.withMessage("dividend.refusal.resolutionTaken");
		Official coordinator = this.dividends.coordinator();
		List<Object> results = Together.press(List.of(() -> {
			this.dividends.distributions.post(id, 0, coordinator);
			return null;
		}, () -> {
			this.dividends.distributions.post(id, 0, coordinator);
			return null;
		}));
		assertThat(results).filteredOn((result) -> result instanceof Refusal).hasSize(1);
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("100.00");
	}

	@Test
	void whatChangedAfterThePreviewIsNotPosted() {
		long id = prepare(byPrincipal("决议一", "100.00", "2025-12-31"));
		this.dividends.contribution(this.project, this.one, "2025-06-01", "1.00");
		this.dividends.contribution(this.project, this.one, "2025-06-01", "100000.00");
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.distributions.post(id, 0, this.dividends.coordinator()))
			.withMessage("dividend.refusal.factsChanged");
		this.dividends.distributions.sendBack(id, 0, "出资有变化", this.dividends.coordinator());
		long anew = prepare(byPrincipal("决议一", "100.00", "2025-12-31"));
		this.dividends.distributions.post(anew, 0, this.dividends.coordinator());
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("100.00");
	}

	@Test
	void onePersonDoesNotDoBothNorDoDeputies() {
		Official both = this.dividends.everything();
		long id = this.dividends.distributions.prepare(this.project, byPrincipal("决议一", "100.00", "2025-12-31"),
				UUID.randomUUID(), both);
		for (Official same : List.of(both, this.dividends.inPlaceOf("leader", both),
				this.dividends.inPlaceOf(both.username(), this.dividends.coordinator()))) {
			assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.dividends.distributions.post(id, 0, same))
				.withMessage("dividend.refusal.own");
		}
		for (String other : List.of("leader", "editor-agriculture", "clerk-dali", "coordinator")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(other)
				.isThrownBy(() -> this.dividends.distributions.prepare(this.project,
						byPrincipal("决议三", "1.00", "2025-12-31"), UUID.randomUUID(), this.dividends.official(other)));
		}
	}

	@Test
	void whatIsMissingIsNamed() {
		assertRefused(byPrincipal(null, "1.00", "2025-12-31"), "resolution");
		assertRefused(byPrincipal("x", "0.00", "2025-12-31"), "pool");
		assertRefused(byPrincipal("x", "1.00", null), "recordDay");
		assertRefused(byPrincipal("x", "1.00", "2026-03-02"), "recordDay");
		assertRefused(byPrincipal("x", "1.00", "2001-01-01"), null);
	}

	private void assertRefused(NewDistribution distribution, @Nullable String field) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> prepare(distribution))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field));
	}

	private long prepare(NewDistribution distribution) {
		return this.dividends.distributions.prepare(this.project, distribution, UUID.randomUUID(),
				this.dividends.finance());
	}

	private static NewDistribution byPrincipal(@Nullable String resolution, String pool, @Nullable String day) {
		return new NewDistribution(2025, resolution, Dividends.day("2026-02-01"), "纪要", Dividends.money(pool),
				Rule.PRINCIPAL, Dividends.day(day), null, null, Dividends.day("2026-06-30"));
	}

}

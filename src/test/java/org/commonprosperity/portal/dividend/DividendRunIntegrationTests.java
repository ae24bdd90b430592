package org.commonprosperity.portal.dividend;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Together;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The annual run: what is posted, that it is posted once, and by two persons.
 */
@DividendTest
class DividendRunIntegrationTests {

	@Autowired
	private Dividends dividends;

	private String project;

	@BeforeEach
	void begin() {
		this.dividends.at("2026-03-01T09:00");
		this.project = this.dividends.project();
	}

	@AfterEach
	void end() {
		this.dividends.clock.reset();
	}

	@Test
	void theWorkedExamplesArePosted() {
		String collective = this.dividends.collective(this.project);
		this.dividends.contribution(this.project, collective, "2022-11-01", "1000000.00");
		String household = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		this.dividends.contribution(this.project, household, "2022-05-01", "20000.00");
		this.dividends.start(this.project, "2024-01-01");
		for (int year = 2022; year <= 2024; year++) {
			this.dividends.post(this.project, year);
		}
		assertThat(this.dividends.sum(this.project, "c.number = ? and e.year = 2022", collective))
			.isEqualByComparingTo("8356.16");
		assertThat(this.dividends.sum(this.project, "c.number = ? and e.year = 2023", collective))
			.isEqualByComparingTo("50000.00");
		assertThat(this.dividends.sum(this.project, "c.number = ? and e.year = 2024", collective))
			.isEqualByComparingTo("80000.00");
		assertThat(this.dividends.sum(this.project, "c.number = ? and e.year = 2024", household))
			.isEqualByComparingTo("2000.00");
		assertThat(this.dividends.jdbc.sql("""
				select distinct e.kind, e.pay_by from dividend_entry e join project p on p.id = e.project_id
				where p.code = ? and e.year = 2024""")
			.param(this.project)
			.query((row, index) -> row.getString(1) + " " + row.getDate(2))
			.list()).containsExactly("ACCRUAL 2025-03-31");
	}

	@Test
	void runningAYearAgainPostsNothing() {
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		this.dividends.post(this.project, 2023);
		int lines = this.dividends.lines(this.project, "true");
		long again = this.dividends.post(this.project, 2023);
		assertThat(this.dividends.lines(this.project, "true")).isEqualTo(lines).isEqualTo(1);
		assertThat(run(again)).containsEntry("state", "POSTED")
			.containsEntry("lines", 1)
			.containsEntry("differences", 0);
	}

	@Test
	void aMovedOperationDateReachesAllPostedYearsAndRewritesNothing() {
		String collective = this.dividends.collective(this.project);
		this.dividends.contribution(this.project, collective, "2022-11-01", "1000000.00");
		this.dividends.start(this.project, "2024-01-01");
		this.dividends.post(this.project, 2023);
		this.dividends.post(this.project, 2024);
		this.dividends.at("2026-03-02T09:00");
		assertThat(this.dividends.starts.effect(this.project, Dividends.day("2023-12-15"), this.dividends.editor()))
			.extracting(OperationStartService.Effect::year, OperationStartService.Effect::phase,
					(effect) -> effect.difference().toString())
			.containsExactly(tuple(2023, DividendPhase.BEFORE_OPERATION, "-2328.77"),
					tuple(2023, DividendPhase.IN_OPERATION, "3726.03"),
					tuple(2024, DividendPhase.IN_OPERATION, "0.00"));
		this.dividends.start(this.project, "2023-12-15");
		this.dividends.post(this.project, 2024);
		assertThat(this.dividends.jdbc.sql("""
				select e.kind, e.phase, e.amount, e.reason, e.posting from dividend_entry e
				join project p on p.id = e.project_id where p.code = ? and e.year = 2023 order by e.id""")
			.param(this.project)
			.query((row, index) -> String.join(" ", row.getString(1), row.getString(2), row.getString(3),
					row.getString(4), row.getString(5)))
			.list()).containsExactly("ACCRUAL BEFORE_OPERATION 50000.00 null 1",
					"ADJUSTMENT BEFORE_OPERATION -2328.77 OPERATION_START 2",
					"ADJUSTMENT IN_OPERATION 3726.03 OPERATION_START 1");
		assertThat(this.dividends.sum(this.project, "e.year = 2023")).isEqualByComparingTo("51397.26");
	}

	@Test
	void aWithdrawalThatBecomesKnownLaterIsAdjustedWithItsReason() {
		long contribution = this.dividends.contribution(this.project, this.dividends.collective(this.project),
				"2023-01-01", "365000.00");
		this.dividends.post(this.project, 2023);
		this.dividends.at("2026-03-02T09:00");
		this.dividends.withdraw(contribution, "2023-12-31", null);
		this.dividends.post(this.project, 2023);
		assertThat(this.dividends.sum(this.project, "e.kind = 'ADJUSTMENT' and e.reason = 'WITHDRAWAL'"))
			.isEqualByComparingTo("-50.00");
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("18200.00");
	}

	@Test
	void whatCannotBeResolvedIsListedAndEarnsNothingYet() {
		String household = this.dividends.household(this.project, "DIBAO", "2023-01-01");
		this.dividends.contribution(this.project, household, "2023-01-01", "10000.00");
		this.dividends.start(this.project, "2024-01-01");
		this.dividends.setClass(household, null, "2025-03-01");
		long run = this.dividends.post(this.project, 2025);
		assertThat(this.dividends.jdbc.sql("select from_day, until_day, reason from dividend_run_gap where run_id = ?")
			.param(run)
			.query((row, index) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
			.list()).containsExactly("2025-03-01 2026-01-01 NO_CLASS");
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("161.64");
		// the coordinating office's documented decision is a term of its own
		this.dividends.at("2026-03-02T09:00");
		this.dividends.setClass(household, "OTHER_HOUSEHOLD", "2025-03-01");
		long terms = this.dividends.terms.enter(
				this.project, new NewTerms(DividendPhase.IN_OPERATION, "OTHER_HOUSEHOLD",
						new java.math.BigDecimal("0.05"), null, null, null, "退出低保后过渡", "共富办〔2026〕1号"),
				UUID.randomUUID(), this.dividends.editor());
		this.dividends.terms.approve(terms, 0, this.dividends.coordinator());
		this.dividends.post(this.project, 2025);
		// 10 000 × 10 % × 59 ÷ 365 and 10 000 × 5 % × 306 ÷ 365
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("580.82");
		assertThat(this.dividends.sum(this.project, "e.reason = 'CLASS,TERMS'")).isEqualByComparingTo("419.18");
	}

	@Test
	void twoAtOncePostOnce() throws Exception {
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		long run = this.dividends.runs.prepareNow(this.project, 2023, this.dividends.finance());
		long version = this.dividends.version("dividend_run", run);
		Official coordinator = this.dividends.coordinator();
		List<Object> results = Together.press(List.of(() -> {
			this.dividends.runs.post(run, version, coordinator);
			return null;
		}, () -> {
			this.dividends.runs.postNow(run, version, coordinator);
			return null;
		}));
		assertThat(results).filteredOn((result) -> result instanceof Refusal).hasSize(1);
		assertThat(this.dividends.lines(this.project, "true")).isEqualTo(1);
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("50000.00");
	}

	@Test
	void onlyOneRunOfAYearIsAtWork() throws Exception {
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		Official finance = this.dividends.finance();
		List<Object> results = Together.press(List.of(() -> this.dividends.runs.prepareNow(this.project, 2023, finance),
				() -> this.dividends.runs.prepareNow(this.project, 2023, finance)));
		assertThat(results)
			.filteredOn(
					(result) -> result instanceof Refusal refusal && refusal.key().equals("dividend.refusal.runWaits"))
			.hasSize(1);
	}

	@Test
	void theSameDifferenceCannotBePostedASecondTimeWhateverTheCodeDoes() {
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		long run = this.dividends.post(this.project, 2023);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.dividends.jdbc
				.sql("""
						insert into dividend_entry (project_id, contributor_id, kind, year, amount, pay_by, contribution_id, phase,
							class_code, terms_id, principal, rate, days, year_days, due, posting, run_id, posted_at, posted_by,
							posted_by_name)
						select project_id, contributor_id, kind, year, amount, pay_by, contribution_id, phase, class_code, terms_id,
							principal, rate, days, year_days, due, posting, run_id, posted_at, posted_by, posted_by_name
						from dividend_entry where run_id = ?""")
				.param(run)
				.update())
			.withMessageContaining("dividend_entry_line_once");
	}

	@Test
	void whatChangedAfterThePreviewIsNotPosted() {
		String collective = this.dividends.collective(this.project);
		this.dividends.contribution(this.project, collective, "2022-11-01", "1000000.00");
		long run = this.dividends.runs.prepareNow(this.project, 2023, this.dividends.finance());
		this.dividends.contribution(this.project, collective, "2023-06-01", "500000.00");
		this.dividends.runs.post(run, this.dividends.version("dividend_run", run), this.dividends.coordinator());
		assertThat(run(run)).containsEntry("state", "PREPARED")
			.containsEntry("refusal", "dividend.refusal.factsChanged")
			.containsEntry("decided_by", null);
		assertThat(this.dividends.lines(this.project, "true")).isZero();
		this.dividends.runs.sendBack(run, this.dividends.version("dividend_run", run), "有新的出资，请重新经办",
				this.dividends.coordinator());
		assertThat(this.dividends.state("dividend_run", run)).isEqualTo("RETURNED");
		this.dividends.post(this.project, 2023);
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("64657.53");
	}

	@Test
	void theOrderOfPostingDoesNotMatter() {
		String other = this.dividends.project();
		for (String one : List.of(this.project, other)) {
			String household = this.dividends.household(one, "DIBAO", "2020-01-01");
			long contribution = this.dividends.contribution(one, household, "2022-03-05", "33333.33");
			this.dividends.start(one, "2023-08-08");
			this.dividends.withdraw(contribution, "2025-02-03", "11111.11");
		}
		for (int year : new int[] { 2022, 2023, 2024, 2025 }) {
			this.dividends.post(this.project, year);
		}
		for (int year : new int[] { 2025, 2023, 2022, 2024 }) {
			this.dividends.post(other, year);
		}
		for (int year = 2022; year <= 2025; year++) {
			assertThat(this.dividends.sum(other, "e.year = ?", year)).as("%d", year)
				.isEqualTo(this.dividends.sum(this.project, "e.year = ?", year))
				.isPositive();
		}
	}

	@Test
	void financePreparesAndAnotherPersonPosts() {
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		Official both = this.dividends.everything();
		long run = this.dividends.runs.prepareNow(this.project, 2023, both);
		long version = this.dividends.version("dividend_run", run);
		Official deputy = this.dividends.inPlaceOf("leader", both);
		Official standIn = this.dividends.inPlaceOf(both.username(), this.dividends.coordinator());
		for (Official same : List.of(both, deputy, standIn)) {
			assertThatExceptionOfType(Refusal.class).as(same.signature())
				.isThrownBy(() -> this.dividends.runs.postNow(run, version, same))
				.withMessage("dividend.refusal.own");
			assertThatExceptionOfType(Refusal.class).as(same.signature())
				.isThrownBy(() -> this.dividends.runs.sendBack(run, version, "不对", same))
				.withMessage("dividend.refusal.own");
		}
		this.dividends.runs.postNow(run, version, this.dividends.coordinator());
		assertThat(this.dividends.state("dividend_run", run)).isEqualTo("POSTED");
	}

	@Test
	void theDatabaseRefusesOnePersonInBothHands() {
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		long run = this.dividends.runs.prepareNow(this.project, 2023, this.dividends.finance());
		for (String column : List.of("decided_by = prepared_by, decided_for = ?",
				"decided_for = prepared_for, decided_by = ?")) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> this.dividends.jdbc
					.sql("update dividend_run set state = 'POSTED', decided_at = now(), decided_by_name = 'x', "
							+ column + " where id = ?")
					.params(this.dividends.coordinator().id(), run)
					.update())
				.withMessageContaining("dividend_run_two_persons");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "leader", "editor-agriculture", "clerk-dali", "admin", "auditor" })
	void nobodyElsePreparesOrPosts(String username) {
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		long run = this.dividends.runs.prepareNow(this.project, 2023, this.dividends.finance());
		Official other = this.dividends.official(username);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.dividends.runs.prepareNow(this.project, 2024, other));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.dividends.runs.postNow(run, 0, other));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.dividends.runs.sendBack(run, 0, "x", other));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.dividends.runs.drop(run, other));
	}

	@Test
	void aYearThatIsNotOverIsRefusedWithWhatToDo() {
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.runs.prepareNow(this.project, 2026, this.dividends.finance()))
			.satisfies((refusal) -> assertThat(refusal.arguments()).containsExactly("1990", "2025"))
			.withMessage("dividend.refusal.year");
	}

	@Test
	void aRunCanBeLeftAndComesToItsEnd() {
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		long run = this.dividends.runs.prepare(this.project, 2023, UUID.randomUUID(), this.dividends.finance());
		assertThat(this.dividends.state("dividend_run", run)).isEqualTo("PREPARED");
		this.dividends.runs.drop(run, this.dividends.finance());
		assertThat(this.dividends.state("dividend_run", run)).isEqualTo("DROPPED");
		assertThat(this.dividends.jdbc.sql("select count(*) from dividend_run_line where run_id = ?")
			.param(run)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void whatWasAtWorkWhenThePortalStoppedIsPutBack() {
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		long run = this.dividends.runs.prepareNow(this.project, 2023, this.dividends.finance());
		Official coordinator = this.dividends.coordinator();
		this.dividends.jdbc.sql("""
				update dividend_run set state = 'POSTING', decided_by = ?, decided_for = ?, decided_by_name = 'x',
					decided_at = now() where id = ?""").params(coordinator.id(), coordinator.id(), run).update();
		this.dividends.runs.pickUp();
		assertThat(run(run)).containsEntry("state", "PREPARED")
			.containsEntry("refusal", "dividend.refusal.interrupted");
		this.dividends.runs.postNow(run, this.dividends.version("dividend_run", run), coordinator);
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("50000.00");
	}

	private Map<String, Object> run(long id) {
		return this.dividends.jdbc.sql("select * from dividend_run where id = ?").param(id).query().singleRow();
	}

}

package org.commonprosperity.portal.dividend;

import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The ledger is appended to and never rewritten, whoever asks the database: these tests
 * ask as its owner.
 */
@DividendTest
class DividendLedgerIntegrationTests {

	@Autowired
	private Dividends dividends;

	private String project;

	@BeforeEach
	void aPostedYear() {
		this.dividends.at("2026-03-01T09:00");
		this.project = this.dividends.project();
		this.dividends.contribution(this.project, this.dividends.collective(this.project), "2022-11-01", "1000000.00");
		this.dividends.post(this.project, 2023);
	}

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "update dividend_entry set amount = amount + 1", "update dividend_entry set reason = 'x'",
			"delete from dividend_entry", "truncate dividend_entry cascade" })
	void refusesToBeRewritten(String statement) {
		assertThat(this.dividends.jdbc.sql("""
				select tableowner = current_user from pg_tables where tablename = 'dividend_entry'""")
			.query(Boolean.class)
			.single()).as("asked as the owner").isTrue();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.dividends.jdbc.sql(statement).update())
			.withMessageContaining("append-only");
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("50000.00");
	}

	@Test
	void refusesToBeEmptiedWhetherOrNotOthersReferToIt() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.dividends.jdbc.sql("truncate dividend_entry").update());
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("50000.00");
	}

	@Test
	void whatARunPostedIsNotTakenBackButAdjusted() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> reverse("e.kind = 'ACCRUAL'", "-e.amount"))
			.withMessageContaining("opposite");
	}

	@Test
	void aReversalIsTheOppositeOfItsLineAndComesOnce() {
		long distribution = this.dividends.distributions.prepare(this.project,
				new NewDistribution(2023, "决议一", Dividends.day("2024-05-01"), "纪要", Dividends.money("100.00"),
						NewDistribution.Rule.PRINCIPAL, Dividends.day("2023-12-31"), null, null,
						Dividends.day("2024-06-30")),
				UUID.randomUUID(), this.dividends.finance());
		this.dividends.distributions.post(distribution, 0, this.dividends.coordinator());
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> reverse("e.kind = 'SECOND_DISTRIBUTION'", "-e.amount + 1"))
			.withMessageContaining("opposite");
		reverse("e.kind = 'SECOND_DISTRIBUTION'", "-e.amount");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> reverse("e.kind = 'SECOND_DISTRIBUTION'", "-e.amount"))
			.withMessageContaining("dividend_entry_reversed_once");
		assertThat(this.dividends.lines(this.project, "true")).as("both lines stay").isEqualTo(3);
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("50000.00");
	}

	@ParameterizedTest
	@ValueSource(strings = { "update contribution set principal = principal + 1", "delete from contribution",
			"update contribution set paid_in_on = paid_in_on - 1", "update contribution set state = 'RETURNED'" })
	void anApprovedContributionStays(String statement) {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.dividends.jdbc.sql(statement + " where state = 'APPROVED'").update())
			.withMessageContaining("an approved contribution");
	}

	@Test
	void aPostedRunStays() {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(
				() -> this.dividends.jdbc.sql("update dividend_run set due = 0 where state = 'POSTED'").update());
	}

	private void reverse(String which, String amount) {
		this.dividends.jdbc
			.sql("""
					insert into dividend_entry (project_id, contributor_id, kind, year, amount, pay_by, reverses_id, reason,
						posted_at, posted_by, posted_by_name)
					select e.project_id, e.contributor_id, 'REVERSAL', e.year, %s, e.pay_by, e.id, '试验', now(), e.posted_by, 'x'
					from dividend_entry e join project p on p.id = e.project_id where p.code = ? and %s"""
				.formatted(amount, which))
			.param(this.project)
			.update();
	}

}

package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.MonthDay;
import java.util.List;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Terms are versions that follow each other; overlaps and gaps are refused by the
 * database and explained.
 */
@DividendTest
class TermsServiceIntegrationTests {

	@Autowired
	private Dividends dividends;

	@Autowired
	private DividendFacts facts;

	private String project;

	@BeforeEach
	void begin() {
		this.dividends.at("2026-03-01T09:00");
		this.project = this.dividends.project();
	}

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void theWharfHasTheTermsThatTheReportNames() {
		assertThat(this.facts.terms("wharf"))
			.extracting(DividendTerms::phase, DividendTerms::contributorClass, (terms) -> terms.rate().toPlainString(),
					DividendTerms::payBy)
			.containsExactly(tuple(DividendPhase.BEFORE_OPERATION, null, "0.05", MonthDay.of(3, 31)),
					tuple(DividendPhase.IN_OPERATION, "VILLAGE_COLLECTIVE", "0.08", MonthDay.of(3, 31)),
					tuple(DividendPhase.IN_OPERATION, "DIBAO", "0.10", MonthDay.of(3, 31)),
					tuple(DividendPhase.IN_OPERATION, "DIBAO_MARGIN", "0.10", MonthDay.of(3, 31)));
		assertThat(this.dividends.jdbc.sql("""
				select distinct s.code from dividend_terms t join source s on s.id = t.source_id
				join project p on p.id = t.project_id where p.code = 'wharf' and t.entered_by is null""")
			.query(String.class)
			.list()).containsExactly("report-2022");
	}

	@Test
	void aNewVersionEndsTheOneBeforeOnItsFirstDay() {
		approve(enter(DividendPhase.IN_OPERATION, "DIBAO", "0.12", "2025-07-01", null));
		assertThat(chain("DIBAO")).containsExactly("0.10 null 2025-07-01", "0.12 2025-07-01 null");
		approve(enter(DividendPhase.IN_OPERATION, "DIBAO", "0.11", "2025-01-01", null));
		assertThat(chain("DIBAO")).containsExactly("0.10 null 2025-01-01", "0.11 2025-01-01 2025-07-01",
				"0.12 2025-07-01 null");
		approve(enter(DividendPhase.IN_OPERATION, "DIBAO", "0.13", "2025-07-01", null));
		assertThat(chain("DIBAO")).as("the same first day: takes its place")
			.containsExactly("0.10 null 2025-01-01", "0.11 2025-01-01 2025-07-01", "0.13 2025-07-01 null");
	}

	@Test
	void aGapIsRefusedAndExplained() {
		approve(enter(DividendPhase.IN_OPERATION, "DIBAO", "0.10", null, "2025-01-01"));
		long late = enter(DividendPhase.IN_OPERATION, "DIBAO", "0.12", "2025-02-01", null);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> approve(late))
			.withMessage("dividend.refusal.terms.gap")
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("validFrom"));
		assertThat(chain("DIBAO")).as("nothing is half done").containsExactly("0.10 null 2025-01-01");
	}

	@Test
	void anOverlapIsRefusedAndExplained() {
		approve(enter(DividendPhase.IN_OPERATION, "DIBAO", "0.12", "2025-07-01", null));
		long over = enter(DividendPhase.IN_OPERATION, "DIBAO", "0.11", "2025-01-01", "2025-09-01");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> approve(over))
			.withMessage("dividend.refusal.terms.overlap");
	}

	@Test
	void everyoneAndAClassAtOnceAreRefusedAndExplained() {
		long one = enter(DividendPhase.BEFORE_OPERATION, "DIBAO", "0.06", null, null);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> approve(one))
			.withMessage("dividend.refusal.terms.everyone");
	}

	@Test
	void theDatabaseRefusesThemByItself() {
		String insert = """
				insert into dividend_terms (project_id, phase, class_code, rate, valid_from, source_id, state, entered_at, decided_at)
				select project_id, phase, class_code, rate, %s, source_id, 'APPROVED', now(), now() from dividend_terms t
				join project p on p.id = t.project_id where p.code = ? and t.class_code = 'DIBAO'""";
		assertThatThrownBy(
				() -> this.dividends.jdbc.sql(insert.formatted("date '2025-01-01'")).param(this.project).update())
			.isInstanceOf(DataAccessException.class)
			.hasMessageContaining("dividend_terms_apart");
		assertThatThrownBy(() -> this.dividends.transaction.executeWithoutResult((status) -> {
			this.dividends.jdbc.sql(
					"update dividend_terms set valid_until = '2025-01-01' where class_code = 'DIBAO' and project_id = (select id from project where code = ?)")
				.param(this.project)
				.update();
			this.dividends.jdbc.sql(insert.formatted("date '2025-01-02'")).param(this.project).update();
		})).isInstanceOf(DataAccessException.class).hasMessageContaining("between two versions");
		assertThatThrownBy(() -> this.dividends.jdbc
			.sql("update dividend_terms set rate = 0.5 where project_id = (select id from project where code = ?)")
			.param(this.project)
			.update()).isInstanceOf(DataAccessException.class).hasMessageContaining("approved terms");
	}

	@Test
	void whoEntersDoesNotApproveNorDoesADeputy() {
		Official both = this.dividends.everything();
		long id = this.dividends.terms.enter(this.project,
				terms(DividendPhase.IN_OPERATION, "DIBAO", "0.12", "2025-07-01", null), UUID.randomUUID(), both);
		for (Official same : List.of(both, this.dividends.inPlaceOf("leader", both),
				this.dividends.inPlaceOf(both.username(), this.dividends.coordinator()))) {
			assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.dividends.terms.approve(id, 0, same))
				.withMessage("dividend.refusal.own");
		}
		for (String other : List.of("leader", "finance", "editor-agriculture", "clerk-dali")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(other)
				.isThrownBy(() -> this.dividends.terms.approve(id, 0, this.dividends.official(other)));
		}
		for (String other : List.of("leader", "editor-economy", "clerk-dali", "admin")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(other)
				.isThrownBy(() -> this.dividends.terms.enter(this.project,
						terms(DividendPhase.IN_OPERATION, "DIBAO", "0.12", "2025-07-01", null), UUID.randomUUID(),
						this.dividends.official(other)));
		}
		this.dividends.terms.sendBack(id, 0, "请附会议纪要", this.dividends.coordinator());
		assertThat(this.dividends.state("dividend_terms", id)).isEqualTo("RETURNED");
	}

	@Test
	void whatIsMissingIsNamed() {
		assertRefused(terms(null, "DIBAO", "0.1", null, null), "phase");
		assertRefused(terms(DividendPhase.IN_OPERATION, "NOBODY", "0.1", null, null), "classCode");
		assertRefused(terms(DividendPhase.IN_OPERATION, "DIBAO", "1.1", null, null), "rate");
		assertRefused(terms(DividendPhase.IN_OPERATION, "DIBAO", "0.1000001", null, null), "rate");
		assertRefused(terms(DividendPhase.IN_OPERATION, "DIBAO", "0.1", "2025-01-01", "2025-01-01"), "validUntil");
		assertRefused(new NewTerms(DividendPhase.IN_OPERATION, "DIBAO", BigDecimal.ONE, null, null, MonthDay.of(2, 29),
				"x", "x"), "payBy");
		assertRefused(new NewTerms(DividendPhase.IN_OPERATION, "DIBAO", BigDecimal.ONE, null, null, null, null, "x"),
				"reason");
		assertRefused(new NewTerms(DividendPhase.IN_OPERATION, "DIBAO", BigDecimal.ONE, null, null, null, "x", " "),
				"document");
	}

	private void assertRefused(NewTerms terms, String field) {
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(
					() -> this.dividends.terms.enter(this.project, terms, UUID.randomUUID(), this.dividends.editor()))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field));
	}

	private List<String> chain(String contributorClass) {
		return this.facts.terms(this.project)
			.stream()
			.filter((terms) -> contributorClass.equals(terms.contributorClass()))
			.map((terms) -> terms.rate().toPlainString() + " " + terms.from() + " " + terms.until())
			.toList();
	}

	private long enter(DividendPhase phase, @Nullable String contributorClass, String rate, @Nullable String from,
			@Nullable String until) {
		return this.dividends.terms.enter(this.project, terms(phase, contributorClass, rate, from, until),
				UUID.randomUUID(), this.dividends.editor());
	}

	private static NewTerms terms(@Nullable DividendPhase phase, @Nullable String contributorClass, String rate,
			@Nullable String from, @Nullable String until) {
		return new NewTerms(phase, contributorClass, new BigDecimal(rate), Dividends.day(from), Dividends.day(until),
				null, "按股东会决议", "决议〔2025〕3 号");
	}

	private void approve(long id) {
		this.dividends.terms.approve(id, this.dividends.version("dividend_terms", id), this.dividends.coordinator());
	}

}

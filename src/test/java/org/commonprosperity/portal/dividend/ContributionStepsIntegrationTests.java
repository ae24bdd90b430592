package org.commonprosperity.portal.dividend;

import java.util.List;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contributors and contributions step by step: who may do what, what is refused, and that
 * nothing of a person gets into history or trail.
 */
@DividendTest
class ContributionStepsIntegrationTests {

	@Autowired
	private Dividends dividends;

	@Autowired
	private AuditService audit;

	private String project;

	private String collective;

	@BeforeEach
	void begin() {
		this.dividends.at("2026-03-01T09:00");
		this.project = this.dividends.project();
		this.collective = this.dividends.collective(this.project);
	}

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "editor-economy", "coordinator", "finance", "leader", "clerk-dali", "admin", "security",
			"auditor" })
	void onlyTheDepartmentEnters(String username) {
		Official other = this.dividends.official(username);
		long contribution = this.dividends.contribution(this.project, this.collective, "2023-01-01", "100.00");
		ContributorDetails details = new ContributorDetails("dali", "试验", null, null, null);
		List<Runnable> tries = List.of(
				() -> this.dividends.contributors.register(this.project,
						new NewContributor("T-X", ContributorKind.COLLECTIVE, details, null, null, null),
						UUID.randomUUID(), other),
				() -> this.dividends.contributors.change(this.collective, 0, details, null, null, UUID.randomUUID(),
						other),
				() -> this.dividends.contributors.setClass(this.collective, "DIBAO", Dividends.day("2025-01-01"), "x",
						UUID.randomUUID(), other),
				() -> this.dividends.contributions.enter(this.project, contribution("R-X", "2023-01-01", "1.00"),
						UUID.randomUUID(), other),
				() -> this.dividends.contributions.withdraw(contribution, 1, Dividends.day("2025-01-01"), null, null,
						"x", UUID.randomUUID(), other),
				() -> this.dividends.contributions.correct(contribution, 1, this.collective,
						Dividends.day("2025-01-01"), Dividends.money("2.00"), "x", null, UUID.randomUUID(), other),
				() -> this.dividends.starts.propose(this.project, Dividends.day("2024-01-01"), null, "x",
						UUID.randomUUID(), other));
		tries.forEach((one) -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(one::run));
	}

	@ParameterizedTest
	@ValueSource(strings = { "editor-agriculture", "finance", "leader", "clerk-dali", "admin", "security", "auditor" })
	void onlyTheCoordinatingOfficeDecides(String username) {
		Official other = this.dividends.official(username);
		long entered = this.dividends.enter(this.project, this.collective, "2023-01-01", "100.00");
		long start = this.dividends.starts.propose(this.project, Dividends.day("2024-01-01"), null, "试验",
				UUID.randomUUID(), this.dividends.editor());
		List<Runnable> tries = List.of(() -> this.dividends.contributions.approve(entered, 0, other),
				() -> this.dividends.contributions.sendBack(entered, 0, "x", other),
				() -> this.dividends.starts.approve(start, 0, other),
				() -> this.dividends.starts.sendBack(start, 0, "x", other));
		tries.forEach((one) -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(one::run));
		assertThat(this.dividends.state("contribution", entered)).isEqualTo("ENTERED");
	}

	@Test
	void whoEnteredDoesNotDecideNorDoDeputiesEitherWay() {
		Official both = this.dividends.everything();
		long entered = this.dividends.contributions.enter(this.project, contribution("R-own", "2023-01-01", "100.00"),
				UUID.randomUUID(), both);
		Official deputy = this.dividends.inPlaceOf("leader", both);
		Official standIn = this.dividends.inPlaceOf(both.username(), this.dividends.coordinator());
		for (Official same : List.of(both, deputy, standIn)) {
			assertThatExceptionOfType(Refusal.class).as(same.signature())
				.isThrownBy(() -> this.dividends.contributions.approve(entered, 0, same))
				.withMessage("dividend.refusal.own");
		}
		this.dividends.contributions.approve(entered, 0, this.dividends.coordinator());
		assertThatExceptionOfType(Refusal.class).as("twice")
			.isThrownBy(() -> this.dividends.contributions.approve(entered, 1, this.dividends.coordinator()))
			.withMessage("dividend.refusal.decided");
	}

	@Test
	void whatIsMissingOrCannotBeIsNamed() {
		assertRefused(contribution(null, "2023-01-01", "1.00"), "reference", "dividend.refusal.reference");
		assertRefused(contribution("R-1", null, "1.00"), "paidInOn", "dividend.refusal.day");
		assertRefused(contribution("R-1", "1989-12-31", "1.00"), "paidInOn", "dividend.refusal.day");
		assertRefused(contribution("R-1", "2026-03-02", "1.00"), "paidInOn", "project.refusal.future");
		assertRefused(contribution("R-1", "2023-01-01", "0.00"), "principal", "dividend.refusal.amount");
		assertRefused(contribution("R-1", "2023-01-01", "-1.00"), "principal", "dividend.refusal.amount");
		assertRefused(new NewContribution("T-none", "R-1", Dividends.day("2023-01-01"), Dividends.money("1.00"), null,
				null, "x", null), "contributor", "dividend.refusal.contributor");
		assertRefused(new NewContribution(this.collective, "R-1", Dividends.day("2023-01-01"), Dividends.money("1.00"),
				Dividends.day("2024-01-01"), null, "x", null), "openingBalance", "dividend.refusal.opening");
		assertRefused(
				new NewContribution(this.collective, "R-1", Dividends.day("2023-01-01"), Dividends.money("1.00"),
						Dividends.day("2022-01-01"), Dividends.money("1.00"), "x", null),
				"keptFrom", "dividend.refusal.keptFrom");
		assertRefused(new NewContribution(this.collective, "R-1", Dividends.day("2023-01-01"), Dividends.money("1.00"),
				null, null, null, null), "document", "dividend.refusal.document");
		this.dividends.contributions.enter(this.project, contribution("R-1", "2023-01-01", "1.00"), UUID.randomUUID(),
				this.dividends.editor());
		assertRefused(contribution("R-1", "2023-01-01", "1.00"), "reference", "dividend.refusal.referenceTaken");
	}

	@Test
	void aFormCountsOnce() {
		UUID form = UUID.randomUUID();
		this.dividends.contributions.enter(this.project, contribution("R-a", "2023-01-01", "1.00"), form,
				this.dividends.editor());
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.contributions.enter(this.project,
					contribution("R-b", "2023-01-01", "1.00"), form, this.dividends.editor()))
			.withMessage("dividend.refusal.twice");
	}

	@Test
	void openingBalancesAreOwedFromBeforeAndTheLedgerKeepsOnFromTheirDay() {
		long id = this.dividends.contributions.enter(this.project,
				new NewContribution(this.collective, "R-old", Dividends.day("2020-01-01"),
						Dividends.money("1000000.00"), Dividends.day("2023-01-01"), Dividends.money("12345.67"), "旧账",
						null),
				UUID.randomUUID(), this.dividends.editor());
		assertThat(this.dividends.lines(this.project, "true")).as("nothing before it is approved").isZero();
		this.dividends.contributions.approve(id, 0, this.dividends.coordinator());
		assertThat(this.dividends.sum(this.project, "e.kind = 'OPENING' and e.year = 2022 and e.pay_by = '2023-03-31'"))
			.isEqualByComparingTo("12345.67");
		this.dividends.post(this.project, 2022);
		assertThat(this.dividends.sum(this.project)).as("2022 is in the balance").isEqualByComparingTo("12345.67");
		this.dividends.post(this.project, 2023);
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("62345.67");
	}

	@Test
	void aTransferEndsTheGiversAndBeginsTheReceiversOnTheSameDay() {
		String household = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		long given = this.dividends.contribution(this.project, this.collective, "2023-01-01", "1000.00");
		long taken = this.dividends.transfer(given, "2023-07-02", "400.00", household);
		assertThat(this.dividends.jdbc
			.sql("""
					select paid_in_on || ' ' || coalesce(ended_on::text, '') || ' ' || principal || ' ' || origin from contribution
					where id = ? or origin_id = ? order by id""")
			.params(given, given)
			.query(String.class)
			.list()).containsExactly("2023-01-01 2023-07-02 1000.00 PAID_IN", "2023-07-02  600.00 REMAINDER",
					"2023-07-02  400.00 TRANSFERRED");
		this.dividends.post(this.project, 2023);
		assertThat(this.dividends.sum(this.project)).as("the days are neither lost nor counted twice")
			.isEqualByComparingTo("50.00");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.dividends.withdraw(given, "2024-01-01", null))
			.withMessage("dividend.refusal.ended");
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.correct(given, this.collective, "2023-01-01", "999.00"))
			.withMessage("dividend.refusal.followed");
		assertThat(this.dividends.state("contribution", taken)).isEqualTo("APPROVED");
	}

	@Test
	void aCorrectionEndsTheWrongOneAndPostsTheDifference() {
		long wrong = this.dividends.contribution(this.project, this.collective, "2023-01-01", "1000.00");
		this.dividends.post(this.project, 2023);
		this.dividends.at("2026-03-02T09:00");
		long right = this.dividends.correct(wrong, this.collective, "2023-01-01", "10000.00");
		this.dividends.post(this.project, 2023);
		assertThat(this.dividends.sum(this.project, "e.contribution_id = ?", wrong)).isZero();
		assertThat(this.dividends.sum(this.project, "e.contribution_id = ?", right)).isEqualByComparingTo("500.00");
		assertThat(this.dividends.lines(this.project, "true")).as("all lines stay").isEqualTo(3);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.correct(wrong, this.collective, "2023-01-01", "999.00"))
			.withMessage("dividend.refusal.corrected");
	}

	@Test
	void anOpeningBalanceGoesWithWhomTheContributionBelongsTo() {
		String other = this.dividends.collective(this.project);
		long id = this.dividends.contributions.enter(this.project,
				new NewContribution(this.collective, "R-old", Dividends.day("2020-01-01"), Dividends.money("1000.00"),
						Dividends.day("2023-01-01"), Dividends.money("77.00"), "旧账", null),
				UUID.randomUUID(), this.dividends.editor());
		this.dividends.contributions.approve(id, 0, this.dividends.coordinator());
		this.dividends.correct(id, other, "2020-01-01", "1000.00");
		assertThat(this.dividends.sum(this.project, "c.number = ?", this.collective)).isZero();
		assertThat(this.dividends.sum(this.project, "c.number = ?", other)).isEqualByComparingTo("77.00");
		assertThat(this.dividends.lines(this.project, "e.kind = 'REVERSAL'")).isEqualTo(1);
	}

	@Test
	void anEndCanBePutRight() {
		long contribution = this.dividends.contribution(this.project, this.collective, "2023-01-01", "365000.00");
		this.dividends.withdraw(contribution, "2023-12-01", null);
		this.dividends.post(this.project, 2023);
		this.dividends.at("2026-03-02T09:00");
		long change = this.dividends.contributions.correctEnd(contribution,
				this.dividends.version("contribution", contribution), Dividends.day("2023-12-31"), "写错了日期", null,
				UUID.randomUUID(), this.dividends.editor());
		this.dividends.approveChange(change);
		this.dividends.post(this.project, 2023);
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("18200.00");
		long stands = this.dividends.contributions.correctEnd(contribution,
				this.dividends.version("contribution", contribution), null, "没有退出", null, UUID.randomUUID(),
				this.dividends.editor());
		this.dividends.approveChange(stands);
		this.dividends.post(this.project, 2023);
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("18250.00");
	}

	@Test
	void oneChangeOfAContributionWaitsAtMost() {
		long contribution = this.dividends.contribution(this.project, this.collective, "2023-01-01", "365000.00");
		Official editor = this.dividends.editor();
		long change = this.dividends.contributions.withdraw(contribution, 1, Dividends.day("2024-01-01"), null, null,
				"x", UUID.randomUUID(), editor);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.contributions.withdraw(contribution, 1, Dividends.day("2025-01-01"), null,
					null, "x", UUID.randomUUID(), editor))
			.withMessage("dividend.refusal.changeWaits");
		this.dividends.contributions.retractChange(change, editor);
		this.dividends.withdraw(contribution, "2025-01-01", null);
		assertThatExceptionOfType(Refusal.class).as("a form of before")
			.isThrownBy(() -> this.dividends.contributions.correctEnd(contribution, 1, null, "x", null,
					UUID.randomUUID(), editor))
			.withMessage("dividend.refusal.changed");
	}

	@Test
	void nothingOfAPersonGetsIntoHistoryOrTrail() {
		String number = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		this.dividends.change(number,
				new ContributorDetails("zhongdai", "张三丰", "33048219000101001X", "某银行", "6222 0000 1111"));
		this.dividends.setClass(number, "DIBAO_MARGIN", "2024-01-01");
		this.dividends.contribution(this.project, number, "2023-01-01", "20000.00");
		assertThat(this.dividends.jdbc.sql("select bank_account from contributor where number = ?")
			.param(number)
			.query(String.class)
			.single()).isEqualTo("622200001111");
		for (String secret : List.of("张三丰", "33048219000101001X", "某银行", "6222", "试验户" + number)) {
			assertThat(this.dividends.jdbc.sql(
					"select count(*) from record_change where differences::text || coalesce(note, '') like '%' || ? || '%'")
				.param(secret)
				.query(Integer.class)
				.single()).as(secret).isZero();
			assertThat(this.dividends.jdbc.sql(
					"select count(*) from audit_entry where coalesce(subject, '') || coalesce(detail, '') like '%' || ? || '%'")
				.param(secret)
				.query(Integer.class)
				.single()).as(secret).isZero();
		}
		assertThat(this.audit.historyOf(ContributorService.RECORD, number, 1, 10).items())
			.extracting((entry) -> entry.action())
			.containsExactly("contributor-class.approved", "contributor-class.entered", "contributor-account.approved",
					"contributor-account.entered", "contributor.changed", "contributor.entered");
		assertThat(new ContributorDetails("dali", "张三丰", "33048219000101001X", null, null)).asString()
			.doesNotContain("张三丰", "3304");
	}

	@Test
	void theLatestApprovedStartCounts() {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.dividends.start(this.project, null))
			.withMessage("dividend.refusal.startedOnMissing");
		this.dividends.start(this.project, "2024-01-01");
		this.dividends.start(this.project, "2023-12-15");
		assertThat(this.dividends.jdbc.sql("""
				select started_on || ' ' || approval from operation_start o join project p on p.id = o.project_id
				where p.code = ? order by approval""").param(this.project).query(String.class).list())
			.containsExactly("2024-01-01 1", "2023-12-15 2");
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.starts.propose(this.project, Dividends.day("2024-02-01"), null, "x",
					UUID.randomUUID(), this.dividends.editor()))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("reason"));
		this.dividends.starts.propose(this.project, Dividends.day("2024-02-01"), "x", "x", UUID.randomUUID(),
				this.dividends.editor());
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.dividends.start(this.project, "2024-03-01"))
			.withMessage("dividend.refusal.startWaits");
	}

	private void assertRefused(NewContribution contribution, String field, String key) {
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.contributions.enter(this.project, contribution, UUID.randomUUID(),
					this.dividends.editor()))
			.withMessage(key)
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field));
	}

	private NewContribution contribution(@Nullable String reference, @Nullable String paidIn, String principal) {
		return new NewContribution(this.collective, reference, Dividends.day(paidIn), Dividends.money(principal), null,
				null, "试验", null);
	}

}

package org.commonprosperity.portal.dividend;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Visitor;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Visit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where money goes and which class decides the rate is changed by two persons: until the
 * second one has decided, what is on record holds.
 */
@DividendTest
@Import(Payments.class)
class ContributorChangesIntegrationTests {

	private static final String HOME = "/office/dividends";

	private static final String OLD = "6222000011112222";

	private static final String NEW = "6222000033334444";

	@LocalServerPort
	private int port;

	@Autowired
	private Dividends dividends;

	@Autowired
	private Payments payments;

	@Autowired
	private LedgerTodos todos;

	private String project;

	private String number;

	@BeforeEach
	void aHouseholdWithAnAccount() {
		this.dividends.at("2026-03-01T09:00");
		this.project = this.dividends.project();
		this.number = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		this.dividends.change(this.number, details(OLD));
	}

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void anAccountHoldsWhenAnotherPersonApprovedIt() {
		long change = propose(NEW);
		assertThat(account()).isEqualTo(OLD);
		assertThat(new String(this.dividends.jdbc.sql("select content from contributor_change where id = ?")
			.param(change)
			.query(byte[].class)
			.single(), StandardCharsets.ISO_8859_1)).doesNotContain(NEW, OLD, "某银行");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> propose("6222000055556666"))
			.withMessage("dividend.refusal.contributorChangeWaits");
		for (String other : List.of("editor-agriculture", "finance", "leader", "admin", "clerk-dali")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(other)
				.isThrownBy(() -> this.dividends.changes.approve(change, 0, this.dividends.official(other)));
		}
		assertThatExceptionOfType(Refusal.class).as("another version")
			.isThrownBy(() -> this.dividends.changes.approve(change, 7, this.dividends.coordinator()))
			.withMessage("dividend.refusal.changed");
		this.dividends.changes.approve(change, 0, this.dividends.coordinator());
		assertThat(account()).isEqualTo(NEW);
		Visitor editor = signedIn("editor-agriculture");
		assertThat(editor.get(HOME + "/contributors/" + this.number).body()).contains("***2222", "***4444");
	}

	@Test
	void neitherWhoEnteredItNorADeputyEitherWayDecides() {
		Official both = this.dividends.everything();
		long change = Objects.requireNonNull(this.dividends.contributors.change(this.number, version(), details(NEW),
				"换卡", "试验", UUID.randomUUID(), both));
		for (Official same : List.of(both, this.dividends.inPlaceOf("leader", both),
				this.dividends.inPlaceOf(both.username(), this.dividends.coordinator()))) {
			assertThatExceptionOfType(Refusal.class).as(same.signature())
				.isThrownBy(() -> this.dividends.changes.approve(change, 0, same))
				.withMessage("dividend.refusal.own");
		}
		assertThat(account()).isEqualTo(OLD);
	}

	@Test
	void anAccountNeedsAReasonAndADocumentAndAVillageDoesNot() {
		ContributorDetails fresh = details(NEW);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.contributors.change(this.number, version(), fresh, null, "试验",
					UUID.randomUUID(), this.dividends.editor()))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("reason"));
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.contributors.change(this.number, version(), fresh, "换卡", null,
					UUID.randomUUID(), this.dividends.editor()))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("document"));
		assertThat(this.dividends.propose(this.number, new ContributorDetails("zhongdai", "改名", null, "某银行", OLD)))
			.isNull();
	}

	@Test
	void anIdentifierOfAHouseholdIsChecked() {
		for (String wrong : List.of("12345", "330482197001010012")) {
			assertThatExceptionOfType(Refusal.class).as(wrong)
				.isThrownBy(() -> this.dividends.propose(this.number,
						new ContributorDetails("dali", "试验户", wrong, "某银行", OLD)))
				.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("identifier"));
		}
		assertThat(this.dividends.propose(this.number,
				new ContributorDetails("dali", "试验户", "330482197001010011", "某银行", OLD)))
			.isNotNull();
	}

	@Test
	void whatWasReturnedIsMendedAndWhatWaitsIsTakenBack() {
		long change = propose("6222000055556666");
		Visitor coordinator = signedIn("coordinator");
		assertThat(coordinator.get(HOME + "/review").body()).contains("银行账号或证件号变更", "6222000055556666", "换卡");
		assertThat(coordinator.get(HOME + "/contributors/" + this.number).body()).contains("银行账号或证件号变更待审核", "***6666")
			.doesNotContain("6222000055556666");
		coordinator.get(HOME + "/review")
			.submit(HOME + "/contributor-changes/" + change + "/return", Map.of("note", "卡号少了一位"));
		Official editor = this.dividends.editor();
		assertThat(this.todos.todosOf(editor)).filteredOn((todo) -> this.number.equals(todo.subject()))
			.extracting((todo) -> todo.kind())
			.containsExactly("contributorChangeReturned");
		String edit = HOME + "/contributors/" + this.number + "/edit";
		Visitor entering = signedIn("editor-agriculture");
		assertThat(entering.get(HOME + "/contributors/" + this.number).body()).contains("卡号少了一位", "改好后重新登记");
		assertThat(entering.get(edit + "?mend=" + change).body()).contains("value=\"6222000055556666\"",
				"value=\"换卡\"");
		entering.submit(edit, Map.of("community", "dali", "name", "试验户", "bankName", "某银行", "bankAccount", NEW,
				"reason", "换卡", "document", "试验〔8〕号"));
		assertThat(entering.follow().body()).contains("等待共富办审核");
		assertThat(account()).isEqualTo(OLD);
		long again = this.dividends.jdbc.sql("select max(id) from contributor_change").query(Long.class).single();
		this.dividends.changes.retract(again, editor);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.dividends.changes.approve(again, 1, this.dividends.coordinator()))
			.withMessage("dividend.refusal.decided");
		assertThat(account()).isEqualTo(OLD);
	}

	@Test
	void aClassHoldsWhenAnotherPersonApprovedItAndTheContributionSaysWhich() {
		long change = Objects.requireNonNull(this.dividends.contributors.setClass(this.number, "DIBAO_MARGIN",
				Dividends.day("2024-01-01"), "试验", UUID.randomUUID(), this.dividends.editor()));
		assertThat(classes()).containsExactly("DIBAO");
		this.dividends.enter(this.project, this.number, "2023-05-01", "100.00");
		Visitor coordinator = signedIn("coordinator");
		assertThat(coordinator.get(HOME + "/review").body()).contains("类别变更", "出资日的类别", "低保家庭", "低保边缘家庭");
		coordinator.submit(HOME + "/review", Map.of("entry", List.of("a:" + change + ":0")));
		assertThat(coordinator.follow().body()).contains("已通过 1 项");
		assertThat(classes()).containsExactly("DIBAO", "DIBAO_MARGIN");
		assertThat(this.dividends.jdbc.sql("""
				select entered_by_name from class_period k join contributor c on c.id = k.contributor_id
				where c.number = ? and k.class_code = 'DIBAO_MARGIN'""")
			.param(this.number)
			.query(String.class)
			.single()).isEqualTo(this.dividends.editor().signature());
	}

	@Test
	void anOpenBatchSaysWhoseAccountIsAnotherOneByNow() {
		Payments.Project paid = this.payments.project();
		long batch = this.payments.prepare(paid.code(), 2025);
		Visitor finance = signedIn("finance");
		String page = HOME + "/payments/" + batch;
		assertThat(finance.get(page).body()).contains("已列入批次").doesNotContain("账号变更了");
		Long change = this.dividends.propose(paid.one(), new ContributorDetails("dali", "试验户", null, "某银行", NEW));
		assertThat(finance.get(page).body()).as("it only waits").contains("已列入批次").doesNotContain("账号变更了");
		this.dividends.changes.approve(Objects.requireNonNull(change), 0, this.dividends.coordinator());
		assertThat(finance.get(page).body()).contains("有 1 个出资人的账号变更了", HOME + "/contributors/" + paid.one() + "\"");
		assertThat(this.payments.desk.changedAccounts(this.payments.desk.batch(batch, this.dividends.finance()),
				this.dividends.finance()))
			.containsExactly(paid.one());
	}

	@Test
	void aRunThatWasNotPostedSaysSoAloneAndGoesBackWithOneButton() {
		this.dividends.contribution(this.project, this.number, "2024-01-01", "20000.00");
		this.dividends.start(this.project, "2024-01-01");
		long run = this.dividends.runs.prepareNow(this.project, 2025, this.dividends.finance());
		this.dividends.setClass(this.number, "OTHER_HOUSEHOLD", "2025-07-01");
		Visitor coordinator = signedIn("coordinator");
		String page = HOME + "/runs/" + run;
		coordinator.get(page).submit(page + "/post", Map.of());
		String body = coordinator.follow().body();
		assertThat(body).contains("没有入账", "退回，请财务重新准备").doesNotContain("class=\"flash\"", "复核，入账");
		assertThat(runTodos()).containsExactly("runStale");
		coordinator.submit(page + "/return", Map.of("note", "经办之后有记录变了，请重新准备"));
		assertThat(this.dividends.state("dividend_run", run)).isEqualTo("RETURNED");
		assertThat(runTodos()).containsExactly("runReturned");
	}

	private List<String> runTodos() {
		return this.todos.todosOf(this.dividends.finance())
			.stream()
			.filter((todo) -> todo.title().endsWith(this.project) && "2025".equals(todo.subject()))
			.map((todo) -> todo.kind())
			.toList();
	}

	private long propose(String account) {
		return Objects.requireNonNull(this.dividends.propose(this.number, details(account)));
	}

	private ContributorDetails details(@Nullable String account) {
		return new ContributorDetails("dali", "试验户", null, "某银行", account);
	}

	private long version() {
		return this.dividends.jdbc.sql("select version from contributor where number = ?")
			.param(this.number)
			.query(Long.class)
			.single();
	}

	private String account() {
		return this.dividends.jdbc.sql("select bank_account from contributor where number = ?")
			.param(this.number)
			.query(String.class)
			.single();
	}

	private List<String> classes() {
		return this.dividends.jdbc.sql("""
				select class_code from class_period k join contributor c on c.id = k.contributor_id
				where c.number = ? and replaced_at is null order by valid_from""")
			.param(this.number)
			.query(String.class)
			.list();
	}

	private Visitor signedIn(String username) {
		Visitor visitor = new Visitor(this.port).signIn(username, Visit.PASSWORD);
		assertThat(visitor.location()).as(username + " is signed in").doesNotContain("/login");
		return visitor;
	}

}

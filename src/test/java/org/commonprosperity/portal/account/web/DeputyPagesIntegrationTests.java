package org.commonprosperity.portal.account.web;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.AccountFixture;
import org.commonprosperity.portal.account.AccountService;
import org.commonprosperity.portal.account.AccountTest;
import org.commonprosperity.portal.account.DeputyOverview;
import org.commonprosperity.portal.account.DeputyReason;
import org.commonprosperity.portal.account.DeputyService;
import org.commonprosperity.portal.account.DeputyTerms;
import org.commonprosperity.portal.account.GrantService;
import org.commonprosperity.portal.account.Grants;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.account.Visitor;
import org.commonprosperity.portal.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A deputy signs in, acts for an absent official and is oneself again, over HTTP: what
 * the session may do meanwhile, how the records are signed, and what ends it.
 */
@AccountTest
class DeputyPagesIntegrationTests {

	private static final String WHARF = "/office/projects/wharf";

	private static final String STATE = WHARF + "/state";

	private static final String STOP = "/office/deputy/stop";

	@LocalServerPort
	private int port;

	@Autowired
	private DeputyService service;

	@Autowired
	private DeputyOverview overview;

	@Autowired
	private AccountService accounts;

	@Autowired
	private GrantService grants;

	@Autowired
	private AccountDirectory directory;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	private Official absent;

	private Official deputy;

	private long deputyship;

	private Visitor visitor;

	@BeforeEach
	void aDeputySignsIn() {
		this.clock.advance(Duration.ofMinutes(15));
		this.absent = this.fixture.editor("王甲", "agriculture");
		this.deputy = this.fixture.editor("李乙", "economy");
		this.deputyship = name(this.absent, this.deputy, 0);
		this.visitor = new Visitor(this.port).signIn(this.deputy);
	}

	@Test
	void actsUnderBothNamesAndLeavesAgain() {
		assertThat(this.visitor.get(WHARF).status()).isEqualTo(403);
		assertThat(this.visitor.get("/office").body()).contains("您是王甲的 B 角", "B 角代办").doesNotContain("您正在代");
		String before = this.visitor.cookie("PORTAL");
		act();
		String during = this.visitor.cookie("PORTAL");
		assertThat(during).isNotEqualTo(before);
		assertThat(this.visitor.body()).contains("您正在代王甲办理", "李乙（代王甲）", "公共码头").doesNotContain("B 角代办");
		String reason = "代办说明" + UUID.randomUUID();
		report(reason);
		assertThat(this.visitor.follow().body()).contains("李乙（代王甲）", reason);
		assertThat(signatures(this.deputy)).contains("李乙（代王甲）|acting-started", "李乙（代王甲）|state.proposed");
		assertThat(this.jdbc.sql("""
				select actor_name from record_change where actor_id = ? and action = 'state.proposed'""")
			.param(this.deputy.id())
			.query(String.class)
			.list()).containsExactly("李乙（代王甲）");
		this.visitor.submit(STOP, Map.of());
		assertThat(this.visitor.cookie("PORTAL")).isNotEqualTo(during);
		assertThat(this.visitor.follow().body()).contains("已退出代办", "您是王甲的 B 角");
		assertThat(this.visitor.get(WHARF).status()).isEqualTo(403);
		assertThat(signatures(this.deputy)).contains("李乙（代王甲）|acting-stopped");
		for (String old : List.of(before, during)) {
			assertThat(new Visitor(this.port).withSession(old).get("/office").location()).isEqualTo("/login");
		}
	}

	@Test
	void beginsFromTheToDoAndIsGreetedForWhom() {
		assertThat(this.visitor.get("/office").body())
			.contains("李乙，您好", "要做的事", "/office/deputy#for-" + this.deputyship)
			.doesNotContain("王甲要做的事");
		assertThat(this.visitor.get("/office/deputy").body()).contains("id=\"for-" + this.deputyship + "\"");
		act();
		assertThat(this.visitor.body()).contains("李乙（代王甲），您好", "王甲要做的事", "王甲的项目");
	}

	@Test
	void aRefusedPageSaysForWhomOneActsAndLeadsBack() {
		assertThat(this.visitor.get(WHARF).body()).contains("您是王甲的 B 角", address(this.deputyship))
			.doesNotContain("您正在代");
		act();
		for (String refused : List.of("/office/projects/factory", "/office/approvals", "/office/projects/none")) {
			assertThat(this.visitor.get(refused).body()).as(refused).contains("您正在代王甲办理", "回到自己的身份");
			assertThat(this.visitor.status()).as(refused).isBetween(403, 404);
		}
		this.visitor.submit(STOP, Map.of());
		assertThat(this.visitor.location()).isEqualTo("/office");
		assertThat(this.visitor.get("/office/projects/factory").status()).isEqualTo(200);
	}

	@Test
	void takesUpWhatCameBackToTheAbsentOfficial() {
		Visitor own = new Visitor(this.port).signIn(this.absent);
		report(own, "本人填报" + UUID.randomUUID());
		this.jdbc.sql("""
				update proposal set state = 'RETURNED', decided_at = now(), decision_note = '请补充现场照片'
				where proposed_by = ?""").param(this.absent.id()).update();
		assertThat(own.get(WHARF).body()).contains("请补充现场照片");
		act();
		report("代办补充" + UUID.randomUUID());
		assertThat(own.get(WHARF).body()).doesNotContain("请补充现场照片");
	}

	@Test
	void opensTheAddressesOfTheRoleAndApprovesNothingOfItsOwn() {
		Official coordinator = this.fixture.with("陈主任", "共富", new Grants(Set.of(Role.COORDINATOR), Set.of(), Set.of()));
		Official editor = this.fixture.editor("吴丁", "agriculture");
		this.service.name(security(), UUID.randomUUID(), coordinator.id(), terms(editor, 0));
		long id = this.overview.own(coordinator).get(0).id();
		Visitor visitor = new Visitor(this.port).signIn(editor);
		report(visitor, "自报自批" + UUID.randomUUID());
		long proposal = this.jdbc.sql("select id from proposal where proposed_by = ?")
			.param(editor.id())
			.query(Long.class)
			.single();
		assertThat(visitor.get("/office/approvals").status()).isEqualTo(403);
		visitor.get("/office").submit(address(id), Map.of());
		assertThat(visitor.get("/office/approvals?project=wharf&order=newest").status()).isEqualTo(200);
		visitor.submit("/office/approvals/" + proposal + "/approve", Map.of());
		assertThat(visitor.follow().body()).contains("不能由您审核通过");
		assertThat(
				this.jdbc.sql("select state from proposal where id = ?").param(proposal).query(String.class).single())
			.isEqualTo("PENDING");
		visitor.submit("/office/approvals/" + proposal + "/return", Map.of("note", "请补充"));
		assertThat(this.jdbc.sql("select decided_by_name from proposal where id = ?")
			.param(proposal)
			.query(String.class)
			.single()).isEqualTo("吴丁（代陈主任）");
	}

	@Test
	void endsWithTheLastDay() {
		act();
		ZonedDateTime now = ZonedDateTime.now(this.clock);
		Duration left = Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(now.getZone()));
		this.clock.advance(left.minusSeconds(30));
		assertThat(this.visitor.get(WHARF).status()).isEqualTo(200);
		this.clock.advance(Duration.ofSeconds(31));
		assertOver("代王甲办理的期限已到");
		assertThat(this.visitor.body()).doesNotContain("您是王甲的 B 角");
	}

	@Test
	void endsWhenTheAbsentOfficialEndsItEarly() {
		act();
		new Visitor(this.port).signIn(this.absent)
			.get("/office/deputy")
			.submit("/office/deputy/" + this.deputyship + "/end", Map.of());
		assertOver("代王甲办理已被提前结束");
	}

	@Test
	void endsWhenTheAccountIsDisabled() {
		act();
		this.accounts.disable(this.directory.findByUsername("admin").orElseThrow(), UUID.randomUUID(), this.absent.id(),
				version(this.absent));
		assertOver("王甲的账号有变动");
	}

	@Test
	void endsWhenTheRolesChangeAndMayBeginAnewWithTheNewOnes() {
		act();
		this.grants.grant(security(), UUID.randomUUID(), this.absent.id(), version(this.absent),
				new Grants(Set.of(Role.EDITOR), Set.of(this.fixture.department("social")), Set.of()));
		assertOver("王甲的账号有变动");
		this.visitor.get("/office").submit(address(this.deputyship), Map.of());
		assertThat(this.visitor.follow().body()).contains("您正在代王甲办理");
		assertThat(this.visitor.get(WHARF).status()).isEqualTo(403);
	}

	@Test
	void isSignedOutWhenTheOwnAccountChanges() {
		act();
		this.grants.grant(security(), UUID.randomUUID(), this.deputy.id(), version(this.deputy),
				new Grants(Set.of(Role.LEADER), Set.of(), Set.of()));
		assertThat(this.visitor.get("/office").location()).isEqualTo("/login");
	}

	@Test
	void leavesNothingBehindWhenTheDeputySignsOut() {
		act();
		this.visitor.get("/office").submit("/logout", Map.of());
		assertThat(signatures(this.deputy)).contains("李乙（代王甲）|acting-stopped", "李乙|signed-out");
		this.visitor.signIn(this.deputy);
		assertThat(this.visitor.get("/office").body()).doesNotContain("您正在代");
		assertThat(this.visitor.get(WHARF).status()).isEqualTo(403);
	}

	@Test
	void keepsAFormOfTheAbsentOfficialsUntilTheDeputyActsAgain() {
		act();
		String reason = "会话过期" + UUID.randomUUID();
		Map<String, Object> form = typed(reason);
		this.visitor.loseSession().send(STATE, form);
		this.visitor.signIn(this.deputy);
		assertThat(this.visitor.location()).isEqualTo("/office/resume");
		assertThat(this.visitor.follow().body()).contains(reason, "这些内容是您代王甲办理时填写的").doesNotContain("现在提交");
		this.visitor.submit(address(this.deputyship), Map.of());
		assertThat(this.visitor.location()).isEqualTo("/office/resume");
		this.visitor.follow().submit(STATE, Map.of());
		assertThat(this.visitor.location()).isEqualTo(WHARF);
		assertThat(proposals(reason)).containsExactly("李乙（代王甲）");
	}

	@Test
	void sendsNoFormInAnotherCapacityThanItWasDrawnFor() {
		act();
		String reason = "另一标签页" + UUID.randomUUID();
		Map<String, Object> form = typed(reason);
		this.visitor.get("/office").submit(STOP, Map.of());
		this.visitor.send(STATE, form);
		assertThat(this.visitor.location()).isEqualTo("/office/resume");
		assertThat(this.visitor.follow().body()).contains(reason).doesNotContain("现在提交");
		form.put("_csrf", this.visitor.form(address(this.deputyship)).get("_csrf"));
		this.visitor.send(STATE, form);
		assertThat(this.visitor.location()).isEqualTo("/office/resume");
		this.visitor.follow().submit(address(this.deputyship), Map.of());
		form.put("_official", this.deputy.username());
		form.put("_csrf", this.visitor.follow().form(STATE).get("_csrf"));
		this.visitor.send(STATE, form);
		assertThat(this.visitor.location()).isEqualTo("/office/resume");
		assertThat(this.visitor.follow().body()).contains("请先按上面的“退出代办”").doesNotContain("现在提交");
		assertThat(proposals(reason)).isEmpty();
	}

	@Test
	void showsWhatWasTypedWhenTheTimeWasOver() {
		act();
		String reason = "到期以后" + UUID.randomUUID();
		Map<String, Object> form = typed(reason);
		this.service.end(this.absent, this.deputyship);
		this.visitor.send(STATE, form);
		assertThat(this.visitor.location()).isEqualTo("/office/resume");
		assertThat(this.visitor.follow().body()).contains(reason, "已被提前结束", "代办已经结束，不能再提交").doesNotContain("现在提交");
		assertThat(proposals(reason)).isEmpty();
	}

	@Test
	void keepsTheOwnPagesTheDeputysOwn() {
		act();
		assertThat(this.visitor.get("/office/deputy").body()).contains("本页办的仍是您本人的事");
		this.visitor.get("/office/password")
			.submit("/office/password", Map.of("currentPassword", AccountFixture.PASSWORD, "password",
					"quite another phrase", "passwordAgain", "quite another phrase"));
		assertThat(this.visitor.location()).isEqualTo("/login?changed");
		new Visitor(this.port).signIn(this.absent);
		assertThat(new Visitor(this.port).signIn(this.deputy.username(), "quite another phrase").location())
			.isEqualTo("/office");
	}

	@Test
	void answers403ToWhoIsNotTheDeputy() {
		Visitor other = new Visitor(this.port).signIn(this.fixture.editor("赵丙", "social")).get("/office");
		other.send(address(this.deputyship), Map.of("_csrf", other.form("/logout").get("_csrf")));
		assertThat(other.status()).isEqualTo(403);
		assertThat(other.get(WHARF).status()).isEqualTo(403);
	}

	@Test
	void namesADeputyAndSaysWhatIsMissing() {
		Visitor security = new Visitor(this.port).signIn(this.fixture.with(Role.SECURITY));
		Official ill = this.fixture.editor("郑庚", "social");
		String address = "/office/accounts/" + ill.id() + "/deputy";
		security.get(address).submit(address, Map.of("fromDay", "11 月"));
		assertThat(security.body()).contains("请选择 B 角", "请填写日期，格式如 2026-11-24", "请填写结束日期", "请选择事由");
		LocalDate today = LocalDate.now(this.clock);
		security.submit(address, Map.of("deputyId", this.deputy.id(), "fromDay", today, "untilDay", today.plusDays(3),
				"deputyReason", "LEAVE"));
		assertThat(security.location()).isEqualTo(address);
		assertThat(security.follow().body()).contains("李乙", "代办期内", "休假");
		assertThat(security.get("/office/accounts/" + ill.id()).body()).contains("李乙", "代办期内");
		assertThat(this.visitor.get("/office").body()).contains("您是王甲的 B 角", "您是郑庚的 B 角");
	}

	private void assertOver(String sentence) {
		assertThat(this.visitor.get(WHARF).location()).isEqualTo("/office");
		assertThat(this.visitor.follow().body()).contains(sentence).doesNotContain("您正在代");
		assertThat(this.visitor.get(WHARF).status()).isEqualTo(403);
		assertThat(signatures(this.deputy)).contains("李乙（代王甲）|acting-stopped");
	}

	private void act() {
		this.visitor.get("/office").submit(address(this.deputyship), Map.of());
		assertThat(this.visitor.location()).isEqualTo("/office");
		this.visitor.follow();
	}

	private void report(String reason) {
		report(this.visitor, reason);
	}

	private static void report(Visitor visitor, String reason) {
		visitor.get(STATE).submit(STATE, Map.of("state", "AT_RISK", "reason", reason));
		assertThat(visitor.location()).isEqualTo(WHARF);
	}

	private Map<String, Object> typed(String reason) {
		Map<String, Object> form = this.visitor.get(STATE).form(STATE);
		form.putAll(Map.of("state", "AT_RISK", "reason", reason));
		return form;
	}

	private List<String> proposals(String reason) {
		return this.jdbc.sql("select proposed_by_name from proposal where reason = ? or change like ?")
			.params(reason, "%" + reason + "%")
			.query(String.class)
			.list();
	}

	private List<String> signatures(Official official) {
		return this.jdbc.sql("select actor_name || '|' || action from audit_entry where actor_id = ?")
			.param(official.id())
			.query(String.class)
			.list();
	}

	private long name(Official absent, Official deputy, int days) {
		this.service.nameOwn(absent, UUID.randomUUID(), terms(deputy, days));
		return this.overview.own(absent).get(0).id();
	}

	private DeputyTerms terms(Official deputy, int days) {
		LocalDate today = LocalDate.now(this.clock);
		return new DeputyTerms(deputy.id(), today, today.plusDays(days), DeputyReason.TRAVEL);
	}

	private static String address(long deputyship) {
		return "/office/deputy/" + deputyship + "/act";
	}

	private long version(Official official) {
		return this.jdbc.sql("select version from account where id = ?")
			.param(official.id())
			.query(Long.class)
			.single();
	}

	private Official security() {
		return this.directory.findByUsername("security").orElseThrow();
	}

}

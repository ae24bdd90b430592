package org.commonprosperity.portal.account.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.AccountFixture;
import org.commonprosperity.portal.account.AccountTest;
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
 * A form that is sent after the session ran out keeps what was typed.
 */
@AccountTest
class HeldFormIntegrationTests {

	private static final String NEW = "/office/accounts/new";

	@LocalServerPort
	private int port;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private AccountDirectory directory;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	private Official admin;

	private String username;

	private Visitor visitor;

	@BeforeEach
	void openTheForm() {
		this.clock.advance(Duration.ofMinutes(15));
		this.admin = this.fixture.with(Role.ADMIN);
		this.username = AccountFixture.username();
		this.visitor = new Visitor(this.port).signIn(this.admin).get(NEW);
	}

	@Test
	void isKeptWhileTheOfficialSignsInAndSentAgainWithOnePress() {
		Map<String, Object> form = typed();
		this.visitor.loseSession().send(NEW, form);
		assertThat(this.visitor.location()).isEqualTo("/login");
		assertThat(this.visitor.follow().body()).contains("您刚才填写的内容已经保留");
		this.visitor.signIn(this.admin);
		assertThat(this.visitor.location()).isEqualTo("/office/resume");
		assertThat(this.visitor.follow().body()).contains("王小五", "新单位", "用户名", this.username)
			.doesNotContain(">submission<", ">_official<");
		assertThat(this.visitor.form(NEW)).containsEntry("submission", form.get("submission"));
		this.visitor.submit(NEW, Map.of());
		assertThat(this.visitor.location()).startsWith("/office/accounts/");
		assertThat(this.directory.findByUsername(this.username)).isPresent();
		assertThat(this.visitor.get("/office/resume").body()).contains("没有要接着办理的内容");
	}

	@Test
	void isCarriedOutOnceThoughItIsSentTwice() {
		Map<String, Object> form = typed();
		this.visitor.send(NEW, form);
		assertThat(this.visitor.location()).startsWith("/office/accounts/");
		String account = this.visitor.location();
		this.visitor.loseSession().send(NEW, form);
		this.visitor.signIn(this.admin).follow().submit(NEW, Map.of());
		assertThat(this.visitor.location()).isEqualTo(account);
	}

	@Test
	void survivesARefusedSignIn() {
		this.visitor.loseSession().send(NEW, typed());
		this.visitor.signIn(this.admin.username(), "a wrong password");
		assertThat(this.visitor.status()).isEqualTo(200);
		assertThat(this.visitor.signIn(this.admin).location()).isEqualTo("/office/resume");
	}

	@Test
	void isNeitherShownNorKeptForAnotherOfficial() {
		this.visitor.loseSession().send(NEW, typed());
		Official other = this.fixture.with(Role.ADMIN);
		assertThat(this.visitor.signIn(other).location()).isEqualTo("/office");
		assertThat(this.visitor.get("/office/resume").body()).doesNotContain("王小五");
		assertThat(this.visitor.get("/office").submit("/logout", Map.of()).signIn(this.admin).location())
			.isEqualTo("/office");
	}

	@Test
	void leadsOnAtOnceWhoIsStillSignedIn() {
		Map<String, Object> form = typed();
		form.put("_csrf", "of an earlier session");
		this.visitor.send(NEW, form);
		assertThat(this.visitor.location()).isEqualTo("/office/resume");
		assertThat(this.visitor.follow().body()).contains("王小五");
		this.visitor.submit(NEW, Map.of());
		assertThat(this.directory.findByUsername(this.username)).isPresent();
	}

	@Test
	void isNotKeptWhenItWasDrawnForSomebodyElse() {
		Map<String, Object> form = typed();
		form.put("_csrf", "of an earlier session");
		form.put("_official", "somebody-else");
		this.visitor.send(NEW, form);
		assertThat(this.visitor.follow().body()).doesNotContain("王小五").contains("没有要接着办理的内容");
	}

	@Test
	void isNotKeptWhenItComesFromAnotherSite() {
		for (String site : List.of("cross-site", "same-site", "none")) {
			Visitor attacker = new Visitor(this.port).header("Sec-Fetch-Site", site);
			attacker.send(NEW, typed());
			assertThat(attacker.location()).isEqualTo("/login?lost");
			assertThat(attacker.cookiesSet()).isEmpty();
		}
	}

	@Test
	void isJudgedByItsOriginWhereTheBrowserTellsNoMore() {
		Visitor own = new Visitor(this.port).header("Sec-Fetch-Site", null)
			.header("Origin", "http://127.0.0.1:" + this.port);
		assertThat(own.send(NEW, typed()).location()).isEqualTo("/login");
		Visitor other = new Visitor(this.port).header("Sec-Fetch-Site", null).header("Origin", "http://127.0.0.1:1");
		assertThat(other.send(NEW, typed()).location()).isEqualTo("/login?lost");
		Visitor silent = new Visitor(this.port).header("Sec-Fetch-Site", null);
		assertThat(silent.send(NEW, typed()).location()).isEqualTo("/login?lost");
	}

	@Test
	void isNotKeptWhenItIsTooLarge() {
		Map<String, Object> form = typed();
		form.put("unit", "x".repeat(257 * 1024));
		Visitor visitor = new Visitor(this.port).send(NEW, form);
		assertThat(visitor.location()).isEqualTo("/login?lost");
		assertThat(visitor.cookiesSet()).isEmpty();
	}

	@Test
	void neverHoldsAPassword() {
		Map<String, Object> form = new LinkedHashMap<>(this.visitor.get("/office/password").form("/office/password"));
		form.putAll(Map.of("currentPassword", "secret-one-9", "password", "secret-two-9", "newPassWord", "secret-3-9",
				"remark", "kept remark"));
		this.visitor.loseSession().send("/office/password", form);
		this.visitor.signIn(this.admin).follow();
		assertThat(this.visitor.body()).contains("kept remark")
			.doesNotContain("secret-one-9", "secret-two-9", "secret-3-9");
		assertThat(this.jdbc.sql("""
				select count(*) from spring_session_attributes
				where position('secret-one-9'::bytea in attribute_bytes) > 0
				or position('secret-3-9'::bytea in attribute_bytes) > 0""").query(Long.class).single()).isZero();
	}

	@Test
	void isSealedInTheDatabaseWhateverFormItIs() {
		Official clerk = this.fixture.with(Role.CLERK);
		String somebody = UUID.randomUUID().toString();
		for (String address : List.of("/office/jobs/people/new", "/office/jobs/people/" + somebody + "/edit",
				"/office/jobs/people/" + somebody + "/placements/new", "/office/jobs/placements",
				"/office/jobs/placements/" + somebody + "/correct", "/office/jobs/placements/" + somebody + "/end",
				"/office/jobs/placements/" + somebody + "/follow-up", "/office/care/activities/x/sign-ups",
				"/office/dividends/contributors/new", "/office/dividends/contributors/x/edit")) {
			this.clock.advance(Duration.ofMinutes(15));
			Visitor visitor = new Visitor(this.port).send(address, Map.of("_official", clerk.username(), "name",
					"密封的姓名", "identifier", "990000198001018881", "wage", "7913.57", "submission", UUID.randomUUID()));
			assertThat(visitor.location()).as(address).isEqualTo("/login");
			assertThat(sessionsWith(clerk.username())).as("what is not sealed is found").isPositive();
			assertNothingTypedStandsInTheDatabase(address);
			visitor.signIn(clerk);
			assertThat(visitor.location()).as(address).isEqualTo("/office/resume");
			assertThat(visitor.follow().body()).as(address).contains("密封的姓名", "990000198001018881", "7913.57");
			assertThat(visitor.form(address)).containsEntry("name", "密封的姓名");
			assertNothingTypedStandsInTheDatabase(address);
		}
	}

	private void assertNothingTypedStandsInTheDatabase(String address) {
		for (String typed : List.of("密封的姓名", "990000198001018881", "7913.57")) {
			assertThat(sessionsWith(typed)).as(address).isZero();
		}
	}

	private long sessionsWith(String text) {
		return this.jdbc.sql("select count(*) from spring_session_attributes where position(? in attribute_bytes) > 0")
			.param(text.getBytes(StandardCharsets.UTF_8))
			.query(Long.class)
			.single();
	}

	@Test
	void isDroppedWhereItsSealDoesNotOpen() {
		Official clerk = this.fixture.with(Role.CLERK);
		Visitor visitor = new Visitor(this.port).send("/office/jobs/people/new",
				Map.of("_official", clerk.username(), "name", "密封的姓名"));
		// another address of the same length, for which it was not sealed
		this.jdbc.sql("""
				update spring_session_attributes set attribute_bytes = overlay(attribute_bytes placing ?
					from position(? in attribute_bytes)) where position(? in attribute_bytes) > 0""")
			.params("/office/jobs/people/now".getBytes(StandardCharsets.UTF_8),
					"/office/jobs/people/new".getBytes(StandardCharsets.UTF_8),
					"/office/jobs/people/new".getBytes(StandardCharsets.UTF_8))
			.update();
		assertThat(visitor.signIn(clerk).location()).isEqualTo("/office");
		assertThat(visitor.get("/office/resume").body()).contains("没有要接着办理的内容");
	}

	@Test
	void keepsSeveralValuesOfOneNameInTheirOrder() {
		Official security = this.fixture.with(Role.SECURITY);
		Official somebody = this.fixture.newcomer();
		String address = "/office/accounts/" + somebody.id() + "/grants";
		Visitor visitor = new Visitor(this.port).signIn(security).get(address);
		Map<String, Object> form = new LinkedHashMap<>(visitor.form(address));
		List<String> roles = new ArrayList<>(List.of("LEADER", "FINANCE"));
		form.put("roles", roles);
		visitor.loseSession().send(address, form);
		visitor.signIn(security).follow();
		assertThat(visitor.form(address).get("roles")).isEqualTo(roles);
		visitor.submit(address, Map.of());
		assertThat(this.directory.findByUsername(somebody.username()).orElseThrow().roles())
			.isEqualTo(Set.of(Role.LEADER, Role.FINANCE));
	}

	@Test
	void namesAFieldThatCarriesTheNumberOfItsRecord() {
		Official coordinator = this.fixture.with(Role.COORDINATOR);
		String address = "/office/reports/review";
		Visitor visitor = new Visitor(this.port).signIn(coordinator).get(address);
		Map<String, Object> form = new LinkedHashMap<>(visitor.form(address));
		form.put("note-12", "请补充设备到位情况");
		visitor.loseSession().send(address, form);
		visitor.signIn(coordinator).follow();
		assertThat(visitor.body()).contains(">意见<").doesNotContain(">note-12<");
	}

	@Test
	void canBeThrownAway() {
		this.visitor.loseSession().send(NEW, typed());
		this.visitor.signIn(this.admin).follow().submit("/office/resume/discard", Map.of());
		assertThat(this.visitor.location()).isEqualTo("/office");
		assertThat(this.visitor.get("/office/resume").body()).contains("没有要接着办理的内容");
		assertThat(this.directory.findByUsername(this.username)).isEmpty();
	}

	@Test
	void signsOutFromATabWhoseTokenIsOld() {
		assertThat(this.visitor.send("/logout", Map.of("_csrf", "of an earlier session")).location()).isEqualTo("/");
		assertThat(this.visitor.get("/office").location()).isEqualTo("/login");
	}

	@Test
	void signsNobodyOutFromAnotherSite() {
		this.visitor.header("Sec-Fetch-Site", "cross-site");
		assertThat(this.visitor.send("/logout", Map.of()).status()).isEqualTo(403);
		assertThat(this.visitor.get("/office").status()).isEqualTo(200);
	}

	private Map<String, Object> typed() {
		Map<String, Object> form = new LinkedHashMap<>(this.visitor.form(NEW));
		form.putAll(Map.of("username", this.username, "name", "王小五", "unit", "新单位"));
		return form;
	}

}

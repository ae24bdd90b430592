package org.commonprosperity.portal.account;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.ProductionTest;
import org.commonprosperity.portal.support.TestClock;
import org.jspecify.annotations.Nullable;
import org.commonprosperity.portal.support.Together;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The first start in production, on an empty database and without demo: one story from
 * the token in the log to two administrators who cannot be got rid of.
 */
@ProductionTest(properties = "portal.test.database=setup")
@Import(AccountTestConfiguration.class)
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupIntegrationTests {

	private static final Pattern TOKEN = Pattern.compile("Open /setup and enter this one-time token: (\\S+)");

	@LocalServerPort
	private int port;

	@Autowired
	private Setup setup;

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

	@Test
	@Order(1)
	void hasNoDefaultAccount() {
		assertThat(this.jdbc.sql("select count(*) from account").query(Long.class).single()).isZero();
		Visitor visitor = new Visitor(this.port).signIn("admin", "gongfu-demo");
		assertThat(visitor.status()).isEqualTo(200);
		assertThat(visitor.body()).contains("用户名或密码不对");
	}

	@Test
	@Order(2)
	void refusesAWrongTokenAndThrottlesIt() {
		this.setup.offer();
		Visitor visitor = new Visitor(this.port).get("/setup");
		for (int i = 0; i < 10; i++) {
			visitor.submit("/setup", form("a-wrong-token"));
			assertThat(visitor.body()).contains("设置口令不对");
		}
		visitor.submit("/setup", form("a-wrong-token"));
		assertThat(visitor.body()).contains("口令错得太多");
		assertThat(this.jdbc.sql("select count(*) from account").query(Long.class).single()).isZero();
		this.clock.advance(Duration.ofMinutes(15));
	}

	@Test
	@Order(3)
	void makesTwoPeopleByTheTokenInTheLogAndIsGoneThen(CapturedOutput output) {
		String before = output.getOut();
		this.setup.offer();
		Matcher token = TOKEN.matcher(output.getOut().substring(before.length()));
		assertThat(token.find()).isTrue();
		Visitor visitor = new Visitor(this.port).get("/setup");
		visitor.submit("/setup", form(token.group(1), "securityName", "管理员甲"));
		assertThat(visitor.body()).contains("必须是两个人");
		visitor.submit("/setup", form(token.group(1), "password", "short", "passwordAgain", "short"));
		assertThat(visitor.body()).contains("密码太短");
		visitor.submit("/setup", form(token.group(1)));
		assertThat(visitor.status()).isEqualTo(200);
		Matcher link = Pattern.compile("http://[^<\"]*(/password/[A-Za-z0-9_-]{43})").matcher(visitor.body());
		assertThat(link.find()).isTrue();
		assertThat(visitor.get("/setup").status()).isEqualTo(404);
		assertThat(visitor.send("/setup", form(token.group(1))).status()).isNotEqualTo(200);
		assertThat(visitor.signIn("first-admin", AccountFixture.PASSWORD).location()).isEqualTo("/office");
		assertThat(visitor.get("/office/accounts").status()).isEqualTo(200);
		Visitor security = new Visitor(this.port).get(link.group(1));
		security.submit(link.group(1),
				Map.of("password", AccountFixture.PASSWORD, "passwordAgain", AccountFixture.PASSWORD));
		assertThat(security.signIn("first-security", AccountFixture.PASSWORD).location()).isEqualTo("/office");
		assertThat(official("first-admin").roles()).containsExactly(Role.ADMIN);
		assertThat(official("first-security").roles()).containsExactly(Role.SECURITY);
	}

	@Test
	@Order(4)
	void isNotOfferedAgainOnceThereIsAnAdministrator(CapturedOutput output) {
		String before = output.getOut();
		this.setup.offer();
		assertThat(output.getOut().substring(before.length())).doesNotContain("/setup");
		assertThat(this.setup.isOpen()).isFalse();
	}

	@Test
	@Order(5)
	void keepsTheLastAdministratorAndTheLastSecurityAdministrator() {
		Official admin = official("first-admin");
		Official security = official("first-security");
		Official other = new Official(-1, "other", "另一人", "单位", Set.of(Role.ADMIN), Set.of(), Set.of());
		for (Official last : List.of(admin, security)) {
			String key = "account.refusal.last." + last.roles().iterator().next();
			assertRefused(key, () -> this.accounts.disable(other, UUID.randomUUID(), last.id(), version(last)));
			assertRefused(key, () -> this.accounts.handOver(other, UUID.randomUUID(), last.id(), version(last),
					AccountFixture.particulars(AccountFixture.username())));
			Official granter = new Official(-1, "other", "另一人", "单位", Set.of(Role.SECURITY), Set.of(), Set.of());
			assertRefused(key, () -> this.grants.grant(granter, UUID.randomUUID(), last.id(), version(last),
					new Grants(Set.of(Role.LEADER), Set.of(), Set.of())));
		}
	}

	@Test
	@Order(6)
	void leavesOneOfTwoAdministratorsWhoDisableEachOtherAtOnce() throws Exception {
		Official one = official("first-admin");
		Official two = this.fixture.with(Role.ADMIN);
		long versionOfOne = version(one);
		long versionOfTwo = version(two);
		Callable<@Nullable Object> first = () -> {
			this.accounts.disable(one, UUID.randomUUID(), two.id(), versionOfTwo);
			return null;
		};
		Callable<@Nullable Object> second = () -> {
			this.accounts.disable(two, UUID.randomUUID(), one.id(), versionOfOne);
			return null;
		};
		List<Object> answers = Together.press(List.of(first, second));
		assertThat(answers).filteredOn(Refusal.class::isInstance).hasSize(1);
		assertThat(this.jdbc.sql("""
				select count(*) from account a join account_role r on r.account_id = a.id
				where r.role = 'ADMIN' and a.enabled""").query(Long.class).single()).isOne();
	}

	private void assertRefused(String key, Runnable deed) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(deed::run).extracting(Refusal::key).isEqualTo(key);
	}

	private long version(Official official) {
		return this.fixture.version(official);
	}

	private Official official(String username) {
		return this.directory.findByUsername(username).orElseThrow();
	}

	private static Map<String, Object> form(String token, String... different) {
		Map<String, Object> form = new HashMap<>(Map.of("token", token, "name", "管理员甲", "unit", "党政办公室", "username",
				"first-admin", "password", AccountFixture.PASSWORD, "passwordAgain", AccountFixture.PASSWORD,
				"securityName", "管理员乙", "securityUnit", "党政办公室", "securityUsername", "first-security"));
		for (int i = 0; i < different.length; i += 2) {
			form.put(different[i], different[i + 1]);
		}
		return form;
	}

}

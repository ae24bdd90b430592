package org.commonprosperity.portal.account.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.AccountFixture;
import org.commonprosperity.portal.account.AccountService;
import org.commonprosperity.portal.account.AccountTest;
import org.commonprosperity.portal.account.GrantService;
import org.commonprosperity.portal.account.Grants;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.account.Visitor;
import org.commonprosperity.portal.support.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * Signing in, and that nobody can keep an official from it.
 */
@AccountTest
class SignInIntegrationTests {

	private static final int REFUSED = 200;

	private static final int GRANTED = 302;

	private static final int THROTTLED = 429;

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	@LocalServerPort
	private int port;

	@Autowired
	private MockMvc mvc;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private AccountDirectory directory;

	@Autowired
	private AccountService accounts;

	@Autowired
	private GrantService grants;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	private @Nullable MockHttpServletResponse form;

	/** All visitors come from one address: what others failed is forgiven. */
	@BeforeEach
	void letTimePass() {
		this.clock.advance(Duration.ofMinutes(15));
	}

	@Test
	void leadsToTheOfficeOrToThePageThatWasAskedFor() {
		Official official = this.fixture.with(Role.ADMIN);
		assertThat(new Visitor(this.port).signIn(official).location()).isEqualTo("/office");
		Visitor visitor = new Visitor(this.port).get("/office/accounts?q=a");
		assertThat(visitor.location()).isEqualTo("/login");
		assertThat(visitor.signIn(official).location()).isEqualTo("/office/accounts?q=a");
		assertThat(visitor.follow().status()).isEqualTo(200);
	}

	@Test
	void takesTheUsernameHoweverItIsTyped() {
		Official official = this.fixture.with(Role.LEADER);
		Visitor visitor = new Visitor(this.port).signIn("  " + official.username().toUpperCase() + " ",
				AccountFixture.PASSWORD);
		assertThat(visitor.location()).isEqualTo("/office");
	}

	@Test
	void changesTheSessionOnSigningIn() {
		Visitor visitor = new Visitor(this.port).get("/office");
		String before = visitor.cookie("PORTAL");
		assertThat(before).isNotEmpty();
		visitor.signIn(this.fixture.with(Role.ADMIN));
		assertThat(visitor.cookie("PORTAL")).isNotEmpty().isNotEqualTo(before);
		String after = visitor.cookie("PORTAL");
		assertThat(visitor.get("/office").status()).isEqualTo(200);
		assertThat(visitor.withSession(before).get("/office").location()).isEqualTo("/login");
		assertThat(visitor.withSession(after).get("/office").status()).isEqualTo(200);
	}

	@Test
	void saysTheSameWhateverWasWrong() {
		Official official = this.fixture.with(Role.LEADER);
		Official disabled = this.fixture.with(Role.LEADER);
		disable(disabled);
		Official newcomer = this.fixture.newcomer();
		String wrong = refusal(official.username(), "a wrong password");
		assertThat(wrong).contains("用户名或密码不对");
		assertThat(List.of(refusal(disabled.username(), AccountFixture.PASSWORD),
				refusal(newcomer.username(), AccountFixture.PASSWORD),
				refusal(AccountFixture.username(), AccountFixture.PASSWORD),
				refusal(official.username(), AccountFixture.PASSWORD.repeat(10)), refusal(official.username(), "")))
			.containsOnly(wrong);
	}

	@Test
	void tellsTheAuditorWhyButNotWhatWasTypedIntoTheWrongField() {
		Official disabled = this.fixture.with(Role.LEADER);
		disable(disabled);
		signIn(disabled.username(), AccountFixture.PASSWORD, AccountFixture.address());
		assertThat(trail("subject = ?", disabled.username())).containsExactly("DISABLED");
		String address = AccountFixture.address();
		signIn("My Secret Password 1!", "", address);
		assertThat(trail("address = ?", address)).containsExactly("UNKNOWN");
		assertThat(this.jdbc.sql("select count(*) from audit_entry where address = ? and subject is null")
			.param(address)
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void writesSigningInAndOutDown() {
		Official official = this.fixture.with(Role.LEADER);
		new Visitor(this.port).signIn(official).get("/office").submit("/logout", Map.of());
		assertThat(this.jdbc.sql("select action from audit_entry where subject = ? order by id")
			.param(official.username())
			.query(String.class)
			.list()).containsExactly("signed-in", "signed-out");
	}

	@Test
	void anAttackerFromManyAddressesCannotStopADeviceThatIsKnown() throws Exception {
		Official official = this.fixture.with(Role.LEADER);
		Cookie device = device(official);
		exhaustUsername(official.username());
		assertThat(status(signIn(official.username(), AccountFixture.PASSWORD, AccountFixture.address())))
			.as("a stranger, even with the right password")
			.isEqualTo(THROTTLED);
		assertThat(status(signIn(official.username(), AccountFixture.PASSWORD, AccountFixture.address(), device)))
			.as("the official's own device")
			.isEqualTo(GRANTED);
	}

	@Test
	void anAttackerFromTheSameAddressCannotStopADeviceThatIsKnown() throws Exception {
		Official official = this.fixture.with(Role.LEADER);
		Cookie device = device(official);
		String address = AccountFixture.address();
		int tries = 0;
		while (status(signIn(AccountFixture.username(), "a wrong password", address)) == REFUSED) {
			assertThat(++tries).isLessThanOrEqualTo(20);
		}
		assertThat(tries).isEqualTo(20);
		assertThat(status(signIn(official.username(), AccountFixture.PASSWORD, address))).isEqualTo(THROTTLED);
		assertThat(status(signIn(official.username(), AccountFixture.PASSWORD, address, device))).isEqualTo(GRANTED);
	}

	@Test
	void aOneTimeLinkLetsAnOfficialWithoutAKnownDeviceInDuringAnAttack() throws Exception {
		Official official = this.fixture.with(Role.LEADER);
		exhaustUsername(official.username());
		String token = this.accounts.issueLink(admin(), official.id()).token();
		Visitor visitor = new Visitor(this.port).get("/password/" + token);
		visitor.submit("/password/" + token,
				Map.of("password", "a quite new password", "passwordAgain", "a quite new password"));
		assertThat(visitor.location()).isEqualTo("/login?set");
		assertThat(visitor.signIn(official.username(), "a quite new password").location()).isEqualTo("/office");
		assertThat(status(signIn(official.username(), "a quite new password", AccountFixture.address())))
			.as("the attack goes on")
			.isEqualTo(THROTTLED);
	}

	@Test
	void aKnownDeviceHasTenFailuresOfItsOwnAndIsToldHowLongToWait() throws Exception {
		Official official = this.fixture.with(Role.LEADER);
		Cookie device = device(official);
		for (int i = 0; i < 10; i++) {
			assertThat(status(signIn(official.username(), "a wrong password", AccountFixture.address(), device)))
				.isEqualTo(REFUSED);
		}
		MvcResult throttled = signIn(official.username(), AccountFixture.PASSWORD, AccountFixture.address(), device);
		assertThat(status(throttled)).isEqualTo(THROTTLED);
		assertThat(Long.parseLong(throttled.getResponse().getHeader("Retry-After"))).isBetween(60L, 95L);
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(status(signIn(official.username(), AccountFixture.PASSWORD, AccountFixture.address(), device)))
			.isEqualTo(GRANTED);
	}

	@Test
	void showsThePageWithTheSentenceWhenThereWereTooManyTries() throws Exception {
		Official official = this.fixture.with(Role.LEADER);
		exhaustUsername(official.username());
		Visitor visitor = new Visitor(this.port).signIn(official.username(), AccountFixture.PASSWORD);
		assertThat(visitor.status()).isEqualTo(THROTTLED);
		assertThat(visitor.body()).contains("尝试次数太多", "一次性链接", "value=\"" + official.username() + "\"");
	}

	@Test
	void aDeviceOfOneOfficialCountsAsUnknownForAnother() throws Exception {
		Official official = this.fixture.with(Role.LEADER);
		Official attacked = this.fixture.with(Role.LEADER);
		Cookie device = device(official);
		exhaustUsername(attacked.username());
		assertThat(status(signIn(attacked.username(), AccountFixture.PASSWORD, AccountFixture.address(), device)))
			.isEqualTo(THROTTLED);
	}

	@Test
	void aBrowserThatTwoOfficialsShareIsKnownToBoth() throws Exception {
		Official one = this.fixture.with(Role.LEADER);
		Official two = this.fixture.with(Role.LEADER);
		Cookie first = device(one);
		MvcResult second = signIn(two.username(), AccountFixture.PASSWORD, AccountFixture.address(), first);
		Cookie both = second.getResponse().getCookie(DeviceCookie.NAME);
		exhaustUsername(one.username());
		exhaustUsername(two.username());
		for (Official official : List.of(one, two)) {
			assertThat(status(signIn(official.username(), AccountFixture.PASSWORD, AccountFixture.address(), both)))
				.isEqualTo(GRANTED);
		}
	}

	@Test
	void theDeviceCookieOpensNothingAndIsHardToSteal() throws Exception {
		Official official = this.fixture.with(Role.LEADER);
		Cookie device = device(official);
		assertThat(device.isHttpOnly()).isTrue();
		assertThat(device.getAttribute("SameSite")).isEqualTo("Lax");
		assertThat(device.getPath()).isEqualTo("/");
		assertThat(device.getMaxAge()).isEqualTo((int) Duration.ofDays(180).toSeconds());
		assertThat(this.mvc.perform(get("/office").cookie(device)).andReturn().getResponse().getRedirectedUrl())
			.endsWith("/login");
		assertThat(this.jdbc.sql("select count(*) from account_device where token_hash = ?")
			.param(device.getValue())
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void aChangeOfGrantsEndsTheSessionsAtOnce() {
		Official official = this.fixture.with(Role.LEADER);
		Visitor visitor = new Visitor(this.port).signIn(official).get("/office");
		assertThat(visitor.status()).isEqualTo(200);
		this.grants.grant(this.directory.findByUsername("security").orElseThrow(), UUID.randomUUID(), official.id(), 0,
				new Grants(Set.of(Role.FINANCE), Set.of(), Set.of()));
		assertThat(visitor.get("/office").location()).isEqualTo("/login");
	}

	@Test
	void disablingEndsTheSessionsAtOnce() {
		Official official = this.fixture.with(Role.LEADER);
		Visitor visitor = new Visitor(this.port).signIn(official).get("/office");
		disable(official);
		assertThat(visitor.get("/office").location()).isEqualTo("/login");
		assertThat(visitor.signIn(official.username(), AccountFixture.PASSWORD).status()).isEqualTo(REFUSED);
	}

	@Test
	void aNewPasswordEndsTheSessionsOnAllDevices() {
		Official official = this.fixture.with(Role.LEADER);
		Visitor elsewhere = new Visitor(this.port).signIn(official);
		Visitor visitor = new Visitor(this.port).signIn(official).get("/office/password");
		visitor.submit("/office/password", Map.of("currentPassword", "a wrong one", "password", "a quite new password",
				"passwordAgain", "a quite new password"));
		assertThat(visitor.body()).contains("当前密码不对");
		assertThat(elsewhere.get("/office").status()).isEqualTo(200);
		visitor.submit("/office/password", Map.of("currentPassword", AccountFixture.PASSWORD, "password",
				"a quite new password", "passwordAgain", "a quite new password"));
		assertThat(visitor.location()).isEqualTo("/login?changed");
		assertThat(visitor.get("/office").location()).isEqualTo("/login");
		assertThat(elsewhere.get("/office").location()).isEqualTo("/login");
		assertThat(visitor.signIn(official.username(), "a quite new password").location()).isEqualTo("/office");
	}

	@Test
	void signsOutToThePublicPages() {
		Visitor visitor = new Visitor(this.port).signIn(this.fixture.with(Role.LEADER)).get("/office");
		assertThat(visitor.submit("/logout", Map.of()).location()).isEqualTo("/");
		assertThat(visitor.get("/office").location()).isEqualTo("/login");
	}

	@Test
	void asksAgainWhenTheSignInPageHasLostItsToken() {
		Official official = this.fixture.with(Role.LEADER);
		Visitor visitor = new Visitor(this.port).send("/login",
				Map.of("username", official.username(), "password", AccountFixture.PASSWORD));
		assertThat(visitor.location()).isEqualTo("/login?again");
		assertThat(visitor.follow().body()).contains("打开得太久");
	}

	private String refusal(String username, String password) {
		Visitor visitor = new Visitor(this.port).signIn(username, password);
		assertThat(visitor.status()).isEqualTo(REFUSED);
		String body = visitor.body();
		int from = body.indexOf("id=\"errors\"");
		return body.substring(from, body.indexOf("</div>", from));
	}

	private Cookie device(Official official) throws Exception {
		MvcResult result = signIn(official.username(), AccountFixture.PASSWORD, AccountFixture.address());
		assertThat(status(result)).isEqualTo(GRANTED);
		return result.getResponse().getCookie(DeviceCookie.NAME);
	}

	private void exhaustUsername(String username) throws Exception {
		int tries = 0;
		while (status(signIn(username, "a wrong password", AccountFixture.address())) == REFUSED) {
			assertThat(++tries).isLessThanOrEqualTo(30);
		}
		assertThat(tries).isEqualTo(30);
	}

	/**
	 * With a token fetched as a browser does: csrf() would put another store of tokens
	 * into the portal.
	 */
	private MvcResult signIn(String username, String password, String address, Cookie... cookies) {
		try {
			if (this.form == null) {
				this.form = this.mvc.perform(get("/login")).andReturn().getResponse();
			}
			Matcher token = TOKEN.matcher(this.form.getContentAsString());
			assertThat(token.find()).isTrue();
			return this.mvc.perform(post("/login").param("username", username)
				.param("password", password)
				.param("_csrf", token.group(1))
				.cookie(Stream.concat(Stream.of(this.form.getCookie("form")), Arrays.stream(cookies))
					.toArray(Cookie[]::new))
				.with((from) -> {
					from.setRemoteAddr(address);
					return from;
				})).andReturn();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int status(MvcResult result) {
		return result.getResponse().getStatus();
	}

	private List<String> trail(String where, String value) {
		return this.jdbc.sql("select detail from audit_entry where action = 'sign-in-refused' and " + where)
			.param(value)
			.query(String.class)
			.list();
	}

	private void disable(Official official) {
		this.accounts.disable(admin(), UUID.randomUUID(), official.id(), 0);
	}

	private Official admin() {
		return this.directory.findByUsername("admin").orElseThrow();
	}

}

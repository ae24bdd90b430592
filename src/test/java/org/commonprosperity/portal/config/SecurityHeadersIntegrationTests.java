package org.commonprosperity.portal.config;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.account.AccountFixture;
import org.commonprosperity.portal.account.AccountTest;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.account.Visitor;
import org.commonprosperity.portal.support.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;

/**
 * Who may open what, and what every answer tells the browser.
 */
@AccountTest
class SecurityHeadersIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private MockMvc mvc;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@ValueSource(strings = { "/", "/projects", "/projects/wharf", "/about", "/sitemap", "/login", "/setup",
			"/password/nothing", "/assets/portal.css", "/actuator/health", "/no-such-page", "/Office", "/error" })
	void aPublicPageStartsNoSession(String address) {
		long before = sessions();
		Visitor visitor = new Visitor(this.port).get(address);
		assertThat(visitor.cookiesSet()).noneMatch((cookie) -> cookie.startsWith("PORTAL"));
		visitor.head(address);
		assertThat(visitor.cookiesSet()).noneMatch((cookie) -> cookie.startsWith("PORTAL"));
		assertThat(sessions()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/projects", "/about", "/no-such-page" })
	void aPublicPageSetsNoCookieAtAll(String address) {
		assertThat(new Visitor(this.port).get(address).cookiesSet()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/projects/", "/office/", "/about/?x=1" })
	void anAddressWithASlashAtItsEndLeadsToTheOneWithout(String address) {
		Visitor visitor = new Visitor(this.port).get(address);
		assertThat(visitor.status()).isEqualTo(308);
		assertThat(visitor.location()).isEqualTo(address.replaceFirst("/(\\?.*)?$", "$1"));
	}

	@Test
	void anAddressThatCannotBeReadIsAnsweredInThePortalsWords() throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream()
				.write("GET /%ZZ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 400").contains("这个地址看不明白").doesNotContain("Tomcat", "Bad Request");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/projects/wharf", "/no-such-page" })
	void aPublicPageIsAskedForAnewEachTime(String address) {
		assertThat(new Visitor(this.port).get(address).header("Cache-Control")).isEqualTo("no-cache");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/office", "/office/accounts", "/office/no-such-page", "/%6fffice/accounts",
			"/office/accounts/1/grants", "/office/resume", "/office/password" })
	void anOfficePageAsksToSignIn(String address) {
		Visitor visitor = new Visitor(this.port).get(address);
		assertThat(visitor.status()).isEqualTo(302);
		assertThat(visitor.location()).isEqualTo("/login");
	}

	@Test
	void aPostFromNobodyStartsNoSession() {
		long before = sessions();
		for (String address : List.of("/", "/office/accounts/new", "/login", "/setup", "/no-such-page")) {
			new Visitor(this.port).send(address, Map.of("a", "b"));
		}
		assertThat(sessions()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/login", "/office", "/assets/portal.css", "/no-such-page", "/actuator/health" })
	void everyAnswerCarriesTheHeaders(String address) {
		Visitor visitor = new Visitor(this.port).get(address);
		assertThat(visitor.header("Content-Security-Policy")).isEqualTo("default-src 'none'; script-src 'self'; "
				+ "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
				+ "base-uri 'none'; frame-ancestors 'none'");
		assertThat(visitor.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(visitor.header("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(visitor.header("Permissions-Policy")).contains("camera=()", "geolocation=()");
		assertThat(visitor.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
		assertThat(visitor.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
		assertThat(visitor.header("Strict-Transport-Security")).as("plain HTTP").isEmpty();
	}

	@Test
	void aLinkToSetAPasswordGoesNowhere() {
		Visitor visitor = new Visitor(this.port).get("/password/some-token");
		assertThat(visitor.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(visitor.header("Cache-Control")).isEqualTo("no-store");
		assertThat(visitor.status()).isEqualTo(410);
	}

	@Test
	void whatAnOfficialSeesIsNotStored() {
		Visitor visitor = new Visitor(this.port).signIn(this.fixture.with(Role.ADMIN)).get("/office/accounts");
		assertThat(visitor.status()).isEqualTo(200);
		assertThat(visitor.header("Cache-Control")).isEqualTo("no-store");
		assertThat(visitor.get("/assets/portal.css").header("Cache-Control")).contains("max-age");
	}

	@Test
	void overHttpsCookiesAreSecureAndHttpsIsRemembered() throws Exception {
		this.mvc.perform(get("/office").secure(true))
			.andExpect(cookie().secure("PORTAL", true))
			.andExpect(cookie().httpOnly("PORTAL", true))
			.andExpect(cookie().sameSite("PORTAL", "Lax"))
			.andExpect(header().string("Strict-Transport-Security", "max-age=31536000"));
		this.mvc.perform(get("/login").secure(true)).andExpect(cookie().secure("form", true));
		this.mvc.perform(get("/office")).andExpect(cookie().secure("PORTAL", false));
	}

	@Test
	void aFormNeedsItsToken() {
		Visitor visitor = new Visitor(this.port).signIn(this.fixture.with(Role.ADMIN));
		visitor.get("/office/accounts/new");
		Map<String, Object> form = visitor.form("/office/accounts/new");
		form.remove("_csrf");
		form.remove("_official");
		String username = AccountFixture.username();
		form.putAll(Map.of("username", username, "name", "甲", "unit", "乙"));
		visitor.send("/office/accounts/new", form);
		assertThat(visitor.location()).isEqualTo("/office/resume");
		assertThat(this.jdbc.sql("select count(*) from account where username = ?")
			.param(username)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void aStyleSheetDoesNotAskForTheSession() {
		Official official = this.fixture.with(Role.ADMIN);
		Visitor visitor = new Visitor(this.port).signIn(official);
		long aMinuteAgo = System.currentTimeMillis() - 60_000;
		// signing in may write the session once more after its answer, and spoil one try
		assertThat(Await.until(Duration.ofSeconds(10), () -> {
			accessedLast(official, aMinuteAgo);
			assertThat(visitor.get("/assets/portal.css").status()).isEqualTo(200);
			return lastAccess(official) == aMinuteAgo;
		})).isTrue();
		assertThat(visitor.get("/office").status()).isEqualTo(200);
		assertThat(Await.until(Duration.ofSeconds(10), () -> lastAccess(official) > aMinuteAgo)).isTrue();
	}

	private void accessedLast(Official official, long moment) {
		this.jdbc.sql("update spring_session set last_access_time = ? where principal_name = ?")
			.param(moment)
			.param(official.username())
			.update();
	}

	private long lastAccess(Official official) {
		return this.jdbc.sql("select last_access_time from spring_session where principal_name = ?")
			.param(official.username())
			.query(Long.class)
			.single();
	}

	private long sessions() {
		return this.jdbc.sql("select count(*) from spring_session").query(Long.class).single();
	}

}

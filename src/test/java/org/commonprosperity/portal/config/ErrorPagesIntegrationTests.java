package org.commonprosperity.portal.config;

import java.util.Map;

import org.commonprosperity.portal.account.AccountFixture;
import org.commonprosperity.portal.account.AccountTest;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.account.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reader sees when something goes wrong.
 */
@AccountTest
@ExtendWith(OutputCaptureExtension.class)
class ErrorPagesIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@ValueSource(strings = { "/test/fails", "/test/fails-when-drawn" })
	void aFailureHasANumberThatLeadsToTheLogAndShowsNothingElse(String address, CapturedOutput output) {
		Visitor visitor = new Visitor(this.port).get(address);
		assertThat(visitor.status()).isEqualTo(500);
		assertThat(visitor.body()).contains("系统出了问题")
			.doesNotContain("Exception", "the text of an exception", "no-such-template");
		String number = visitor.body().replaceAll("(?s).*编号 ([2-9A-Z]{8}).*", "$1");
		assertThat(number).hasSize(8);
		assertThat(output).contains("Error " + number);
	}

	@Test
	void aFailingDatabaseIsSaidInThePortalsWordsToWhoIsSignedInToo() {
		Visitor visitor = new Visitor(this.port).signIn(this.fixture.with(Role.ADMIN));
		this.jdbc.sql("alter table spring_session rename to spring_session_gone").update();
		try {
			assertThat(visitor.get("/office").status()).isEqualTo(500);
			assertThat(visitor.body()).contains("系统出了问题", "编号").doesNotContain("spring_session");
		}
		finally {
			this.jdbc.sql("alter table spring_session_gone rename to spring_session").update();
		}
		assertThat(visitor.get("/office").status()).isEqualTo(200);
	}

	@Test
	void aFailureIsSaidToAProgramToo() {
		Visitor visitor = new Visitor(this.port).header("Accept", "application/json").get("/test/fails-when-drawn");
		assertThat(visitor.status()).isEqualTo(500);
		assertThat(visitor.body()).contains("系统出了问题").doesNotContain("no-such-template");
	}

	@Test
	void anUnknownAddressIsNotFound() {
		assertThat(new Visitor(this.port).get("/no-such-page").status()).isEqualTo(404);
		assertThat(new Visitor(this.port).get("/error").status()).isEqualTo(404);
		Visitor official = new Visitor(this.port).signIn(this.fixture.with(Role.ADMIN));
		assertThat(official.get("/office/no-such-page").status()).isEqualTo(404);
		assertThat(official.get("/office/accounts/987654").status()).isEqualTo(404);
		assertThat(official.body()).contains("没有这个页面");
	}

	@Test
	void anAddressThatCannotBeReadIsABadRequest() {
		Visitor official = new Visitor(this.port).signIn(this.fixture.with(Role.ADMIN));
		assertThat(official.get("/office/accounts/abc").status()).isEqualTo(400);
		assertThat(official.get("/office/accounts?page=abc").status()).isEqualTo(400);
		assertThat(official.body()).contains("这个请求看不明白").doesNotContain("Exception");
	}

	@Test
	void anAddressThatOnlyTakesAFormLeadsToThePageThatHoldsIt() {
		Visitor official = new Visitor(this.port).signIn(this.fixture.with(Role.ADMIN));
		assertThat(official.get("/office/accounts/1/disable").status()).isEqualTo(302);
		assertThat(official.header("Location")).endsWith("/office/accounts/1");
		assertThat(official.get("/office/accounts/1/nothing").status()).isEqualTo(404);
	}

	@Test
	void whatIsOutsideTheRoleIsRefusedAndWrittenDown() {
		Official leader = this.fixture.with(Role.LEADER);
		Visitor visitor = new Visitor(this.port).signIn(leader);
		assertThat(visitor.get("/office/accounts").status()).isEqualTo(403);
		assertThat(visitor.body()).contains("您没有这一页的权限");
		Official security = this.fixture.with(Role.SECURITY);
		visitor = new Visitor(this.port).signIn(security);
		assertThat(visitor.get("/office/accounts/new").status()).isEqualTo(403);
		assertThat(visitor.body()).contains("您没有这一页的权限");
		assertThat(this.jdbc
			.sql("select subject from audit_entry where action = 'access-refused' and actor_id in (?, ?) order by id")
			.param(leader.id())
			.param(security.id())
			.query(String.class)
			.list()).containsExactly("GET /office/accounts", "GET /office/accounts/new");
	}

	@Test
	void aButtonForAnOlderVersionIsAConflict() {
		Official somebody = this.fixture.newcomer();
		Visitor visitor = new Visitor(this.port).signIn(this.fixture.with(Role.ADMIN));
		String address = "/office/accounts/" + somebody.id();
		visitor.get(address).submit(address + "/disable", Map.of("version", "99"));
		assertThat(visitor.status()).isEqualTo(409);
		assertThat(visitor.body()).contains("记录已经有了变动");
	}

}

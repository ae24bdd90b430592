package org.commonprosperity.portal.demo;

import java.util.Set;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.AccountTest;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.account.Visitor;
import org.commonprosperity.portal.organisation.Communities;
import org.commonprosperity.portal.organisation.Departments;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo's accounts are there as the README tells them.
 */
@AccountTest
class DemoAccountsIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private DemoAccounts accounts;

	@Autowired
	private AccountDirectory directory;

	@Autowired
	private Departments departments;

	@Autowired
	private Communities communities;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void haveTheRolesAndScopesThatTheirNamesTell() {
		assertThat(official("admin").roles()).containsExactly(Role.ADMIN);
		assertThat(official("coordinator").roles()).containsExactly(Role.COORDINATOR);
		Official editor = official("editor-agriculture");
		assertThat(editor.roles()).containsExactly(Role.EDITOR);
		assertThat(editor.departmentIds())
			.isEqualTo(Set.of(this.departments.findByCode("agriculture").orElseThrow().getId()));
		Official clerk = official("clerk-yongxing");
		assertThat(clerk.roles()).containsExactly(Role.CLERK);
		assertThat(clerk.communityIds())
			.isEqualTo(Set.of(this.communities.findByCode("yongxing").orElseThrow().getId()));
	}

	@Test
	void signInWithThePasswordThatIsTold() {
		for (String username : DemoAccounts.USERNAMES) {
			Visitor visitor = new Visitor(this.port).signIn(username, DemoAccounts.PASSWORD);
			assertThat(visitor.location()).as(username).isEqualTo("/office");
		}
	}

	@Test
	void areMadeOnceHoweverOftenTheyAreSeeded() {
		long before = this.jdbc.sql("select count(*) from account").query(Long.class).single();
		this.accounts.seed();
		assertThat(this.jdbc.sql("select count(*) from account").query(Long.class).single()).isEqualTo(before);
		assertThat(DemoAccounts.USERNAMES).allSatisfy((username) -> assertThat(official(username)).isNotNull());
	}

	private Official official(String username) {
		return this.directory.findByUsername(username).orElseThrow();
	}

}

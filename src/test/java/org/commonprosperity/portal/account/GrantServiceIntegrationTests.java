package org.commonprosperity.portal.account;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.commonprosperity.portal.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the security administrator does, on real PostgreSQL, and that the database itself
 * keeps the three roles apart.
 */
@AccountTest
class GrantServiceIntegrationTests {

	@Autowired
	private GrantService service;

	@Autowired
	private AccountService accounts;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private AccountDirectory directory;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void grantsRolesAndScopesAndWritesThemDownReadably() {
		Official somebody = this.fixture.newcomer();
		grant(somebody, Set.of(Role.EDITOR, Role.CLERK), Set.of(this.fixture.department("agriculture")),
				Set.of(this.fixture.community("dali")));
		Official after = this.directory.findByUsername(somebody.username()).orElseThrow();
		assertThat(after.roles()).containsExactlyInAnyOrder(Role.EDITOR, Role.CLERK);
		assertThat(after.departmentIds()).containsExactly(this.fixture.department("agriculture"));
		assertThat(this.jdbc
			.sql("select differences::text from record_change where record_type = 'account' and record_key = ?")
			.param(somebody.username())
			.query(String.class)
			.single()).contains("{account.role.EDITOR}", "农业农村办", "大力村");
		grant(somebody, Set.of(Role.LEADER), Set.of(), Set.of());
		after = this.directory.findByUsername(somebody.username()).orElseThrow();
		assertThat(after.roles()).containsExactly(Role.LEADER);
		assertThat(after.departmentIds()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refusesWhatBreaksARule(Set<Role> roles, boolean department, boolean community, String field, String key) {
		Official somebody = this.fixture.newcomer();
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(
					() -> grant(somebody, roles, department ? Set.of(this.fixture.department("agriculture")) : Set.of(),
							community ? Set.of(this.fixture.community("dali")) : Set.of()))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("account.refusal." + key));
		assertThat(this.fixture.find(somebody.id()).getRoles()).isEmpty();
	}

	static Stream<Arguments> refused() {
		return Stream.of(Arguments.of(Set.of(Role.ADMIN, Role.SECURITY), false, false, "roles", "apart"),
				Arguments.of(Set.of(Role.ADMIN, Role.AUDITOR), false, false, "roles", "apart"),
				Arguments.of(Set.of(Role.AUDITOR, Role.COORDINATOR), false, false, "roles", "apart"),
				Arguments.of(Set.of(Role.SECURITY, Role.LEADER), false, false, "roles", "apart"),
				Arguments.of(Set.of(Role.EDITOR), false, false, "departments", "departments.missing"),
				Arguments.of(Set.of(Role.LEADER), true, false, "departments", "departments.pointless"),
				Arguments.of(Set.of(Role.CLERK), false, false, "communities", "communities.missing"),
				Arguments.of(Set.of(Role.ADMIN), false, true, "communities", "communities.pointless"));
	}

	@Test
	void refusesADepartmentThatDoesNotExist() {
		Official somebody = this.fixture.newcomer();
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> grant(somebody, Set.of(Role.EDITOR), Set.of(987654L), Set.of()))
			.extracting(Refusal::key)
			.isEqualTo("account.refusal.departments.unknown");
	}

	@ParameterizedTest
	@EnumSource(Role.class)
	void theDatabaseRefusesASecondRoleBesideOneOfTheThree(Role second) {
		for (Role apart : List.of(Role.ADMIN, Role.SECURITY, Role.AUDITOR)) {
			Official somebody = this.fixture.newcomer();
			insert(somebody, apart);
			assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> insert(somebody, second));
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.INCLUDE, names = { "ADMIN", "SECURITY", "AUDITOR" })
	void theDatabaseRefusesOneOfTheThreeBesideABusinessRole(Role apart) {
		Official somebody = this.fixture.newcomer();
		insert(somebody, Role.LEADER);
		assertThatCode(() -> insert(somebody, Role.FINANCE)).doesNotThrowAnyException();
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> insert(somebody, apart));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SECURITY")
	void letsNobodyElseGrant(Role role) {
		Official other = AccountFixture.official(1, role);
		Official somebody = this.fixture.newcomer();
		Grants grants = new Grants(Set.of(Role.LEADER), Set.of(), Set.of());
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.service.grant(other, UUID.randomUUID(), somebody.id(), 0, grants));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.service.grantAsPredecessor(other, UUID.randomUUID(), somebody.id(), 0));
	}

	@Test
	void letsNobodyChangeTheOwnRoles() {
		Official security = this.fixture.with(Role.SECURITY);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.service.grant(security, UUID.randomUUID(), security.id(),
					this.fixture.version(security), new Grants(Set.of(Role.AUDITOR), Set.of(), Set.of())))
			.extracting(Refusal::key)
			.isEqualTo("account.refusal.ownRoles");
	}

	@Test
	void refusesAFormThatIsOlderThanTheRecord() {
		Official somebody = this.fixture.newcomer();
		long version = this.fixture.version(somebody);
		Grants leader = new Grants(Set.of(Role.LEADER), Set.of(), Set.of());
		Grants finance = new Grants(Set.of(Role.FINANCE), Set.of(), Set.of());
		this.service.grant(security(), UUID.randomUUID(), somebody.id(), version, leader);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.service.grant(security(), UUID.randomUUID(), somebody.id(), version, finance));
		assertThat(this.fixture.find(somebody.id()).getRoles()).containsExactly(Role.LEADER);
	}

	@Test
	void grantsTheSuccessorWhatThePredecessorHad() {
		Official leaving = this.fixture.with(Role.EDITOR);
		long successor = this.accounts
			.handOver(this.directory.findByUsername("admin").orElseThrow(), UUID.randomUUID(), leaving.id(),
					this.fixture.version(leaving), AccountFixture.particulars(AccountFixture.username()))
			.successorId();
		this.service.grantAsPredecessor(security(), UUID.randomUUID(), successor,
				this.fixture.find(successor).getVersion());
		assertThat(this.fixture.find(successor).grants())
			.isEqualTo(new Grants(leaving.roles(), leaving.departmentIds(), leaving.communityIds()));
	}

	@Test
	void hasNothingToGrantWithoutAPredecessor() {
		Official somebody = this.fixture.newcomer();
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.service.grantAsPredecessor(security(), UUID.randomUUID(), somebody.id(),
					this.fixture.version(somebody)))
			.extracting(Refusal::key)
			.isEqualTo("account.refusal.noPredecessor");
	}

	private void grant(Official somebody, Set<Role> roles, Set<Long> departments, Set<Long> communities) {
		this.service.grant(security(), UUID.randomUUID(), somebody.id(), this.fixture.version(somebody),
				new Grants(roles, departments, communities));
	}

	private void insert(Official somebody, Role role) {
		this.jdbc.sql("insert into account_role (account_id, role) values (?, ?)")
			.param(somebody.id())
			.param(role.name())
			.update();
	}

	private Official security() {
		return this.directory.findByUsername("security").orElseThrow();
	}

}

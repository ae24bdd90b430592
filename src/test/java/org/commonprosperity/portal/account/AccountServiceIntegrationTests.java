package org.commonprosperity.portal.account;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the administrator does, on real PostgreSQL.
 */
@AccountTest
class AccountServiceIntegrationTests {

	@Autowired
	private AccountService service;

	@Autowired
	private PasswordService passwords;

	@Autowired
	private SignInRecords signIn;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private AccountDirectory directory;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void opensAnAccountThatCannotDoAnythingYet() {
		String username = AccountFixture.username();
		long id = this.service.create(admin(), UUID.randomUUID(), AccountFixture.particulars(username));
		Account account = this.fixture.find(id);
		assertThat(account.isEnabled()).isTrue();
		assertThat(account.getRoles()).isEmpty();
		assertThat(account.getPasswordHash()).isNull();
		assertThat(historyOf(username)).containsExactly("account-created");
		assertThat(trailOf("account/" + username)).containsExactly("account-created");
	}

	@Test
	void opensOneAccountForAFormThatComesTwiceAtOnce() throws Exception {
		Official admin = admin();
		UUID form = UUID.randomUUID();
		String username = AccountFixture.username();
		Callable<Long> press = () -> this.service.create(admin, form, AccountFixture.particulars(username));
		List<Object> answers = Together.press(List.of(press, press));
		assertThat(answers.get(0)).isInstanceOf(Long.class).isEqualTo(answers.get(1));
		assertThat(historyOf(username)).hasSize(1);
	}

	@Test
	void refusesAUsernameThatTwoTakeAtOnce() throws Exception {
		Official admin = admin();
		Particulars particulars = AccountFixture.particulars(AccountFixture.username());
		Callable<Long> press = () -> this.service.create(admin, UUID.randomUUID(), particulars);
		List<Object> answers = Together.press(List.of(press, press));
		assertThat(answers).filteredOn(Long.class::isInstance).hasSize(1);
		assertThat(answers).filteredOn(Refusal.class::isInstance)
			.singleElement()
			.extracting((refusal) -> ((Refusal) refusal).field())
			.isEqualTo("username");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
	void letsNobodyElseKeepAccounts(Role role) {
		Official other = AccountFixture.official(1, role);
		Official somebody = this.fixture.newcomer();
		UUID form = UUID.randomUUID();
		Particulars particulars = AccountFixture.particulars(AccountFixture.username());
		List<Runnable> deeds = List.of(() -> this.service.create(other, form, particulars),
				() -> this.service.change(other, form, somebody.id(), 0, "甲", "乙", null, null),
				() -> this.service.disable(other, form, somebody.id(), 0),
				() -> this.service.enable(other, form, somebody.id(), 0),
				() -> this.service.handOver(other, form, somebody.id(), 0, particulars),
				() -> this.service.issueLink(other, somebody.id()));
		assertThat(deeds)
			.allSatisfy((deed) -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(deed::run));
	}

	@Test
	void losesNeitherVersionWhenTwoChangeTheSameAccount() {
		Official somebody = this.fixture.newcomer();
		long version = this.fixture.version(somebody);
		this.service.change(admin(), UUID.randomUUID(), somebody.id(), version, "先改的", "单位一", null, null);
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.service.change(admin(),
				UUID.randomUUID(), somebody.id(), version, "后改的", "单位二", "123", null));
		assertThat(this.fixture.find(somebody.id()).getName()).isEqualTo("先改的");
		assertThat(historyOf(somebody.username())).containsExactly("account-changed");
	}

	@Test
	void leavesAnOpenFormValidWhenTheOfficialSignsIn() {
		Official somebody = this.fixture.with(Role.LEADER);
		long version = this.fixture.version(somebody);
		SignInRecords.Candidate candidate = this.signIn.candidate(somebody.username(), List.of()).orElseThrow();
		assertThat(this.signIn.grant(candidate, "10.0.0.1")).isPresent();
		assertThat(this.fixture.find(somebody.id()).getLastSignInAt()).isNotNull();
		this.service.change(admin(), UUID.randomUUID(), somebody.id(), version, "改了名", "单位一", null, null);
		assertThat(this.fixture.find(somebody.id()).getName()).isEqualTo("改了名");
	}

	@Test
	void grantsNoSignInToAnAccountThatChangedWhileThePasswordWasCompared() {
		Official somebody = this.fixture.with(Role.LEADER);
		SignInRecords.Candidate candidate = this.signIn.candidate(somebody.username(), List.of()).orElseThrow();
		this.service.disable(admin(), UUID.randomUUID(), somebody.id(), this.fixture.version(somebody));
		assertThat(this.signIn.grant(candidate, "10.0.0.1")).isEmpty();
		this.service.enable(admin(), UUID.randomUUID(), somebody.id(), this.fixture.version(somebody));
		String token = this.service.issueLink(admin(), somebody.id()).token();
		this.passwords.setByLink(token, "a quite new password");
		assertThat(this.signIn.grant(candidate, "10.0.0.1")).isEmpty();
	}

	@Test
	void noticesAChangeBetweenTheSignInAndItsFirstPage() {
		Official somebody = this.fixture.with(Role.LEADER);
		SignInRecords.Candidate candidate = this.signIn.candidate(somebody.username(), List.of()).orElseThrow();
		SignInMark mark = this.signIn.grant(candidate, "10.0.0.1").orElseThrow().mark();
		assertThat(this.directory.isAsMarked(somebody, mark)).isTrue();
		this.service.disable(admin(), UUID.randomUUID(), somebody.id(), this.fixture.version(somebody));
		assertThat(this.directory.isAsMarked(somebody, mark)).isFalse();
	}

	@Test
	void writesWhatWasAndWhatIs() {
		Official somebody = this.fixture.newcomer();
		this.service.change(admin(), UUID.randomUUID(), somebody.id(), this.fixture.version(somebody), "测试员", "新单位",
				"0573-85000000", "ce.shi@example.com");
		String differences = this.jdbc
			.sql("select differences::text from record_change where record_type = 'account' and record_key = ?")
			.param(somebody.username())
			.query(String.class)
			.single();
		assertThat(differences).contains("accounts.unit", "测试单位", "新单位", "accounts.email", "ce.shi@example.com")
			.doesNotContain("accounts.name");
	}

	@Test
	void endsLinkOfADisabledAccountAndLetsItBeEnabledAgain() {
		Official somebody = this.fixture.newcomer();
		String token = this.service.issueLink(admin(), somebody.id()).token();
		this.service.disable(admin(), UUID.randomUUID(), somebody.id(), this.fixture.version(somebody));
		assertThat(this.directory.findByUsername(somebody.username())).isEmpty();
		assertThat(this.passwords.look(token).state()).isEqualTo(PasswordService.State.UNKNOWN);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.service.issueLink(admin(), somebody.id()));
		this.service.enable(admin(), UUID.randomUUID(), somebody.id(), this.fixture.version(somebody));
		assertThat(this.directory.findByUsername(somebody.username())).isPresent();
	}

	@Test
	void letsNobodyDisableOrHandOverTheOwnAccount() {
		// the last administrator could not be disabled anyway
		this.fixture.with(Role.ADMIN);
		Official admin = admin();
		long version = this.fixture.version(admin);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.service.disable(admin, UUID.randomUUID(), admin.id(), version))
			.extracting(Refusal::key)
			.isEqualTo("account.refusal.self");
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.service.handOver(admin, UUID.randomUUID(), admin.id(), version,
					AccountFixture.particulars(AccountFixture.username())))
			.extracting(Refusal::key)
			.isEqualTo("account.refusal.self");
		assertThat(this.fixture.find(admin.id()).isEnabled()).isTrue();
	}

	@Test
	void handsAPostOverToAnAccountOfItsOwn() {
		Official leaving = this.fixture.with(Role.EDITOR);
		String username = AccountFixture.username();
		AccountService.HandedOver handedOver = this.service.handOver(admin(), UUID.randomUUID(), leaving.id(),
				this.fixture.version(leaving), AccountFixture.particulars(username));
		assertThat(this.fixture.find(leaving.id()).isEnabled()).isFalse();
		Account successor = this.fixture.find(handedOver.successorId());
		assertThat(successor.getPredecessorId()).isEqualTo(leaving.id());
		assertThat(successor.getRoles()).isEmpty();
		assertThat(handedOver.link()).isNotNull();
		assertThat(this.passwords.look(handedOver.link().token()).username()).isEqualTo(username);
		assertThat(historyOf(leaving.username())).containsExactly("account-handed-over");
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.service.handOver(admin(), UUID.randomUUID(), leaving.id(),
					this.fixture.version(leaving), AccountFixture.particulars(AccountFixture.username())))
			.extracting(Refusal::key)
			.isEqualTo("account.refusal.handedOver");
	}

	@Test
	void keepsTheOldAccountWhenTheSuccessorsUsernameIsTaken() {
		Official leaving = this.fixture.with(Role.LEADER);
		Official other = this.fixture.newcomer();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.service.handOver(admin(), UUID.randomUUID(),
				leaving.id(), this.fixture.version(leaving), AccountFixture.particulars(other.username())));
		assertThat(this.fixture.find(leaving.id()).isEnabled()).isTrue();
		assertThat(historyOf(leaving.username())).isEmpty();
	}

	private Official admin() {
		return this.directory.findByUsername("admin").orElseThrow();
	}

	private List<String> historyOf(String username) {
		return this.jdbc
			.sql("select action from record_change where record_type = 'account' and record_key = ? order by id")
			.param(username)
			.query(String.class)
			.list();
	}

	private List<String> trailOf(String subject) {
		return Arrays.asList(this.jdbc.sql("select action from audit_entry where subject = ? order by id")
			.param(subject)
			.query(String.class)
			.list()
			.toArray(String[]::new));
	}

}

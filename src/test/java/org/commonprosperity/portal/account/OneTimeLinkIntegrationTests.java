package org.commonprosperity.portal.account;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Together;
import org.commonprosperity.portal.support.TestClock;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A link sets one password, once, in time.
 */
@AccountTest
class OneTimeLinkIntegrationTests {

	@Autowired
	private AccountService accounts;

	@Autowired
	private PasswordService passwords;

	@Autowired
	private Passwords hashes;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private AccountDirectory directory;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void setsThePasswordOnce() {
		Official somebody = this.fixture.newcomer();
		String token = issue(somebody);
		assertThat(this.passwords.look(token).state()).isEqualTo(PasswordService.State.OPEN);
		assertThat(this.passwords.setByLink(token, AccountFixture.PASSWORD).username()).isEqualTo(somebody.username());
		assertThat(matches(somebody, AccountFixture.PASSWORD)).isTrue();
		assertRefused(token, "another good one", PasswordService.State.USED);
		assertThat(matches(somebody, AccountFixture.PASSWORD)).isTrue();
	}

	@Test
	void expiresAfterADay() {
		String token = issue(this.fixture.newcomer());
		this.clock.advance(OneTimeLink.VALIDITY.minusMinutes(1));
		assertThat(this.passwords.look(token).state()).isEqualTo(PasswordService.State.OPEN);
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(this.passwords.look(token).state()).isEqualTo(PasswordService.State.EXPIRED);
		assertThat(this.passwords.look(token).username()).isNull();
		assertRefused(token, AccountFixture.PASSWORD, PasswordService.State.EXPIRED);
	}

	@Test
	void endsWhenANewerOneIsGivenOut() {
		Official somebody = this.fixture.newcomer();
		String older = issue(somebody);
		String newer = issue(somebody);
		assertRefused(older, AccountFixture.PASSWORD, PasswordService.State.UNKNOWN);
		assertThat(this.passwords.setByLink(newer, AccountFixture.PASSWORD)).isNotNull();
	}

	@Test
	void staysOpenWhenThePasswordBreaksARule() {
		Official somebody = this.fixture.newcomer();
		String token = issue(somebody);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.passwords.setByLink(token, "short"))
			.extracting(Refusal::field)
			.isEqualTo("password");
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.passwords.setByLink(token, "x".repeat(36) + "y".repeat(37)))
			.extracting(Refusal::key)
			.isEqualTo("password.refusal.long");
		assertThat(this.passwords.setByLink(token, AccountFixture.PASSWORD)).isNotNull();
	}

	@Test
	void isGoodForOneOfTwoWhoBringItAtOnce() throws Exception {
		Official somebody = this.fixture.newcomer();
		String token = issue(somebody);
		Callable<Official> one = () -> this.passwords.setByLink(token, "the first password");
		Callable<Official> two = () -> this.passwords.setByLink(token, "the second password");
		List<Object> answers = Together.press(List.of(one, two));
		assertThat(answers).filteredOn(Official.class::isInstance).hasSize(1);
		assertThat(answers).filteredOn(Refusal.class::isInstance).hasSize(1);
		assertThat(matches(somebody, "the first password")).isEqualTo(answers.get(0) instanceof Official);
		assertThat(matches(somebody, "the second password")).isEqualTo(answers.get(1) instanceof Official);
	}

	@Test
	void isNowhereInTheDatabaseInClear() {
		Official somebody = this.fixture.newcomer();
		String token = issue(somebody);
		assertThat(this.jdbc.sql("select token_hash from one_time_link where account_id = ?")
			.param(somebody.id())
			.query(String.class)
			.single()).hasSize(64).doesNotContain(token);
	}

	private void assertRefused(String token, String password, PasswordService.State state) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.passwords.setByLink(token, password))
			.satisfies((refusal) -> assertThat(refusal.field()).isNull())
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("password.link." + state));
	}

	private String issue(Official somebody) {
		return this.accounts.issueLink(this.directory.findByUsername("admin").orElseThrow(), somebody.id()).token();
	}

	private boolean matches(Official somebody, String password) {
		return this.hashes.matches(this.fixture.find(somebody.id()).getPasswordHash(), password);
	}

}

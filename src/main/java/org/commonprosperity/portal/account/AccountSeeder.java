package org.commonprosperity.portal.account;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import lombok.RequiredArgsConstructor;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the demo's accounts, with a password that everybody may know. Exists in demo mode
 * alone, and only as a call from within: it opens no address.
 */
@Component
@Profile("demo")
@RequiredArgsConstructor
public class AccountSeeder {

	private final Accounts accounts;

	private final Passwords passwords;

	private final Clock clock;

	/**
	 * Makes those of the accounts that are not there yet; one that is there stays as it
	 * is.
	 * @param password the password of all of them
	 */
	@Transactional
	public void seed(List<Seed> seeds, String password) {
		List<Seed> missing = seeds.stream()
			.filter((seed) -> !this.accounts.existsByUsername(seed.particulars().username()))
			.toList();
		if (missing.isEmpty()) {
			return;
		}
		String hash = this.passwords.hash(password);
		for (Seed seed : missing) {
			Account account = Account.open(seed.particulars(), this.clock.instant());
			account.setPassword(hash, this.clock.instant());
			Grants grants = new Grants(Set.of(seed.role()), seed.departmentIds(), seed.communityIds());
			grants.check();
			account.grant(grants);
			this.accounts.saveAndFlush(account);
		}
	}

	/**
	 * One account to make.
	 *
	 * @param particulars who it is for
	 * @param role its role
	 * @param departmentIds departments in scope
	 * @param communityIds villages and communities in scope
	 */
	public record Seed(Particulars particulars, Role role, Set<Long> departmentIds, Set<Long> communityIds) {
	}

}

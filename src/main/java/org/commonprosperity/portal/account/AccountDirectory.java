package org.commonprosperity.portal.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.List;
import java.util.Optional;

import lombok.RequiredArgsConstructor;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds officials. Says who somebody is and lets nobody in.
 */
@Service
@RequiredArgsConstructor
public class AccountDirectory {

	private final Accounts accounts;

	/**
	 * The official of an enabled account.
	 * @param username name to sign in with
	 */
	@Transactional(readOnly = true)
	public Optional<Official> findByUsername(String username) {
		return this.accounts.findByUsername(username).filter(Account::isEnabled).map(Account::asOfficial);
	}

	/** The enabled accounts with the role of a lead official: number and name. */
	@Transactional(readOnly = true)
	public Map<Long, String> leaders() {
		Map<Long, String> leaders = new LinkedHashMap<>();
		this.accounts.findEnabledWithRole(Role.LEADER)
			.stream()
			.map(Account::asOfficial)
			.forEach((official) -> leaders.put(official.id(), official.fullName() + "（" + official.unit() + "）"));
		return leaders;
	}

	/**
	 * Whether the account is still what it was when the official signed in.
	 */
	@Transactional(readOnly = true)
	public boolean isAsMarked(Official official, SignInMark mark) {
		return this.accounts.findById(official.id())
			.filter((account) -> account.isEnabled() && account.getVersion() == mark.version())
			.isPresent();
	}

	/** The officials of all enabled accounts, in the order of their numbers. */
	@Transactional(readOnly = true)
	public List<Official> enabled() {
		return this.accounts.findEnabledWithGrants().stream().map(Account::asOfficial).toList();
	}

	/**
	 * The officials of all enabled accounts with an e-mail address, in the order of their
	 * numbers.
	 */
	@Transactional(readOnly = true)
	public List<Reachable> reachable() {
		return this.accounts.findEnabledWithGrants()
			.stream()
			.filter((account) -> account.getEmail() != null)
			.map((account) -> new Reachable(account.asOfficial(), String.valueOf(account.getEmail())))
			.toList();
	}

	/**
	 * An official who can be written to. Says nothing of the address, so that it gets
	 * into no log.
	 *
	 * @param official who
	 * @param email the address
	 */
	public record Reachable(Official official, String email) {

		@Override
		public String toString() {
			return "Reachable[" + this.official.id() + "]";
		}

	}

}

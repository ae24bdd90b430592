package org.commonprosperity.portal.account;

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

}

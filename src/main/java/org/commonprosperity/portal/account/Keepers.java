package org.commonprosperity.portal.account;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Refusal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that somebody is always left who keeps accounts and somebody who grants:
 * without them nobody could ever be let in again.
 */
@Component
@RequiredArgsConstructor
class Keepers {

	private static final List<Role> NEEDED = List.of(Role.ADMIN, Role.SECURITY);

	private static final long LOCK = 0x6b656570;

	private final Accounts accounts;

	private final JdbcClient jdbc;

	/**
	 * Lets one change of who is let in happen at a time, until the transaction ends: else
	 * two administrators could disable each other at the same moment.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void oneAtATime() {
		this.jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((row, index) -> true).single();
	}

	/**
	 * To be called after {@link #oneAtATime()}, before the account loses a role or is
	 * disabled.
	 * @throws Refusal if it is the last enabled one with a role that somebody has to have
	 */
	void requireAnother(Account account, Grants left) {
		for (Role role : NEEDED) {
			boolean loses = account.isEnabled() && account.is(role) && !left.roles().contains(role);
			if (loses && this.accounts.countEnabledWith(role) <= 1) {
				throw new Refusal(null, "account.refusal.last." + role);
			}
		}
	}

	static void require(Official actor, Role... any) {
		if (!actor.isAny(any)) {
			throw new AccessDeniedException("not the official's role");
		}
	}

}

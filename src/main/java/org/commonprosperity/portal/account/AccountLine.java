package org.commonprosperity.portal.account;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An account as a line of a list.
 *
 * @param id number of the account
 * @param username name to sign in with
 * @param name the person's name
 * @param unit where the person works
 * @param lastSignInAt last sign-in, or null
 * @param state what it can be used for
 * @param roles its roles
 * @param scope departments, villages and communities in scope
 */
public record AccountLine(long id, String username, String name, String unit, @Nullable Instant lastSignInAt,
		AccountState state, List<Role> roles, List<ScopeName> scope) {
}

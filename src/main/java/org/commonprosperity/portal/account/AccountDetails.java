package org.commonprosperity.portal.account;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All that this module knows of one account, except secrets.
 *
 * @param id number of the account
 * @param particulars who it is for
 * @param state what it can be used for
 * @param enabled whether it is enabled
 * @param createdAt since when it exists
 * @param passwordSetAt when its password was set, or null if there is none
 * @param lastSignInAt last sign-in, or null
 * @param linkExpiresAt until when an open one-time link may be used, or null if there is
 * none
 * @param version version of the record, for a form to carry
 * @param grants what it may do and for whom
 * @param scope the names of what is in scope
 * @param predecessor whose post it took over, or null
 * @param successor who took over its post, or null
 */
public record AccountDetails(long id, Particulars particulars, AccountState state, boolean enabled, Instant createdAt,
		@Nullable Instant passwordSetAt, @Nullable Instant lastSignInAt, @Nullable Instant linkExpiresAt, long version,
		Grants grants, List<ScopeName> scope, @Nullable Post predecessor, @Nullable Post successor) {

	/** Its roles, always in the same order. */
	public List<Role> roles() {
		return this.grants.roles().stream().sorted().toList();
	}

	/**
	 * The account before or after in the same post.
	 *
	 * @param id number of the account
	 * @param name the person's name
	 * @param username name to sign in with
	 * @param roles its roles
	 * @param scope the names of what is in its scope
	 */
	public record Post(long id, String name, String username, List<Role> roles, List<ScopeName> scope) {
	}

}

package org.commonprosperity.portal.account;

import org.jspecify.annotations.Nullable;

/**
 * What an account can be used for, in the one word that a list has room for.
 */
public enum AccountState {

	/** Nobody signs in with it. */
	DISABLED,
	/** It waits for the security administrator. */
	NO_ROLE,
	/** It waits for its official to set a password. */
	NO_PASSWORD,
	/** It is in use. */
	ACTIVE;

	static AccountState of(boolean enabled, boolean role, @Nullable Object password) {
		if (!enabled) {
			return DISABLED;
		}
		if (!role) {
			return NO_ROLE;
		}
		return (password == null) ? NO_PASSWORD : ACTIVE;
	}

}

package org.commonprosperity.portal.account;

import org.jspecify.annotations.Nullable;

/**
 * Somebody tried to sign in and may not. The person at the keyboard reads one and the
 * same sentence for all reasons; the trail knows which it was.
 *
 * @param username the name tried; null if it does not look like one, because people type
 * passwords into the wrong field
 * @param reason why
 * @param address from which address
 */
public record SignInRefused(@Nullable String username, Reason reason, String address) {

	/**
	 * Why a sign-in was refused.
	 */
	public enum Reason {

		/** No account has this name. */
		UNKNOWN,
		/** The password is wrong. */
		WRONG_PASSWORD,
		/** No password was set yet. */
		NO_PASSWORD,
		/** The account is disabled. */
		DISABLED,
		/** Too many failures; told once, not with every try. */
		THROTTLED

	}

}

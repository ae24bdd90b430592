package org.commonprosperity.portal.account;

import org.jspecify.annotations.Nullable;

/**
 * Who an account is for, as an administrator enters it.
 *
 * @param username name to sign in with: small letters, digits and hyphens
 * @param name the person's name
 * @param unit where the person works, in words
 * @param telephone telephone, or null
 * @param email where reminders go, or null
 */
public record Particulars(String username, String name, String unit, @Nullable String telephone,
		@Nullable String email) {
}

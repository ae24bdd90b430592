package org.commonprosperity.portal.account;

import org.jspecify.annotations.Nullable;

/**
 * Which accounts to list, and in which order.
 *
 * @param text part of the username, name, unit or telephone; empty for all
 * @param role the name of a role, {@code NONE} for accounts without one, or null for all
 * @param enabled enabled ones or disabled ones only, or null for all
 * @param order the order of the list
 * @param page page, from 1
 */
public record AccountQuery(String text, @Nullable String role, @Nullable Boolean enabled, Order order, int page) {

	/**
	 * An account without a role.
	 */
	public static final String NO_ROLE = "NONE";

	/**
	 * Orders of the list; each ends with the number of the account, so that no page
	 * repeats a row.
	 */
	public enum Order {

		/** By name, in the order of pinyin. */
		NAME("a.name collate \"zh-x-icu\", a.id"),
		/** By unit, in the order of pinyin. */
		UNIT("a.unit collate \"zh-x-icu\", a.name collate \"zh-x-icu\", a.id"),
		/** Last sign-in first, who never signed in at the end. */
		LAST_SIGN_IN("a.last_sign_in_at desc nulls last, a.id");

		private final String sql;

		Order(String sql) {
			this.sql = sql;
		}

		String sql() {
			return this.sql;
		}

	}

}

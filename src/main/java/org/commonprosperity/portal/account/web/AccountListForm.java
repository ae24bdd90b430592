package org.commonprosperity.portal.account.web;

import java.util.Arrays;

import org.commonprosperity.portal.account.AccountQuery;
import org.commonprosperity.portal.account.Role;

import org.springframework.modulith.NamedInterface;

/**
 * What the address of the list says; a word that it does not know counts as not said.
 *
 * @param q text looked for
 * @param role name of a role, {@code NONE}, or empty
 * @param state {@code enabled}, {@code disabled} or empty
 * @param sort {@code unit}, {@code last} or empty for the name
 */
@NamedInterface("lists")
public record AccountListForm(String q, String role, String state, String sort) {

	public AccountListForm {
		q = q.substring(0, Math.min(50, q.length()));
		role = role.equals(AccountQuery.NO_ROLE) || isRole(role) ? role : "";
		state = state.equals("enabled") || state.equals("disabled") ? state : "";
		sort = sort.equals("unit") || sort.equals("last") ? sort : "";
	}

	/** Whether anything was asked for; templates read it. */
	public boolean isFiltered() {
		return !this.q.isEmpty() || !this.role.isEmpty() || !this.state.isEmpty();
	}

	/** The query that the address means. */
	public AccountQuery query(int page) {
		return new AccountQuery(this.q, this.role.isEmpty() ? null : this.role,
				this.state.isEmpty() ? null : this.state.equals("enabled"), switch (this.sort) {
					case "unit" -> AccountQuery.Order.UNIT;
					case "last" -> AccountQuery.Order.LAST_SIGN_IN;
					default -> AccountQuery.Order.NAME;
				}, page);
	}

	private static boolean isRole(String name) {
		return Arrays.stream(Role.values()).anyMatch((role) -> role.name().equals(name));
	}

}

package org.commonprosperity.portal.account;

import java.util.Set;

import org.commonprosperity.portal.shared.Refusal;

/**
 * What an official may do and for whom, always given as a whole, so that a rule about it
 * looks at all of it at once.
 *
 * @param roles roles, may be none
 * @param departmentIds departments in scope
 * @param communityIds villages and communities in scope
 */
public record Grants(Set<Role> roles, Set<Long> departmentIds, Set<Long> communityIds) {

	public Grants {
		roles = Set.copyOf(roles);
		departmentIds = Set.copyOf(departmentIds);
		communityIds = Set.copyOf(communityIds);
	}

	/**
	 * Three roles apart (三员分立); who fills in for departments or villages has at least
	 * one; a scope stands only with the role that uses it.
	 * @throws Refusal naming the field that is wrong
	 */
	void check() {
		if (this.roles.size() > 1 && this.roles.stream().anyMatch(Role::isApart)) {
			throw new Refusal("roles", "account.refusal.apart");
		}
		check("departments", Role.EDITOR, this.departmentIds);
		check("communities", Role.CLERK, this.communityIds);
	}

	private void check(String field, Role role, Set<Long> scope) {
		if (this.roles.contains(role) == scope.isEmpty()) {
			throw new Refusal(field, "account.refusal." + field + (scope.isEmpty() ? ".missing" : ".pointless"));
		}
	}

}

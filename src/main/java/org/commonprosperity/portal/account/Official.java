package org.commonprosperity.portal.account;

import java.io.Serializable;
import java.security.Principal;
import java.util.Set;

/**
 * The official who is signed in: who acts, with which roles and for which departments and
 * communities. Kept in the session, so it holds no secret; a change of the account ends
 * its sessions, so it is never out of date.
 *
 * @param id number of the account
 * @param username name to sign in with
 * @param fullName the person's name
 * @param unit where the person works, in words
 * @param roles what the official may do
 * @param departmentIds departments in the official's scope
 * @param communityIds villages and communities in the official's scope
 */
public record Official(long id, String username, String fullName, String unit, Set<Role> roles, Set<Long> departmentIds,
		Set<Long> communityIds) implements Principal, Serializable {

	public Official {
		roles = Set.copyOf(roles);
		departmentIds = Set.copyOf(departmentIds);
		communityIds = Set.copyOf(communityIds);
	}

	@Override
	public String getName() {
		return this.username;
	}

	public boolean is(Role role) {
		return this.roles.contains(role);
	}

	public boolean isAny(Role... any) {
		for (Role role : any) {
			if (this.roles.contains(role)) {
				return true;
			}
		}
		return false;
	}

}

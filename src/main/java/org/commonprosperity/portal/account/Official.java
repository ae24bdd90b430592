package org.commonprosperity.portal.account;

import java.io.Serializable;
import java.security.Principal;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The official who is signed in: who acts, with which roles and for which departments and
 * communities. Kept in the session, so it holds no secret; a change of the account ends
 * its sessions, so it is never out of date.
 * <p>
 * A deputy (B 角) who acts for an absent official has the absent official's roles and
 * scope instead of the own ones, and stays the person that the deputy is: number,
 * username and name are the deputy's own.
 *
 * @param id number of the account
 * @param username name to sign in with
 * @param fullName the person's name
 * @param unit where the person works, in words
 * @param roles what the official may do
 * @param departmentIds departments in the official's scope
 * @param communityIds villages and communities in the official's scope
 * @param actingFor the absent official who is acted for, or null
 */
public record Official(long id, String username, String fullName, String unit, Set<Role> roles, Set<Long> departmentIds,
		Set<Long> communityIds, @Nullable ActingFor actingFor) implements Principal, Serializable {

	public Official {
		roles = Set.copyOf(roles);
		departmentIds = Set.copyOf(departmentIds);
		communityIds = Set.copyOf(communityIds);
	}

	/** An official who acts for nobody else. */
	public Official(long id, String username, String fullName, String unit, Set<Role> roles, Set<Long> departmentIds,
			Set<Long> communityIds) {
		this(id, username, fullName, unit, roles, departmentIds, communityIds, null);
	}

	/**
	 * The same person with the roles and scope of another.
	 * @param deputyship number of the deputyship that allows it
	 * @param absent the absent official
	 * @param version version of the absent official's account
	 */
	Official inPlaceOf(long deputyship, Official absent, long version) {
		return new Official(this.id, this.username, this.fullName, this.unit, absent.roles, absent.departmentIds,
				absent.communityIds, new ActingFor(absent.id, absent.fullName, deputyship, version));
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

	public boolean isActing() {
		return this.actingFor != null;
	}

	/**
	 * The name as a record keeps it: 张三, or 张三（代李四） of a deputy; at most 110 characters.
	 */
	public String signature() {
		return (this.actingFor != null) ? this.fullName + "（代" + this.actingFor.fullName() + "）" : this.fullName;
	}

	/**
	 * The account whose post is held at the moment: the absent official's while acting,
	 * else the own one. For rules that allow something to a certain account.
	 */
	public long postId() {
		return (this.actingFor != null) ? this.actingFor.id() : this.id;
	}

	/**
	 * Whether an account is the official's own or that of who is acted for. For rules
	 * that ask for two persons: neither may be the other one.
	 */
	public boolean isSamePersonAs(long accountId) {
		return accountId == this.id || accountId == postId();
	}

	/**
	 * Who, and in whose place: what a form carries to say for whom it was drawn.
	 */
	public String capacity() {
		return (this.actingFor != null) ? this.username + "@" + this.actingFor.id() : this.username;
	}

	/**
	 * An absent official who is acted for.
	 *
	 * @param id number of the absent official's account
	 * @param fullName the absent official's name
	 * @param deputyship number of the deputyship that allows it
	 * @param version version of the absent official's account when the acting began: if
	 * it changes, the roles and scope at hand may be out of date
	 */
	public record ActingFor(long id, String fullName, long deputyship, long version) implements Serializable {
	}

}

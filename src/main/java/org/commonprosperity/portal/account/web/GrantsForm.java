package org.commonprosperity.portal.account.web;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.account.AccountDetails;
import org.commonprosperity.portal.account.Grants;
import org.commonprosperity.portal.account.Role;

/**
 * The form that grants roles and scopes.
 */
@Getter
@Setter
class GrantsForm {

	private UUID submission = UUID.randomUUID();

	private long version;

	private Set<Role> roles = EnumSet.noneOf(Role.class);

	private Set<Long> departments = new TreeSet<>();

	private Set<Long> communities = new TreeSet<>();

	static GrantsForm of(AccountDetails account) {
		GrantsForm form = new GrantsForm();
		form.version = account.version();
		form.roles.addAll(account.grants().roles());
		form.departments.addAll(account.grants().departmentIds());
		form.communities.addAll(account.grants().communityIds());
		return form;
	}

	Grants grants() {
		return new Grants(this.roles, this.departments, this.communities);
	}

}

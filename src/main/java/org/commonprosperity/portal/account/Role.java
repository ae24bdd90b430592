package org.commonprosperity.portal.account;

import java.util.EnumSet;
import java.util.Set;

/**
 * What an official may do. Three roles (三员分立) are kept apart from each other and from all
 * others: who keeps accounts, who grants, and who audits are never one person and touch
 * no business data.
 */
public enum Role {

	/** Creates, disables and hands over accounts; grants nothing. */
	ADMIN,
	/** Grants roles and scopes; creates nothing. */
	SECURITY,
	/** Reads the audit trail, and nothing else. */
	AUDITOR,
	/** The coordinating office (共富办): approves and returns, edits any project. */
	COORDINATOR,
	/** A responsible department: edits its own projects, subject to approval. */
	EDITOR,
	/** Prepares dividend runs and payments. */
	FINANCE,
	/** A village's or community's clerk. */
	CLERK,
	/** A lead official: reads what officials see. */
	LEADER;

	private static final Set<Role> APART = EnumSet.of(ADMIN, SECURITY, AUDITOR);

	/**
	 * Whether an official with this role holds no other.
	 */
	public boolean isApart() {
		return APART.contains(this);
	}

	public String authority() {
		return "ROLE_" + name();
	}

}

package org.commonprosperity.portal.account;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An account was changed. Published in the transaction of the change, so that whoever
 * keeps the trail writes it there, or neither is written.
 *
 * @param actor who changed it
 * @param username the account
 * @param action what was done, the last part of a message key {@code history.} and
 * {@code audit.action.}
 * @param changes what was and what is; never a secret
 */
public record AccountChanged(Official actor, String username, String action, List<Change> changes) {

	public AccountChanged {
		changes = List.copyOf(changes);
	}

	/**
	 * One field of it.
	 *
	 * @param field the last part of a message key {@code field.}
	 * @param before what was, or null; in braces if it is a message key
	 * @param after what is, or null; in braces if it is a message key
	 */
	public record Change(String field, @Nullable String before, @Nullable String after) {
	}

}

package org.commonprosperity.portal.reporting;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;

import org.springframework.security.access.AccessDeniedException;

/**
 * Who may see and do what with which supervision order. Asked in the services, of the
 * order itself.
 */
final class OrderAccess {

	private OrderAccess() {
	}

	/** Whether an official has to do with orders at all. */
	static boolean maySeeAny(Official official) {
		return seesAll(official) || official.is(Role.EDITOR);
	}

	/** Whether an official reads the orders to every department. */
	static boolean seesAll(Official official) {
		return official.isAny(Role.COORDINATOR, Role.LEADER, Role.FINANCE);
	}

	/** Whether an official sees what was only proposed. */
	static boolean seesProposed(Official official) {
		return official.is(Role.COORDINATOR);
	}

	static boolean maySee(Official official, long departmentId, OrderState state) {
		boolean issued = state != OrderState.PROPOSED && state != OrderState.DISMISSED;
		return seesProposed(official) || (issued && (seesAll(official) || isAddressed(official, departmentId)));
	}

	static boolean may(OrderAction action, Official official, long departmentId) {
		return switch (action) {
			case PROPOSED -> false;
			case SIGNED, REPLIED -> isAddressed(official, departmentId);
			case DISMISSED, ISSUED, RETURNED, EXTENDED, CLOSED, CANCELLED -> official.is(Role.COORDINATOR);
		};
	}

	static void requireSeeAny(Official official) {
		require(maySeeAny(official));
	}

	static void requireSee(Official official, long departmentId, OrderState state) {
		require(maySee(official, departmentId, state));
	}

	static void requireIssue(Official official) {
		require(official.is(Role.COORDINATOR));
	}

	static void require(OrderAction action, Official official, long departmentId, OrderState state) {
		require(maySee(official, departmentId, state) && may(action, official, departmentId));
	}

	private static boolean isAddressed(Official official, long departmentId) {
		return official.is(Role.EDITOR) && official.departmentIds().contains(departmentId);
	}

	private static void require(boolean allowed) {
		if (!allowed) {
			throw new AccessDeniedException("outside the official's scope");
		}
	}

}

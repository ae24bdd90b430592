package org.commonprosperity.portal.project;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;

/**
 * Who may see and change which project's record. Asked in the services, of the record
 * itself, so that no address and no form leads around it.
 */
public final class ProjectAccess {

	private ProjectAccess() {
	}

	/** Whether an official reads the office pages of every project. */
	public static boolean seesAll(Official official) {
		return official.isAny(Role.COORDINATOR, Role.LEADER, Role.FINANCE);
	}

	public static boolean maySee(Official official, @Nullable Long departmentId) {
		return seesAll(official) || mayEdit(official, departmentId);
	}

	public static boolean mayEdit(Official official, @Nullable Long departmentId) {
		return mayApprove(official) || isOwn(official, departmentId);
	}

	public static boolean mayApprove(Official official) {
		return official.is(Role.COORDINATOR);
	}

	public static void requireSee(Official official, @Nullable Long departmentId) {
		require(maySee(official, departmentId));
	}

	public static void requireEdit(Official official, @Nullable Long departmentId) {
		require(mayEdit(official, departmentId));
	}

	/** Whether the project is one of the official's own department. */
	public static boolean isOwn(Official official, @Nullable Long departmentId) {
		return official.is(Role.EDITOR) && departmentId != null && official.departmentIds().contains(departmentId);
	}

	public static void requireOwn(Official official, @Nullable Long departmentId) {
		require(isOwn(official, departmentId));
	}

	public static void requireApprove(Official official) {
		require(mayApprove(official));
	}

	private static void require(boolean allowed) {
		if (!allowed) {
			throw new AccessDeniedException("outside the official's scope");
		}
	}

}

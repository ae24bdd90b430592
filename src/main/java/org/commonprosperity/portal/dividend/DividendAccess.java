package org.commonprosperity.portal.dividend;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.project.ProjectAccess;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;

/**
 * Who may see and do what in the dividend ledger. Asked in the services, of the record
 * itself: departments enter, finance prepares, the coordinating office decides, lead
 * officials read.
 */
public final class DividendAccess {

	private DividendAccess() {
	}

	/** Whether an official reads the office pages of every project's dividends. */
	public static boolean seesAll(Official official) {
		return ProjectAccess.seesAll(official);
	}

	/**
	 * Whether an official reads what a department keeps.
	 * @param departmentId the department that is responsible for the project or keeps the
	 * contributor's record
	 */
	public static boolean maySee(Official official, @Nullable Long departmentId) {
		return seesAll(official) || mayEdit(official, departmentId);
	}

	/** Whether an official enters contributors, contributions and operation's start. */
	public static boolean mayEdit(Official official, @Nullable Long departmentId) {
		return ProjectAccess.isOwn(official, departmentId);
	}

	/** Whether an official enters terms, for another one to decide on. */
	public static boolean mayEnterTerms(Official official, @Nullable Long departmentId) {
		return mayEdit(official, departmentId) || official.isAny(Role.FINANCE, Role.COORDINATOR);
	}

	/** Whether an official prepares runs, second distributions and payments. */
	public static boolean mayPrepare(Official official) {
		return official.is(Role.FINANCE);
	}

	/** Whether an official approves, posts and returns. */
	public static boolean mayDecide(Official official) {
		return official.is(Role.COORDINATOR);
	}

	public static void requireSee(Official official, @Nullable Long departmentId) {
		require(maySee(official, departmentId));
	}

	public static void requireEdit(Official official, @Nullable Long departmentId) {
		require(mayEdit(official, departmentId));
	}

	public static void requireEnterTerms(Official official, @Nullable Long departmentId) {
		require(mayEnterTerms(official, departmentId));
	}

	public static void requirePrepare(Official official) {
		require(mayPrepare(official));
	}

	public static void requireDecide(Official official) {
		require(mayDecide(official));
	}

	private static void require(boolean allowed) {
		if (!allowed) {
			throw new AccessDeniedException("outside the official's scope");
		}
	}

}

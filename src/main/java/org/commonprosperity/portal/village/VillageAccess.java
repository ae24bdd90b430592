package org.commonprosperity.portal.village;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;

import org.springframework.security.access.AccessDeniedException;

/**
 * Who may see and write which village's returns. Asked in the services, of the record
 * itself.
 */
public final class VillageAccess {

	private VillageAccess() {
	}

	/** Whether an official reads the office pages of every village. */
	public static boolean seesAll(Official official) {
		return official.isAny(Role.COORDINATOR, Role.LEADER, Role.FINANCE);
	}

	/** Whether a village is the official's own to report on. */
	public static boolean isOwn(Official official, long communityId) {
		return official.is(Role.CLERK) && official.communityIds().contains(communityId);
	}

	static boolean maySee(Official official, long communityId) {
		return seesAll(official) || isOwn(official, communityId);
	}

	static void requireSee(Official official, long communityId) {
		require(maySee(official, communityId));
	}

	static void requireOwn(Official official, long communityId) {
		require(isOwn(official, communityId));
	}

	/** Refuses whoever does not decide on returns. */
	public static void requireApprove(Official official) {
		require(official.is(Role.COORDINATOR));
	}

	static void require(boolean allowed) {
		if (!allowed) {
			throw new AccessDeniedException("outside the official's scope");
		}
	}

}

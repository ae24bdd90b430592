package org.commonprosperity.portal.care;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;

/**
 * Who may see and enter what of which village or community. Asked in the services, of the
 * record itself.
 */
public final class CareAccess {

	private CareAccess() {
	}

	/** Whether an official reads the office pages of every community. */
	public static boolean seesAll(Official official) {
		return official.isAny(Role.COORDINATOR, Role.LEADER);
	}

	/** Whether the record concerns an official at all. */
	public static boolean concerns(Official official) {
		return seesAll(official) || (official.is(Role.CLERK) && !official.communityIds().isEmpty());
	}

	/** Whether a community is the official's own to enter for. */
	public static boolean isOwn(Official official, @Nullable Long communityId) {
		return official.is(Role.CLERK) && communityId != null && official.communityIds().contains(communityId);
	}

	static boolean maySee(Official official, @Nullable Long communityId) {
		return seesAll(official) || isOwn(official, communityId);
	}

	static void requireSee(Official official, @Nullable Long communityId) {
		require(maySee(official, communityId));
	}

	static void requireOwn(Official official, @Nullable Long communityId) {
		require(isOwn(official, communityId));
	}

	/** Refuses whoever the record does not concern. */
	public static void requireConcern(Official official) {
		require(concerns(official));
	}

	static void requireCoordinator(Official official) {
		require(official.is(Role.COORDINATOR));
	}

	private static void require(boolean allowed) {
		if (!allowed) {
			throw new AccessDeniedException("outside the official's scope");
		}
	}

}

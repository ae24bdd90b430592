package org.commonprosperity.portal.care;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Whether a community has a service within a short walk (生活圈), by the nearest place that
 * offers it. A place of which nobody knows how far it is never counts as near, and never
 * as far.
 */
public final class CoverageRule {

	private static final int NEAR = 5;

	private static final int MIDDLE = 10;

	private static final int FAR = 15;

	private CoverageRule() {
	}

	/**
	 * How near.
	 * @param minutes for each place that offers it the minutes on foot, null where they
	 * are not known
	 */
	public static Coverage of(Collection<@Nullable Integer> minutes) {
		Integer least = null;
		boolean unknown = false;
		for (Integer one : minutes) {
			if (one == null) {
				unknown = true;
			}
			else if (least == null || one < least) {
				least = one;
			}
		}
		if (least != null && least <= FAR) {
			return new Coverage((least <= NEAR) ? Band.FIVE : (least <= MIDDLE) ? Band.TEN : Band.FIFTEEN, least);
		}
		if (unknown) {
			return new Coverage(Band.UNKNOWN, least);
		}
		return new Coverage((least != null) ? Band.BEYOND : Band.NOWHERE, least);
	}

	/**
	 * How near a service is.
	 *
	 * @param band the band
	 * @param minutes the fewest minutes known, or null
	 */
	public record Coverage(Band band, @Nullable Integer minutes) {
	}

	/**
	 * Within how many minutes.
	 */
	public enum Band {

		/** Within 5 minutes. */
		FIVE,
		/** Within 10 minutes. */
		TEN,
		/** Within 15 minutes. */
		FIFTEEN,
		/** Farther than 15 minutes. */
		BEYOND,
		/** It is offered, and how far away is not known. */
		UNKNOWN,
		/** Nobody offers it. */
		NOWHERE

	}

}

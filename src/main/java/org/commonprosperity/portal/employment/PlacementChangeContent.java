package org.commonprosperity.portal.employment;

import org.jspecify.annotations.Nullable;

/**
 * What is sealed of a change: the placement as it should be or was, and why it is
 * corrected.
 */
record PlacementChangeContent(PlacementEntry entry, @Nullable String reason) {

	@Override
	public String toString() {
		return "PlacementChangeContent";
	}

}

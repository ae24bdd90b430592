package org.commonprosperity.portal.employment;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A placement in a list: whose it is only hinted at.
 *
 * @param name masked; null once erased
 * @param identifier masked; null once erased
 * @param tail the last characters of the identifier; null once erased
 * @param group code of the group
 * @param state ENTERED, APPROVED, RETURNED or RETRACTED
 * @param openChange kind of the change that waits, or null
 */
public record PlacementLine(UUID reference, UUID person, @Nullable String name, @Nullable String identifier,
		@Nullable String tail, Named community, String group, Named workshop, String post, LocalDate startedOn,
		@Nullable LocalDate endedOn, @Nullable String endReason, String insurance, String state,
		@Nullable String openChange) {

	/** How it stands: waiting, sent back, taken back, at work or ended. */
	public String standing() {
		return switch (this.state) {
			case "APPROVED" -> (this.endedOn != null) ? "ENDED" : "RUNNING";
			default -> this.state;
		};
	}

}

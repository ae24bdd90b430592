package org.commonprosperity.portal.employment;

import java.time.LocalDate;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A placement as it is entered, or as it should be; null where the form says nothing.
 *
 * @param group code of the person's group
 * @param workshop number of the workshop
 * @param opening number of the open post that it fills, or null
 * @param post what the person does
 * @param startedOn the first day at work
 * @param wage yuan a month
 * @param insurance code of the social insurance
 * @param endedOn the last day at work, or null as long as it lasts
 * @param endReason code of why it ended
 * @param note what is said of the end
 */
public record PlacementEntry(@Nullable String group, @Nullable Long workshop, @Nullable Long opening,
		@Nullable String post, @Nullable LocalDate startedOn, @Nullable Money wage, @Nullable String insurance,
		@Nullable LocalDate endedOn, @Nullable String endReason, @Nullable String note) {

	/** The same placement, ended. */
	PlacementEntry ended(@Nullable LocalDate on, @Nullable String reason, @Nullable String words) {
		return new PlacementEntry(this.group, this.workshop, this.opening, this.post, this.startedOn, this.wage,
				this.insurance, on, reason, words);
	}

	/** Tells nothing, so that no log does. */
	@Override
	public String toString() {
		return "PlacementEntry";
	}

}

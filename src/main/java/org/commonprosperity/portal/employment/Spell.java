package org.commonprosperity.portal.employment;

import java.time.LocalDate;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * An approved placement as the rules see it: nobody's name.
 *
 * @param subject the person, by a number that is the same for all placements of one
 * person, in whatever village
 * @param placement number of the placement
 * @param community code of the village that it counts for
 * @param group code of the person's group
 * @param workshopKind code of the workshop's kind
 * @param workshop number of the workshop
 * @param started the first day at work
 * @param ended the last day at work; null as long as it lasts
 * @param wage yuan a month
 */
public record Spell(long subject, long placement, String community, String group, String workshopKind, long workshop,
		LocalDate started, @Nullable LocalDate ended, Money wage) {

	/** Whether the day is one at work; the first and the last count. */
	public boolean covers(LocalDate day) {
		return !day.isBefore(this.started) && (this.ended == null || !day.isAfter(this.ended));
	}

}

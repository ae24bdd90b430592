package org.commonprosperity.portal.dividend;

import java.time.LocalDate;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A second distribution (二次分红) as somebody prepares it.
 *
 * @param year the year whose dividend it is
 * @param resolution number or title of the resolution, shared out once
 * @param resolvedOn the day of the resolution
 * @param document number or title of the document that carries it
 * @param pool yuan that are shared
 * @param rule by principal or by principal-days
 * @param recordDay by principal: the day on which it stands
 * @param fromDay by principal-days: the first day that counts
 * @param untilDay by principal-days: the first day that does not count any more
 * @param payBy the day by which it is to be paid
 */
public record NewDistribution(@Nullable Integer year, @Nullable String resolution, @Nullable LocalDate resolvedOn,
		@Nullable String document, @Nullable Money pool, @Nullable Rule rule, @Nullable LocalDate recordDay,
		@Nullable LocalDate fromDay, @Nullable LocalDate untilDay, @Nullable LocalDate payBy) {

	/**
	 * What a contributor's part is reckoned by.
	 */
	public enum Rule {

		/** Principal on a day. */
		PRINCIPAL,
		/** Principal times the days that it stood. */
		PRINCIPAL_DAYS

	}

}

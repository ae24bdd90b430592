package org.commonprosperity.portal.dividend;

import java.time.LocalDate;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A contribution as officials see it.
 *
 * @param departmentId the department responsible for the project, or null
 * @param giver whose it is
 * @param endedOn the first day that it does not earn any more, or null
 * @param endKind WITHDRAWN, TRANSFERRED or CORRECTED, or null
 * @param keptFrom the day from which on this ledger keeps it, or null
 * @param openingBalance what was owed from before that day, or null
 * @param openChange the kind of the change that waits, or null
 * @param contributorClass code of the giver's class on the day that it was paid in, or
 * null
 */
public record ContributionLine(long id, Named project, @Nullable Long departmentId, Giver giver, String reference,
		LocalDate paidInOn, Money principal, @Nullable LocalDate endedOn, @Nullable String endKind,
		@Nullable LocalDate keptFrom, @Nullable Money openingBalance, String origin, @Nullable String document,
		@Nullable String note, String state, @Nullable String openChange, @Nullable String contributorClass,
		Hands hands, long version) {

	/** One word for how it stands: its state, or how it ended. */
	public String standing() {
		return (this.state.equals("APPROVED") && this.endKind != null) ? this.endKind : this.state;
	}

	/**
	 * A contributor in a list.
	 *
	 * @param name null where the record is kept outside the reader's scope
	 */
	public record Giver(String number, String kind, @Nullable String name, Named community) {
	}

}

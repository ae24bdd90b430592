package org.commonprosperity.portal.dividend;

import java.time.LocalDate;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment of a batch as officials in scope see it.
 *
 * @param reference by which the bank's answer is known again
 * @param number the contributor's number
 * @param name the contributor's name; of a household personal
 * @param village where it belongs
 * @param year the year whose dividend it pays
 * @param account the end of the account, the rest is hidden; null where there is none
 * @param paidOn the day that the bank paid on
 * @param reason why the bank did not pay, or sent it back
 */
public record PaymentLine(String reference, String number, String name, String village, @Nullable String villageEn,
		int year, Money amount, @Nullable String account, State state, @Nullable LocalDate paidOn,
		@Nullable String bankReference, @Nullable String reason) {

	private static final int SHOWN = 4;

	/** The end of an account number. */
	static @Nullable String masked(@Nullable String account) {
		if (account == null) {
			return null;
		}
		return "····" + account.substring(Math.max(0, account.length() - SHOWN));
	}

	/**
	 * Where a payment is.
	 */
	public enum State {

		/** On its way. */
		PENDING,
		/** Given up together with its batch. */
		DROPPED,
		/** Paid. */
		PAID,
		/** Not paid: the bank could not. */
		FAILED,
		/** Paid, and sent back to the payer. */
		RETURNED

	}

}

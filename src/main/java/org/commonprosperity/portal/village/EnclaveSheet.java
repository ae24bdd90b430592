package org.commonprosperity.portal.village;

import java.time.Instant;
import java.util.List;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.IncomeRecord.Name;
import org.commonprosperity.portal.village.VillageIncomeRule.Reconciliation;
import org.jspecify.annotations.Nullable;

/**
 * An enclave as officials see it.
 *
 * @param id its number
 * @param code its code
 * @param name its name
 * @param departmentId the department of its project, or null
 * @param shares what villages have put in, by village and year
 * @param changes shares that wait or came back, newest first
 * @param payments what it pays, the latest years first
 * @param reconciled what was posted beside what the villages state, the latest years
 * first
 */
public record EnclaveSheet(long id, String code, Name name, @Nullable Long departmentId, List<Share> shares,
		List<Change> changes, List<Payment> payments, List<Reconciled> reconciled) {

	public EnclaveSheet {
		shares = List.copyOf(shares);
		changes = List.copyOf(changes);
		payments = List.copyOf(payments);
		reconciled = List.copyOf(reconciled);
	}

	/** What a village has put in, from a year to a year. */
	public record Share(Name village, int firstYear, @Nullable Integer lastYear, Money capital) {
	}

	/** A share as it was entered. */
	public record Change(long id, Name village, int firstYear, Money capital, String state, String enteredBy,
			Instant enteredAt, @Nullable String decidedBy, @Nullable String note) {
	}

	/**
	 * What it pays for a year.
	 *
	 * @param state the last part of a message key {@code enclave.state.}
	 * @param reversesId the payment that it takes back, or null
	 * @param reversed whether another one takes it back, or asks to
	 * @param postings what each village got
	 */
	public record Payment(long id, int year, Money amount, @Nullable String note, @Nullable Long reversesId,
			boolean reversed, String state, long version, String enteredBy, Instant enteredAt,
			@Nullable String decidedBy, @Nullable String decisionNote, List<Posting> postings) {

		public Payment {
			postings = List.copyOf(postings);
		}

	}

	/** What a village got of a payment. */
	public record Posting(Name village, Money amount) {
	}

	/** What was posted to a village for a year beside the village's own figure. */
	public record Reconciled(int year, Name village, Reconciliation figures) {
	}

}

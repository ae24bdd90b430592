package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A batch of payments as officials see it.
 *
 * @param id its number
 * @param project whose dividend it pays
 * @param year the year whose dividend it pays; null: of several
 * @param note what was said when it was prepared
 * @param preparedBy number of the account that prepared it
 * @param preparedFor number of the account in whose place that was
 * @param sums lines and amounts by the state of the lines
 * @param notice the notice that stands or stood for it, or null
 * @param answered whether each objection to that notice has an answer
 */
public record PaymentBatch(long id, Project project, @Nullable Integer year, State state, @Nullable String note,
		long preparedBy, long preparedFor, String preparedByName, Instant preparedAt, @Nullable String decidedByName,
		@Nullable Instant decidedAt, @Nullable String decisionNote, long version, Map<PaymentLine.State, Sum> sums,
		@Nullable Standing notice, boolean answered) {

	public PaymentBatch {
		sums = Map.copyOf(sums);
	}

	/** All its lines. */
	public Sum total() {
		return this.sums.values().stream().reduce(Sum.NOTHING, Sum::plus);
	}

	/** Its lines in a state. */
	public Sum of(String state) {
		return this.sums.getOrDefault(PaymentLine.State.valueOf(state), Sum.NOTHING);
	}

	/** Lines that did not arrive: refused by the bank, or sent back. */
	public Sum back() {
		return of("FAILED").plus(of("RETURNED"));
	}

	/** Whether an official prepared it, or stands in for who did. */
	public boolean isOf(Official official) {
		return official.isSamePersonAs(this.preparedBy) || official.isSamePersonAs(this.preparedFor);
	}

	/**
	 * Where a batch is.
	 */
	public enum State {

		/** Waits for its notice and for the second person. */
		PREPARED,
		/** Taken back by who prepared it. */
		DROPPED,
		/** Sent back by the second person. */
		RETURNED,
		/** With the bank. */
		POSTED,
		/** The bank answered for each line. */
		SETTLED

	}

	/**
	 * A project by its names.
	 */
	public record Project(String code, String name, @Nullable String nameEn, @Nullable Long departmentId) {
	}

	/**
	 * The days of a notice.
	 */
	public record Standing(long id, LocalDate from, LocalDate to) {
	}

	/**
	 * How many and how much.
	 */
	public record Sum(long lines, Money amount) {

		static final Sum NOTHING = new Sum(0, new Money(BigDecimal.ZERO));

		Sum plus(Sum other) {
			return new Sum(this.lines + other.lines, this.amount.plus(other.amount));
		}

	}

}

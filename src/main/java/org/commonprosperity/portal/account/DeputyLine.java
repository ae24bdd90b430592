package org.commonprosperity.portal.account;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A deputyship as a line of a list.
 *
 * @param id its number
 * @param absentId number of the absent official's account
 * @param absent the absent official's name
 * @param deputy the deputy's name
 * @param deputyUnit where the deputy works
 * @param fromDay the first day
 * @param untilDay the last day
 * @param reason why the official is away
 * @param namedByName who named the deputy
 * @param namedAt when
 * @param endedByName who ended it early, or null
 * @param endedAt when it was ended early, or null
 * @param state what it is today
 */
public record DeputyLine(long id, long absentId, String absent, String deputy, String deputyUnit, LocalDate fromDay,
		LocalDate untilDay, DeputyReason reason, String namedByName, Instant namedAt, @Nullable String endedByName,
		@Nullable Instant endedAt, State state) {

	/** Whether it may still be ended. */
	public boolean isOpen() {
		return this.state == State.CURRENT || this.state == State.COMING;
	}

	/**
	 * What a deputyship is on a day.
	 */
	public enum State {

		/** Has not begun. */
		COMING,
		/** Is in force. */
		CURRENT,
		/** Was ended early. */
		ENDED,
		/** Ran out. */
		OVER;

		static State of(LocalDate fromDay, LocalDate untilDay, @Nullable Instant endedAt, LocalDate today) {
			if (endedAt != null) {
				return ENDED;
			}
			if (today.isAfter(untilDay)) {
				return OVER;
			}
			return today.isBefore(fromDay) ? COMING : CURRENT;
		}

	}

}

package org.commonprosperity.portal.entry;

import java.time.Instant;
import java.util.List;

import org.commonprosperity.portal.audit.Difference;
import org.jspecify.annotations.Nullable;

/**
 * What somebody entered.
 *
 * @param id its number
 * @param kind what sort of record, the last part of a message key {@code change.}
 * @param key the record within its kind
 * @param communityId the village or community that it belongs to, or null
 * @param title what it is about, in the record's own words
 * @param content the record as it would be, as JSON
 * @param differences what was and what would be
 * @param note why, or null
 * @param state where it stands
 * @param enteredBy who entered it
 * @param enteredFor whose post that was
 * @param enteredByName that person's name
 * @param enteredAt when
 * @param decidedByName who decided, null while it waits
 * @param decidedAt when, null while it waits
 * @param decisionNote what was said of it, or null
 */
public record Entry(long id, String kind, String key, @Nullable Long communityId, String title, String content,
		List<Difference> differences, @Nullable String note, State state, long enteredBy, long enteredFor,
		String enteredByName, Instant enteredAt, @Nullable String decidedByName, @Nullable Instant decidedAt,
		@Nullable String decisionNote) {

	public Entry {
		differences = List.copyOf(differences);
	}

	/**
	 * Where an entry stands.
	 */
	public enum State {

		/** Waits for a second person. */
		SUBMITTED,
		/** Holds. */
		APPROVED,
		/** Came back to be mended. */
		RETURNED,
		/** Taken back by who entered it. */
		WITHDRAWN

	}

}

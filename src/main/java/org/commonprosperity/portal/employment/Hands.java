package org.commonprosperity.portal.employment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

import org.commonprosperity.portal.account.Official;
import org.jspecify.annotations.Nullable;

/**
 * Through whose hands something went (经办、复核), as the official who looks at it sees it.
 *
 * @param own whether the reader is who entered it, or stands in for that person, and so
 * may not decide
 * @param mine whether the reader may take it back
 * @param decidedBy who decided; null as long as nobody did
 * @param withdrawn whether it was taken back, and decided on by nobody
 * @param note what was said of the decision, or null
 */
public record Hands(String enteredBy, Instant enteredAt, boolean own, boolean mine, @Nullable String decidedBy,
		@Nullable Instant decidedAt, boolean withdrawn, @Nullable String note) {

	/** Reads them from a row, the note apart. */
	static Hands of(ResultSet row, @Nullable String note, Official by) throws SQLException {
		long person = row.getLong("entered_by");
		long post = row.getLong("entered_for");
		Timestamp decided = row.getTimestamp("decided_at");
		return new Hands(row.getString("entered_by_name"), row.getTimestamp("entered_at").toInstant(),
				by.isSamePersonAs(person) || by.isSamePersonAs(post), by.id() == person || by.postId() == post,
				row.getString("decided_by_name"), (decided != null) ? decided.toInstant() : null,
				row.getString("state").equals("RETRACTED"), note);
	}

}

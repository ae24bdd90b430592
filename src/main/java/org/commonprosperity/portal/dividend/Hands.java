package org.commonprosperity.portal.dividend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

import org.commonprosperity.portal.account.Official;
import org.jspecify.annotations.Nullable;

/**
 * Through whose hands something went (经办、复核), as the official who looks at it sees it.
 *
 * @param enteredBy who entered or prepared it; null where it came with the portal
 * @param enteredAt when
 * @param own whether the reader is that person, or stands in for it, and so may not
 * decide
 * @param mine whether the reader may take it back
 * @param decidedBy who decided; null as long as nobody did
 * @param decidedAt when; null as long as nobody did
 * @param note what was said of the decision, or null
 */
public record Hands(@Nullable String enteredBy, Instant enteredAt, boolean own, boolean mine,
		@Nullable String decidedBy, @Nullable Instant decidedAt, @Nullable String note) {

	/**
	 * Reads them from a row.
	 * @param verb what the columns begin with: {@code entered} or {@code prepared}
	 */
	static Hands of(ResultSet row, String verb, Official by) throws SQLException {
		Long person = row.getObject(verb + "_by", Long.class);
		Long post = row.getObject(verb + "_for", Long.class);
		Timestamp decided = row.getTimestamp("decided_at");
		boolean own = (person != null && by.isSamePersonAs(person)) || (post != null && by.isSamePersonAs(post));
		boolean mine = (person != null && by.id() == person) || (post != null && by.postId() == post);
		return new Hands(row.getString(verb + "_by_name"), row.getTimestamp(verb + "_at").toInstant(), own, mine,
				row.getString("decided_by_name"), (decided != null) ? decided.toInstant() : null,
				row.getString("decision_note"));
	}

}

package org.commonprosperity.portal.dividend;

import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * What all that waits for a second person (经办、复核) has in common: it is decided once, in
 * the version that was looked at, by somebody who neither entered it nor stands in for
 * who did.
 */
@Component
@RequiredArgsConstructor
class Decision {

	/** What waits and where, with the names of who entered it: table by table. */
	private static final Map<String, String> ENTERED = Map.of("dividend_terms", "entered", "operation_start", "entered",
			"contribution", "entered", "contribution_change", "entered", "contributor_change", "entered",
			"dividend_run", "prepared", "second_distribution", "prepared", "payment_batch", "prepared");

	private final JdbcClient jdbc;

	private final DividendLedger ledger;

	/**
	 * Takes what waits for changing.
	 * @param table the table that it stands in
	 */
	Waiting take(String table, long id) {
		String verb = ENTERED.get(table);
		if (verb == null) {
			throw new IllegalArgumentException("nothing waits in " + table);
		}
		return this.jdbc.sql(
				"select state, version, %1$s_by as by, %1$s_for as post, decided_by_name from %2$s where id = ? for update"
					.formatted(verb, table))
			.param(id)
			.query((row, index) -> new Waiting(table, id, row.getString("state"), row.getLong("version"),
					row.getObject("by", Long.class), row.getObject("post", Long.class),
					row.getString("decided_by_name")))
			.optional()
			.orElseThrow(() -> new NotOnRecord(table + " " + id));
	}

	/**
	 * Takes what waits for deciding on it.
	 * @param state the state that it waits in
	 * @param version the version that was looked at
	 * @param by a coordinator who is another person
	 */
	Waiting takeToDecide(String table, long id, String state, long version, Official by) {
		DividendAccess.requireDecide(by);
		Waiting waiting = take(table, id);
		waiting.requireState(state);
		if (waiting.version() != version) {
			throw new Refusal(null, "dividend.refusal.changed");
		}
		requireAnother(waiting.enteredBy(), waiting.enteredFor(), by);
		return waiting;
	}

	/** Writes the decision down. */
	void decided(Waiting waiting, String state, @Nullable String note, Official by) {
		this.jdbc
			.sql("update " + waiting.table() + " set state = ?, decided_by = ?, decided_for = ?, decided_by_name = ?,"
					+ " decided_at = ?, decision_note = ?, version = version + 1 where id = ?")
			.params(state, by.id(), by.postId(), by.signature(), this.ledger.now(), note, waiting.id())
			.update();
	}

	/** Takes something back that the official entered and nobody decided on. */
	Waiting retract(String table, long id, String from, String to, Official by) {
		Waiting waiting = take(table, id);
		if (!waiting.isOf(by)) {
			throw new AccessDeniedException("entered by another");
		}
		waiting.requireState(from);
		if (to.equals("RETRACTED")) {
			decided(waiting, to, null, by);
		}
		else {
			this.jdbc.sql("update " + table + " set state = ?, version = version + 1 where id = ?")
				.params(to, id)
				.update();
		}
		return waiting;
	}

	/** Refuses whoever entered something, or stands in for who did, to decide on it. */
	static void requireAnother(@Nullable Long enteredBy, @Nullable Long enteredFor, Official by) {
		if ((enteredBy != null && by.isSamePersonAs(enteredBy))
				|| (enteredFor != null && by.isSamePersonAs(enteredFor))) {
			throw new Refusal(null, "dividend.refusal.own");
		}
	}

	static String requireNote(@Nullable String note) {
		if (note == null || note.isBlank()) {
			throw new Refusal("note", "approval.refusal.noteMissing");
		}
		return note;
	}

	static String requireReason(@Nullable String reason) {
		if (reason == null || reason.isBlank()) {
			throw new Refusal("reason", "project.refusal.reasonMissing");
		}
		return reason;
	}

	static String requireDocument(@Nullable String document) {
		if (document == null || document.isBlank()) {
			throw new Refusal("document", "dividend.refusal.document");
		}
		return document;
	}

	/**
	 * Something that waits, or waited.
	 */
	record Waiting(String table, long id, String state, long version, @Nullable Long enteredBy,
			@Nullable Long enteredFor, @Nullable String decidedBy) {

		void requireState(String wanted) {
			if (!this.state.equals(wanted)) {
				throw new Refusal(null, "dividend.refusal.decided", (this.decidedBy != null) ? this.decidedBy : "");
			}
		}

		boolean isOf(Official by) {
			return (this.enteredBy != null && by.id() == this.enteredBy)
					|| (this.enteredFor != null && by.postId() == this.enteredFor);
		}

	}

}

package org.commonprosperity.portal.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes lines of the audit trail. Append-only, as the database enforces too; a line
 * names a record by its code and never holds a person's data.
 */
@Component
@RequiredArgsConstructor
class AuditTrail {

	private final JdbcClient jdbc;

	private final Clock clock;

	void record(AuditKind kind, String action, @Nullable Official actor, @Nullable String subject,
			@Nullable String detail) {
		record(kind, action, actor, subject, detail, null);
	}

	/**
	 * Writes a line of something that came from the network.
	 * @param address the internet address that it came from, or null
	 */
	void record(AuditKind kind, String action, @Nullable Official actor, @Nullable String subject,
			@Nullable String detail, @Nullable String address) {
		this.jdbc.sql("""
				insert into audit_entry (happened_at, kind, action, actor_id, actor_name, subject, detail, address)
				values (?, ?, ?, ?, ?, ?, ?, ?)""")
			.param(Timestamp.from(this.clock.instant()))
			.param(kind.name())
			.param(action)
			.param((actor != null) ? actor.id() : null)
			.param((actor != null) ? actor.signature() : null)
			.param(subject)
			.param(detail)
			.param(address)
			.update();
	}

	/** Writes a line for each of many records that were changed alike. */
	void recordAll(AuditKind kind, String action, Official actor, List<String> subjects) {
		this.jdbc.sql("""
				insert into audit_entry (happened_at, kind, action, actor_id, actor_name, subject)
				select ?, ?, ?, ?, ?, s from unnest(?) s""")
			.param(Timestamp.from(this.clock.instant()))
			.param(kind.name())
			.param(action)
			.param(actor.id())
			.param(actor.signature())
			.param(subjects.toArray(String[]::new))
			.update();
	}

}

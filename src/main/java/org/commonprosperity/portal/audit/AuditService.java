package org.commonprosperity.portal.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door to history and trail: a feature that changes a record says so here, in the
 * transaction of the change, so that neither exists without the other.
 */
@Service
@RequiredArgsConstructor
public class AuditService {

	private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	private final AuditTrail trail;

	/**
	 * Records a change of a record in its history, and a line of it (without the values)
	 * in the audit trail.
	 * @param recordType the kind of record, as {@code project}
	 * @param recordKey the record, as the code of a project
	 * @param action what was done, the last part of a message key {@code history.}
	 * @param actor who did it
	 * @param note what the person said of it, or null
	 * @param differences what was and what is
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void changed(String recordType, String recordKey, String action, Official actor, @Nullable String note,
			List<Difference> differences) {
		this.jdbc
			.sql("""
					insert into record_change (record_type, record_key, action, happened_at, actor_id, actor_name, note, differences)
					values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")
			.param(recordType)
			.param(recordKey)
			.param(action)
			.param(Timestamp.from(this.clock.instant()))
			.param(actor.id())
			.param(actor.signature())
			.param(note)
			.param(this.json.writeValueAsString(differences))
			.update();
		this.trail.record(AuditKind.CHANGE, action, actor, recordType + "/" + recordKey, null);
	}

	/**
	 * Records the same step of many records at once, by two statements.
	 * @param recordType the kind of record
	 * @param records what was and what is, by the records' keys
	 * @param action what was done, the last part of a message key {@code history.}
	 * @param actor who did it
	 * @param note what the person said of it, or null
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void changedAll(String recordType, Map<String, List<Difference>> records, String action, Official actor,
			@Nullable String note) {
		this.jdbc
			.sql("""
					insert into record_change (record_type, record_key, action, happened_at, actor_id, actor_name, note, differences)
					select ?, r.key, ?, ?, ?, ?, ?, r.value from jsonb_each(?::jsonb) r""")
			.param(recordType)
			.param(action)
			.param(Timestamp.from(this.clock.instant()))
			.param(actor.id())
			.param(actor.signature())
			.param(note)
			.param(this.json.writeValueAsString(records))
			.update();
		this.trail.recordAll(AuditKind.CHANGE, action, actor,
				records.keySet().stream().map((key) -> recordType + "/" + key).toList());
	}

	/**
	 * Records in the audit trail what the portal did of itself, at its time.
	 * @param action what was done, the last part of a message key {@code audit.action.}
	 * @param subject the record that it was done to
	 * @param detail a few words more, never a person's data, or null
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void happened(String action, String subject, @Nullable String detail) {
		this.trail.record(AuditKind.CHANGE, action, null, subject, detail);
	}

	/**
	 * Records in the audit trail that somebody took something out of the portal.
	 * @param action what was done, the last part of a message key {@code audit.action.}
	 * @param actor who did it
	 * @param subject the record that it belongs to
	 * @param detail a few words more, never a person's data, or null
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void exported(String action, Official actor, String subject, @Nullable String detail) {
		this.trail.record(AuditKind.EXPORT, action, actor, subject, detail);
	}

	/**
	 * Records in the audit trail that somebody looked at a person's record.
	 * @param action what was looked at, the last part of a message key
	 * {@code audit.action.}
	 * @param actor who did it
	 * @param subject the record, by a number and never by a name
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void looked(String action, Official actor, String subject) {
		this.trail.record(AuditKind.LOOK, action, actor, subject, null);
	}

	/**
	 * Records that somebody looked at many persons' records at once, by one statement.
	 * @param action what was looked at, the last part of a message key
	 * {@code audit.action.}
	 * @param subjects the records, by numbers and never by names
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void lookedAtAll(String action, Official actor, List<String> subjects) {
		this.trail.recordAll(AuditKind.LOOK, action, actor, subjects);
	}

	/**
	 * The history of a record, newest first.
	 * @param page the page asked for, from 1
	 * @param size entries a page
	 */
	@Transactional(readOnly = true)
	public Slice<HistoryEntry> historyOf(String recordType, String recordKey, int page, int size) {
		return historyOf(Map.of(recordKey, recordType), page, size);
	}

	/**
	 * The history of records that belong together, the latest first.
	 * @param records the types of the records by their keys
	 */
	public Slice<HistoryEntry> historyOf(Map<String, String> records, int page, int size) {
		String[] keys = records.keySet().toArray(String[]::new);
		String[] types = Arrays.stream(keys).map(records::get).toArray(String[]::new);
		String which = "where (record_type, record_key) in (select * from unnest(cast(? as text[]), cast(? as text[])))";
		long total = this.jdbc.sql("select count(*) from record_change " + which)
			.param(types)
			.param(keys)
			.query(Long.class)
			.single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<HistoryEntry> items = this.jdbc.sql("""
				select id, action, happened_at, actor_name, note, differences from record_change
				%s order by id desc limit ? offset ?""".formatted(which))
			.param(types)
			.param(keys)
			.param(size)
			.param((number - 1) * size)
			.query((row, index) -> new HistoryEntry(row.getLong("id"), row.getString("action"),
					row.getTimestamp("happened_at").toInstant(), row.getString("actor_name"), row.getString("note"),
					this.json.readValue(row.getString("differences"), DIFFERENCES)))
			.list();
		return new Slice<>(items, number, size, total);
	}

}

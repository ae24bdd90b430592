package org.commonprosperity.portal.entry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes entries in and reads them. Who may enter what is asked by the feature before it
 * comes here; of a record one entry waits at a time.
 */
@Service
@RequiredArgsConstructor
public class Entries {

	/** The most entries that a page lists. */
	static final int MOST = 200;

	static final String SELECT = """
			select e.id, e.kind, e.record_key, e.community_id, e.title, e.content::text as content,
				e.differences::text as differences, e.note, e.state, e.entered_by, e.entered_for, e.entered_by_name,
				e.entered_at, e.decided_by_name, e.decided_at, e.decision_note from entry e
			""";

	private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Submissions submissions;

	private final AuditService audit;

	private final Clock clock;

	/**
	 * Takes an entry in; it waits for a second person.
	 * @param submission the form's own number
	 * @return false if the form was carried out before
	 * @throws Refusal if nothing would change, or another entry of the record waits
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean enter(NewEntry entry, UUID submission, Official by) {
		if (!this.submissions.first(submission)) {
			return false;
		}
		if (entry.differences().isEmpty()) {
			throw new Refusal(null, "entry.refusal.same");
		}
		// whoever comes second waits here for the first
		int entered = insert(List.of(entry), null, by);
		if (entered == 0) {
			String other = this.jdbc
				.sql("select entered_by_name from entry where kind = ? and record_key = ? and state = 'SUBMITTED'")
				.params(entry.kind(), entry.key())
				.query(String.class)
				.optional()
				.orElse("");
			throw new Refusal(null, "entry.refusal.waits", other);
		}
		this.audit.changed(entry.kind(), entry.key(), entry.kind() + ".proposed", by, entry.note(),
				entry.differences());
		return true;
	}

	/**
	 * Takes many entries of one kind in at once, by a fixed number of statements.
	 * @param importId number of the import that they come from
	 * @throws Refusal if another entry of one of the records waits
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void enterAll(List<NewEntry> entries, long importId, Official by) {
		if (entries.isEmpty()) {
			return;
		}
		if (insert(entries, importId, by) < entries.size()) {
			throw new Refusal(null, "entry.refusal.someWait");
		}
		Map<String, List<Difference>> records = new LinkedHashMap<>();
		entries.forEach((entry) -> records.put(entry.key(), entry.differences()));
		String kind = entries.get(0).kind();
		this.audit.changedAll(kind, records, kind + ".proposed", by, null);
	}

	/**
	 * Takes back what an import entered.
	 * @throws Refusal if some of it was decided
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void withdrawAll(long importId, Official by) {
		long decided = this.jdbc
			.sql("select count(*) from entry where import_id = ? and state in ('APPROVED', 'RETURNED')")
			.param(importId)
			.query(Long.class)
			.single();
		if (decided > 0) {
			throw new Refusal(null, "entry.refusal.importDecided", decided);
		}
		Map<String, List<Difference>> records = new LinkedHashMap<>();
		List<String> kinds = new ArrayList<>();
		this.jdbc
			.sql("""
					update entry set state = 'WITHDRAWN', decided_by = ?, decided_for = ?, decided_by_name = ?, decided_at = ?
					where import_id = ? and state = 'SUBMITTED' returning kind, record_key""")
			.params(by.id(), by.postId(), by.signature(), now(), importId)
			.query((row) -> {
				kinds.add(row.getString("kind"));
				records.put(row.getString("record_key"), List.of());
			});
		if (!records.isEmpty()) {
			this.audit.changedAll(kinds.get(0), records, kinds.get(0) + ".withdrawn", by, null);
		}
	}

	private int insert(List<NewEntry> entries, @Nullable Long importId, Official by) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (NewEntry entry : entries) {
			Map<String, @Nullable Object> row = new LinkedHashMap<>();
			row.put("kind", entry.kind());
			row.put("record_key", entry.key());
			row.put("community_id", entry.communityId());
			row.put("title", entry.title());
			row.put("content", entry.content());
			row.put("differences", entry.differences());
			row.put("note", entry.note());
			rows.add(row);
		}
		return this.jdbc
			.sql("""
					insert into entry (kind, record_key, community_id, title, content, differences, note, import_id, state,
						entered_by, entered_for, entered_by_name, entered_at)
					select r.kind, r.record_key, r.community_id, r.title, r.content, r.differences, r.note, :import, 'SUBMITTED',
						:by, :for, :name, :at
					from jsonb_to_recordset(:rows::jsonb) r (kind text, record_key text, community_id bigint, title text,
						content jsonb, differences jsonb, note text)
					on conflict (kind, record_key) where state = 'SUBMITTED' do nothing""")
			.param("import", importId)
			.param("by", by.id())
			.param("for", by.postId())
			.param("name", by.signature())
			.param("at", now())
			.param("rows", this.json.writeValueAsString(rows))
			.update();
	}

	/** The content of an entry. */
	public <T> T content(Entry entry, Class<T> type) {
		return this.json.readValue(entry.content(), type);
	}

	/** An entry. */
	@Transactional(readOnly = true)
	public Optional<Entry> find(long id) {
		return this.jdbc.sql(SELECT + "where e.id = ?").param(id).query(this::entry).optional();
	}

	/**
	 * The entry of a record that waits or came back and was not entered anew, or null.
	 */
	@Transactional(readOnly = true)
	public @Nullable Entry open(String kind, String key) {
		return this.jdbc.sql(SELECT + "where e.kind = ? and e.record_key = ? order by e.id desc limit 1")
			.params(kind, key)
			.query(this::entry)
			.optional()
			.filter((entry) -> entry.state() == Entry.State.SUBMITTED || entry.state() == Entry.State.RETURNED)
			.orElse(null);
	}

	/**
	 * What waits or came back of some kinds, the oldest first; of a record the latest.
	 * @param communities those whose entries are wanted; null for all
	 */
	@Transactional(readOnly = true)
	public List<Entry> open(Collection<String> kinds, @Nullable Collection<Long> communities) {
		if (communities != null && communities.isEmpty()) {
			return List.of();
		}
		return this.jdbc
			.sql(SELECT
					+ """
							where e.kind in (:kinds) and e.state in ('SUBMITTED', 'RETURNED') and (:all or e.community_id in (:communities))
								and not exists (select from entry later where later.kind = e.kind and later.record_key = e.record_key
									and later.id > e.id)
							order by e.id limit :most""")
			.param("kinds", kinds)
			.param("all", communities == null)
			.param("communities", (communities != null) ? communities : List.of(-1L))
			.param("most", MOST)
			.query(this::entry)
			.list();
	}

	/** All that waits of a kind in some communities. */
	@Transactional(readOnly = true)
	public List<Entry> waiting(String kind, Collection<Long> communities) {
		if (communities.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql(SELECT
				+ "where e.kind = :kind and e.state = 'SUBMITTED' and e.community_id in (:communities) order by e.id")
			.param("kind", kind)
			.param("communities", communities)
			.query(this::entry)
			.list();
	}

	Entry entry(ResultSet row, int index) throws SQLException {
		Timestamp decided = row.getTimestamp("decided_at");
		return new Entry(row.getLong("id"), row.getString("kind"), row.getString("record_key"),
				row.getObject("community_id", Long.class), row.getString("title"), row.getString("content"),
				this.json.readValue(row.getString("differences"), DIFFERENCES), row.getString("note"),
				Entry.State.valueOf(row.getString("state")), row.getLong("entered_by"), row.getLong("entered_for"),
				row.getString("entered_by_name"), row.getTimestamp("entered_at").toInstant(),
				row.getString("decided_by_name"), (decided != null) ? decided.toInstant() : null,
				row.getString("decision_note"));
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

}

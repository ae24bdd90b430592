package org.commonprosperity.portal.entry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where entries are decided on: a coordinator who did not enter it approves or returns;
 * who entered it may take it back as long as it waits.
 */
@Service
public class EntryDesk {

	private final JdbcClient jdbc;

	private final Entries entries;

	private final AuditService audit;

	private final Clock clock;

	private final Map<String, EntryKind> kinds;

	EntryDesk(JdbcClient jdbc, Entries entries, AuditService audit, Clock clock, List<EntryKind> kinds) {
		this.jdbc = jdbc;
		this.entries = entries;
		this.audit = audit;
		this.clock = clock;
		this.kinds = kinds.stream().collect(Collectors.toMap(EntryKind::kind, Function.identity()));
	}

	/**
	 * What an official has to do with: a coordinator all that waits; everybody what they
	 * entered and what is still open of it. The oldest first.
	 */
	@Transactional(readOnly = true)
	public List<Entry> listOf(Official by) {
		requireEnter(by);
		return open("(e.state = 'SUBMITTED' and :all) or e.entered_for = :post", by);
	}

	/** What came back to who entered it, the oldest first. */
	@Transactional(readOnly = true)
	public List<Entry> returnedTo(Official by) {
		requireEnter(by);
		return open("e.state = 'RETURNED' and e.entered_for = :post", by);
	}

	/** What is open, of a record the latest. */
	private List<Entry> open(String condition, Official by) {
		return this.jdbc
			.sql(Entries.SELECT
					+ """
							where e.state in ('SUBMITTED', 'RETURNED') and (%s)
								and not exists (select from entry later where later.kind = e.kind and later.record_key = e.record_key
									and later.id > e.id)
							order by e.id limit %d"""
						.formatted(condition, Entries.MOST))
			.param("all", by.is(Role.COORDINATOR))
			.param("post", by.postId())
			.query(this.entries::entry)
			.list();
	}

	private static void requireEnter(Official by) {
		require(by.isAny(Role.COORDINATOR, Role.EDITOR, Role.CLERK));
	}

	/** How many wait for a second person. */
	@Transactional(readOnly = true)
	public long countWaiting() {
		return this.jdbc.sql("select count(*) from entry where state = 'SUBMITTED'").query(Long.class).single();
	}

	/** Where officials see the record of an entry. */
	public String address(Entry entry) {
		return kind(entry).address(entry);
	}

	/** What should be looked at once more of an entry that waits. */
	@Transactional(readOnly = true)
	public List<Remark> remarks(Entry entry) {
		return (entry.state() == Entry.State.SUBMITTED) ? kind(entry).remarks(entry) : List.of();
	}

	/** From which day on everybody sees an entry that is approved; null: at once. */
	public @Nullable LocalDate shownFrom(Entry entry) {
		LocalDate day = kind(entry).shownFrom(entry);
		return (day != null && day.isAfter(LocalDate.now(this.clock))) ? day : null;
	}

	/** Whether an official may see an entry. */
	public boolean maySee(Entry entry, Official by) {
		return kind(entry).maySee(entry, by);
	}

	/**
	 * Carries an entry out.
	 * @throws Refusal if it was decided, or entered by the same person, or cannot be
	 * carried out any more
	 */
	@Transactional
	public Entry approve(long id, Official by) {
		Entry entry = takeToDecide(id, by);
		kind(entry).apply(entry, by);
		return decide(entry, Entry.State.APPROVED, "approved", null, by);
	}

	/**
	 * Sends an entry back to who entered it.
	 * @throws Refusal if it was decided, or entered by the same person, or nothing is
	 * said
	 */
	@Transactional
	public Entry sendBack(long id, @Nullable String note, Official by) {
		Entry entry = takeToDecide(id, by);
		if (note == null) {
			throw new Refusal("note", "approval.refusal.noteMissing");
		}
		return decide(entry, Entry.State.RETURNED, "returned", note, by);
	}

	/** Takes an entry back that waits. */
	@Transactional
	public Entry withdraw(long id, Official by) {
		Entry entry = take(id);
		require(by.postId() == entry.enteredFor() || by.id() == entry.enteredBy());
		requireWaiting(entry);
		return decide(entry, Entry.State.WITHDRAWN, "withdrawn", null, by);
	}

	private Entry decide(Entry entry, Entry.State state, String step, @Nullable String note, Official by) {
		this.jdbc.sql("""
				update entry set state = ?, decided_by = ?, decided_for = ?, decided_by_name = ?, decided_at = ?,
					decision_note = ? where id = ?""")
			.params(state.name(), by.id(), by.postId(), by.signature(), Timestamp.from(this.clock.instant()), note,
					entry.id())
			.update();
		this.audit.changed(entry.kind(), entry.key(), entry.kind() + "." + step, by, note,
				(state == Entry.State.APPROVED) ? entry.differences() : List.of());
		return entry;
	}

	/** Refuses whoever does not decide on entries. */
	public void requireDecide(Official by) {
		require(by.is(Role.COORDINATOR));
	}

	private Entry takeToDecide(long id, Official by) {
		requireDecide(by);
		Entry entry = take(id);
		requireWaiting(entry);
		if (by.isSamePersonAs(entry.enteredBy()) || by.isSamePersonAs(entry.enteredFor())) {
			throw new Refusal(null, "approval.refusal.own");
		}
		return entry;
	}

	/** Takes an entry for deciding; whoever comes second waits for the first. */
	private Entry take(long id) {
		return this.jdbc.sql(Entries.SELECT + "where e.id = ? for no key update of e")
			.param(id)
			.query(this.entries::entry)
			.optional()
			.orElseThrow(() -> new NotOnRecord("entry " + id));
	}

	private static void requireWaiting(Entry entry) {
		if (entry.state() != Entry.State.SUBMITTED) {
			String by = entry.decidedByName();
			throw new Refusal(null, "enclave.refusal.decided", (by != null) ? by : "");
		}
	}

	private EntryKind kind(Entry entry) {
		EntryKind kind = this.kinds.get(entry.kind());
		if (kind == null) {
			throw new NotOnRecord("entry " + entry.id());
		}
		return kind;
	}

	private static void require(boolean allowed) {
		if (!allowed) {
			throw new AccessDeniedException("outside the official's scope");
		}
	}

}

package org.commonprosperity.portal.employment;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Identifiers;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a spreadsheet of placements touches, by statements over sets: persons that are
 * new, placements, corrections and ends of approved ones; and all of it taken back.
 */
@Component
@RequiredArgsConstructor
class ImportedPlacements {

	private final JdbcClient jdbc;

	private final PersonSeals seals;

	private final PlacementRecords records;

	private final AuditService audit;

	PersonKey key(SheetRow row, Map<String, Long> villages) {
		return new PersonKey(Objects.requireNonNull(villages.get(row.text(PlacementSheet.VILLAGE))),
				HexFormat.of().formatHex(this.seals.mark(Objects.requireNonNull(row.text(PlacementSheet.IDENTIFIER)))));
	}

	/** The persons on record of those villages, with their placements. */
	Map<PersonKey, Known> known(Collection<PersonKey> keys) {
		Map<PersonKey, Known> known = new HashMap<>();
		if (keys.isEmpty()) {
			return known;
		}
		Map<Long, PersonKey> people = new HashMap<>();
		Long[] communities = keys.stream().map(PersonKey::community).toArray(Long[]::new);
		String[] marks = keys.stream().map(PersonKey::mark).toArray(String[]::new);
		this.jdbc.sql("""
				select s.id, s.reference, s.community_id, s.sealed, encode(s.mark, 'hex') as mark from person s
				join (select distinct * from unnest(:communities, :marks) as k (community, mark)) k
					on s.community_id = k.community and s.mark = decode(k.mark, 'hex')""")
			.param("communities", communities)
			.param("marks", marks)
			.query((row) -> {
				PersonKey key = new PersonKey(row.getLong("community_id"), row.getString("mark"));
				UUID reference = row.getObject("reference", UUID.class);
				people.put(row.getLong("id"), key);
				known.put(key, new Known(row.getLong("id"), this.seals.person(row.getBytes("sealed"), reference).name(),
						new ArrayList<>()));
			});
		if (people.isEmpty()) {
			return known;
		}
		this.jdbc
			.sql("""
					select p.*, exists (select from placement_change c where c.placement_id = p.id and c.state = 'ENTERED') as changing
					from placement p where p.person_id in (:people) and p.state in ('ENTERED', 'APPROVED')""")
			.param("people", people.keySet())
			.query((row) -> {
				UUID reference = row.getObject("reference", UUID.class);
				Terms terms = this.seals.terms(row.getBytes("sealed"), reference);
				Objects.requireNonNull(known.get(people.get(row.getLong("person_id"))))
					.placements()
					.add(new OnRecord(row.getLong("id"), reference, new PlacementEntry(row.getString("group_code"),
							row.getLong("workshop_id"), row.getObject("opening_id", Long.class), terms.post(),
							row.getObject("started_on", LocalDate.class), terms.wage(), row.getString("insurance"),
							row.getObject("ended_on", LocalDate.class), row.getString("end_reason"), terms.note()),
							row.getString("state").equals("APPROVED"), row.getBoolean("changing")));
			});
		return known;
	}

	/** Writes rows that were added or changed. */
	void write(List<CheckedRow> rows, Map<String, Long> villages, ImportRun run) {
		this.records.holdPersons();
		Map<SheetRow, PersonKey> keys = new LinkedHashMap<>();
		rows.forEach((row) -> keys.put(row.row(), key(row.row(), villages)));
		Map<PersonKey, Known> known = known(keys.values());
		Map<PersonKey, SheetRow> fresh = new LinkedHashMap<>();
		keys.forEach((row, key) -> {
			if (!known.containsKey(key)) {
				fresh.putIfAbsent(key, row);
			}
		});
		Map<PersonKey, Long> ids = register(fresh, run);
		Set<PersonKey> made = Set.copyOf(ids.keySet());
		known.forEach((key, person) -> ids.put(key, person.id()));
		try {
			add(rows.stream().filter((row) -> row.outcome() == CheckedRow.Outcome.ADDED).toList(), keys, ids, made,
					run);
			change(rows.stream().filter((row) -> row.outcome() == CheckedRow.Outcome.CHANGED).toList(), keys, known,
					run);
		}
		catch (DataIntegrityViolationException ex) {
			if ("placement_apart".equals(Violations.constraintOf(ex))) {
				throw new Refusal(null, "employment.refusal.apart");
			}
			throw ex;
		}
	}

	private Map<PersonKey, Long> register(Map<PersonKey, SheetRow> fresh, ImportRun run) {
		Map<PersonKey, Long> ids = new HashMap<>();
		if (fresh.isEmpty()) {
			return ids;
		}
		List<UUID> references = new ArrayList<>();
		List<String> sealed = new ArrayList<>();
		fresh.values().forEach((row) -> {
			UUID reference = UUID.randomUUID();
			String telephone = row.text(PlacementSheet.TELEPHONE);
			references.add(reference);
			sealed
				.add(HexFormat.of()
					.formatHex(
							this.seals.person(
									new Particulars(Objects.requireNonNull(row.text(PlacementSheet.NAME)),
											Identifiers
												.plain(Objects.requireNonNull(row.text(PlacementSheet.IDENTIFIER))),
											(telephone != null) ? Identifiers.plain(telephone) : null,
											Objects.requireNonNull(row.text(PlacementSheet.DOCUMENT)), null),
									reference)));
		});
		this.jdbc
			.sql("""
					with input as (select i.reference, i.community, decode(i.sealed, 'hex') as sealed, decode(i.mark, 'hex') as mark, i.consent
							from unnest(cast(:references as uuid[]), :communities, :sealed, :marks, cast(:consents as date[])) as i (reference, community, sealed, mark, consent)),
						subjects as materialized (select m.mark, coalesce((select min(s.subject_id) from person s where s.mark = m.mark),
							nextval('person_subject')) as subject from (select distinct mark from input) m)
					insert into person (reference, community_id, subject_id, sealed, mark, consent_on, created_at)
					select i.reference, i.community, s.subject, i.sealed, i.mark, i.consent, :at from input i join subjects s on s.mark = i.mark
					returning id, community_id, encode(mark, 'hex') as mark""")
			.param("references", references.toArray(UUID[]::new))
			.param("communities", fresh.keySet().stream().map(PersonKey::community).toArray(Long[]::new))
			.param("sealed", sealed.toArray(String[]::new))
			.param("marks", fresh.keySet().stream().map(PersonKey::mark).toArray(String[]::new))
			.param("consents", dates(List.copyOf(fresh.values()), PlacementSheet.CONSENT))
			.param("at", Timestamp.from(run.at()))
			.query((row) -> {
				ids.put(new PersonKey(row.getLong("community_id"), row.getString("mark")), row.getLong("id"));
			});
		Map<String, List<Difference>> registered = new LinkedHashMap<>();
		references.forEach((reference) -> registered.put(reference.toString(), List.of()));
		this.audit.changedAll(PersonService.RECORD, registered, "person.entered", run.by(), null);
		return ids;
	}

	private void add(List<CheckedRow> rows, Map<SheetRow, PersonKey> keys, Map<PersonKey, Long> ids,
			Set<PersonKey> made, ImportRun run) {
		if (rows.isEmpty()) {
			return;
		}
		List<UUID> references = new ArrayList<>();
		List<String> sealed = new ArrayList<>();
		List<PersonKey> of = new ArrayList<>();
		for (CheckedRow row : rows) {
			UUID reference = UUID.randomUUID();
			references.add(reference);
			of.add(Objects.requireNonNull(keys.get(row.row())));
			sealed.add(
					HexFormat.of()
						.formatHex(this.seals.terms(
								new Terms(Objects.requireNonNull(row.row().text(PlacementSheet.POST)),
										Objects.requireNonNull(row.row().money(PlacementSheet.WAGE)), null),
								reference)));
		}
		List<SheetRow> all = rows.stream().map(CheckedRow::row).toList();
		this.jdbc
			.sql("""
					with made as (
						insert into placement (reference, person_id, community_id, group_code, workshop_id, started_on, ended_on,
							end_reason, insurance, sealed, state, entered_by, entered_for, entered_by_name, entered_at)
						select i.reference, i.person, i.community, i.grp, i.workshop, i.started, i.ended, i.reason, i.insurance,
							decode(i.sealed, 'hex'), 'ENTERED', :by, :for, :name, :at
						from unnest(cast(:references as uuid[]), :people, :communities, :groups, :workshops, cast(:starts as date[]),
							cast(:ends as date[]), :reasons, :insurances, :sealed)
							as i (reference, person, community, grp, workshop, started, ended, reason, insurance, sealed)
						returning id, reference)
					insert into placement_import (job_id, placement_id, created, person_created)
					select :job, m.id, true, f.fresh from made m join unnest(cast(:references as uuid[]), cast(:fresh as boolean[])) as f (reference, fresh)
						on f.reference = m.reference""")
			.param("references", references.toArray(UUID[]::new))
			.param("people", of.stream().map(ids::get).toArray(Long[]::new))
			.param("communities", of.stream().map(PersonKey::community).toArray(Long[]::new))
			.param("groups", texts(all, PlacementSheet.GROUP))
			.param("workshops",
					all.stream()
						.map((row) -> Long.valueOf(Objects.requireNonNull(row.text(PlacementSheet.WORKSHOP))))
						.toArray(Long[]::new))
			.param("starts", dates(all, PlacementSheet.STARTED))
			.param("ends", dates(all, PlacementSheet.ENDED))
			.param("reasons", texts(all, PlacementSheet.REASON))
			.param("insurances", texts(all, PlacementSheet.INSURANCE))
			.param("sealed", sealed.toArray(String[]::new))
			.param("fresh", of.stream().map(made::contains).toArray(Boolean[]::new))
			.params(signed(run))
			.update();
	}

	private void change(List<CheckedRow> rows, Map<SheetRow, PersonKey> keys, Map<PersonKey, Known> known,
			ImportRun run) {
		if (rows.isEmpty()) {
			return;
		}
		List<UUID> references = new ArrayList<>();
		List<Long> placements = new ArrayList<>();
		List<String> kinds = new ArrayList<>();
		List<String> sealed = new ArrayList<>();
		for (CheckedRow row : rows) {
			OnRecord was = Objects.requireNonNull(known.get(keys.get(row.row())))
				.placements()
				.stream()
				.filter((one) -> one.is(row.row()))
				.findFirst()
				.orElseThrow(() -> new Refusal(null, "employment.refusal.changed"));
			PlacementEntry is = was.as(row.row());
			UUID reference = UUID.randomUUID();
			references.add(reference);
			placements.add(was.id());
			boolean ends = PlacementService.differing(was.entry().ended(is.endedOn(), is.endReason(), is.note()), is)
				.isEmpty() && was.entry().endedOn() == null;
			kinds.add(ends ? "END" : "CORRECTION");
			sealed.add(HexFormat.of()
				.formatHex(this.seals.entry(new PlacementChangeContent(is, ends ? null : run.reason()), reference)));
		}
		this.jdbc
			.sql("""
					with made as (
						insert into placement_change (reference, placement_id, kind, sealed, state, entered_by, entered_for,
							entered_by_name, entered_at)
						select i.reference, i.placement, i.kind, decode(i.sealed, 'hex'), 'ENTERED', :by, :for, :name, :at
						from unnest(cast(:references as uuid[]), :placements, :kinds, :sealed) as i (reference, placement, kind, sealed)
						returning id, placement_id)
					insert into placement_import (job_id, placement_id, created, change_id)
					select :job, placement_id, false, id from made""")
			.param("references", references.toArray(UUID[]::new))
			.param("placements", placements.toArray(Long[]::new))
			.param("kinds", kinds.toArray(String[]::new))
			.param("sealed", sealed.toArray(String[]::new))
			.params(signed(run))
			.update();
	}

	/** Says of each placement that an import touched what was done with it. */
	void record(ImportRun run, String action) {
		List<String> keys = this.jdbc.sql("""
				select p.reference::text from placement_import m join placement p on p.id = m.placement_id
				where m.job_id = ? order by p.id""").param(run.id()).query(String.class).list();
		for (int from = 0; from < keys.size(); from += ImportRun.CHUNK) {
			Map<String, List<Difference>> part = new LinkedHashMap<>();
			keys.subList(from, Math.min(keys.size(), from + ImportRun.CHUNK))
				.forEach((key) -> part.put(key, List.of()));
			this.audit.changedAll(PlacementService.RECORD, part, PlacementService.RECORD + "." + action, run.by(),
					null);
		}
	}

	/**
	 * Takes back what an import entered.
	 * @throws Refusal if something of it was decided on since
	 */
	void undo(ImportRun run) {
		Integer decided = this.jdbc.sql("""
				select count(*) from placement_import m join placement p on p.id = m.placement_id
				left join placement_change c on c.id = m.change_id
				where m.job_id = ? and (case when m.created then p.state else c.state end) <> 'ENTERED'""")
			.param(run.id())
			.query(Integer.class)
			.single();
		if (decided > 0) {
			throw new Refusal(null, "employment.refusal.sheet.decided", decided);
		}
		record(run, "undone");
		List<Long> people = this.jdbc.sql("""
				select distinct p.person_id from placement_import m join placement p on p.id = m.placement_id
				where m.job_id = ? and m.person_created""").param(run.id()).query(Long.class).list();
		this.jdbc.sql("""
				with gone as (delete from placement_import where job_id = ? returning placement_id, created, change_id),
				changes as (delete from placement_change where id in (select change_id from gone))
				delete from placement where id in (select placement_id from gone where created)""")
			.param(run.id())
			.update();
		if (!people.isEmpty()) {
			this.jdbc.sql("""
					delete from person s where s.id in (:people)
						and not exists (select from placement p where p.person_id = s.id)""")
				.param("people", people)
				.update();
		}
	}

	private static String[] texts(List<SheetRow> rows, String column) {
		return rows.stream().map((row) -> row.text(column)).toArray(String[]::new);
	}

	private static @Nullable String[] dates(List<SheetRow> rows, String column) {
		return rows.stream().map((row) -> {
			LocalDate day = row.date(column);
			return (day != null) ? day.toString() : null;
		}).toArray(String[]::new);
	}

	private static Map<String, Object> signed(ImportRun run) {
		Official by = run.by();
		return Map.of("by", by.id(), "for", by.postId(), "name", by.signature(), "at", Timestamp.from(run.at()), "job",
				run.id());
	}

	/**
	 * By what a person is known.
	 *
	 * @param mark the digest of the identifier
	 */
	record PersonKey(long community, String mark) {
	}

	/**
	 * A person on record.
	 */
	record Known(long id, String name, List<OnRecord> placements) {
	}

	/**
	 * A placement on record.
	 */
	record OnRecord(long id, UUID reference, PlacementEntry entry, boolean approved, boolean changing) {

		/** Whether a row speaks of it. */
		boolean is(SheetRow row) {
			return String.valueOf(this.entry.workshop()).equals(row.text(PlacementSheet.WORKSHOP))
					&& Objects.equals(this.entry.startedOn(), row.date(PlacementSheet.STARTED));
		}

		/** Whether a row speaks of days in the same workshop that it holds. */
		boolean overlaps(SheetRow row) {
			LocalDate started = Objects.requireNonNull(this.entry.startedOn());
			LocalDate ended = this.entry.endedOn();
			return String.valueOf(this.entry.workshop()).equals(row.text(PlacementSheet.WORKSHOP))
					&& !started.isAfter(PlacementSheet.end(row))
					&& (ended == null || !PlacementSheet.start(row).isAfter(ended));
		}

		PlacementEntry as(SheetRow row) {
			return new PlacementEntry(row.text(PlacementSheet.GROUP), this.entry.workshop(), this.entry.opening(),
					row.text(PlacementSheet.POST), this.entry.startedOn(), row.money(PlacementSheet.WAGE),
					row.text(PlacementSheet.INSURANCE), row.date(PlacementSheet.ENDED), row.text(PlacementSheet.REASON),
					this.entry.note());
		}

		/** What of the row is otherwise on record, as it is there. */
		Map<String, String> before(SheetRow row) {
			Map<String, String> before = new LinkedHashMap<>();
			put(before, "group", this.entry.group(), row.text(PlacementSheet.GROUP));
			put(before, "post", this.entry.post(), row.text(PlacementSheet.POST));
			put(before, PlacementSheet.WAGE, this.entry.wage(), row.money(PlacementSheet.WAGE));
			put(before, "insurance", this.entry.insurance(), row.text(PlacementSheet.INSURANCE));
			put(before, PlacementSheet.ENDED, this.entry.endedOn(), row.date(PlacementSheet.ENDED));
			put(before, PlacementSheet.REASON, this.entry.endReason(), row.text(PlacementSheet.REASON));
			return before;
		}

		private static void put(Map<String, String> before, String column, @Nullable Object was, @Nullable Object is) {
			if (!Objects.equals(was, is)) {
				before.put(column,
						(was instanceof Money money) ? money.toString() : (was != null) ? was.toString() : "");
			}
		}

	}

}

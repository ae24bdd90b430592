package org.commonprosperity.portal.employment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.employment.PersonView.Change;
import org.commonprosperity.portal.employment.PersonView.FollowUp;
import org.commonprosperity.portal.employment.PersonView.Former;
import org.commonprosperity.portal.employment.PersonView.PlacementView;
import org.commonprosperity.portal.shared.Identifiers;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of placements and people, each within the official's scope alone.
 * Lists hint at persons; each look at one in full is in the audit trail.
 */
@Service
@RequiredArgsConstructor
@Transactional
public class PlacementBook {

	private static final String OF_THE_LIST = """
			from placement p join person s on s.id = p.person_id join community m on m.id = p.community_id
			join workshop w on w.id = p.workshop_id
			where (:all or p.community_id in (:own))
				and (cast(:community as text) is null or m.code = :community)
				and (cast(:group as text) is null or p.group_code = :group)
				and (cast(:workshop as bigint) is null or p.workshop_id = :workshop)
				and (not :narrowed or p.person_id = any(:people))
				and (cast(:standing as text) is null or (case when p.state <> 'APPROVED' then p.state
					when p.ended_on is not null then 'ENDED' else 'RUNNING' end) = :standing
					or (:standing = 'RETURNED' and exists (select from placement_change c where c.placement_id = p.id
						and c.state = 'RETURNED' and not exists (select from placement_change n
							where n.placement_id = c.placement_id and n.id > c.id))))
			""";

	private static final String LINES = """
			select p.*, s.reference as person_reference, s.sealed as person_sealed, m.code as community,
				m.name as community_name, m.name_en as community_name_en, w.name as workshop_name,
				w.name_en as workshop_name_en, (select c.kind from placement_change c
					where c.placement_id = p.id and c.state = 'ENTERED') as open_change
			""";

	/** A follow-up that is due today or was, and was not done. */
	private static final String DUE = """
			from placement p join person s on s.id = p.person_id join community m on m.id = p.community_id
			join workshop w on w.id = p.workshop_id
			cross join (values (1), (3), (6), (12)) as f (month)
			cross join lateral (select cast(p.started_on + make_interval(months => f.month) as date) as due) d
			where (:all or p.community_id in (:own)) and p.state = 'APPROVED' and s.erased_at is null and d.due <= :today
				and (p.ended_on is null or p.ended_on >= d.due)
				and not exists (select from follow_up u where u.placement_id = p.id and u.month = f.month
					and u.found <> 'NOT_REACHED')
			""";

	private final JdbcClient jdbc;

	private final EmploymentScope scope;

	private final PersonSeals seals;

	private final AuditService audit;

	private final Clock clock;

	/**
	 * Placements in the official's scope, those that began last first.
	 * @param page the page asked for, from 1; one that does not exist becomes the nearest
	 * that does
	 */
	public Slice<PlacementLine> lines(Query query, int page, int size, Official by) {
		Map<String, @Nullable Object> asked = asked(query, by);
		long total = this.jdbc.sql("select count(*) " + OF_THE_LIST).params(asked).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<PlacementLine> lines = this.jdbc
			.sql(LINES + OF_THE_LIST + "order by p.started_on desc, p.id desc limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> line(row))
			.list();
		return new Slice<>(lines, number, size, total);
	}

	/**
	 * All that is on record of those placements, persons in full: for the coordinating
	 * office alone, and each person is in the trail.
	 */
	public void full(Query query, Official by, Consumer<FullLine> rows) {
		this.scope.of(by).requireDecide();
		Map<UUID, FullLine> lines = new LinkedHashMap<>();
		this.jdbc.sql(LINES + OF_THE_LIST + "and s.erased_at is null order by p.started_on desc, p.id desc")
			.params(asked(query, by))
			.query((row) -> {
				UUID person = row.getObject("person_reference", UUID.class);
				UUID reference = row.getObject("reference", UUID.class);
				lines.put(reference, new FullLine(line(row), this.seals.person(row.getBytes("person_sealed"), person),
						this.seals.terms(row.getBytes("sealed"), reference)));
			});
		this.audit.exported("placements-full", by, "/office/jobs/placements/full", String.valueOf(lines.size()));
		this.audit.lookedAtAll("person-export", by,
				lines.values()
					.stream()
					.map((line) -> PersonService.RECORD + "/" + line.line().person())
					.distinct()
					.toList());
		lines.values().forEach(rows);
	}

	private Map<String, @Nullable Object> asked(Query query, Official by) {
		Scope seen = this.scope.of(by);
		seen.requirePeople();
		Map<String, @Nullable Object> asked = scoped(seen);
		asked.put("community", query.community());
		asked.put("group", query.group());
		asked.put("workshop", query.workshop());
		asked.put("standing", query.standing());
		asked.put("narrowed", query.looked() != null);
		asked.put("people", people(query.looked(), seen).toArray(Long[]::new));
		return asked;
	}

	private static Map<String, @Nullable Object> scoped(Scope seen) {
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("all", seen.everyone());
		asked.put("own", seen.ownOrNone());
		return asked;
	}

	/**
	 * Whose name holds what was looked for, or whose identifier it is, within the scope.
	 */
	private List<Long> people(@Nullable String looked, Scope seen) {
		List<Long> found = new ArrayList<>();
		if (looked == null) {
			return found;
		}
		String identifier = Identifiers.normalOrNull(looked);
		if (identifier != null) {
			found.addAll(this.jdbc.sql("select id from person where mark = :mark and (:all or community_id in (:own))")
				.param("mark", this.seals.mark(identifier))
				.params(scoped(seen))
				.query(Long.class)
				.list());
		}
		String name = looked.toLowerCase(Locale.ROOT);
		this.jdbc.sql(
				"select id, reference, sealed from person where sealed is not null and (:all or community_id in (:own))")
			.params(scoped(seen))
			.query((row) -> {
				if (this.seals.person(row.getBytes("sealed"), row.getObject("reference", UUID.class))
					.name()
					.toLowerCase(Locale.ROOT)
					.contains(name)) {
					found.add(row.getLong("id"));
				}
			});
		return found;
	}

	/**
	 * A person in full; the look is written down.
	 * @param why what the look was for, the last part of a message key
	 * {@code audit.action.}
	 * @throws NotOnRecord if there is none that the official sees
	 */
	public PersonView look(UUID reference, String why, Official by) {
		PersonView person = person(reference, by);
		this.audit.looked(why, by, PersonService.RECORD + "/" + reference);
		return person;
	}

	/** The same without its address known, by one of the person's placements. */
	public PlacementView lookAtPlacement(UUID reference, Official by) {
		PlacementView found = placements("p.reference = :reference", Map.of("reference", reference), by).stream()
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("placement"));
		this.audit.looked("placement", by, PlacementService.RECORD + "/" + reference);
		return found;
	}

	/** The masked name of a person, or null once erased. */
	public @Nullable String maskedName(UUID person, Official by) {
		Particulars particulars = person(person, by).particulars();
		return (particulars != null) ? particulars.maskedName() : null;
	}

	private PersonView person(UUID reference, Official by) {
		Scope seen = this.scope.of(by);
		seen.requirePeople();
		PersonView bare = this.jdbc.sql("""
				select s.*, m.code as community, m.name as community_name, m.name_en as community_name_en
				from person s join community m on m.id = s.community_id where s.reference = ?""")
			.param(reference)
			.query((row, index) -> {
				byte[] sealed = row.getBytes("sealed");
				Timestamp erased = row.getTimestamp("erased_at");
				return new PersonView(reference, row.getLong("community_id"), community(row),
						(sealed != null) ? this.seals.person(sealed, reference) : null,
						row.getObject("consent_on", LocalDate.class), row.getTimestamp("created_at").toInstant(),
						(erased != null) ? erased.toInstant() : null, row.getLong("version"), List.of(), List.of());
			})
			.optional()
			.filter((person) -> seen.sees(person.communityId()))
			.orElseThrow(() -> new NotOnRecord("person"));
		List<Former> former = this.jdbc.sql("""
				select f.* from person_former f join person s on s.id = f.person_id where s.reference = ?
				order by f.id desc""")
			.param(reference)
			.query((row, index) -> new Former(
					this.seals.former(row.getBytes("sealed"), row.getObject("reference", UUID.class)),
					row.getString("replaced_by_name"), row.getTimestamp("replaced_at").toInstant()))
			.list();
		return new PersonView(reference, bare.communityId(), bare.community(), bare.particulars(), bare.consentOn(),
				bare.createdAt(), bare.erasedAt(), bare.version(),
				placements("s.reference = :reference", Map.of("reference", reference), by), former);
	}

	private List<PlacementView> placements(String which, Map<String, Object> of, Official by) {
		Scope seen = this.scope.of(by);
		seen.requirePeople();
		Map<String, @Nullable Object> asked = scoped(seen);
		asked.putAll(of);
		Map<Long, List<FollowUp>> follows = new HashMap<>();
		Map<Long, List<Change>> changes = new HashMap<>();
		String from = " join placement p on p.id = x.placement_id join person s on s.id = p.person_id where (" + which
				+ ") and (:all or p.community_id in (:own)) ";
		this.jdbc.sql("select x.* from follow_up x" + from + "order by x.month, x.id").params(asked).query((row) -> {
			UUID reference = row.getObject("reference", UUID.class);
			follows.computeIfAbsent(row.getLong("placement_id"), (id) -> new ArrayList<>())
				.add(new FollowUp(row.getInt("month"), row.getObject("done_on", LocalDate.class),
						row.getString("found"), this.seals.words(row.getBytes("sealed"), "follow_up", reference),
						row.getString("entered_by_name")));
		});
		Map<Long, String> workshops = workshops();
		this.jdbc.sql("select x.* from placement_change x" + from + "order by x.id desc").params(asked).query((row) -> {
			changes.computeIfAbsent(row.getLong("placement_id"), (id) -> new ArrayList<>())
				.add(change(row, workshops, by));
		});
		return this.jdbc.sql("""
				select p.*, s.reference as person_reference, w.name as workshop_name, w.name_en as workshop_name_en
				from placement p join person s on s.id = p.person_id join workshop w on w.id = p.workshop_id
				where (""" + which + ") and (:all or p.community_id in (:own)) order by p.started_on desc, p.id desc")
			.params(asked)
			.query((row, index) -> placement(row, follows.getOrDefault(row.getLong("id"), List.of()),
					changes.getOrDefault(row.getLong("id"), List.of()), by))
			.list();
	}

	private Map<Long, String> workshops() {
		Map<Long, String> names = new HashMap<>();
		this.jdbc.sql("select id, name from workshop").query((row) -> {
			names.put(row.getLong("id"), row.getString("name"));
		});
		return names;
	}

	private PlacementView placement(ResultSet row, List<FollowUp> follows, List<Change> changes, Official by)
			throws SQLException {
		UUID reference = row.getObject("reference", UUID.class);
		Terms terms = this.seals.terms(row.getBytes("sealed"), reference);
		return new PlacementView(reference, row.getObject("person_reference", UUID.class), row.getLong("community_id"),
				new PlacementEntry(row.getString("group_code"), row.getLong("workshop_id"),
						row.getObject("opening_id", Long.class), terms.post(),
						row.getObject("started_on", LocalDate.class), terms.wage(), row.getString("insurance"),
						row.getObject("ended_on", LocalDate.class), row.getString("end_reason"), terms.note()),
				workshop(row), row.getString("state"), row.getLong("version"),
				Hands.of(row, this.seals.words(row.getBytes("decision_sealed"), "placement.decision", reference), by),
				follows, changes);
	}

	private Change change(ResultSet row, Map<Long, String> workshops, Official by) throws SQLException {
		UUID reference = row.getObject("reference", UUID.class);
		PlacementChangeContent content = this.seals.entry(row.getBytes("sealed"), reference);
		PlacementEntry entry = (content != null) ? content.entry() : null;
		return new Change(reference, row.getString("kind"), entry,
				(entry != null) ? workshops.get(entry.workshop()) : null, (content != null) ? content.reason() : null,
				row.getString("state"), row.getLong("version"), Hands.of(row,
						this.seals.words(row.getBytes("decision_sealed"), "placement_change.decision", reference), by));
	}

	/**
	 * What waits for a decision, placements and changes of them, the oldest first; the
	 * look is written down, for wages are among it.
	 */
	public Slice<Waiting> waiting(int page, int size, Official by) {
		this.scope.of(by).requireDecide();
		long total = countWaiting();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<UUID> references = new ArrayList<>();
		List<UUID> placements = new ArrayList<>();
		this.jdbc
			.sql("""
					select placement, waits from (
						select p.reference as placement, p.reference as waits, p.entered_at, p.id from placement p where p.state = 'ENTERED'
						union all
						select p.reference, c.reference, c.entered_at, c.id from placement_change c
						join placement p on p.id = c.placement_id where c.state = 'ENTERED') w
					order by entered_at, id limit :size offset :offset""")
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row) -> {
				placements.add(row.getObject("placement", UUID.class));
				references.add(row.getObject("waits", UUID.class));
			});
		if (references.isEmpty()) {
			return new Slice<>(List.of(), number, size, total);
		}
		Map<UUID, PlacementView> found = new HashMap<>();
		placements("p.reference in (:references)", Map.of("references", placements), by)
			.forEach((one) -> found.put(one.reference(), one));
		Map<UUID, String> names = names(placements);
		List<Waiting> items = new ArrayList<>();
		for (int i = 0; i < references.size(); i++) {
			UUID waits = references.get(i);
			PlacementView placement = found.get(placements.get(i));
			if (placement != null) {
				items.add(new Waiting(placement, names.getOrDefault(placement.reference(), "**"),
						placement.changes()
							.stream()
							.filter((change) -> change.reference().equals(waits))
							.findFirst()
							.orElse(null)));
			}
		}
		this.audit.looked("placement-review", by, String.valueOf(items.size()));
		return new Slice<>(items, number, size, total);
	}

	/** Masked names by placement. */
	private Map<UUID, String> names(List<UUID> placements) {
		Map<UUID, String> names = new HashMap<>();
		this.jdbc.sql("""
				select p.reference, s.reference as person_reference, s.sealed from placement p
				join person s on s.id = p.person_id where p.reference in (:references) and s.sealed is not null""")
			.param("references", placements)
			.query((row) -> {
				names.put(row.getObject("reference", UUID.class),
						this.seals.person(row.getBytes("sealed"), row.getObject("person_reference", UUID.class))
							.maskedName());
			});
		return names;
	}

	long countWaiting() {
		return this.jdbc.sql("""
				select (select count(*) from placement where state = 'ENTERED')
					+ (select count(*) from placement_change where state = 'ENTERED')""").query(Long.class).single();
	}

	/** Follow-ups that are due and not done, the longest due first. */
	public Slice<Due> due(int page, int size, Official by) {
		Scope seen = this.scope.of(by);
		seen.requirePeople();
		Map<String, @Nullable Object> asked = scoped(seen);
		LocalDate today = LocalDate.now(this.clock);
		asked.put("today", today);
		long total = this.jdbc.sql("select count(*) " + DUE).params(asked).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<Due> lines = this.jdbc
			.sql(LINES + ", f.month, d.due " + DUE + "order by d.due, p.id, f.month limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> {
				LocalDate due = row.getObject("due", LocalDate.class);
				return new Due(line(row), row.getInt("month"), due, ChronoUnit.DAYS.between(due, today));
			})
			.list();
		return new Slice<>(lines, number, size, total);
	}

	/** What came back to who entered it and was not entered anew, the oldest first. */
	List<Returned> returnedTo(Official by) {
		return this.jdbc
			.sql("""
					select * from (
						select p.reference, p.reference as seal, 'placement.decision' as of, false as ending, p.started_on, p.workshop_id,
							p.decided_at, p.decision_sealed from placement p where p.state = 'RETURNED' and p.entered_for = :post
						union all
						select p.reference, c.reference, 'placement_change.decision', c.kind = 'END', p.started_on, p.workshop_id,
							c.decided_at, c.decision_sealed from placement_change c join placement p on p.id = c.placement_id
						where c.state = 'RETURNED' and c.entered_for = :post
							and not exists (select from placement_change n where n.placement_id = c.placement_id and n.id > c.id)) r
					join (select id, name as workshop_name, name_en as workshop_name_en from workshop) w on w.id = r.workshop_id
					order by r.decided_at limit 50""")
			.param("post", by.postId())
			.query((row, index) -> new Returned(row.getObject("reference", UUID.class), row.getBoolean("ending"),
					workshop(row), row.getObject("started_on", LocalDate.class),
					LocalDate.ofInstant(row.getTimestamp("decided_at").toInstant(), this.clock.getZone()),
					this.seals.words(row.getBytes("decision_sealed"), row.getString("of"),
							row.getObject("seal", UUID.class))))
			.list();
	}

	/** How many of them there are in an official's own villages, and since when. */
	@Nullable DueCount countDue(Official by) {
		Scope seen = this.scope.of(by);
		if (seen.own().isEmpty()) {
			return null;
		}
		return this.jdbc.sql("select count(*) as n, min(d.due) as first " + DUE)
			.param("all", false)
			.param("own", seen.own())
			.param("today", LocalDate.now(this.clock))
			.query((row, index) -> new DueCount(row.getLong("n"), row.getObject("first", LocalDate.class)))
			.single();
	}

	/** Persons whose particulars are to be erased, of the official's scope. */
	public List<Erasable> erasable(Official by) {
		Scope seen = this.scope.of(by);
		Scope.require(seen.decides() || !seen.own().isEmpty());
		return this.jdbc
			.sql("select d.reference, d.ended_on, d.keep_months, s.sealed, m.code as community,"
					+ " m.name as community_name, m.name_en as community_name_en from (" + PersonService.DUE
					+ ") d join person s on s.id = d.id join community m on m.id = d.community_id"
					+ " where (:all or d.community_id in (:own)) order by d.ended_on nulls first, d.id limit 200")
			.params(scoped(seen))
			.param("today", LocalDate.now(this.clock))
			.query((row, index) -> {
				UUID reference = row.getObject("reference", UUID.class);
				return new Erasable(reference, this.seals.person(row.getBytes("sealed"), reference).maskedName(),
						community(row), row.getObject("ended_on", LocalDate.class), row.getInt("keep_months"));
			})
			.list();
	}

	/**
	 * Persons whom more than one village has on record, for the coordinating office: by
	 * the digest of the identifier, which is not shown.
	 */
	public List<Twice> twice(Official by) {
		this.scope.of(by).requireDecide();
		Map<Long, List<Seen>> people = new LinkedHashMap<>();
		this.jdbc.sql("""
				select s.subject_id, s.reference, s.sealed, m.code as community, m.name as community_name,
					m.name_en as community_name_en, (select count(*) from placement p where p.person_id = s.id
						and p.state = 'APPROVED' and p.ended_on is null) as running
				from person s join community m on m.id = s.community_id
				where s.mark in (select mark from person where mark is not null group by mark having count(*) > 1)
				order by s.subject_id, m.code limit 400""").query((row) -> {
			UUID reference = row.getObject("reference", UUID.class);
			people.computeIfAbsent(row.getLong("subject_id"), (id) -> new ArrayList<>())
				.add(new Seen(reference, this.seals.person(row.getBytes("sealed"), reference).maskedName(),
						community(row), row.getInt("running")));
		});
		return people.values().stream().map(Twice::new).toList();
	}

	/** Numbers by village, of those that the official sees numbers of. */
	public List<Numbers> numbers(Official by) {
		Scope seen = this.scope.of(by);
		seen.requireConcern();
		return this.jdbc
			.sql("""
					select m.code as community, m.name as community_name, m.name_en as community_name_en,
						(select count(*) from workshop w where w.community_id = m.id and w.state = 'OPEN') as workshops,
						count(distinct s.subject_id) filter (where p.state = 'APPROVED' and p.ended_on is null) as at_work,
						count(*) filter (where p.state = 'APPROVED') as placements,
						count(*) filter (where p.state = 'ENTERED') + (select count(*) from placement_change c
							join placement q on q.id = c.placement_id where q.community_id = m.id and c.state = 'ENTERED') as waiting
					from community m left join placement p on p.community_id = m.id left join person s on s.id = p.person_id
					where :all or m.id in (:own) group by m.id order by m.kind desc, m.code""")
			.param("all", seen.everyone() || seen.numbers())
			.param("own", seen.ownOrNone())
			.query((row, index) -> new Numbers(community(row), row.getInt("workshops"), row.getInt("at_work"),
					row.getInt("placements"), row.getInt("waiting")))
			.list();
	}

	private PlacementLine line(ResultSet row) throws SQLException {
		UUID reference = row.getObject("reference", UUID.class);
		UUID person = row.getObject("person_reference", UUID.class);
		byte[] sealed = row.getBytes("person_sealed");
		Particulars particulars = (sealed != null) ? this.seals.person(sealed, person) : null;
		return new PlacementLine(reference, person, (particulars != null) ? particulars.maskedName() : null,
				(particulars != null) ? particulars.maskedIdentifier() : null,
				(particulars != null) ? particulars.tail() : null, community(row), row.getString("group_code"),
				workshop(row), this.seals.terms(row.getBytes("sealed"), reference).post(),
				row.getObject("started_on", LocalDate.class), row.getObject("ended_on", LocalDate.class),
				row.getString("end_reason"), row.getString("insurance"), row.getString("state"),
				row.getString("open_change"));
	}

	private static Named community(ResultSet row) throws SQLException {
		return new Named(row.getString("community"), row.getString("community_name"),
				row.getString("community_name_en"));
	}

	private static Named workshop(ResultSet row) throws SQLException {
		return new Named(row.getString("workshop_id"), row.getString("workshop_name"),
				row.getString("workshop_name_en"));
	}

	/**
	 * What a list is narrowed to; null: not narrowed by it.
	 *
	 * @param looked part of a name, or a whole identifier
	 * @param standing ENTERED, RETURNED, RETRACTED, RUNNING or ENDED
	 */
	public record Query(@Nullable String looked, @Nullable String community, @Nullable String group,
			@Nullable Long workshop, @Nullable String standing) {
	}

	/**
	 * A placement with its person in full.
	 */
	public record FullLine(PlacementLine line, Particulars person, Terms terms) {

		/** What the person earns a month. */
		public Money wage() {
			return this.terms.wage();
		}

	}

	/**
	 * What waits for a decision.
	 *
	 * @param change null where the placement itself waits
	 */
	public record Waiting(PlacementView placement, String name, @Nullable Change change) {
	}

	/**
	 * A follow-up that is due.
	 *
	 * @param late for how many days it was to be done, 0 on the day itself
	 */
	public record Due(PlacementLine line, int month, LocalDate due, long late) {
	}

	/**
	 * What came back.
	 *
	 * @param end whether it is the end of a placement
	 * @param note what was said of it
	 */
	record Returned(UUID placement, boolean end, Named workshop, LocalDate startedOn, LocalDate returnedOn,
			@Nullable String note) {
	}

	/**
	 * How many follow-ups are due.
	 *
	 * @param first the day of the one that is longest due, or null
	 */
	record DueCount(long count, @Nullable LocalDate first) {
	}

	/**
	 * A person whose time is over.
	 */
	public record Erasable(UUID reference, String name, Named community, @Nullable LocalDate endedOn, int keepMonths) {
	}

	/**
	 * A person whom several villages have on record.
	 */
	public record Twice(List<Seen> seen) {

		public Twice {
			seen = List.copyOf(seen);
		}

		/** Whether more than one of them has the person at work now. */
		public boolean isAtOnce() {
			return this.seen.stream().filter((one) -> one.running() > 0).count() > 1;
		}

	}

	/**
	 * A village's record of a person.
	 */
	public record Seen(UUID reference, String name, Named community, int running) {
	}

	/**
	 * Numbers of a village.
	 */
	public record Numbers(Named community, int workshops, int atWork, int placements, int waiting) {
	}

}

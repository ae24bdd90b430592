package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.Identifiers;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Persons and placements taken for changing, always within the official's scope: what is
 * another village's is not there, just as what is nobody's.
 */
@Component
@RequiredArgsConstructor
class PlacementRecords {

	static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

	/** Below this a month; more is a slip. */
	static final Money MOST_WAGE = new Money(new BigDecimal("1000000.00"));

	private static final int LONGEST = 100;

	/** Stands for a value that the history does not tell. */
	private static final String NOT_TOLD = "{employment.notTold}";

	private final JdbcClient jdbc;

	private final EmploymentScope scope;

	private final PersonSeals seals;

	private final AuditService audit;

	private final Clock clock;

	LocalDate today() {
		return LocalDate.now(this.clock);
	}

	Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	/**
	 * One at a time whoever takes persons on record, so that the same person never gets
	 * two numbers.
	 */
	void holdPersons() {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtext('employment.person'))")
			.query((row, index) -> index)
			.single();
	}

	/** The number of the person whose identifier that is; a new one if nobody's. */
	long subjectOf(byte[] mark, @Nullable Long except) {
		return this.jdbc.sql("""
				select coalesce((select min(subject_id) from person where mark = :mark
					and (cast(:except as bigint) is null or id <> :except)), nextval('person_subject'))""")
			.param("mark", mark)
			.param("except", except)
			.query(Long.class)
			.single();
	}

	/**
	 * Takes a person for changing.
	 * @throws NotOnRecord if there is none that the official sees
	 */
	Person takePerson(UUID reference, Official by) {
		Scope seen = this.scope.of(by);
		seen.requirePeople();
		return this.jdbc.sql("select * from person where reference = ? for update")
			.param(reference)
			.query((row, index) -> person(row))
			.optional()
			.filter((person) -> seen.sees(person.community()))
			.orElseThrow(() -> new NotOnRecord("person"));
	}

	private Person person(ResultSet row) throws SQLException {
		UUID reference = row.getObject("reference", UUID.class);
		byte[] sealed = row.getBytes("sealed");
		return new Person(row.getLong("id"), reference, row.getLong("community_id"), row.getLong("subject_id"),
				(sealed != null) ? this.seals.person(sealed, reference) : null,
				row.getObject("consent_on", LocalDate.class), row.getLong("version"));
	}

	/**
	 * Takes a placement for changing.
	 * @throws NotOnRecord if there is none that the official sees
	 */
	Placement take(UUID reference, Official by) {
		Scope seen = this.scope.of(by);
		seen.requirePeople();
		return this.jdbc.sql("""
				select p.*, s.sealed is null as erased from placement p join person s on s.id = p.person_id
				where p.reference = ? for update of p""")
			.param(reference)
			.query((row, index) -> placement(row))
			.optional()
			.filter((placement) -> seen.sees(placement.community()))
			.orElseThrow(() -> new NotOnRecord("placement"));
	}

	private Placement placement(ResultSet row) throws SQLException {
		UUID reference = row.getObject("reference", UUID.class);
		Terms terms = this.seals.terms(row.getBytes("sealed"), reference);
		return new Placement(row.getLong("id"), reference, row.getLong("person_id"), row.getLong("community_id"),
				row.getString("state"), row.getLong("version"), row.getBoolean("erased"), row.getLong("entered_by"),
				row.getLong("entered_for"),
				new PlacementEntry(row.getString("group_code"), row.getLong("workshop_id"),
						row.getObject("opening_id", Long.class), terms.post(),
						row.getObject("started_on", LocalDate.class), terms.wage(), row.getString("insurance"),
						row.getObject("ended_on", LocalDate.class), row.getString("end_reason"), terms.note()));
	}

	/**
	 * Checks a placement as it is entered.
	 * @param was the placement that it takes the place of, or null
	 * @return the same with its texts trimmed
	 */
	PlacementEntry checked(PlacementEntry entry, @Nullable PlacementEntry was) {
		Gathered wrong = new Gathered();
		wrong.check(() -> requireCode("group", "person_group", entry.group()));
		Workshop workshop = wrong.of(() -> workshop(entry.workshop()));
		if (workshop != null) {
			wrong.check(() -> requireOpening(entry, was));
		}
		String post = wrong.of(() -> text(entry.post(), LONGEST, "post"));
		wrong.require(post != null, "post", "employment.refusal.post");
		LocalDate started = wrong.of(() -> day("startedOn", entry.startedOn()));
		if (workshop != null && started != null) {
			wrong.check(() -> requireOpenOn(workshop, started));
		}
		Money wage = entry.wage();
		wrong.require(wage != null && wage.yuan().signum() > 0 && wage.compareTo(MOST_WAGE) < 0, "wage",
				"employment.refusal.wage");
		wrong.check(() -> requireCode("insurance", "social_insurance", entry.insurance()));
		checkEnd(entry, started, wrong);
		String note = wrong.of(() -> text(entry.note(), 500, "note"));
		wrong.refuse();
		return new PlacementEntry(entry.group(), entry.workshop(), entry.opening(), post, started, wage,
				entry.insurance(), entry.endedOn(), entry.endReason(), note);
	}

	private static void requireOpenOn(Workshop workshop, LocalDate started) {
		if (workshop.closedOn() != null && started.isAfter(workshop.closedOn())) {
			throw new Refusal("startedOn", "employment.refusal.workshopClosed", workshop.closedOn().toString());
		}
		if (workshop.openedOn() != null && started.isBefore(workshop.openedOn())) {
			throw new Refusal("startedOn", "employment.refusal.workshopNotOpen", workshop.openedOn().toString());
		}
	}

	private void checkEnd(PlacementEntry entry, @Nullable LocalDate started, Gathered wrong) {
		LocalDate ended = entry.endedOn();
		wrong.require((ended == null) == (entry.endReason() == null), (ended == null) ? "endedOn" : "endReason",
				"employment.refusal.end");
		if (ended != null) {
			wrong.check(() -> day("endedOn", ended));
			wrong.require(started == null || !ended.isBefore(started), "endedOn", "employment.refusal.endBeforeStart",
					String.valueOf(started));
			wrong.check(() -> requireCode("endReason", "end_reason", entry.endReason()));
		}
	}

	/**
	 * An open post that is filled is one of the workshop or of its host, and open; what
	 * is on record of the same workshop stays, though the post was closed since.
	 */
	private void requireOpening(PlacementEntry entry, @Nullable PlacementEntry was) {
		Long opening = entry.opening();
		if (opening == null
				|| (was != null && opening.equals(was.opening()) && Objects.equals(entry.workshop(), was.workshop()))) {
			return;
		}
		boolean open = this.jdbc.sql("""
				select o.state = 'OPEN' from opening o join workshop w on w.id = ?
				where o.id = ? and (o.workshop_id = w.id or o.enterprise_id = w.enterprise_id)""")
			.params(entry.workshop(), opening)
			.query(Boolean.class)
			.optional()
			.orElseThrow(() -> new Refusal("opening", "employment.refusal.openingElsewhere"));
		if (!open) {
			throw new Refusal("opening", "employment.refusal.openingClosed");
		}
	}

	LocalDate day(String field, @Nullable LocalDate day) {
		if (day == null || day.isBefore(EARLIEST)) {
			throw new Refusal(field, "employment.refusal.day", EARLIEST.toString());
		}
		if (day.isAfter(today())) {
			throw new Refusal(field, "project.refusal.future");
		}
		return day;
	}

	/** Checks who a person is, and the consent. */
	Particulars checked(PersonEntry entry) {
		Gathered wrong = new Gathered();
		String name = wrong.of(() -> text(entry.name(), 50, "name"));
		wrong.require(name != null, "name", "employment.refusal.name");
		String identifier = wrong.of(() -> text(entry.identifier(), 40, "identifier"));
		wrong.require(identifier != null, "identifier", "employment.refusal.identifier");
		if (identifier != null) {
			wrong.check(() -> Identifiers.normal(identifier));
		}
		String telephone = wrong.of(() -> text(entry.telephone(), 30, "telephone"));
		wrong.require(telephone == null || Identifiers.plain(telephone).matches("\\+?[0-9]{7,20}"), "telephone",
				"employment.refusal.telephone");
		wrong.check(() -> day("consentOn", entry.consentOn()));
		String document = wrong.of(() -> text(entry.consentDocument(), LONGEST, "consentDocument"));
		wrong.require(document != null, "consentDocument", "employment.refusal.consentDocument");
		String note = wrong.of(() -> text(entry.note(), 500, "note"));
		wrong.refuse();
		return new Particulars(Objects.requireNonNull(name), Identifiers.plain(Objects.requireNonNull(identifier)),
				(telephone != null) ? Identifiers.plain(telephone) : null, Objects.requireNonNull(document), note);
	}

	private void requireCode(String field, String table, @Nullable String code) {
		if (!this.jdbc.sql("select exists (select from " + table + " where code = ?)")
			.param(code)
			.query(Boolean.class)
			.single()) {
			throw new Refusal(field, "employment.refusal.choose");
		}
	}

	private Workshop workshop(@Nullable Long id) {
		return this.jdbc.sql("select opened_on, closed_on from workshop where id = ?")
			.param(id)
			.query((row, index) -> new Workshop(row.getObject("opened_on", LocalDate.class),
					row.getObject("closed_on", LocalDate.class)))
			.optional()
			.orElseThrow(() -> new Refusal("workshop", "employment.refusal.choose"));
	}

	static @Nullable String text(@Nullable String text, int most, String field) {
		String trimmed = (text != null) ? text.strip() : "";
		if (trimmed.length() > most) {
			throw new Refusal(field, "employment.refusal.long", most);
		}
		return trimmed.isEmpty() ? null : trimmed;
	}

	/**
	 * Writes into the history that something was done, and never what a person's data
	 * was.
	 */
	void record(String record, UUID reference, String action, Official by, Set<String> fields) {
		this.audit.changed(record, reference.toString(), record + "." + action, by, null,
				fields.stream().map((field) -> new Difference(field, null, NOT_TOLD, NOT_TOLD)).toList());
	}

	/** The differences of many records as the history tells them. */
	static List<Difference> untold(Set<String> fields) {
		return fields.stream().map((field) -> new Difference(field, null, NOT_TOLD, NOT_TOLD)).toList();
	}

	/**
	 * A person taken for changing.
	 *
	 * @param particulars null once erased
	 */
	record Person(long id, UUID reference, long community, long subject, @Nullable Particulars particulars,
			@Nullable LocalDate consentOn, long version) {

		Particulars requireParticulars() {
			if (this.particulars == null) {
				throw new Refusal(null, "employment.refusal.erased");
			}
			return this.particulars;
		}

	}

	/**
	 * A placement taken for changing.
	 */
	record Placement(long id, UUID reference, long person, long community, String state, long version, boolean erased,
			long enteredBy, long enteredFor, PlacementEntry entry) {
	}

	private record Workshop(@Nullable LocalDate openedOn, @Nullable LocalDate closedOn) {
	}

}

package org.commonprosperity.portal.employment;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.employment.PlacementRecords.Person;
import org.commonprosperity.portal.employment.PlacementRecords.Placement;
import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps who was placed where. The clerk of the village enters, follows up and ends, the
 * coordinating office decides; figures count what was approved. A placement of another
 * village is to a clerk as one that there is not.
 */
@Service
@RequiredArgsConstructor
public class PlacementService {

	/** The kind of record under which history and trail know a placement. */
	public static final String RECORD = "placement";

	/** The clerk is told of the person on record instead of a second registration. */
	public static final String KNOWN = "employment.refusal.known";

	/** A follow-up may be so many days early. */
	private static final int EARLY = 14;

	private final JdbcClient jdbc;

	private final EmploymentScope scope;

	private final PlacementRecords records;

	private final PersonSeals seals;

	private final Submissions submissions;

	/**
	 * Takes a person on record with a first placement, for another person to decide on.
	 * @param community number of the village
	 * @param by a clerk of that village
	 * @return the person's address
	 * @throws Refusal {@link #KNOWN} with the masked name and the address, if the village
	 * has that person on record; what other villages have on record is not told
	 */
	@Transactional
	public UUID register(long community, PersonEntry person, PlacementEntry placement, UUID submission, Official by) {
		requireEnters(community, by);
		Gathered wrong = new Gathered();
		Particulars checkedPerson = wrong.of(() -> this.records.checked(person));
		PlacementEntry checkedEntry = wrong.of(() -> this.records.checked(placement, null));
		wrong.refuse();
		Particulars particulars = Objects.requireNonNull(checkedPerson);
		PlacementEntry entry = Objects.requireNonNull(checkedEntry);
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "employment.refusal.twice");
		}
		this.records.holdPersons();
		byte[] mark = this.seals.mark(particulars.identifier());
		requireUnknown(community, mark);
		UUID reference = UUID.randomUUID();
		long id = this.jdbc.sql("""
				insert into person (reference, community_id, subject_id, sealed, mark, consent_on, created_at)
				values (?, ?, ?, ?, ?, ?, ?) returning id""")
			.params(reference, community, this.records.subjectOf(mark, null), this.seals.person(particulars, reference),
					mark, person.consentOn(), this.records.now())
			.query(Long.class)
			.single();
		this.records.record(PersonService.RECORD, reference, "entered", by, Set.of());
		insert(id, community, entry, by);
		return reference;
	}

	/**
	 * Enters a further placement of a person on record.
	 * @param person the person's address
	 * @return the placement's address
	 */
	@Transactional
	public UUID placeAgain(UUID person, PlacementEntry placement, UUID submission, Official by) {
		Person found = this.records.takePerson(person, by);
		requireEnters(found.community(), by);
		found.requireParticulars();
		PlacementEntry entry = this.records.checked(placement, null);
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "employment.refusal.twice");
		}
		return insert(found.id(), found.community(), entry, by);
	}

	private void requireUnknown(long community, byte[] mark) {
		this.jdbc.sql("select reference, sealed from person where community_id = ? and mark = ?")
			.params(community, mark)
			.query((row, index) -> {
				UUID known = row.getObject("reference", UUID.class);
				return new Refusal("identifier", KNOWN, this.seals.person(row.getBytes("sealed"), known).maskedName(),
						known);
			})
			.optional()
			.ifPresent((refusal) -> {
				throw refusal;
			});
	}

	private UUID insert(long person, long community, PlacementEntry entry, Official by) {
		UUID reference = UUID.randomUUID();
		refusing(() -> this.jdbc
			.sql("""
					insert into placement (reference, person_id, community_id, group_code, workshop_id, opening_id, started_on, ended_on,
						end_reason, insurance, sealed, state, entered_by, entered_for, entered_by_name, entered_at)
					values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ENTERED', ?, ?, ?, ?)""")
			.params(reference, person, community, entry.group(), entry.workshop(), entry.opening(), entry.startedOn(),
					entry.endedOn(), entry.endReason(), entry.insurance(), terms(entry, reference), by.id(),
					by.postId(), by.signature(), this.records.now())
			.update());
		this.records.record(RECORD, reference, "entered", by, Set.of());
		return reference;
	}

	/**
	 * Lets an entered placement count.
	 * @param version the version that was looked at
	 * @param by a coordinator who did not enter it
	 */
	@Transactional
	public void approve(UUID reference, long version, Official by) {
		decide(take(reference, version, by), "APPROVED", null, by);
		this.records.record(RECORD, reference, "approved", by, Set.of());
	}

	/** Sends an entered placement back. */
	@Transactional
	public void sendBack(UUID reference, long version, @Nullable String note, Official by) {
		Placement placement = take(reference, version, by);
		decide(placement, "RETURNED", requireNote(note), by);
		this.records.record(RECORD, reference, "returned", by, Set.of());
	}

	private Placement take(UUID reference, long version, Official by) {
		this.scope.of(by).requireDecide();
		Placement placement = this.records.take(reference, by);
		requireWaiting(placement.state(), placement.version(), version, placement.enteredBy(), placement.enteredFor(),
				by);
		return placement;
	}

	/** Takes an entered placement back that nobody decided on. */
	@Transactional
	public void retract(UUID reference, Official by) {
		Placement placement = this.records.take(reference, by);
		requireMine(placement.enteredBy(), placement.enteredFor(), placement.state(), by);
		decide(placement, "RETRACTED", null, by);
		this.records.record(RECORD, reference, "withdrawn", by, Set.of());
	}

	private void decide(Placement placement, String state, @Nullable String note, Official by) {
		this.jdbc.sql("""
				update placement set state = ?, decided_by = ?, decided_for = ?, decided_by_name = ?, decided_at = ?,
					decision_sealed = ?, version = version + 1 where id = ?""")
			.params(state, by.id(), by.postId(), by.signature(), this.records.now(),
					this.seals.words(note, "placement.decision", placement.reference()), placement.id())
			.update();
	}

	/**
	 * Writes down what a follow-up found; entered anew, it takes the place of what was
	 * said before.
	 * @param month 1, 3, 6 or 12
	 * @param found AT_WORK, LEFT or NOT_REACHED
	 * @param by a clerk of the village
	 */
	@Transactional
	public void followUp(UUID reference, @Nullable Integer month, @Nullable LocalDate doneOn, @Nullable String found,
			@Nullable String note, UUID submission, Official by) {
		Placement placement = own(reference, by);
		requireApproved(placement);
		if (month == null || !EmploymentRule.FOLLOW_UPS.contains(month)) {
			throw new Refusal("month", "employment.refusal.choose");
		}
		if (found == null || !Set.of("AT_WORK", "LEFT", "NOT_REACHED").contains(found)) {
			throw new Refusal("found", "employment.refusal.choose");
		}
		LocalDate done = this.records.day("doneOn", doneOn);
		LocalDate due = EmploymentRule.dueOn(Objects.requireNonNull(placement.entry().startedOn()), month);
		if (done.isBefore(due.minusDays(EARLY))) {
			throw new Refusal("doneOn", "employment.refusal.followUpEarly", due.toString(),
					due.minusDays(EARLY).toString());
		}
		LocalDate ended = placement.entry().endedOn();
		if (ended != null && ended.isBefore(due)) {
			throw new Refusal("month", "employment.refusal.followUpEnded", ended.toString());
		}
		String words = PlacementRecords.text(note, 500, "note");
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "employment.refusal.twice");
		}
		UUID row = UUID.randomUUID();
		this.jdbc.sql("delete from follow_up where placement_id = ? and month = ? and found <> 'NOT_REACHED'")
			.params(placement.id(), month)
			.update();
		this.jdbc
			.sql("""
					insert into follow_up (reference, placement_id, month, done_on, found, sealed, entered_by, entered_by_name,
						entered_at)
					values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(row, placement.id(), month, done, found, this.seals.words(words, "follow_up", row), by.id(),
					by.signature(), this.records.now())
			.update();
		this.records.record(RECORD, reference, "followed", by, Set.of());
	}

	/**
	 * Enters that a placement ended.
	 * @param version the version that the form knows
	 * @param endedOn the last day at work
	 * @param reason code of why
	 */
	@Transactional
	public void end(UUID reference, long version, @Nullable LocalDate endedOn, @Nullable String reason,
			@Nullable String note, UUID submission, Official by) {
		Placement placement = own(reference, by);
		requireApproved(placement);
		if (placement.entry().endedOn() != null) {
			throw new Refusal(null, "employment.refusal.ended");
		}
		if (endedOn == null) {
			throw new Refusal("endedOn", "employment.refusal.day", PlacementRecords.EARLIEST.toString());
		}
		PlacementEntry entry = this.records.checked(placement.entry().ended(endedOn, reason, note), placement.entry());
		change(placement, version, "END", new PlacementChangeContent(entry, null), submission, by);
	}

	/**
	 * Enters what a placement should have been: of one that waits or came back at once,
	 * of an approved one for another person to decide on.
	 * @param version the version that the form knows
	 * @param reason why, of an approved one
	 */
	@Transactional
	public void correct(UUID reference, long version, PlacementEntry right, @Nullable String reason, UUID submission,
			Official by) {
		Placement placement = own(reference, by);
		PlacementEntry entry = this.records.checked(right, placement.entry());
		if (entry.equals(placement.entry())) {
			throw new Refusal(null, "project.refusal.nothingChanged");
		}
		if (!placement.state().equals("APPROVED")) {
			enterAgain(placement, version, entry, submission, by);
			return;
		}
		String why = PlacementRecords.text(reason, 500, "reason");
		if (why == null) {
			throw new Refusal("reason", "project.refusal.reasonMissing");
		}
		change(placement, version, "CORRECTION", new PlacementChangeContent(entry, why), submission, by);
	}

	private void enterAgain(Placement placement, long version, PlacementEntry entry, UUID submission, Official by) {
		if (placement.state().equals("RETRACTED")) {
			throw new Refusal(null, "employment.refusal.decided");
		}
		requireVersion(placement.version(), version);
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "employment.refusal.twice");
		}
		refusing(() -> this.jdbc
			.sql("""
					update placement set group_code = ?, workshop_id = ?, opening_id = ?, started_on = ?, ended_on = ?, end_reason = ?,
						insurance = ?, sealed = ?, state = 'ENTERED', entered_by = ?, entered_for = ?, entered_by_name = ?,
						entered_at = ?, decided_by = null, decided_for = null, decided_by_name = null, decided_at = null,
						decision_sealed = null, version = version + 1 where id = ?""")
			.params(entry.group(), entry.workshop(), entry.opening(), entry.startedOn(), entry.endedOn(),
					entry.endReason(), entry.insurance(), terms(entry, placement.reference()), by.id(), by.postId(),
					by.signature(), this.records.now(), placement.id())
			.update());
		this.records.record(RECORD, placement.reference(), "entered", by, differing(placement.entry(), entry));
	}

	private void change(Placement placement, long version, String kind, PlacementChangeContent content, UUID submission,
			Official by) {
		requireVersion(placement.version(), version);
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "employment.refusal.twice");
		}
		insertChange(placement, kind, content, by);
		this.records.record(RECORD, placement.reference(), kind.equals("END") ? "ended" : "corrected", by,
				differing(placement.entry(), content.entry()));
	}

	private void insertChange(Placement placement, String kind, PlacementChangeContent content, Official by) {
		UUID row = UUID.randomUUID();
		refusing(() -> this.jdbc.sql("""
				insert into placement_change (reference, placement_id, kind, sealed, state, entered_by, entered_for,
					entered_by_name, entered_at)
				values (?, ?, ?, ?, 'ENTERED', ?, ?, ?, ?)""")
			.params(row, placement.id(), kind, this.seals.entry(content, row), by.id(), by.postId(), by.signature(),
					this.records.now())
			.update());
	}

	/**
	 * Lets a change take effect.
	 * @param version the version of the change that was looked at
	 * @param by a coordinator who did not enter it
	 */
	@Transactional
	public void approveChange(UUID reference, long version, Official by) {
		this.scope.of(by).requireDecide();
		Change change = takeChange(reference, by);
		requireWaiting(change.state(), change.version(), version, change.enteredBy(), change.enteredFor(), by);
		PlacementEntry was = change.placement().entry();
		PlacementEntry is = Objects.requireNonNull(change.content()).entry();
		if (change.kind().equals("END")) {
			is = was.ended(is.endedOn(), is.endReason(), is.note());
		}
		PlacementEntry entry = is;
		UUID placement = change.placement().reference();
		refusing(() -> this.jdbc
			.sql("""
					update placement set group_code = ?, workshop_id = ?, opening_id = ?, started_on = ?, ended_on = ?, end_reason = ?,
						insurance = ?, sealed = ?, version = version + 1 where id = ?""")
			.params(entry.group(), entry.workshop(), entry.opening(), entry.startedOn(), entry.endedOn(),
					entry.endReason(), entry.insurance(), terms(entry, placement), change.placement().id())
			.update());
		this.jdbc.sql("update placement_change set sealed_before = ? where id = ?")
			.params(this.seals.entry(new PlacementChangeContent(was, null), reference), change.id())
			.update();
		decideChange(change, "APPROVED", null, by);
		this.records.record(RECORD, placement, word(change) + ".approved", by, differing(was, entry));
	}

	/** Sends a change back. */
	@Transactional
	public void sendChangeBack(UUID reference, long version, @Nullable String note, Official by) {
		this.scope.of(by).requireDecide();
		Change change = takeChange(reference, by);
		requireWaiting(change.state(), change.version(), version, change.enteredBy(), change.enteredFor(), by);
		decideChange(change, "RETURNED", requireNote(note), by);
		this.records.record(RECORD, change.placement().reference(), word(change) + ".returned", by, Set.of());
	}

	/** Takes a change back that nobody decided on. */
	@Transactional
	public void retractChange(UUID reference, Official by) {
		Change change = takeChange(reference, by);
		requireMine(change.enteredBy(), change.enteredFor(), change.state(), by);
		decideChange(change, "RETRACTED", null, by);
		this.records.record(RECORD, change.placement().reference(), word(change) + ".withdrawn", by, Set.of());
	}

	private static String word(Change change) {
		return change.kind().equals("END") ? "end" : "correction";
	}

	private void decideChange(Change change, String state, @Nullable String note, Official by) {
		this.jdbc
			.sql("""
					update placement_change set state = ?, decided_by = ?, decided_for = ?, decided_by_name = ?, decided_at = ?,
						decision_sealed = ?, version = version + 1 where id = ?""")
			.params(state, by.id(), by.postId(), by.signature(), this.records.now(),
					this.seals.words(note, "placement_change.decision", change.reference()), change.id())
			.update();
	}

	private Change takeChange(UUID reference, Official by) {
		this.scope.of(by).requirePeople();
		UUID placement = this.jdbc.sql("""
				select p.reference from placement_change c join placement p on p.id = c.placement_id
				where c.reference = ?""")
			.param(reference)
			.query(UUID.class)
			.optional()
			.orElseThrow(() -> new NotOnRecord("change"));
		Placement of = this.records.take(placement, by);
		return this.jdbc.sql("select * from placement_change where reference = ? for update")
			.param(reference)
			.query((row, index) -> new Change(row.getLong("id"), reference, of, row.getString("kind"),
					row.getString("state"), row.getLong("version"), row.getLong("entered_by"),
					row.getLong("entered_for"), this.seals.entry(row.getBytes("sealed"), reference)))
			.single();
	}

	private byte[] terms(PlacementEntry entry, UUID reference) {
		return this.seals.terms(
				new Terms(Objects.requireNonNull(entry.post()), Objects.requireNonNull(entry.wage()), entry.note()),
				reference);
	}

	/** A placement of the official's own village, whose person is still on record. */
	private Placement own(UUID reference, Official by) {
		Placement placement = this.records.take(reference, by);
		requireEnters(placement.community(), by);
		if (placement.erased()) {
			throw new Refusal(null, "employment.refusal.erased");
		}
		return placement;
	}

	private void requireEnters(long community, Official by) {
		Scope seen = this.scope.of(by);
		Scope.require(seen.enters(community));
	}

	private static void requireApproved(Placement placement) {
		if (!placement.state().equals("APPROVED")) {
			throw new Refusal(null, "employment.refusal.notApproved");
		}
	}

	static void requireWaiting(String state, long version, long known, long enteredBy, long enteredFor, Official by) {
		if (!state.equals("ENTERED")) {
			throw new Refusal(null, "employment.refusal.decided");
		}
		requireVersion(version, known);
		if (by.isSamePersonAs(enteredBy) || by.isSamePersonAs(enteredFor)) {
			throw new Refusal(null, "employment.refusal.own");
		}
	}

	static void requireVersion(long version, long known) {
		if (version != known) {
			throw new Refusal(null, "employment.refusal.changed");
		}
	}

	static void requireMine(long enteredBy, long enteredFor, String state, Official by) {
		if (by.id() != enteredBy && by.postId() != enteredFor) {
			throw new AccessDeniedException("entered by another");
		}
		if (!state.equals("ENTERED")) {
			throw new Refusal(null, "employment.refusal.decided");
		}
	}

	static String requireNote(@Nullable String note) {
		String words = PlacementRecords.text(note, 500, "note");
		if (words == null) {
			throw new Refusal("note", "approval.refusal.noteMissing");
		}
		return words;
	}

	/** Which fields differ, as the history names them. */
	static Set<String> differing(PlacementEntry was, PlacementEntry is) {
		Set<String> fields = new LinkedHashSet<>();
		add(fields, "personGroup", was.group(), is.group());
		add(fields, "workshop", was.workshop(), is.workshop());
		add(fields, "opening", was.opening(), is.opening());
		add(fields, "post", was.post(), is.post());
		add(fields, "startedWork", was.startedOn(), is.startedOn());
		add(fields, "wage", was.wage(), is.wage());
		add(fields, "insurance", was.insurance(), is.insurance());
		add(fields, "endedWork", was.endedOn(), is.endedOn());
		add(fields, "endReason", was.endReason(), is.endReason());
		return fields;
	}

	private static void add(Set<String> fields, String field, @Nullable Object was, @Nullable Object is) {
		if (!Objects.equals(was, is)) {
			fields.add(field);
		}
	}

	/** Puts what the database refuses into words. */
	private static void refusing(Runnable write) {
		try {
			write.run();
		}
		catch (DataIntegrityViolationException ex) {
			String constraint = String.valueOf(Violations.constraintOf(ex));
			if (constraint.equals("placement_apart")) {
				throw new Refusal("startedOn", "employment.refusal.apart");
			}
			if (constraint.equals("placement_change_open")) {
				throw new Refusal(null, "employment.refusal.changeWaits");
			}
			throw ex;
		}
	}

	private record Change(long id, UUID reference, Placement placement, String kind, String state, long version,
			long enteredBy, long enteredFor, @Nullable PlacementChangeContent content) {
	}

}

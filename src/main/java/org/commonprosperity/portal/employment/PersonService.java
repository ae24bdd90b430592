package org.commonprosperity.portal.employment;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.employment.PlacementRecords.Person;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.commonprosperity.portal.spreadsheet.SealedImports;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a person can ask for: that the particulars on record are right, and that they go
 * when their time is over or the consent is withdrawn. The placements of who was erased
 * stay as numbers.
 */
@Service
@RequiredArgsConstructor
public class PersonService {

	/** The kind of record under which history and trail know a person. */
	public static final String RECORD = "person";

	/** The newest policy, and the persons whose last placement ended long enough ago. */
	static final String DUE = """
			select s.id, s.reference, s.community_id, max(p.ended_on) as ended_on, o.keep_months
			from person s
			cross join (select keep_months from employment_policy order by version desc limit 1) o
			left join placement p on p.person_id = s.id and p.state in ('ENTERED', 'APPROVED')
			where s.erased_at is null
			group by s.id, o.keep_months
			having count(*) filter (where p.id is not null and p.ended_on is null) = 0
				and coalesce(max(p.ended_on), cast(s.created_at at time zone 'Asia/Shanghai' as date))
					+ make_interval(months => o.keep_months) < cast(:today as date)""";

	private final JdbcClient jdbc;

	private final EmploymentScope scope;

	private final PlacementRecords records;

	private final PersonSeals seals;

	private final SealedImports imports;

	private final Submissions submissions;

	private final AuditService audit;

	/**
	 * Corrects who a person is. What was on record before is kept, sealed, until the
	 * person is erased.
	 * @param version the version that the form knows
	 * @param by a clerk of the village
	 */
	@Transactional
	public void correct(UUID reference, long version, PersonEntry right, UUID submission, Official by) {
		this.records.holdPersons();
		Person person = own(reference, by);
		Particulars was = person.requireParticulars();
		Particulars is = this.records.checked(right);
		Set<String> fields = new LinkedHashSet<>();
		add(fields, "personName", was.name(), is.name());
		add(fields, "identifier", was.identifier(), is.identifier());
		add(fields, "telephone", was.telephone(), is.telephone());
		add(fields, "consentOn", person.consentOn(), right.consentOn());
		add(fields, "consentDocument", was.consentDocument(), is.consentDocument());
		add(fields, "personNote", was.note(), is.note());
		if (fields.isEmpty()) {
			throw new Refusal(null, "project.refusal.nothingChanged");
		}
		PlacementService.requireVersion(person.version(), version);
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "employment.refusal.twice");
		}
		UUID row = UUID.randomUUID();
		this.jdbc.sql("""
				insert into person_former (reference, person_id, sealed, replaced_by, replaced_by_name, replaced_at)
				values (?, ?, ?, ?, ?, ?)""")
			.params(row, person.id(), this.seals.former(was, row), by.id(), by.signature(), this.records.now())
			.update();
		byte[] mark = this.seals.mark(is.identifier());
		boolean same = Arrays.equals(mark, this.seals.mark(was.identifier()));
		try {
			this.jdbc.sql("""
					update person set sealed = ?, mark = ?, subject_id = ?, consent_on = ?, version = version + 1
					where id = ?""")
				.params(this.seals.person(is, reference), mark,
						same ? person.subject() : this.records.subjectOf(mark, person.id()), right.consentOn(),
						person.id())
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new Refusal("identifier", "employment.refusal.identifierTaken");
		}
		this.records.record(RECORD, reference, "changed", by, fields);
	}

	/**
	 * Erases who a person is. By a clerk of the village once the time is over; before, by
	 * the coordinating office, because the person withdrew the consent.
	 * @param consentWithdrawn whether that is why
	 */
	@Transactional
	public void erase(UUID reference, boolean consentWithdrawn, UUID submission, Official by) {
		Person person = this.records.takePerson(reference, by);
		Scope seen = this.scope.of(by);
		Scope.require(seen.decides() || seen.enters(person.community()));
		person.requireParticulars();
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "employment.refusal.twice");
		}
		boolean due = due().contains(person.id());
		if (!due && !consentWithdrawn) {
			throw new Refusal(null, "employment.refusal.notYet");
		}
		if (!due) {
			seen.requireDecide();
		}
		erase(person, due ? "erased" : "withdrawnConsent", by);
	}

	/**
	 * Erases all whose time is over, of those that were ticked.
	 * @return how many
	 */
	@Transactional
	public int eraseDue(List<UUID> references, Official by) {
		Scope may = this.scope.of(by);
		Scope.require(may.decides() || !may.own().isEmpty());
		Set<Long> due = due();
		int erased = 0;
		for (UUID reference : references) {
			Person person = this.records.takePerson(reference, by);
			Scope.require(may.decides() || may.enters(person.community()));
			if (due.contains(person.id())) {
				erase(person, "erased", by);
				erased++;
			}
		}
		return erased;
	}

	private Set<Long> due() {
		return this.jdbc.sql("select id from (" + DUE + ") d")
			.param("today", this.records.today())
			.query(Long.class)
			.set();
	}

	private void erase(Person person, String action, Official by) {
		this.jdbc.sql("delete from person_former where person_id = ?").param(person.id()).update();
		List<UUID> placements = this.jdbc.sql("select reference from placement where person_id = ? order by id")
			.param(person.id())
			.query(UUID.class)
			.list();
		for (UUID reference : placements) {
			PlacementRecords.Placement placement = this.records.take(reference, by);
			PlacementEntry entry = placement.entry();
			// figures go on from what stays: group, village, workshop, days and wage
			this.jdbc.sql("update placement set sealed = ?, decision_sealed = null where id = ?")
				.params(this.seals.terms(
						new Terms(Objects.requireNonNull(entry.post()), Objects.requireNonNull(entry.wage()), null),
						reference), placement.id())
				.update();
		}
		this.jdbc
			.sql("""
					update placement set state = 'RETRACTED', decided_by = ?, decided_for = ?, decided_by_name = ?, decided_at = ?,
						version = version + 1 where person_id = ? and state = 'ENTERED'""")
			.params(by.id(), by.postId(), by.signature(), this.records.now(), person.id())
			.update();
		this.jdbc.sql("""
				update placement_change c set sealed = null, sealed_before = null, decision_sealed = null,
					version = version + 1,
					state = case state when 'ENTERED' then 'RETRACTED' else state end,
					decided_by = case state when 'ENTERED' then :by else decided_by end,
					decided_for = case state when 'ENTERED' then :for else decided_for end,
					decided_by_name = case state when 'ENTERED' then :name else decided_by_name end,
					decided_at = case state when 'ENTERED' then :at else decided_at end
				where placement_id in (select id from placement where person_id = :person)""")
			.param("by", by.id())
			.param("for", by.postId())
			.param("name", by.signature())
			.param("at", this.records.now())
			.param("person", person.id())
			.update();
		this.jdbc.sql(
				"update follow_up set sealed = null where placement_id in (select id from placement where person_id = ?)")
			.param(person.id())
			.update();
		this.imports.clear(this.jdbc.sql("""
				select distinct m.job_id from placement_import m join placement p on p.id = m.placement_id
				where p.person_id = ?""").param(person.id()).query(Long.class).list());
		this.jdbc.sql("""
				update person set sealed = null, mark = null, consent_on = null, erased_at = ?, version = version + 1
				where id = ?""").params(this.records.now(), person.id()).update();
		this.records.record(RECORD, person.reference(), action, by, Set.of());
	}

	private Person own(UUID reference, Official by) {
		Person person = this.records.takePerson(reference, by);
		Scope.require(this.scope.of(by).enters(person.community()));
		return person;
	}

	/** The policy in force. */
	@Transactional(readOnly = true)
	public Policy policy() {
		return this.jdbc.sql("select * from employment_policy order by version desc limit 1")
			.query((row, index) -> new Policy(row.getInt("version"), row.getInt("keep_months"),
					row.getInt("break_days"), row.getString("document")))
			.single();
	}

	/**
	 * Sets the policy: a new version, the old ones stay readable.
	 * @param version the version that the form knows
	 * @param by an administrator
	 */
	@Transactional
	public void setPolicy(long version, @Nullable Integer keepMonths, @Nullable Integer breakDays,
			@Nullable String document, Official by) {
		Scope.require(by.is(Role.ADMIN));
		if (keepMonths == null || keepMonths < 1 || keepMonths > 600) {
			throw new Refusal("keepMonths", "employment.refusal.keepMonths");
		}
		if (breakDays == null || breakDays < 0 || breakDays > 366) {
			throw new Refusal("breakDays", "employment.refusal.breakDays");
		}
		String paper = PlacementRecords.text(document, 200, "document");
		if (paper == null) {
			throw new Refusal("document", "employment.refusal.document");
		}
		Policy before = policy();
		PlacementService.requireVersion(before.version(), version);
		try {
			this.jdbc
				.sql("""
						insert into employment_policy (version, keep_months, break_days, document, set_by, set_by_name, set_at)
						values (?, ?, ?, ?, ?, ?, ?)""")
				.params(version + 1, keepMonths, breakDays, paper, by.id(), by.signature(), this.records.now())
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new Refusal(null, "employment.refusal.changed");
		}
		this.audit
			.changed("employment-policy", String.valueOf(version + 1), "employment-policy.changed", by, paper, List.of(
					new Difference("keepMonths", null, String.valueOf(before.keepMonths()), String.valueOf(keepMonths)),
					new Difference("breakDays", null, String.valueOf(before.breakDays()), String.valueOf(breakDays))));
	}

	private static void add(Set<String> fields, String field, @Nullable Object was, @Nullable Object is) {
		if (!Objects.equals(was, is)) {
			fields.add(field);
		}
	}

	/**
	 * What the district set.
	 *
	 * @param keepMonths so long particulars are kept after the last placement ended
	 * @param breakDays so many days without work do not break a stay
	 */
	public record Policy(int version, int keepMonths, int breakDays, @Nullable String document) {
	}

}

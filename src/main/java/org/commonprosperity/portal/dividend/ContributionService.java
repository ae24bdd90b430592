package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.dividend.Decision.Waiting;
import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what was paid in, withdrawn and transferred. A department enters, the
 * coordinating office decides. An approved contribution is never rewritten: it ends, and
 * what a wrong one should have been is a new one; the next run posts the difference.
 */
@Service
@RequiredArgsConstructor
public class ContributionService {

	/** The kind of record under which history and trail know a contribution. */
	public static final String RECORD = "contribution";

	static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

	static final Money MOST = new Money(new BigDecimal("1000000000000.00"));

	private static final String CHANGE = "contribution_change";

	/** What was owed from before, to be paid by the day that the terms name. */
	private static final String OPENING = """
			insert into dividend_entry (project_id, contributor_id, kind, year, amount, pay_by, contribution_id, posted_at,
				posted_by, posted_by_name)
			select c.project_id, c.contributor_id, 'OPENING', y.year, c.opening_balance,
				make_date(y.year + 1, coalesce(t.pay_by_month, 3), coalesce(t.pay_by_day, 31)), c.id, ?, ?, ?
			from contribution c
			cross join lateral (select extract(year from c.kept_from - 1)::int as year) y
			left join lateral (select pay_by_month, pay_by_day from dividend_terms t
				where t.project_id = c.project_id and t.state = 'APPROVED' order by t.valid_from desc nulls last, t.id limit 1) t on true
			where c.state = 'APPROVED' and c.opening_balance > 0""";

	private static final int LONGEST = 200;

	private static final int LONGEST_REFERENCE = 40;

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final DividendLedger ledger;

	private final Decision decision;

	private final ImportedContributions imported;

	private final Submissions submissions;

	private final AuditService audit;

	/**
	 * Enters a contribution, for another person to decide on.
	 * @param project code of the project
	 * @param by an editor of the project's department
	 * @return its number
	 */
	@Transactional
	public long enter(String project, NewContribution contribution, UUID submission, Official by) {
		DividendProject of = this.facts.project(project);
		DividendAccess.requireEdit(by, of.departmentId());
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "dividend.refusal.twice");
		}
		Gathered wrong = new Gathered();
		Long contributor = wrong.of(() -> contributor("contributor", contribution.contributor(), of));
		String reference = wrong.of(() -> text(contribution.reference(), LONGEST_REFERENCE, "reference"));
		wrong.require(reference != null, "reference", "dividend.refusal.reference");
		LocalDate paidInOn = wrong.of(() -> day("paidInOn", contribution.paidInOn()));
		Money paid = wrong.of(() -> amount("principal", contribution.principal()));
		LocalDate kept = contribution.keptFrom();
		Money opening = contribution.openingBalance();
		checkOpening(kept, opening, paidInOn, wrong);
		String document = wrong.of(() -> Decision.requireDocument(text(contribution.document(), LONGEST, "document")));
		String note = wrong.of(() -> text(contribution.note(), 500, "note"));
		wrong.refuse();
		LocalDate paidIn = Objects.requireNonNull(paidInOn);
		Money principal = Objects.requireNonNull(paid);
		long id;
		try {
			id = this.jdbc
				.sql("""
						insert into contribution (project_id, contributor_id, reference, paid_in_on, principal, kept_from,
							opening_balance, origin, document, note, state, entered_by, entered_for, entered_by_name, entered_at)
						values (?, ?, ?, ?, ?, ?, ?, 'PAID_IN', ?, ?, 'ENTERED', ?, ?, ?, ?) returning id""")
				.params(of.id(), contributor, reference, paidIn, principal.yuan(), kept,
						(opening != null) ? opening.yuan() : null, document, note, by.id(), by.postId(), by.signature(),
						this.ledger.now())
				.query(Long.class)
				.single();
		}
		catch (DataIntegrityViolationException ex) {
			if ("contribution_reference".equals(Violations.constraintOf(ex))) {
				throw new Refusal("reference", "dividend.refusal.referenceTaken");
			}
			throw ex;
		}
		List<Difference> differences = new ArrayList<>();
		differences.add(new Difference("paidInOn", null, null, paidIn.toString()));
		differences.add(new Difference("principal", null, null, principal.toString()));
		if (kept != null && opening != null) {
			differences.add(new Difference("keptFrom", null, null, kept.toString()));
			differences.add(new Difference("openingBalance", null, null, opening.toString()));
		}
		record(id, "entered", by, document, differences);
		return id;
	}

	private void checkOpening(@Nullable LocalDate kept, @Nullable Money opening, @Nullable LocalDate paidIn,
			Gathered wrong) {
		wrong.require((kept == null) == (opening == null), (kept == null) ? "keptFrom" : "openingBalance",
				"dividend.refusal.opening");
		if (kept != null && paidIn != null) {
			wrong.require(!kept.isBefore(paidIn) && kept.isAfter(EARLIEST) && !kept.isAfter(this.ledger.today()),
					"keptFrom", "dividend.refusal.keptFrom", paidIn.toString());
		}
		wrong.require(opening == null || (opening.yuan().signum() >= 0 && opening.compareTo(MOST) < 0),
				"openingBalance", "dividend.refusal.openingBalance");
	}

	/**
	 * Lets an entered contribution count. What was owed from before is posted with it.
	 * @param version the version that was looked at
	 * @param by a coordinator who did not enter it
	 */
	@Transactional
	public void approve(long id, long version, Official by) {
		this.ledger.holdStill();
		Waiting waiting = this.decision.takeToDecide(RECORD, id, "ENTERED", version, by);
		this.decision.decided(waiting, "APPROVED", null, by);
		postOpening(id, by);
		record(id, "approved", by, null, List.of());
	}

	/**
	 * Lets all that an import entered and nobody decided on count, contributions and
	 * corrections.
	 * @param job number of the import
	 * @param by a coordinator who did not send it
	 * @return how many
	 */
	@Transactional
	public int approveImport(long job, Official by) {
		DividendAccess.requireDecide(by);
		this.ledger.lock();
		this.jdbc.sql("select sent_by, sent_for from import_job where id = ? for update").param(job).query((row) -> {
			Decision.requireAnother(row.getLong("sent_by"), row.getLong("sent_for"), by);
		});
		List<Long> approved = this.jdbc.sql("""
				update contribution c set state = 'APPROVED', decided_by = ?, decided_for = ?, decided_by_name = ?,
					decided_at = ?, version = version + 1
				from contribution_import m where m.job_id = ? and m.contribution_id = c.id and m.change_id is null
					and c.state = 'ENTERED' returning c.id""")
			.params(by.id(), by.postId(), by.signature(), this.ledger.now(), job)
			.query(Long.class)
			.list();
		this.jdbc.sql(OPENING
				+ " and c.id in (select contribution_id from contribution_import where job_id = ? and change_id is null)"
				+ " and not exists (select from dividend_entry e where e.contribution_id = c.id and e.kind = 'OPENING')")
			.params(this.ledger.now(), by.id(), by.signature(), job)
			.update();
		Map<String, List<Difference>> records = new LinkedHashMap<>();
		approved.forEach((id) -> records.put(String.valueOf(id), List.of()));
		this.imported.inParts(records, "approved", by, null);
		List<Long> changes = this.jdbc.sql("""
				select x.id from contribution_import m join contribution_change x on x.id = m.change_id
				where m.job_id = ? and x.state = 'ENTERED' order by x.id""").param(job).query(Long.class).list();
		changes.forEach((change) -> approveChange(change, version(change), by));
		return approved.size() + changes.size();
	}

	/** Sends an entered contribution back. */
	@Transactional
	public void sendBack(long id, long version, @Nullable String note, Official by) {
		Waiting waiting = this.decision.takeToDecide(RECORD, id, "ENTERED", version, by);
		this.decision.decided(waiting, "RETURNED", Decision.requireNote(note), by);
		record(id, "returned", by, note, List.of());
	}

	/** Takes an entered contribution back that nobody decided on. */
	@Transactional
	public void retract(long id, Official by) {
		this.decision.retract(RECORD, id, "ENTERED", "RETRACTED", by);
		record(id, "withdrawn", by, null, List.of());
	}

	/**
	 * Enters that a contribution was withdrawn, or a part of it.
	 * @param version the version of the contribution that the form knows
	 * @param day the day on which it does not earn any more
	 * @param amount yuan of a part; null: all of it
	 * @return number of the change
	 */
	@Transactional
	public long withdraw(long id, long version, @Nullable LocalDate day, @Nullable Money amount,
			@Nullable String reason, @Nullable String document, UUID submission, Official by) {
		Standing standing = take(id, version, submission, by);
		LocalDate on = endDay(standing, day);
		Money part = part(standing, amount);
		return enter(new Change(standing, "WITHDRAWAL", on, part, null, null, null, null,
				text(reason, LONGEST, "reason"), Decision.requireDocument(text(document, LONGEST, "document"))), by);
	}

	/**
	 * Enters that a contribution was transferred to another contributor, or a part of it:
	 * the giver's ends and the receiver's begins on the same day.
	 * @param to the receiver's number
	 * @return number of the change
	 */
	@Transactional
	public long transfer(long id, long version, @Nullable LocalDate day, @Nullable Money amount, @Nullable String to,
			@Nullable String reason, @Nullable String document, UUID submission, Official by) {
		Standing standing = take(id, version, submission, by);
		LocalDate on = endDay(standing, day);
		Money part = part(standing, amount);
		long receiver = contributor("to", to, standing.project());
		if (receiver == standing.contributorId()) {
			throw new Refusal("to", "dividend.refusal.toSelf");
		}
		return enter(new Change(standing, "TRANSFER", on, part, receiver, null, null, null,
				text(reason, LONGEST, "reason"), Decision.requireDocument(text(document, LONGEST, "document"))), by);
	}

	/**
	 * Enters what an approved contribution should have been. The wrong one ends with the
	 * day that it began, the right one takes its place.
	 * @param contributor the number of the contributor whose it is
	 * @return number of the change
	 */
	@Transactional
	public long correct(long id, long version, @Nullable String contributor, @Nullable LocalDate paidInOn,
			@Nullable Money principal, @Nullable String reason, @Nullable String document, UUID submission,
			Official by) {
		Standing standing = take(id, version, submission, by);
		requireNothingCameOfIt(standing);
		long whose = contributor("contributor", contributor, standing.project());
		LocalDate paidIn = day("paidInOn", paidInOn);
		if (standing.keptFrom() != null && standing.keptFrom().isBefore(paidIn)) {
			throw new Refusal("paidInOn", "dividend.refusal.paidInKept", standing.keptFrom().toString());
		}
		if (standing.endedOn() != null && standing.endedOn().isBefore(paidIn)) {
			throw new Refusal("paidInOn", "dividend.refusal.paidInEnded", standing.endedOn().toString());
		}
		Money right = amount("principal", principal);
		if (whose == standing.contributorId() && paidIn.equals(standing.paidInOn())
				&& right.equals(standing.principal())) {
			throw new Refusal(null, "project.refusal.nothingChanged");
		}
		return enter(
				new Change(standing, "CORRECTION", null, null, null, whose, paidIn, right,
						Decision.requireReason(text(reason, LONGEST, "reason")), text(document, LONGEST, "document")),
				by);
	}

	/**
	 * Enters another end for a contribution that was withdrawn.
	 * @param day the day on which it does not earn any more; null: it still stands
	 * @return number of the change
	 */
	@Transactional
	public long correctEnd(long id, long version, @Nullable LocalDate day, @Nullable String reason,
			@Nullable String document, UUID submission, Official by) {
		Standing standing = take(id, version, submission, by);
		requireNothingCameOfIt(standing);
		if (standing.endedOn() == null) {
			throw new Refusal("day", "dividend.refusal.notEnded");
		}
		if (standing.endedOn().equals(day)) {
			throw new Refusal("day", "project.refusal.nothingChanged");
		}
		if (day != null) {
			endDayOf(standing, day);
		}
		return enter(
				new Change(standing, "END_CORRECTION", day, null, null, null, null, null,
						Decision.requireReason(text(reason, LONGEST, "reason")), text(document, LONGEST, "document")),
				by);
	}

	/**
	 * Lets a change of a contribution take effect.
	 * @param change number of the change
	 * @param version the version of the change that was looked at
	 * @param by a coordinator who did not enter it
	 */
	@Transactional
	public void approveChange(long change, long version, Official by) {
		this.ledger.holdStill();
		Waiting waiting = this.decision.takeToDecide(CHANGE, change, "ENTERED", version, by);
		Entered entered = entered(change);
		this.jdbc.sql("update contribution_change set day_before = ? where id = ?")
			.params(entered.endedOn(), change)
			.update();
		this.decision.decided(waiting, "APPROVED", null, by);
		switch (entered.kind()) {
			case "WITHDRAWAL" -> {
				end(entered, entered.day(), "WITHDRAWN");
				remainder(entered, by);
			}
			case "TRANSFER" -> {
				end(entered, entered.day(), "TRANSFERRED");
				remainder(entered, by);
				follow(entered, "TRANSFERRED", "T", Objects.requireNonNull(entered.toContributor()),
						Objects.requireNonNull(entered.day()), entered.part(), by);
			}
			case "CORRECTION" -> correct(entered, by);
			default -> end(entered, entered.day(), (entered.day() != null) ? "WITHDRAWN" : null);
		}
		record(entered.contributionId(), word(entered.kind()) + ".approved", by, null,
				List.of(new Difference("endedOn", null, text(entered.endedOn()), text(entered.day()))));
	}

	/** Sends a change back. */
	@Transactional
	public void sendChangeBack(long change, long version, @Nullable String note, Official by) {
		Waiting waiting = this.decision.takeToDecide(CHANGE, change, "ENTERED", version, by);
		this.decision.decided(waiting, "RETURNED", Decision.requireNote(note), by);
		Entered entered = entered(change);
		record(entered.contributionId(), word(entered.kind()) + ".returned", by, note, List.of());
	}

	/** Takes a change back that nobody decided on. */
	@Transactional
	public void retractChange(long change, Official by) {
		this.decision.retract(CHANGE, change, "ENTERED", "RETRACTED", by);
		Entered entered = entered(change);
		record(entered.contributionId(), word(entered.kind()) + ".withdrawn", by, null, List.of());
	}

	private long enter(Change change, Official by) {
		Standing standing = change.of();
		long id;
		try {
			id = this.jdbc.sql("""
					insert into contribution_change (contribution_id, kind, day, amount, to_contributor_id,
						new_contributor_id, new_paid_in_on, new_principal, reason, document, state, entered_by,
						entered_for, entered_by_name, entered_at)
					values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ENTERED', ?, ?, ?, ?) returning id""")
				.params(standing.id(), change.kind(), change.day(), yuan(change.amount()), change.to(), change.whose(),
						change.paidIn(), yuan(change.principal()), change.reason(), change.document(), by.id(),
						by.postId(), by.signature(), this.ledger.now())
				.query(Long.class)
				.single();
		}
		catch (DataIntegrityViolationException ex) {
			if ("contribution_change_open".equals(Violations.constraintOf(ex))) {
				throw new Refusal(null, "dividend.refusal.changeWaits");
			}
			throw ex;
		}
		List<Difference> differences = new ArrayList<>();
		if (change.day() != null || change.kind().equals("END_CORRECTION")) {
			differences.add(new Difference("endedOn", null, text(standing.endedOn()), text(change.day())));
		}
		if (change.amount() != null) {
			differences.add(new Difference("amountOfPart", null, null, change.amount().toString()));
		}
		if (change.paidIn() != null && !change.paidIn().equals(standing.paidInOn())) {
			differences.add(new Difference("paidInOn", null, text(standing.paidInOn()), text(change.paidIn())));
		}
		if (change.principal() != null && !change.principal().equals(standing.principal())) {
			differences
				.add(new Difference("principal", null, standing.principal().toString(), change.principal().toString()));
		}
		Long other = (change.to() != null) ? change.to() : change.whose();
		if (other != null && other != standing.contributorId()) {
			differences.add(new Difference("contributor", null, number(standing.contributorId()), number(other)));
		}
		record(standing.id(), word(change.kind()) + ".entered", by,
				(change.reason() != null) ? change.reason() : change.document(), differences);
		return id;
	}

	private void correct(Entered entered, Official by) {
		end(entered, entered.paidInOn(), "CORRECTED");
		LocalDate paidIn = Objects.requireNonNull(entered.newPaidInOn());
		boolean another = Objects.requireNonNull(entered.newContributor()) != entered.contributorId();
		if (another) {
			this.jdbc.sql("""
					insert into dividend_entry (project_id, contributor_id, kind, year, amount, pay_by, contribution_id,
						reverses_id, reason, posted_at, posted_by, posted_by_name)
					select e.project_id, e.contributor_id, 'REVERSAL', e.year, -e.amount, e.pay_by, e.contribution_id,
						e.id, ?, ?, ?, ? from dividend_entry e
					where e.contribution_id = ? and e.kind = 'OPENING' and not exists (
						select from dividend_entry r where r.reverses_id = e.id)""")
				.params(entered.reason(), this.ledger.now(), by.id(), by.signature(), entered.contributionId())
				.update();
		}
		long right = follow(entered, "CORRECTION", "C", entered.newContributor(), paidIn,
				Objects.requireNonNull(entered.newPrincipal()), by);
		// what was owed from before goes with whom it belongs to
		this.jdbc.sql("""
				update contribution set ended_on = w.ended_on, end_kind = w.end_kind, end_decided_at = w.end_decided_at
				from (select ?::date as ended_on, ?::varchar as end_kind, ?::timestamptz as end_decided_at) w
				where id = ? and w.ended_on is not null""")
			.params(entered.endedOn(), entered.endKind(), this.ledger.now(), right)
			.update();
		if (another) {
			postOpening(right, by);
		}
	}

	/** What is left where a part was withdrawn or transferred. */
	private void remainder(Entered entered, Official by) {
		if (entered.amount() != null) {
			follow(entered, "REMAINDER", "R", entered.contributorId(), Objects.requireNonNull(entered.day()),
					new Money(entered.principal().yuan().subtract(entered.amount().yuan())), by);
		}
	}

	/** The contribution that comes of another one. */
	private long follow(Entered entered, String origin, String letter, long contributor, LocalDate paidIn,
			Money principal, Official by) {
		boolean kept = origin.equals("CORRECTION");
		boolean another = contributor != entered.contributorId();
		return this.jdbc
			.sql("""
					insert into contribution (project_id, contributor_id, reference, paid_in_on, principal, kept_from,
						opening_balance, origin, origin_id, document, state, entered_by, entered_for, entered_by_name,
						entered_at, decided_by, decided_for, decided_by_name, decided_at)
					select c.project_id, ?, ?, ?, ?, case when ? then c.kept_from end,
						case when ? and c.kept_from is not null then case when ? then c.opening_balance else 0 end end, ?,
						c.id, coalesce(x.document, c.document), 'APPROVED', x.entered_by, x.entered_for,
						x.entered_by_name, x.entered_at, ?, ?, ?, ?
					from contribution_change x join contribution c on c.id = x.contribution_id where x.id = ? returning id""")
			.params(contributor, letter + entered.id(), paidIn, principal.yuan(), kept, kept, another, origin, by.id(),
					by.postId(), by.signature(), this.ledger.now(), entered.id())
			.query(Long.class)
			.single();
	}

	private void end(Entered entered, @Nullable LocalDate day, @Nullable String kind) {
		this.jdbc.sql("""
				update contribution set ended_on = ?, end_kind = ?, end_decided_at = ?, version = version + 1
				where id = ?""").params(day, kind, this.ledger.now(), entered.contributionId()).update();
	}

	/** Posts what was owed from before, once. */
	private void postOpening(long id, Official by) {
		this.jdbc.sql(OPENING + " and c.id = ?").params(this.ledger.now(), by.id(), by.signature(), id).update();
	}

	private long version(long change) {
		return this.jdbc.sql("select version from contribution_change where id = ?")
			.param(change)
			.query(Long.class)
			.single();
	}

	private void record(long id, String action, Official by, @Nullable String note, List<Difference> differences) {
		String what = action.contains(".") ? RECORD + "-" + action : RECORD + "." + action;
		this.audit.changed(RECORD, String.valueOf(id), what, by, note, differences);
	}

	private static String word(String kind) {
		return switch (kind) {
			case "WITHDRAWAL" -> "withdrawal";
			case "TRANSFER" -> "transfer";
			case "CORRECTION" -> "correction";
			default -> "end";
		};
	}

	private LocalDate endDay(Standing standing, @Nullable LocalDate day) {
		if (standing.endedOn() != null) {
			throw new Refusal("day", "dividend.refusal.ended", standing.endedOn().toString());
		}
		return endDayOf(standing, day);
	}

	private LocalDate endDayOf(Standing standing, @Nullable LocalDate day) {
		LocalDate on = day("day", day);
		LocalDate first = (standing.keptFrom() != null) ? standing.keptFrom() : standing.paidInOn();
		if (on.isBefore(first)) {
			throw new Refusal("day", "dividend.refusal.dayBefore", first.toString());
		}
		return on;
	}

	private static @Nullable Money part(Standing standing, @Nullable Money amount) {
		if (amount == null || amount.equals(standing.principal())) {
			return null;
		}
		if (amount.yuan().signum() <= 0 || amount.compareTo(standing.principal()) > 0) {
			throw new Refusal("amount", "dividend.refusal.part", standing.principal().toString());
		}
		return amount;
	}

	/** Refuses where other contributions came of it: they are put right first. */
	private void requireNothingCameOfIt(Standing standing) {
		if ("CORRECTED".equals(standing.endKind())) {
			throw new Refusal(null, "dividend.refusal.corrected");
		}
		this.jdbc.sql("""
				select string_agg(reference, '、' order by id) from contribution
				where origin_id = ? and state = 'APPROVED' and end_kind is distinct from 'CORRECTED'""")
			.param(standing.id())
			.query(String.class)
			.optional()
			.ifPresent((references) -> {
				throw new Refusal(null, "dividend.refusal.followed", references);
			});
	}

	private LocalDate day(String field, @Nullable LocalDate day) {
		if (day == null || day.isBefore(EARLIEST)) {
			throw new Refusal(field, "dividend.refusal.day", EARLIEST.toString());
		}
		if (day.isAfter(this.ledger.today())) {
			throw new Refusal(field, "project.refusal.future");
		}
		return day;
	}

	private static Money amount(String field, @Nullable Money amount) {
		if (amount == null || amount.yuan().signum() <= 0 || amount.compareTo(MOST) >= 0) {
			throw new Refusal(field, "dividend.refusal.amount");
		}
		return amount;
	}

	private static @Nullable String text(@Nullable String text, int most, String field) {
		String trimmed = (text != null) ? text.strip() : "";
		if (trimmed.length() > most) {
			throw new Refusal(field, "dividend.refusal.long", most);
		}
		return trimmed.isEmpty() ? null : trimmed;
	}

	private static @Nullable String text(@Nullable LocalDate day) {
		return (day != null) ? day.toString() : null;
	}

	private static @Nullable BigDecimal yuan(@Nullable Money money) {
		return (money != null) ? money.yuan() : null;
	}

	private String number(long contributor) {
		return this.jdbc.sql("select number from contributor where id = ?")
			.param(contributor)
			.query(String.class)
			.single();
	}

	/** A contributor whose record the project's department keeps. */
	private long contributor(String field, @Nullable String number, DividendProject project) {
		return this.jdbc.sql("select id from contributor where number = ? and department_id = ?")
			.params(number, project.departmentId())
			.query(Long.class)
			.optional()
			.orElseThrow(() -> new Refusal(field, "dividend.refusal.contributor"));
	}

	/** Takes an approved contribution for changing. */
	private Standing take(long id, long version, UUID submission, Official by) {
		Standing standing = this.jdbc.sql("select * from contribution where id = ? for no key update")
			.param(id)
			.query((row, index) -> new Standing(id, this.facts.project(row.getLong("project_id")),
					row.getLong("contributor_id"), row.getObject("paid_in_on", LocalDate.class),
					new Money(row.getBigDecimal("principal")), row.getObject("kept_from", LocalDate.class),
					row.getObject("ended_on", LocalDate.class), row.getString("end_kind"), row.getString("state"),
					row.getLong("version")))
			.optional()
			.orElseThrow(() -> new NotOnRecord("contribution " + id));
		DividendAccess.requireEdit(by, standing.project().departmentId());
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "dividend.refusal.twice");
		}
		if (!standing.state().equals("APPROVED")) {
			throw new Refusal(null, "dividend.refusal.notApproved");
		}
		if (standing.version() != version) {
			throw new Refusal(null, "dividend.refusal.changed");
		}
		return standing;
	}

	private Entered entered(long change) {
		return this.jdbc.sql("""
				select x.*, c.contributor_id, c.paid_in_on, c.principal, c.ended_on, c.end_kind
				from contribution_change x join contribution c on c.id = x.contribution_id
				where x.id = ? for no key update of c""")
			.param(change)
			.query((row, index) -> new Entered(change, row.getLong("contribution_id"), row.getString("kind"),
					row.getObject("day", LocalDate.class), money(row.getBigDecimal("amount")),
					row.getObject("to_contributor_id", Long.class), row.getObject("new_contributor_id", Long.class),
					row.getObject("new_paid_in_on", LocalDate.class), money(row.getBigDecimal("new_principal")),
					row.getString("reason"), row.getLong("contributor_id"),
					row.getObject("paid_in_on", LocalDate.class), new Money(row.getBigDecimal("principal")),
					row.getObject("ended_on", LocalDate.class), row.getString("end_kind")))
			.single();
	}

	private static @Nullable Money money(@Nullable BigDecimal yuan) {
		return (yuan != null) ? new Money(yuan) : null;
	}

	/**
	 * An approved contribution.
	 */
	private record Standing(long id, DividendProject project, long contributorId, LocalDate paidInOn, Money principal,
			@Nullable LocalDate keptFrom, @Nullable LocalDate endedOn, @Nullable String endKind, String state,
			long version) {
	}

	/**
	 * A change as it is entered.
	 */
	private record Change(Standing of, String kind, @Nullable LocalDate day, @Nullable Money amount, @Nullable Long to,
			@Nullable Long whose, @Nullable LocalDate paidIn, @Nullable Money principal, @Nullable String reason,
			@Nullable String document) {
	}

	/**
	 * A change on record, beside the contribution that it changes.
	 */
	private record Entered(long id, long contributionId, String kind, @Nullable LocalDate day, @Nullable Money amount,
			@Nullable Long toContributor, @Nullable Long newContributor, @Nullable LocalDate newPaidInOn,
			@Nullable Money newPrincipal, @Nullable String reason, long contributorId, LocalDate paidInOn,
			Money principal, @Nullable LocalDate endedOn, @Nullable String endKind) {

		/** What is withdrawn or transferred. */
		Money part() {
			return (this.amount != null) ? this.amount : this.principal;
		}

	}

}

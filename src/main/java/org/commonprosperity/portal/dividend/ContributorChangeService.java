package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.dividend.Decision.Waiting;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides where a contributor's money goes and which class decides its rate. A department
 * enters, the coordinating office decides; until then what is on record holds. What was
 * returned is entered anew.
 */
@Service
@RequiredArgsConstructor
public class ContributorChangeService {

	private static final String TABLE = "contributor_change";

	private static final String ACCOUNT = "ACCOUNT";

	private static final int REASON = 500;

	private static final int DOCUMENT = 200;

	private final JdbcClient jdbc;

	private final DividendLedger ledger;

	private final Decision decision;

	private final AccountSeals seals;

	private final AuditService audit;

	/** Enters another identifier or account, for another person to decide on. */
	long enterAccount(long contributor, String number, AccountChange change, @Nullable String reason,
			@Nullable String document, Official by) {
		String why = shortened(Decision.requireReason(reason), REASON, "reason");
		String paper = shortened(Decision.requireDocument(document), DOCUMENT, "document");
		requireNothingWaits(contributor, ACCOUNT);
		requireFree(contributor, change);
		UUID reference = UUID.randomUUID();
		long id = this.jdbc.sql("""
				insert into contributor_change (reference, contributor_id, kind, content, reason, document, state,
					entered_by, entered_for, entered_by_name, entered_at)
				values (?, ?, 'ACCOUNT', ?, ?, ?, 'ENTERED', ?, ?, ?, ?) returning id""")
			.params(reference, contributor, this.seals.seal(change, reference), why, paper, by.id(), by.postId(),
					by.signature(), this.ledger.now())
			.query(Long.class)
			.single();
		this.audit.changed(ContributorService.RECORD, number, "contributor-account.entered", by, paper,
				differences(change));
		return id;
	}

	/** Enters another class from a day on, for another person to decide on. */
	long enterClass(long contributor, String number, @Nullable String contributorClass, LocalDate from, String document,
			Official by) {
		String paper = shortened(document, DOCUMENT, "document");
		requireNothingWaits(contributor, "CLASS");
		long id = this.jdbc
			.sql("""
					insert into contributor_change (reference, contributor_id, kind, class_code, class_from, document, state,
						entered_by, entered_for, entered_by_name, entered_at)
					values (?, ?, 'CLASS', ?, ?, ?, 'ENTERED', ?, ?, ?, ?) returning id""")
			.params(UUID.randomUUID(), contributor, contributorClass, from, paper, by.id(), by.postId(), by.signature(),
					this.ledger.now())
			.query(Long.class)
			.single();
		this.audit.changed(ContributorService.RECORD, number, "contributor-class.entered", by, paper,
				List.of(classOf(from, classOn(contributor, from), contributorClass)));
		return id;
	}

	/**
	 * Lets a change take effect.
	 * @param version the version of the change that was looked at
	 * @param by a coordinator who did not enter it
	 */
	@Transactional
	public void approve(long id, long version, Official by) {
		this.ledger.holdStill();
		Entered entered = take(id);
		Waiting waiting = this.decision.takeToDecide(TABLE, id, "ENTERED", version, by);
		this.decision.decided(waiting, "APPROVED", null, by);
		if (entered.kind().equals(ACCOUNT)) {
			applyAccount(entered, by);
		}
		else {
			applyClass(entered, by);
		}
	}

	/** Sends a change back. */
	@Transactional
	public void sendBack(long id, long version, @Nullable String note, Official by) {
		Entered entered = take(id);
		Waiting waiting = this.decision.takeToDecide(TABLE, id, "ENTERED", version, by);
		this.decision.decided(waiting, "RETURNED", Decision.requireNote(note), by);
		this.audit.changed(ContributorService.RECORD, entered.number(), entered.word() + ".returned", by, note,
				List.of());
	}

	/** Takes a change back that nobody decided on. */
	@Transactional
	public void retract(long id, Official by) {
		Entered entered = take(id);
		this.decision.retract(TABLE, id, "ENTERED", "RETRACTED", by);
		this.audit.changed(ContributorService.RECORD, entered.number(), entered.word() + ".withdrawn", by, null,
				List.of());
	}

	private void applyAccount(Entered entered, Official by) {
		AccountChange change = this.seals.open(Objects.requireNonNull(entered.content()), entered.reference());
		requireFree(entered.contributor(), change);
		try {
			this.jdbc.sql("""
					update contributor set identifier = ?, bank_name = ?, bank_account = ?, version = version + 1
					where id = ?""")
				.params(change.identifier(), change.bankName(), change.bankAccount(), entered.contributor())
				.update();
		}
		catch (DataIntegrityViolationException ex) {
			throw ContributorService.taken(ex);
		}
		this.audit.changed(ContributorService.RECORD, entered.number(), "contributor-account.approved", by, null,
				differences(change));
	}

	/**
	 * What was on record for that day and later ones holds no more and stays readable.
	 */
	private void applyClass(Entered entered, Official by) {
		LocalDate first = Objects.requireNonNull(entered.from());
		String before = classOn(entered.contributor(), first);
		List<Period> replaced = this.jdbc.sql("""
				update class_period set replaced_at = ? where contributor_id = ? and replaced_at is null
					and (valid_until is null or valid_until > ?)
				returning class_code, valid_from, document""")
			.params(this.ledger.now(), entered.contributor(), first)
			.query((row, index) -> new Period(row.getString("class_code"), row.getObject("valid_from", LocalDate.class),
					row.getString("document")))
			.list();
		replaced.stream()
			.filter((period) -> period.from().isBefore(first))
			.forEach((period) -> insert(entered, period.contributorClass(), period.from(), first, period.document()));
		if (entered.contributorClass() != null) {
			insert(entered, entered.contributorClass(), first, null, entered.document());
		}
		this.jdbc.sql("update contributor set version = version + 1 where id = ?")
			.param(entered.contributor())
			.update();
		this.audit.changed(ContributorService.RECORD, entered.number(), "contributor-class.approved", by, null,
				List.of(classOf(first, before, entered.contributorClass())));
	}

	private void insert(Entered entered, String contributorClass, LocalDate from, @Nullable LocalDate until,
			@Nullable String document) {
		this.jdbc.sql("""
				insert into class_period (contributor_id, class_code, valid_from, valid_until, document, entered_by,
					entered_by_name, entered_at)
				values (?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(entered.contributor(), contributorClass, from, until, document, entered.enteredBy(),
					entered.enteredByName(), this.ledger.now())
			.update();
	}

	private void requireNothingWaits(long contributor, String kind) {
		if (this.jdbc.sql(
				"select exists (select from contributor_change where contributor_id = ? and kind = ? and state = 'ENTERED')")
			.params(contributor, kind)
			.query(Boolean.class)
			.single()) {
			throw new Refusal(null, "dividend.refusal.contributorChangeWaits");
		}
	}

	/** An identifier belongs to one contributor of a department. */
	private void requireFree(long contributor, AccountChange change) {
		if (change.identifier() != null && this.jdbc.sql("""
				select exists (select from contributor o join contributor c on c.department_id = o.department_id
					where c.id = ? and o.id <> c.id and o.identifier = ?)""")
			.params(contributor, change.identifier())
			.query(Boolean.class)
			.single()) {
			throw new Refusal("identifier", "dividend.refusal.identifierTaken");
		}
	}

	private @Nullable String classOn(long contributor, LocalDate day) {
		return this.jdbc.sql("""
				select class_code from class_period where contributor_id = ? and replaced_at is null
					and valid_from <= ? and (valid_until is null or valid_until > ?)""")
			.params(contributor, day, day)
			.query(String.class)
			.optional()
			.orElse(null);
	}

	Difference classOf(@Nullable LocalDate from, @Nullable String before, @Nullable String after) {
		return new Difference("contributorClass", (from != null) ? from.toString() : null, words(before), words(after));
	}

	private @Nullable String words(@Nullable String code) {
		return (code == null) ? null
				: this.jdbc.sql("select name from contributor_class where code = ?")
					.param(code)
					.query(String.class)
					.single();
	}

	/** Which of them changed, and not from what to what. */
	private static List<Difference> differences(AccountChange change) {
		List<Difference> differences = new ArrayList<>();
		ContributorService.hidden(differences, "identifier", change.identifierBefore(), change.identifier());
		ContributorService.hidden(differences, "bankName", change.bankNameBefore(), change.bankName());
		ContributorService.hidden(differences, "bankAccount", change.bankAccountBefore(), change.bankAccount());
		return differences;
	}

	private static String shortened(String text, int most, String field) {
		if (text.length() > most) {
			throw new Refusal(field, "dividend.refusal.long", most);
		}
		return text;
	}

	/** Takes the contributor of a change first, as whoever enters one does. */
	private Entered take(long id) {
		return this.jdbc.sql("""
				select x.*, c.number from contributor_change x join contributor c on c.id = x.contributor_id
				where x.id = ? for no key update of c""")
			.param(id)
			.query((row, index) -> new Entered(row.getLong("contributor_id"), row.getString("number"),
					row.getString("kind"), row.getObject("reference", UUID.class), row.getBytes("content"),
					row.getString("class_code"), row.getObject("class_from", LocalDate.class),
					row.getString("document"), row.getLong("entered_by"), row.getString("entered_by_name")))
			.optional()
			.orElseThrow(() -> new NotOnRecord("contributor change " + id));
	}

	private record Entered(long contributor, String number, String kind, UUID reference, byte @Nullable [] content,
			@Nullable String contributorClass, @Nullable LocalDate from, String document, long enteredBy,
			String enteredByName) {

		String word() {
			return this.kind.equals(ACCOUNT) ? "contributor-account" : "contributor-class";
		}

	}

	private record Period(String contributorClass, LocalDate from, @Nullable String document) {
	}

}

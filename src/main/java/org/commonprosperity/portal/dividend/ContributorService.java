package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
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
 * Keeps who contributes, and of which class a contributor is on which days. The
 * department responsible for a project keeps its contributors; what decides where money
 * goes and how much is changed by two persons. History and trail name a contributor by
 * number and never say what a name, an identifier or an account was.
 */
@Service
@RequiredArgsConstructor
public class ContributorService {

	/** The kind of record under which history and trail know a contributor. */
	public static final String RECORD = "contributor";

	/** A collective is of its class at all times. */
	static final LocalDate EVER = LocalDate.of(1900, 1, 1);

	/** Stands for a value that the history does not tell. */
	private static final String NOT_TOLD = "{dividend.notTold}";

	private static final String COLLECTIVE = "VILLAGE_COLLECTIVE";

	private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,29}");

	private static final Pattern DIGITS = Pattern.compile("[0-9A-Za-z]+");

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final DividendLedger ledger;

	private final ContributorChangeService changes;

	private final Submissions submissions;

	private final AuditService audit;

	/**
	 * Takes a contributor on record.
	 * @param project code of a project whose department keeps the record
	 * @param by an editor of that department
	 * @return the contributor's number
	 */
	@Transactional
	public String register(String project, NewContributor contributor, UUID submission, Official by) {
		DividendProject of = this.facts.project(project);
		DividendAccess.requireEdit(by, of.departmentId());
		Gathered wrong = new Gathered();
		String number = (contributor.number() != null) ? contributor.number() : "";
		wrong.require(NUMBER.matcher(number).matches(), "number", "dividend.refusal.number");
		ContributorKind kind = contributor.kind();
		wrong.require(kind != null, "kind", "dividend.refusal.kind");
		boolean collective = kind == ContributorKind.COLLECTIVE;
		String contributorClass = collective ? COLLECTIVE : contributor.classCode();
		if (kind != null && !collective && contributorClass != null) {
			wrong.check(() -> requireClass(contributorClass, kind));
			wrong.check(() -> requireFrom(contributor.classFrom()));
		}
		ContributorDetails checked = wrong.of(() -> checked(contributor.details(), kind, null));
		wrong.refuse();
		if (!this.submissions.first(submission)) {
			return number;
		}
		ContributorDetails details = Objects.requireNonNull(checked);
		long id;
		try {
			id = this.jdbc.sql("""
					insert into contributor (number, kind, department_id, community_id, name, identifier, bank_name,
						bank_account, created_at)
					values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
				.params(number, Objects.requireNonNull(kind).name(), of.departmentId(), community(details.community()),
						details.name(), details.identifier(), details.bankName(), details.bankAccount(),
						this.ledger.now())
				.query(Long.class)
				.single();
		}
		catch (DataIntegrityViolationException ex) {
			throw taken(ex);
		}
		List<Difference> differences = new ArrayList<>();
		if (contributorClass != null) {
			LocalDate from = collective ? EVER : Objects.requireNonNull(contributor.classFrom());
			insert(id, contributorClass, from, null, contributor.document(), by);
			differences.add(this.changes.classOf(collective ? null : from, null, contributorClass));
		}
		this.audit.changed(RECORD, number, RECORD + ".entered", by, contributor.document(), differences);
		return number;
	}

	/**
	 * Changes what is on record of a contributor: village and name at once; identifier
	 * and account are entered for another person to decide on, and hold from then on.
	 * @param version the version that the form knows
	 * @param reason why identifier or account change; needed for these alone
	 * @param document number or title of the document that says so; needed for these
	 * alone
	 * @param by an editor of the department that keeps the record
	 * @return number of the change that waits now; null: none
	 */
	@Transactional
	public @Nullable Long change(String number, long version, ContributorDetails details, @Nullable String reason,
			@Nullable String document, UUID submission, Official by) {
		Taken taken = take(number, by);
		if (!this.submissions.first(submission)) {
			return null;
		}
		if (taken.version() != version) {
			throw new Refusal(null, "dividend.refusal.changed");
		}
		ContributorDetails fresh = checked(details, taken.kind(), taken.details().identifier());
		List<Difference> differences = new ArrayList<>();
		if (!Objects.equals(taken.community(), fresh.community())) {
			differences
				.add(new Difference("contributorCommunity", null, name(taken.community()), name(fresh.community())));
		}
		hidden(differences, "contributorName", taken.details().name(), fresh.name());
		AccountChange account = AccountChange.of(taken.details(), fresh);
		if (differences.isEmpty() && account.changesNothing()) {
			throw new Refusal(null, "project.refusal.nothingChanged");
		}
		if (!differences.isEmpty()) {
			this.jdbc.sql("update contributor set community_id = ?, name = ?, version = version + 1 where id = ?")
				.params(community(fresh.community()), fresh.name(), taken.id())
				.update();
			this.audit.changed(RECORD, number, RECORD + ".changed", by, null, differences);
		}
		return account.changesNothing() ? null
				: this.changes.enterAccount(taken.id(), number, account, reason, document, by);
	}

	/**
	 * Enters that a household is of a class from a day on, for another person to decide
	 * on. What was on record for that day and later ones holds no more then and stays
	 * readable; the next run posts the difference.
	 * @param contributorClass code of the class; null: of none that is on record
	 * @param from the first day
	 * @param document number or title of the document that says so
	 * @param by an editor of the department that keeps the record
	 * @return number of the change that waits now; null: entered already
	 */
	@Transactional
	public @Nullable Long setClass(String number, @Nullable String contributorClass, @Nullable LocalDate from,
			@Nullable String document, UUID submission, Official by) {
		Taken taken = take(number, by);
		if (!this.submissions.first(submission)) {
			return null;
		}
		if (taken.kind() == ContributorKind.COLLECTIVE) {
			throw new Refusal("classCode", "dividend.refusal.classOfCollective");
		}
		if (contributorClass != null) {
			requireClass(contributorClass, taken.kind());
		}
		return this.changes.enterClass(taken.id(), number, contributorClass, requireFrom(from),
				Decision.requireDocument(document), by);
	}

	private void insert(long contributor, String contributorClass, LocalDate from, @Nullable LocalDate until,
			@Nullable String document, Official by) {
		this.jdbc.sql("""
				insert into class_period (contributor_id, class_code, valid_from, valid_until, document, entered_by,
					entered_by_name, entered_at)
				values (?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(contributor, contributorClass, from, until, document, by.id(), by.signature(), this.ledger.now())
			.update();
	}

	private void requireClass(String contributorClass, ContributorKind kind) {
		if (this.facts.classes()
			.stream()
			.noneMatch((one) -> one.code().equals(contributorClass)
					&& one.household() == (kind == ContributorKind.HOUSEHOLD))) {
			throw new Refusal("classCode", "dividend.refusal.class");
		}
	}

	private LocalDate requireFrom(@Nullable LocalDate from) {
		if (from == null || from.isBefore(EVER)) {
			throw new Refusal("classFrom", "dividend.refusal.classFrom");
		}
		if (from.isAfter(this.ledger.today())) {
			throw new Refusal("classFrom", "project.refusal.future");
		}
		return from;
	}

	/**
	 * What was typed, as it is kept.
	 * @param known the identifier on record, which is not checked again; or null
	 */
	private ContributorDetails checked(ContributorDetails details, @Nullable ContributorKind kind,
			@Nullable String known) {
		Gathered wrong = new Gathered();
		String name = wrong.of(() -> trimmed(details.name(), 100, "name"));
		wrong.require(name != null, "name", "dividend.refusal.name");
		wrong.check(() -> community(details.community()));
		String identifier = wrong.of(() -> trimmed(details.identifier(), 30, "identifier"));
		if (identifier != null && kind == ContributorKind.HOUSEHOLD && !identifier.equals(known)) {
			wrong.check(() -> HouseholdIdentifier.check(identifier));
		}
		String bank = wrong.of(() -> trimmed(details.bankName(), 100, "bankName"));
		String typed = wrong.of(() -> trimmed(details.bankAccount(), 40, "bankAccount"));
		String account = (typed != null) ? typed.replaceAll("[ -]", "") : null;
		wrong.require(account == null || DIGITS.matcher(account).matches(), "bankAccount",
				"dividend.refusal.bankAccount");
		wrong.refuse();
		return new ContributorDetails(details.community(), name, identifier, bank, account);
	}

	private static @Nullable String trimmed(@Nullable String text, int most, String field) {
		String trimmed = (text != null) ? text.strip() : "";
		if (trimmed.length() > most) {
			throw new Refusal(field, "dividend.refusal.long", most);
		}
		return trimmed.isEmpty() ? null : trimmed;
	}

	private long community(@Nullable String code) {
		return this.jdbc.sql("select id from community where code = ?")
			.param(code)
			.query(Long.class)
			.optional()
			.orElseThrow(() -> new Refusal("community", "dividend.refusal.community"));
	}

	private @Nullable String name(@Nullable String community) {
		return this.jdbc.sql("select name from community where code = ?")
			.param(community)
			.query(String.class)
			.optional()
			.orElse(null);
	}

	/** That something changed, and not from what to what. */
	static void hidden(List<Difference> differences, String field, @Nullable String before, @Nullable String after) {
		if (!Objects.equals(before, after)) {
			differences.add(
					new Difference(field, null, (before != null) ? NOT_TOLD : null, (after != null) ? NOT_TOLD : null));
		}
	}

	static RuntimeException taken(DataIntegrityViolationException ex) {
		String constraint = Violations.constraintOf(ex);
		if ("contributor_identifier".equals(constraint)) {
			return new Refusal("identifier", "dividend.refusal.identifierTaken");
		}
		if ("contributor_number_key".equals(constraint)) {
			return new Refusal("number", "dividend.refusal.numberTaken");
		}
		return ex;
	}

	/** Takes a contributor for changing; whoever comes second waits for the first. */
	private Taken take(String number, Official by) {
		Taken taken = this.jdbc.sql("""
				select c.*, m.code as community from contributor c join community m on m.id = c.community_id
				where c.number = ? for no key update of c""")
			.param(number)
			.query((row, index) -> new Taken(row.getLong("id"), ContributorKind.valueOf(row.getString("kind")),
					row.getLong("department_id"), row.getLong("version"), row.getString("community"),
					new ContributorDetails(row.getString("community"), row.getString("name"),
							row.getString("identifier"), row.getString("bank_name"), row.getString("bank_account"))))
			.optional()
			.orElseThrow(() -> new NotOnRecord("contributor " + number));
		if (!DividendAccess.mayEdit(by, taken.departmentId())) {
			throw new AccessDeniedException("outside the official's scope");
		}
		return taken;
	}

	private record Taken(long id, ContributorKind kind, long departmentId, long version, String community,
			ContributorDetails details) {
	}

}

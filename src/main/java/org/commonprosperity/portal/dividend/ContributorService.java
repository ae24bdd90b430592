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
 * department responsible for a project keeps its contributors. History and trail name a
 * contributor by number and never say what a name, an identifier or an account was.
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
		String number = contributor.number();
		if (number == null || !NUMBER.matcher(number).matches()) {
			throw new Refusal("number", "dividend.refusal.number");
		}
		if (!this.submissions.first(submission)) {
			return number;
		}
		ContributorKind kind = contributor.kind();
		if (kind == null) {
			throw new Refusal("kind", "dividend.refusal.kind");
		}
		boolean collective = kind == ContributorKind.COLLECTIVE;
		String contributorClass = collective ? COLLECTIVE : contributor.classCode();
		if (!collective && contributorClass != null) {
			requireClass(contributorClass, kind);
			requireFrom(contributor.classFrom());
		}
		ContributorDetails details = checked(contributor.details());
		long id;
		try {
			id = this.jdbc.sql("""
					insert into contributor (number, kind, department_id, community_id, name, identifier, bank_name,
						bank_account, created_at)
					values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
				.params(number, kind.name(), of.departmentId(), community(details.community()), details.name(),
						details.identifier(), details.bankName(), details.bankAccount(), this.ledger.now())
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
			differences.add(classOf(collective ? null : from, null, contributorClass));
		}
		this.audit.changed(RECORD, number, RECORD + ".entered", by, contributor.document(), differences);
		return number;
	}

	/**
	 * Changes what is on record of a contributor.
	 * @param version the version that the form knows
	 * @param by an editor of the department that keeps the record
	 */
	@Transactional
	public void change(String number, long version, ContributorDetails details, Official by) {
		Taken taken = take(number, by);
		if (taken.version() != version) {
			throw new Refusal(null, "dividend.refusal.changed");
		}
		ContributorDetails fresh = checked(details);
		List<Difference> differences = new ArrayList<>();
		if (!Objects.equals(taken.community(), fresh.community())) {
			differences
				.add(new Difference("contributorCommunity", null, name(taken.community()), name(fresh.community())));
		}
		hidden(differences, "contributorName", taken.details().name(), fresh.name());
		hidden(differences, "identifier", taken.details().identifier(), fresh.identifier());
		hidden(differences, "bankName", taken.details().bankName(), fresh.bankName());
		hidden(differences, "bankAccount", taken.details().bankAccount(), fresh.bankAccount());
		if (differences.isEmpty()) {
			throw new Refusal(null, "project.refusal.nothingChanged");
		}
		try {
			this.jdbc.sql("""
					update contributor set community_id = ?, name = ?, identifier = ?, bank_name = ?, bank_account = ?,
						version = version + 1 where id = ?""")
				.params(community(fresh.community()), fresh.name(), fresh.identifier(), fresh.bankName(),
						fresh.bankAccount(), taken.id())
				.update();
		}
		catch (DataIntegrityViolationException ex) {
			throw taken(ex);
		}
		this.audit.changed(RECORD, number, RECORD + ".changed", by, null, differences);
	}

	/**
	 * Lets a household be of a class from a day on. What was on record for that day and
	 * later ones holds no more and stays readable; the next run posts the difference.
	 * @param contributorClass code of the class; null: of none that is on record
	 * @param from the first day
	 * @param document number or title of the document that says so
	 * @param by an editor of the department that keeps the record
	 */
	@Transactional
	public void setClass(String number, @Nullable String contributorClass, @Nullable LocalDate from,
			@Nullable String document, UUID submission, Official by) {
		Taken taken = take(number, by);
		this.ledger.holdStill();
		if (!this.submissions.first(submission)) {
			return;
		}
		if (taken.kind() == ContributorKind.COLLECTIVE) {
			throw new Refusal("classCode", "dividend.refusal.classOfCollective");
		}
		if (contributorClass != null) {
			requireClass(contributorClass, taken.kind());
		}
		LocalDate first = requireFrom(from);
		String paper = Decision.requireDocument(document);
		String before = this.jdbc.sql("""
				select class_code from class_period where contributor_id = ? and replaced_at is null
					and valid_from <= ? and (valid_until is null or valid_until > ?)""")
			.params(taken.id(), first, first)
			.query(String.class)
			.optional()
			.orElse(null);
		List<Period> replaced = this.jdbc.sql("""
				update class_period set replaced_at = ? where contributor_id = ? and replaced_at is null
					and (valid_until is null or valid_until > ?)
				returning class_code, valid_from, document""")
			.params(this.ledger.now(), taken.id(), first)
			.query((row, index) -> new Period(row.getString("class_code"), row.getObject("valid_from", LocalDate.class),
					row.getString("document")))
			.list();
		replaced.stream()
			.filter((period) -> period.from().isBefore(first))
			.forEach((period) -> insert(taken.id(), period.contributorClass(), period.from(), first, period.document(),
					by));
		if (contributorClass != null) {
			insert(taken.id(), contributorClass, first, null, paper, by);
		}
		this.jdbc.sql("update contributor set version = version + 1 where id = ?").param(taken.id()).update();
		this.audit.changed(RECORD, number, "contributor-class.changed", by, paper,
				List.of(classOf(first, before, contributorClass)));
	}

	private Difference classOf(@Nullable LocalDate from, @Nullable String before, @Nullable String after) {
		return new Difference("contributorClass", (from != null) ? from.toString() : null, words(before), words(after));
	}

	private @Nullable String words(@Nullable String code) {
		return (code == null) ? null
				: this.jdbc.sql("select name from contributor_class where code = ?")
					.param(code)
					.query(String.class)
					.single();
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

	private ContributorDetails checked(ContributorDetails details) {
		String name = trimmed(details.name(), 100, "name");
		if (name == null) {
			throw new Refusal("name", "dividend.refusal.name");
		}
		community(details.community());
		String account = trimmed(details.bankAccount(), 40, "bankAccount");
		if (account != null && !DIGITS.matcher(account.replaceAll("[ -]", "")).matches()) {
			throw new Refusal("bankAccount", "dividend.refusal.bankAccount");
		}
		return new ContributorDetails(details.community(), name, trimmed(details.identifier(), 30, "identifier"),
				trimmed(details.bankName(), 100, "bankName"),
				(account != null) ? account.replaceAll("[ -]", "") : null);
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
	private static void hidden(List<Difference> differences, String field, @Nullable String before,
			@Nullable String after) {
		if (!Objects.equals(before, after)) {
			differences.add(
					new Difference(field, null, (before != null) ? NOT_TOLD : null, (after != null) ? NOT_TOLD : null));
		}
	}

	private static RuntimeException taken(DataIntegrityViolationException ex) {
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

	private record Period(String contributorClass, LocalDate from, @Nullable String document) {
	}

}

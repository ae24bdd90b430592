package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.dividend.Decision.Waiting;
import org.commonprosperity.portal.organisation.Source;
import org.commonprosperity.portal.organisation.Sources;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the terms of projects, version by version. One person enters, a coordinator
 * decides: then the version in force ends and the new one begins on the same day. The
 * database refuses two versions at once and days between two versions; here the refusal
 * gets its words.
 */
@Service
@RequiredArgsConstructor
public class TermsService {

	/** The kind of record under which history and trail know a project's terms. */
	public static final String RECORD = "dividend-terms";

	private static final String TABLE = "dividend_terms";

	private static final int DECIMALS = 6;

	private static final int LONGEST = 200;

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final DividendLedger ledger;

	private final Decision decision;

	private final Sources sources;

	private final Submissions submissions;

	private final AuditService audit;

	/**
	 * Enters terms, for another person to decide on.
	 * @param project code of the project
	 * @param by an editor of its department, finance or a coordinator
	 * @return their number
	 */
	@Transactional
	public long enter(String project, NewTerms terms, UUID submission, Official by) {
		DividendProject of = this.facts.project(project);
		DividendAccess.requireEnterTerms(by, of.departmentId());
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "dividend.refusal.twice");
		}
		if (terms.phase() == null) {
			throw new Refusal("phase", "dividend.refusal.phase");
		}
		if (terms.classCode() != null
				&& this.facts.classes().stream().noneMatch((one) -> one.code().equals(terms.classCode()))) {
			throw new Refusal("classCode", "dividend.refusal.class");
		}
		BigDecimal rate = terms.rate();
		if (rate == null || rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0
				|| rate.stripTrailingZeros().scale() > DECIMALS) {
			throw new Refusal("rate", "dividend.refusal.rate");
		}
		LocalDate from = terms.validFrom();
		LocalDate until = terms.validUntil();
		if (from != null && from.isBefore(ContributionService.EARLIEST)) {
			throw new Refusal("validFrom", "dividend.refusal.day", ContributionService.EARLIEST.toString());
		}
		if (until != null && (until.isBefore(ContributionService.EARLIEST) || (from != null && !until.isAfter(from)))) {
			throw new Refusal("validUntil", "dividend.refusal.terms.until");
		}
		MonthDay payBy = (terms.payBy() != null) ? terms.payBy() : MonthDay.of(3, 31);
		if (payBy.equals(MonthDay.of(2, 29))) {
			throw new Refusal("payBy", "dividend.refusal.payBy");
		}
		String reason = Decision.requireReason(terms.reason());
		String document = Decision.requireDocument(terms.document());
		if (document.strip().length() > LONGEST) {
			throw new Refusal("document", "dividend.refusal.long", LONGEST);
		}
		long id = this.jdbc
			.sql("""
					insert into dividend_terms (project_id, phase, class_code, rate, valid_from, valid_until, pay_by_month,
						pay_by_day, source_id, document, reason, state, entered_by, entered_for, entered_by_name, entered_at)
					values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ENTERED', ?, ?, ?, ?) returning id""")
			.params(of.id(), terms.phase().name(), terms.classCode(), rate, from, until, payBy.getMonthValue(),
					payBy.getDayOfMonth(), this.sources.findByCode(Source.PORTAL_RECORD).orElseThrow().getId(),
					document.strip(), reason, by.id(), by.postId(), by.signature(), this.ledger.now())
			.query(Long.class)
			.single();
		record(of, "entered", by, reason, differences(stored(id)));
		return id;
	}

	/**
	 * Lets entered terms hold. Of the version in force on their first day they take the
	 * place, from that day on.
	 * @param version the version that was looked at
	 * @param by a coordinator who did not enter them
	 * @throws Refusal if days would be left without terms, or have two
	 */
	@Transactional
	public void approve(long id, long version, Official by) {
		this.ledger.holdStill();
		Waiting waiting = this.decision.takeToDecide(TABLE, id, "ENTERED", version, by);
		Stored stored = stored(id);
		DividendProject project = this.facts.project(stored.projectId());
		// one decision on a project's terms at a time
		this.jdbc.sql("select id from dividend_terms where project_id = ? order by id for no key update")
			.param(project.id())
			.query(Long.class)
			.list();
		DividendTerms fresh = stored.terms();
		try {
			LocalDate until = replace(project, fresh);
			this.jdbc.sql("update dividend_terms set valid_until = ? where id = ?")
				.params((fresh.until() != null) ? fresh.until() : until, id)
				.update();
			this.decision.decided(waiting, "APPROVED", null, by);
			// now, so that the refusal can be said in words
			this.jdbc.sql("set constraints dividend_terms_no_gap immediate").update();
			this.jdbc.sql("set constraints dividend_terms_no_gap deferred").update();
		}
		catch (DataAccessException ex) {
			throw refused(ex);
		}
		record(project, "approved", by, null, differences(stored(id)));
	}

	/** Sends entered terms back. */
	@Transactional
	public void sendBack(long id, long version, @Nullable String note, Official by) {
		Waiting waiting = this.decision.takeToDecide(TABLE, id, "ENTERED", version, by);
		this.decision.decided(waiting, "RETURNED", Decision.requireNote(note), by);
		record(this.facts.project(stored(id).projectId()), "returned", by, note, List.of());
	}

	/** Takes terms back that nobody decided on. */
	@Transactional
	public void retract(long id, Official by) {
		this.decision.retract(TABLE, id, "ENTERED", "RETRACTED", by);
		record(this.facts.project(stored(id).projectId()), "withdrawn", by, null, List.of());
	}

	/**
	 * Ends the version in force on the first day of a new one, or lets it hold no more.
	 * @return the day that it held until
	 */
	private @Nullable LocalDate replace(DividendProject project, DividendTerms fresh) {
		for (DividendTerms held : this.facts.terms(project.code())) {
			boolean same = held.phase() == fresh.phase()
					&& Objects.equals(held.contributorClass(), fresh.contributorClass());
			if (!same) {
				continue;
			}
			if (Objects.equals(held.from(), fresh.from())) {
				this.jdbc.sql("update dividend_terms set state = 'SUPERSEDED', version = version + 1 where id = ?")
					.param(held.id())
					.update();
				return held.until();
			}
			if (fresh.from() != null && (held.from() == null || held.from().isBefore(fresh.from()))
					&& (held.until() == null || held.until().isAfter(fresh.from()))) {
				this.jdbc.sql("update dividend_terms set valid_until = ?, version = version + 1 where id = ?")
					.params(fresh.from(), held.id())
					.update();
				return held.until();
			}
		}
		return null;
	}

	private static RuntimeException refused(DataAccessException ex) {
		String constraint = Violations.constraintOf(ex);
		if (constraint == null) {
			return ex;
		}
		return switch (constraint) {
			case "dividend_terms_apart" -> new Refusal("validFrom", "dividend.refusal.terms.overlap");
			case "dividend_terms_no_gap" -> new Refusal("validFrom", "dividend.refusal.terms.gap");
			case "dividend_terms_everyone_or_class" -> new Refusal("classCode", "dividend.refusal.terms.everyone");
			default -> ex;
		};
	}

	private static List<Difference> differences(Stored stored) {
		DividendTerms terms = stored.terms();
		List<Difference> differences = new ArrayList<>();
		String subject = stored.className();
		differences.add(new Difference("dividendRate", subject, null, percent(terms.rate())));
		differences.add(new Difference("dividendPhase", subject, null, "{dividend.phase." + terms.phase() + "}"));
		if (terms.from() != null) {
			differences.add(new Difference("validFrom", subject, null, terms.from().toString()));
		}
		if (terms.until() != null) {
			differences.add(new Difference("validUntil", subject, null, terms.until().toString()));
		}
		return differences;
	}

	private static String percent(BigDecimal rate) {
		return rate.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
	}

	private void record(DividendProject project, String action, Official by, @Nullable String note,
			List<Difference> differences) {
		this.audit.changed(RECORD, project.code(), RECORD + "." + action, by, note, differences);
	}

	private Stored stored(long id) {
		return this.jdbc.sql("""
				select t.*, c.name as class_name from dividend_terms t
				left join contributor_class c on c.code = t.class_code where t.id = ?""")
			.param(id)
			.query((row, index) -> new Stored(row.getLong("project_id"), row.getString("class_name"),
					DividendFacts.terms(row)))
			.single();
	}

	private record Stored(long projectId, @Nullable String className, DividendTerms terms) {
	}

}

package org.commonprosperity.portal.dividend;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of runs and of their previews.
 */
@Component
@RequiredArgsConstructor
class DividendRuns {

	private static final String STAYED = """
			update dividend_run set state = case state when 'POSTING' then 'PREPARED' else 'FAILED' end, decided_by = null,
				decided_for = null, decided_by_name = null, decided_at = null, refusal = ?, refusal_arguments = ?,
				version = version + 1 where state in ('PREPARING', 'POSTING')""";

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final DividendLedger ledger;

	private final JsonMapper json;

	@Transactional(propagation = Propagation.MANDATORY)
	public long create(DividendProject project, int year, int expected, Official by) {
		long id = this.jdbc
			.sql("""
					insert into dividend_run (project_id, year, state, prepared_by, prepared_for, prepared_by_name, prepared_at)
					values (?, ?, 'PREPARING', ?, ?, ?, ?) returning id""")
			.params(project.id(), year, by.id(), by.postId(), by.signature(), this.ledger.now())
			.query(Long.class)
			.single();
		this.jdbc.sql("insert into dividend_run_progress (run_id, expected) values (?, ?)")
			.params(id, expected)
			.update();
		return id;
	}

	@Transactional(readOnly = true)
	public Run get(long id) {
		return this.jdbc.sql("select * from dividend_run where id = ?")
			.param(id)
			.query((row, index) -> new Run(id, this.facts.project(row.getLong("project_id")), row.getInt("year"),
					row.getString("state"), row.getInt("differences"), row.getString("fingerprint")))
			.optional()
			.orElseThrow(() -> new NotOnRecord("dividend run " + id));
	}

	/** Says how far the work is: seen at once, whatever becomes of it. */
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void progress(long id, int done) {
		this.jdbc.sql("update dividend_run_progress set done = ? where run_id = ?").params(done, id).update();
	}

	@Transactional(propagation = Propagation.MANDATORY)
	public void expect(long id, int expected) {
		this.jdbc.sql("update dividend_run_progress set done = 0, expected = ? where run_id = ?")
			.params(expected, id)
			.update();
	}

	/** Keeps lines of a preview, in one statement. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void keep(long id, List<RunLine> lines) {
		this.jdbc
			.sql("""
					insert into dividend_run_line (run_id, number, contribution_id, contributor_id, kind, year, phase, class_code,
						terms_id, principal, rate, days, year_days, due, posted, posting, pay_by, reason)
					select ?, number, "contributionId", "contributorId", kind, year, phase, "classCode", "termsId", principal, rate,
						days, "yearDays", due, posted, posting, "payBy", reason
					from jsonb_to_recordset(cast(? as jsonb)) as l (number int, "contributionId" bigint, "contributorId" bigint,
						kind text, year int, phase text, "classCode" text, "termsId" bigint, principal numeric, rate numeric,
						days int, "yearDays" int, due numeric, posted numeric, posting int, "payBy" date, reason text)""")
			.params(id, this.json.writeValueAsString(lines))
			.update();
	}

	/** Keeps days that earn nothing yet, in one statement. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void keepGaps(long id, List<RunGap> gaps) {
		this.jdbc
			.sql("""
					insert into dividend_run_gap (run_id, number, contribution_id, contributor_id, from_day, until_day, phase,
						class_code, reason)
					select ?, number, "contributionId", "contributorId", "fromDay", "untilDay", phase, "classCode", reason
					from jsonb_to_recordset(cast(? as jsonb)) as g (number int, "contributionId" bigint, "contributorId" bigint,
						"fromDay" date, "untilDay" date, phase text, "classCode" text, reason text)""")
			.params(id, this.json.writeValueAsString(gaps))
			.update();
	}

	@Transactional(propagation = Propagation.MANDATORY)
	public void prepared(long id, RunReckoning.Reckoned reckoned) {
		this.jdbc.sql("""
				update dividend_run set state = 'PREPARED', operation_start = ?, lines = ?, differences = ?, due = ?,
					difference = ?, unresolved = ?, fingerprint = ?, version = version + 1
				where id = ? and state = 'PREPARING'""")
			.params(reckoned.operationStart(), reckoned.lines(), reckoned.differences(), reckoned.due(),
					reckoned.difference(), reckoned.gaps(), reckoned.fingerprint(), id)
			.update();
	}

	/**
	 * Posts the lines of a part of a preview, in one statement.
	 * @param after the number after which it begins
	 * @param to the last number
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public int post(long id, int after, int to, Official by) {
		return this.jdbc
			.sql("""
					insert into dividend_entry (project_id, contributor_id, kind, year, amount, pay_by, contribution_id, phase,
						class_code, terms_id, principal, rate, days, year_days, due, posting, run_id, reason, posted_at,
						posted_by, posted_by_name)
					select r.project_id, l.contributor_id, l.kind, l.year, l.difference, l.pay_by, l.contribution_id, l.phase,
						l.class_code, l.terms_id, l.principal, l.rate, l.days, l.year_days, l.due, l.posting, r.id, l.reason,
						?, ?, ?
					from dividend_run r join dividend_run_line l on l.run_id = r.id
					where r.id = ? and l.number > ? and l.number <= ? and l.difference <> 0 order by l.number""")
			.params(this.ledger.now(), by.id(), by.signature(), id, after, to)
			.update();
	}

	@Transactional(propagation = Propagation.MANDATORY)
	public void posted(long id) {
		this.jdbc.sql("""
				update dividend_run set state = 'POSTED', refusal = null, refusal_arguments = '[]', decided_at = ?,
					version = version + 1 where id = ? and state = 'POSTING'""").params(this.ledger.now(), id).update();
	}

	/**
	 * Puts a run back whose work did not come to its end: nothing of it was written.
	 * @param refusal why
	 */
	@Transactional
	public void stayed(long id, Refusal refusal) {
		this.jdbc.sql(STAYED + " and id = ?")
			.params(refusal.key(), this.json.writeValueAsString(refusal.arguments()), id)
			.update();
	}

	/** Puts all runs back that were at work when the portal stopped. */
	@Transactional
	public int interrupted(Refusal refusal) {
		return this.jdbc.sql(STAYED).params(refusal.key(), this.json.writeValueAsString(refusal.arguments())).update();
	}

	/** Forgets the preview of a run that was given up. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void forget(long id) {
		this.jdbc.sql("delete from dividend_run_line where run_id = ?").param(id).update();
		this.jdbc.sql("delete from dividend_run_gap where run_id = ?").param(id).update();
	}

	/**
	 * A run.
	 */
	record Run(long id, DividendProject project, int year, String state, int differences,
			@Nullable String fingerprint) {

		/** Under what history and trail know it. */
		String key() {
			return this.project.code() + "/" + this.year;
		}

	}

}

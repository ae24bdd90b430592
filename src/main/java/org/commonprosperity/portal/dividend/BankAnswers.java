package org.commonprosperity.portal.dividend;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the bank answered, by statements over sets: payments are marked, the ledger gets
 * its lines, batches that are answered for are settled; and all of it is taken back by
 * reversals, as long as nothing was built on it.
 */
@Component
@RequiredArgsConstructor
class BankAnswers {

	private static final int TOLD = 5;

	private static final String ROWS = """
			with input as (select * from jsonb_to_recordset(cast(:rows as jsonb)) as i
				(n int, reference text, answer text, day date, bank_reference text, reason text))
			""";

	private final JdbcClient jdbc;

	private final DividendLedger ledger;

	private final AuditService audit;

	private final JsonMapper json;

	private final Clock clock;

	/** The payments that rows name, by their references. */
	Map<String, Known> known(List<SheetRow> rows) {
		Map<String, Known> known = new HashMap<>();
		this.jdbc
			.sql("""
					select l.reference, l.state, l.amount, l.paid_on, b.decided_at, b.state in ('POSTED', 'SETTLED') as posted,
						a.answered_on, a.bank_reference, a.reason
					from payment_line l join payment_batch b on b.id = l.batch_id
					left join payment_answer a on a.line_id = l.id and a.answer = l.state and a.undone_at is null
					where l.reference = any(:references)""")
			.param("references", BankAnswerSheet.values(rows, BankAnswerSheet.REFERENCE).toArray(String[]::new))
			.query((row) -> {
				Timestamp decided = row.getTimestamp("decided_at");
				known.put(row.getString("reference"),
						new Known(PaymentLine.State.valueOf(row.getString("state")),
								new Money(row.getBigDecimal("amount")), row.getObject("paid_on", LocalDate.class),
								(row.getBoolean("posted") && decided != null)
										? LocalDate.ofInstant(decided.toInstant(), this.clock.getZone()) : null,
								row.getObject("answered_on", LocalDate.class), row.getString("bank_reference"),
								row.getString("reason")));
			});
		return known;
	}

	/** References of the bank in rows that stand for another payment already. */
	Map<String, String> used(List<SheetRow> rows) {
		Map<String, String> used = new HashMap<>();
		this.jdbc.sql("""
				select a.bank_reference, l.reference from payment_answer a join payment_line l on l.id = a.line_id
				where a.undone_at is null and a.bank_reference = any(:references)""")
			.param("references", BankAnswerSheet.values(rows, BankAnswerSheet.BANK_REFERENCE).toArray(String[]::new))
			.query((row) -> {
				used.put(row.getString("bank_reference"), row.getString("reference"));
			});
		return used;
	}

	/**
	 * Marks payments and posts what was paid or came back.
	 * @param rows the answers
	 * @throws Refusal if one of the payments is not what it was when it was looked at
	 */
	void write(List<Map<String, @Nullable Object>> rows, ImportRun run) {
		DividendAccess.requirePrepare(run.by());
		this.ledger.lock();
		String values = this.json.writeValueAsString(rows);
		long used = this.jdbc.sql(
				ROWS + """
						select count(*) from input i join payment_answer a on a.bank_reference = i.bank_reference and a.undone_at is null""")
			.param("rows", values)
			.query(Long.class)
			.single();
		int marked = this.jdbc
			.sql(ROWS
					+ """
							update payment_line l set state = i.answer, version = l.version + 1, settled_at = :at, failed_reason = i.reason,
								paid_on = case when i.answer = 'PAID' then i.day else l.paid_on end,
								bank_reference = case when i.answer = 'PAID' then i.bank_reference else l.bank_reference end
							from input i, payment_batch b
							where l.reference = i.reference and b.id = l.batch_id and b.state in ('POSTED', 'SETTLED')
								and l.state = case when i.answer = 'RETURNED' then 'PAID' else 'PENDING' end""")
			.param("rows", values)
			.param("at", Timestamp.from(run.at()))
			.update();
		if (used > 0 || marked != rows.size()) {
			throw new Refusal(null, "payment.refusal.importStale");
		}
		this.jdbc
			.sql(ROWS
					+ """
							, posted as (
								insert into dividend_entry (project_id, contributor_id, kind, year, amount, payment_line_id, posting, reason,
									posted_at, posted_by, posted_by_name)
								select l.project_id, l.contributor_id, case i.answer when 'PAID' then 'PAYMENT' else 'RETURNED_PAYMENT' end, l.year,
									case i.answer when 'PAID' then -l.amount else l.amount end, l.id,
									1 + (select count(*) from dividend_entry e where e.payment_line_id = l.id
										and e.kind = case i.answer when 'PAID' then 'PAYMENT' else 'RETURNED_PAYMENT' end),
									i.reason, :at, :by, :name
								from input i join payment_line l on l.reference = i.reference
								where i.answer in ('PAID', 'RETURNED') order by i.n
								returning id, payment_line_id)
							insert into payment_answer (line_id, job_id, answer, answered_on, bank_reference, reason, state_before, line_version,
								entry_id)
							select l.id, :job, i.answer, i.day, i.bank_reference, i.reason,
								case i.answer when 'RETURNED' then 'PAID' else 'PENDING' end, l.version, p.id
							from input i join payment_line l on l.reference = i.reference left join posted p on p.payment_line_id = l.id
							order by i.n""")
			.param("rows", values)
			.param("at", Timestamp.from(run.at()))
			.param("by", run.by().id())
			.param("name", run.by().signature())
			.param("job", run.id())
			.update();
	}

	/** Settles the batches that an import answered for to the last line. */
	void finish(ImportRun run) {
		this.jdbc
			.sql("""
					update payment_batch b set state = 'SETTLED', version = version + 1
					where b.state = 'POSTED' and b.id in (select l.batch_id from payment_answer a join payment_line l on l.id = a.line_id
						where a.job_id = ? and a.undone_at is null)
						and not exists (select from payment_line l where l.batch_id = b.id and l.state = 'PENDING')""")
			.param(run.id())
			.update();
		record(run, "written", run.fileName());
	}

	/**
	 * Takes the answers of an import back: reversals are posted, the payments are as they
	 * were.
	 * @throws Refusal if somebody went on from what it wrote, naming where
	 */
	void undo(ImportRun run) {
		DividendAccess.requirePrepare(run.by());
		this.ledger.lock();
		requireNothingBuilt(run);
		record(run, "undone", run.fileName());
		this.jdbc
			.sql("""
					insert into dividend_entry (project_id, contributor_id, kind, year, amount, reverses_id, reason, posted_at, posted_by,
						posted_by_name)
					select e.project_id, e.contributor_id, 'REVERSAL', e.year, -e.amount, e.id, :reason, :at, :by, :name
					from payment_answer a join dividend_entry e on e.id = a.entry_id
					where a.job_id = :job and a.undone_at is null order by e.id""")
			.param("reason", "撤销导入 " + run.fileName())
			.param("at", Timestamp.from(run.at()))
			.param("by", run.by().id())
			.param("name", run.by().signature())
			.param("job", run.id())
			.update();
		this.jdbc.sql("""
				update payment_line l set state = a.state_before, version = l.version + 1, failed_reason = null,
					settled_at = case a.state_before when 'PAID' then l.settled_at end,
					paid_on = case a.state_before when 'PAID' then l.paid_on end,
					bank_reference = case a.state_before when 'PAID' then l.bank_reference end
				from payment_answer a where a.line_id = l.id and a.job_id = ? and a.undone_at is null""")
			.param(run.id())
			.update();
		this.jdbc
			.sql("""
					update payment_batch b set state = 'POSTED', version = version + 1
					where b.state = 'SETTLED' and exists (select from payment_line l where l.batch_id = b.id and l.state = 'PENDING')
						and b.id in (select l.batch_id from payment_answer a join payment_line l on l.id = a.line_id where a.job_id = ?)""")
			.param(run.id())
			.update();
		this.jdbc.sql("update payment_answer set undone_at = ? where job_id = ? and undone_at is null")
			.params(Timestamp.from(run.at()), run.id())
			.update();
		// what was answered before holds again as it was
		this.jdbc.sql("""
				update payment_answer a set line_version = l.version from payment_line l
				where l.id = a.line_id and a.undone_at is null
					and l.id in (select u.line_id from payment_answer u where u.job_id = ?)""")
			.param(run.id())
			.update();
	}

	private void requireNothingBuilt(ImportRun run) {
		List<String> gone = this.jdbc
			.sql("""
					select l.reference from payment_answer a join payment_line l on l.id = a.line_id
					where a.job_id = ? and a.undone_at is null and (l.version <> a.line_version
						or exists (select from payment_line n where n.project_id = l.project_id and n.contributor_id = l.contributor_id
							and n.year = l.year and n.id > l.id and n.state <> 'DROPPED'))
					order by l.id""")
			.param(run.id())
			.query(String.class)
			.list();
		if (!gone.isEmpty()) {
			throw new Refusal(null, "payment.refusal.undo", String.valueOf(gone.size()),
					String.join("、", gone.subList(0, Math.min(TOLD, gone.size()))));
		}
	}

	/** One entry in the history of each batch, with how many lines went which way. */
	private void record(ImportRun run, String step, String note) {
		boolean undone = step.equals("undone");
		Map<String, List<Difference>> batches = new LinkedHashMap<>();
		this.jdbc.sql("""
				select l.batch_id, a.answer, count(*) as lines, sum(l.amount) as amount
				from payment_answer a join payment_line l on l.id = a.line_id
				where a.job_id = ? and a.undone_at is null group by 1, 2 order by 1, 2""")
			.param(run.id())
			.query((row) -> {
				String said = row.getLong("lines") + " / " + new Money(row.getBigDecimal("amount"));
				batches.computeIfAbsent(row.getString("batch_id"), (id) -> new ArrayList<>())
					.add(new Difference("bankAnswer" + row.getString("answer"), null, undone ? said : null,
							undone ? null : said));
			});
		this.audit.changedAll(PaymentService.RECORD, batches, "bank-answer." + step, run.by(), note);
	}

	/**
	 * A payment as it is on record.
	 *
	 * @param paidOn the day that the bank paid it on
	 * @param postedOn the day that its batch went to the bank; null if it did not
	 * @param answeredOn the day of the answer that holds
	 * @param bankReference the bank's reference of that answer
	 * @param reason the reason of that answer
	 */
	record Known(PaymentLine.State state, Money amount, @Nullable LocalDate paidOn, @Nullable LocalDate postedOn,
			@Nullable LocalDate answeredOn, @Nullable String bankReference, @Nullable String reason) {

		/** Whether a row says what is on record. */
		boolean says(SheetRow row) {
			PaymentLine.State answer = BankAnswerSheet.answer(row);
			return answer == this.state && BankAnswerSheet.day(row).equals(this.answeredOn)
					&& Objects.equals(row.text(BankAnswerSheet.BANK_REFERENCE), this.bankReference)
					&& (answer == PaymentLine.State.PAID
							|| Objects.equals(row.text(BankAnswerSheet.REASON), this.reason));
		}

	}

}

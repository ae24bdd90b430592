package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.dividend.PaymentBatch.Sum;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what is owed to the bank: finance prepares a batch, its notice stands, another
 * person of the coordinating office posts it. What is paid is posted to the ledger when
 * the bank says so, and not before.
 */
@Service
@RequiredArgsConstructor
public class PaymentService {

	/** The kind of record under which history and trail know a batch. */
	public static final String RECORD = "payment-batch";

	static final String TABLE = "payment_batch";

	private static final int TOLD = 5;

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final DividendLedger ledger;

	private final Decision decision;

	private final Submissions submissions;

	private final AuditService audit;

	/**
	 * Prepares a batch of what is owed and not on its way yet, to all or to the chosen
	 * contributors; who has no account on record is left out.
	 * @param project code of the project
	 * @param year the year whose dividend it pays; null: of every year
	 * @param numbers the chosen contributors' numbers; none: all
	 * @param submission the form's number: sent twice, it is still one batch
	 * @param by an official of finance
	 * @return the batch's number
	 */
	@Transactional
	public long prepare(String project, @Nullable Integer year, List<String> numbers, @Nullable String note,
			UUID submission, Official by) {
		DividendAccess.requirePrepare(by);
		DividendProject of = this.facts.project(project);
		if (!this.submissions.first(submission)) {
			return this.jdbc.sql("select id from payment_batch where submission = ?")
				.param(submission)
				.query(Long.class)
				.optional()
				.orElseThrow(() -> new Refusal(null, "payment.refusal.twice"));
		}
		this.ledger.lock();
		List<String> chosen = List.copyOf(new TreeSet<>(numbers));
		requirePayable(of, year, chosen);
		long id = this.jdbc.sql("""
				insert into payment_batch (project_id, year, state, note, prepared_by, prepared_for, prepared_by_name,
					prepared_at, submission)
				values (?, ?, 'PREPARED', ?, ?, ?, ?, ?, ?) returning id""")
			.params(of.id(), year, note, by.id(), by.postId(), by.signature(), this.ledger.now(), submission)
			.query(Long.class)
			.single();
		int lines = this.jdbc.sql(Payable.SQL + """
				insert into payment_line (batch_id, project_id, contributor_id, year, amount, reference, account_name,
					bank_name, bank_account, state)
				select :batch, :project, c.id, p.year, p.amount, 'FH' || :batch || '-'
					|| row_number() over (order by c.number, p.year), c.name, c.bank_name, c.bank_account, 'PENDING'
				from payable p join contributor c on c.id = p.contributor_id
				where c.bank_account is not null and (:all or c.number in (:numbers))""")
			.params(Payable.parameters(of.id(), year, chosen))
			.param("batch", id)
			.update();
		if (lines == 0) {
			throw new Refusal(null, "payment.refusal.noAccounts");
		}
		this.audit.changed(RECORD, String.valueOf(id), RECORD + ".prepared", by, note, sums(id));
		return id;
	}

	private void requirePayable(DividendProject of, @Nullable Integer year, List<String> chosen) {
		List<String> payable = this.jdbc.sql(Payable.SQL + """
				select distinct c.number from payable p join contributor c on c.id = p.contributor_id
				where :all or c.number in (:numbers)""")
			.params(Payable.parameters(of.id(), year, chosen))
			.query(String.class)
			.list();
		List<String> others = new ArrayList<>(chosen);
		others.removeAll(payable);
		if (!others.isEmpty()) {
			throw new Refusal("numbers", "payment.refusal.numbers",
					String.join("、", others.subList(0, Math.min(TOLD, others.size()))), String.valueOf(others.size()));
		}
		if (payable.isEmpty()) {
			throw new Refusal(null, "payment.refusal.nothing");
		}
	}

	/**
	 * Posts a batch, so that it goes to the bank: its notice has ended, each objection is
	 * answered, and all of it is still owed.
	 * @param version the version that was looked at
	 * @param by a coordinator who did not prepare it
	 */
	@Transactional
	public void post(long id, long version, Official by) {
		this.ledger.lock();
		Decision.Waiting waiting = this.decision.takeToDecide(TABLE, id, "PREPARED", version, by);
		requireNoticeOver(id);
		long gone = this.jdbc
			.sql("""
					select count(*) from payment_line l where l.batch_id = ? and (
						l.amount > coalesce((select sum(e.amount) from dividend_entry e where e.contributor_id = l.contributor_id
							and e.project_id = l.project_id and e.year = l.year), 0)
						or (select sum(o.amount) from payment_line o where o.contributor_id = l.contributor_id
							and o.project_id = l.project_id and o.state = 'PENDING')
							> coalesce((select sum(e.amount) from dividend_entry e where e.contributor_id = l.contributor_id
								and e.project_id = l.project_id), 0))""")
			.param(id)
			.query(Long.class)
			.single();
		if (gone > 0) {
			throw new Refusal(null, "payment.refusal.owedLess", String.valueOf(gone));
		}
		this.decision.decided(waiting, "POSTED", null, by);
		this.audit.changed(RECORD, String.valueOf(id), RECORD + ".posted", by, null, sums(id));
	}

	private void requireNoticeOver(long id) {
		LocalDate until = this.jdbc.sql("select to_day from public_notice where batch_id = ? and withdrawn_at is null")
			.param(id)
			.query(LocalDate.class)
			.optional()
			.orElseThrow(() -> new Refusal(null, "payment.refusal.notice"));
		if (!this.ledger.today().isAfter(until)) {
			throw new Refusal(null, "payment.refusal.standing", until.toString(), until.plusDays(1).toString());
		}
		long open = this.jdbc.sql("""
				select count(*) from notice_objection o join public_notice n on n.id = o.notice_id
				where n.batch_id = ? and n.withdrawn_at is null and o.answer is null""")
			.param(id)
			.query(Long.class)
			.single();
		if (open > 0) {
			throw new Refusal(null, "payment.refusal.objections", String.valueOf(open));
		}
	}

	/**
	 * Sends a batch back to who prepared it; its notice, if it stands, is withdrawn.
	 * @param note why
	 * @param by a coordinator who did not prepare it
	 */
	@Transactional
	public void sendBack(long id, long version, @Nullable String note, Official by) {
		this.ledger.lock();
		Decision.Waiting waiting = this.decision.takeToDecide(TABLE, id, "PREPARED", version, by);
		String reason = Decision.requireNote(note);
		giveUp(id, reason);
		this.decision.decided(waiting, "RETURNED", reason, by);
		this.audit.changed(RECORD, String.valueOf(id), RECORD + ".returned", by, reason, List.of());
	}

	/**
	 * Drops a batch that waits; its notice, if it stands, is withdrawn.
	 * @param note why
	 * @param by who prepared it
	 */
	@Transactional
	public void drop(long id, @Nullable String note, Official by) {
		DividendAccess.requirePrepare(by);
		this.ledger.lock();
		this.decision.retract(TABLE, id, "PREPARED", "DROPPED", by);
		String reason = Decision.requireNote(note);
		giveUp(id, reason);
		this.audit.changed(RECORD, String.valueOf(id), RECORD + ".dropped", by, reason, List.of());
	}

	private void giveUp(long id, String reason) {
		this.jdbc.sql("update payment_line set state = 'DROPPED', version = version + 1 where batch_id = ?")
			.param(id)
			.update();
		this.jdbc.sql("""
				update public_notice set withdrawn_at = ?, withdrawn_reason = ?, version = version + 1
				where batch_id = ? and withdrawn_at is null""").params(this.ledger.now(), reason, id).update();
	}

	/**
	 * What the bank is to pay, with names and accounts; that somebody took it out is kept
	 * in the history of the batch.
	 * @param by an official of finance or a coordinator
	 * @return payments that the bank has not answered yet, by their references
	 */
	@Transactional
	public List<BankLine> takeOut(long id, Official by) {
		if (!DividendAccess.mayPrepare(by)) {
			DividendAccess.requireDecide(by);
		}
		String state = this.jdbc.sql("select state from payment_batch where id = ?")
			.param(id)
			.query(String.class)
			.optional()
			.orElseThrow(() -> new NotOnRecord(TABLE + " " + id));
		if (!state.equals("POSTED")) {
			throw new Refusal(null,
					state.equals("PREPARED") ? "payment.refusal.notPosted" : "payment.refusal.noneOpen");
		}
		List<BankLine> lines = this.jdbc.sql("""
				select l.reference, c.number, l.account_name, l.bank_name, l.bank_account, l.amount, l.year
				from payment_line l join contributor c on c.id = l.contributor_id
				where l.batch_id = ? and l.state = 'PENDING' order by l.id""")
			.param(id)
			.query((row, index) -> new BankLine(row.getString("reference"), row.getString("number"),
					row.getString("account_name"), row.getString("bank_name"), row.getString("bank_account"),
					new Money(row.getBigDecimal("amount")), row.getInt("year")))
			.list();
		this.audit.changed(RECORD, String.valueOf(id), RECORD + ".taken-out", by, null,
				List.of(new Difference("paymentLines", null, null, String.valueOf(lines.size()))));
		return lines;
	}

	private List<Difference> sums(long id) {
		Sum sum = this.jdbc
			.sql("select count(*) as lines, coalesce(sum(amount), 0) as amount from payment_line where batch_id = ?")
			.param(id)
			.query((row, index) -> new Sum(row.getLong("lines"), new Money(row.getBigDecimal("amount"))))
			.single();
		return List.of(new Difference("paymentLines", null, null, String.valueOf(sum.lines())),
				new Difference("paymentAmount", null, null, sum.amount().toString()));
	}

	/**
	 * A payment as the bank has to know it.
	 *
	 * @param reference by which its answer is known again
	 * @param number the contributor's number
	 * @param name whom the account belongs to
	 * @param year the year whose dividend it is
	 */
	public record BankLine(String reference, String number, @Nullable String name, @Nullable String bank,
			@Nullable String account, Money amount, int year) {
	}

}

package org.commonprosperity.portal.dividend;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What payments ask of an official: of the coordinating office notices to publish,
 * objections to answer and batches to review; of finance what is to be paid, what came
 * back, and what the bank has not answered yet.
 */
@Component
@RequiredArgsConstructor
class PaymentTodos implements TodoSource {

	private static final String PAGE = "/office/dividends/payments/";

	private final JdbcClient jdbc;

	private final Clock clock;

	@Override
	@Transactional(readOnly = true)
	public List<Todo> todosOf(Principal principal) {
		List<Todo> todos = new ArrayList<>();
		if (!(principal instanceof Official official)) {
			return todos;
		}
		if (DividendAccess.mayDecide(official)) {
			toReview(official, todos);
			toAnswer(todos);
		}
		if (DividendAccess.mayPrepare(official)) {
			withTheBank(official, todos);
			toPay(todos);
		}
		return todos;
	}

	private void toReview(Official official, List<Todo> todos) {
		this.jdbc
			.sql("""
					select b.id, p.name, p.name_en, b.year, n.to_day from payment_batch b join project p on p.id = b.project_id
					left join public_notice n on n.batch_id = b.id and n.withdrawn_at is null
					where b.state = 'PREPARED' and b.prepared_by not in (:id, :post) and b.prepared_for not in (:id, :post)
						and (n.id is null or n.to_day < :today and not exists (
							select from notice_objection o where o.notice_id = n.id and o.answer is null))
					order by b.id""")
			.param("id", official.id())
			.param("post", official.postId())
			.param("today", LocalDate.now(this.clock))
			.query((row) -> {
				boolean over = row.getObject("to_day") != null;
				Todo todo = over ? new Todo("paymentReview", row.getString("name"), row.getString("name_en"), page(row))
						: new Todo("paymentNotice", row.getString("name"), row.getString("name_en"), page(row));
				todos.add(todo.withSubject(subject(row)));
			});
	}

	private void toAnswer(List<Todo> todos) {
		this.jdbc.sql("""
				select o.id, p.name, p.name_en, o.received_on, n.to_day from notice_objection o
				join public_notice n on n.id = o.notice_id join payment_batch b on b.id = n.batch_id
				join project p on p.id = n.project_id
				where o.answer is null and n.withdrawn_at is null and b.state = 'PREPARED' order by o.id""")
			.query((row) -> {
				todos.add(new Todo("paymentObjection", row.getString("name"), row.getString("name_en"),
						"/office/dividends/notices/objections/" + row.getLong("id"))
					.withSubject(row.getObject("received_on", LocalDate.class).toString())
					.withDue(row.getObject("to_day", LocalDate.class)));
			});
	}

	private void withTheBank(Official official, List<Todo> todos) {
		this.jdbc
			.sql("""
					select b.id, b.state, p.name, p.name_en, b.year, b.decision_note, b.decided_at from payment_batch b
					join project p on p.id = b.project_id
					where b.state = 'POSTED' or b.state = 'RETURNED' and b.prepared_for = :post and not exists (
						select from payment_batch n where n.project_id = b.project_id and n.id > b.id and n.state <> 'DROPPED')
					order by b.id""")
			.param("post", official.postId())
			.query((row) -> {
				if (row.getString("state").equals("POSTED")) {
					todos.add(new Todo("paymentBank", row.getString("name"), row.getString("name_en"), page(row))
						.withSubject(subject(row)));
				}
				else {
					todos.add(new Todo("paymentReturned", row.getString("name"), row.getString("name_en"), page(row))
						.withSubject(subject(row))
						.withDetail(row.getString("decision_note"))
						.withReturnedOn(
								LocalDate.ofInstant(row.getTimestamp("decided_at").toInstant(), this.clock.getZone())));
				}
			});
	}

	/**
	 * What is owed, can be paid and is in no batch, by years; and payments that did not
	 * arrive.
	 */
	private void toPay(List<Todo> todos) {
		this.jdbc.sql("""
				select p.code, p.name, p.name_en, b.year, min(b.pay_by) as due from (
					select project_id, contributor_id, year, min(pay_by) as pay_by from dividend_entry
					group by 1, 2, 3 having sum(amount) > 0) b
				join project p on p.id = b.project_id
				join contributor c on c.id = b.contributor_id and c.bank_account is not null
				where coalesce((select l.state from payment_line l where l.project_id = b.project_id
						and l.contributor_id = b.contributor_id and l.year = b.year and l.state <> 'DROPPED'
						order by l.id desc limit 1), 'PAID') = 'PAID'
				group by 1, 2, 3, 4 order by due, p.code, b.year limit 50""").query((row) -> {
			todos.add(new Todo("paymentDue", row.getString("name"), row.getString("name_en"),
					PAGE + "new?project=" + row.getString("code") + "&year=" + row.getInt("year"))
				.withSubject(row.getString("year"))
				.withDue(row.getObject("due", LocalDate.class)));
		});
		this.jdbc
			.sql("""
					select b.id, p.name, p.name_en, b.year, count(*) as lines from payment_line l
					join payment_batch b on b.id = l.batch_id join project p on p.id = l.project_id
					where l.state in ('FAILED', 'RETURNED') and not exists (select from payment_line n
						where n.project_id = l.project_id and n.contributor_id = l.contributor_id and n.year = l.year and n.id > l.id
							and n.state <> 'DROPPED')
					group by 1, 2, 3, 4 order by b.id""")
			.query((row) -> {
				todos.add(new Todo("paymentFailed", row.getString("name"), row.getString("name_en"), page(row))
					.withSubject(subject(row)));
			});
	}

	private static String page(ResultSet row) throws SQLException {
		return PAGE + row.getLong("id");
	}

	/** The year, and the number of the batch. */
	private static String subject(ResultSet row) throws SQLException {
		String year = row.getString("year");
		return ((year != null) ? year + " · " : "") + "#" + row.getLong("id");
	}

}

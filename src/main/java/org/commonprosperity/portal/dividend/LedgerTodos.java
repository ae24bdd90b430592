package org.commonprosperity.portal.dividend;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the dividend ledger asks of an official: of the coordinating office what waits for
 * a decision, of finance the run of a year that is over, of everybody what was sent back.
 */
@Component
@RequiredArgsConstructor
class LedgerTodos implements TodoSource {

	private static final String HOME = "/office/dividends/";

	private static final String PROJECT = HOME + "projects/";

	private final JdbcClient jdbc;

	private final Clock clock;

	@Override
	@Transactional(readOnly = true)
	public List<Todo> todosOf(Principal principal) {
		List<Todo> todos = new ArrayList<>();
		if (principal instanceof Official official) {
			if (official.is(Role.COORDINATOR)) {
				waiting(official, todos);
			}
			if (official.is(Role.FINANCE)) {
				returnedRuns(official, todos);
				missingRuns(todos);
			}
			if (official.isAny(Role.EDITOR, Role.FINANCE, Role.COORDINATOR)) {
				returned(official, todos);
			}
		}
		return todos;
	}

	/** What another person entered or prepared. */
	private void waiting(Official official, List<Todo> todos) {
		long entries = this.jdbc.sql("""
				select (select count(*) from contribution where state = 'ENTERED')
					+ (select count(*) from contribution_change where state = 'ENTERED')
					+ (select count(*) from contributor_change where state = 'ENTERED')""").query(Long.class).single();
		if (entries > 0) {
			todos.add(new Todo("dividendEntries", String.valueOf(entries), HOME + "review"));
		}
		each("""
				select p.code, p.name, p.name_en, null as subject, null as note, null as decided_at, o.id
				from operation_start o join project p on p.id = o.project_id
				where o.state = 'ENTERED' and o.entered_by not in (:me, :post) and o.entered_for not in (:me, :post)
				order by o.id limit 50""", official, todos,
				(row) -> new Todo("operationStart", row.name(), row.nameEn(), PROJECT + row.code() + "/operation"));
		each("""
				select distinct p.code, p.name, p.name_en, null as subject, null as note, null as decided_at, p.id
				from dividend_terms t join project p on p.id = t.project_id
				where t.state = 'ENTERED' and t.entered_by not in (:me, :post) and t.entered_for not in (:me, :post)
				order by p.id limit 50""", official, todos,
				(row) -> new Todo("dividendTerms", row.name(), row.nameEn(), PROJECT + row.code() + "/terms"));
		each("""
				select p.code, p.name, p.name_en, r.year::text as subject, null as note, null as decided_at, r.id
				from dividend_run r join project p on p.id = r.project_id
				where r.state = 'PREPARED' and r.prepared_by not in (:me, :post) and r.prepared_for not in (:me, :post)
				order by r.id limit 50""", official, todos,
				(row) -> new Todo("dividendRun", row.name(), row.nameEn(), HOME + "runs/" + row.id())
					.withSubject(row.subject()));
		each("""
				select p.code, p.name, p.name_en, d.resolution as subject, null as note, null as decided_at, d.id
				from second_distribution d join project p on p.id = d.project_id
				where d.state = 'PREPARED' and d.prepared_by not in (:me, :post) and d.prepared_for not in (:me, :post)
				order by d.id limit 50""", official, todos,
				(row) -> new Todo("secondDistribution", row.name(), row.nameEn(), HOME + "distributions/" + row.id())
					.withSubject(row.subject()));
	}

	private void returnedRuns(Official official, List<Todo> todos) {
		each("""
				select p.code, p.name, p.name_en, r.year::text as subject, r.decision_note as note, r.decided_at, r.id
				from dividend_run r join project p on p.id = r.project_id
				where r.state = 'RETURNED' and r.prepared_for = :post and not exists (select from dividend_run n
					where n.project_id = r.project_id and n.year = r.year and n.id > r.id and n.state not in ('FAILED', 'DROPPED'))
				order by r.id limit 50""",
				official, todos,
				(row) -> back(new Todo("runReturned", row.name(), row.nameEn(), HOME + "runs/" + row.id()), row));
		each("""
				select p.code, p.name, p.name_en, r.year::text as subject, null as note, null as decided_at, r.id
				from dividend_run r join project p on p.id = r.project_id
				where r.state = 'PREPARED' and r.refusal = 'dividend.refusal.factsChanged' order by r.id limit 50""",
				official, todos, (row) -> new Todo("runStale", row.name(), row.nameEn(), HOME + "runs/" + row.id())
					.withSubject(row.subject()));
		each("""
				select p.code, p.name, p.name_en, d.resolution as subject, d.decision_note as note, d.decided_at, d.id
				from second_distribution d join project p on p.id = d.project_id
				where d.state = 'RETURNED' and d.prepared_for = :post and not exists (select from second_distribution n
					where n.project_id = d.project_id and n.id > d.id and n.state <> 'DROPPED')
				order by d.id limit 50""", official, todos,
				(row) -> back(
						new Todo("distributionReturned", row.name(), row.nameEn(), HOME + "distributions/" + row.id()),
						row));
	}

	/** Years that are over, in which something stood, and that nobody prepared. */
	private void missingRuns(List<Todo> todos) {
		int last = LocalDate.now(this.clock).getYear() - 1;
		this.jdbc
			.sql("""
					select p.code, p.name, p.name_en, y.year, (select make_date(y.year + 1, t.pay_by_month, t.pay_by_day)
						from dividend_terms t where t.project_id = p.id and t.state = 'APPROVED' order by t.id desc limit 1) as due
					from project p cross join lateral (select generate_series(
						(select min(extract(year from c.paid_in_on))::int from contribution c
							where c.project_id = p.id and c.state = 'APPROVED'), :last) as year) y
					where exists (select from dividend_terms t where t.project_id = p.id and t.state = 'APPROVED')
						and exists (select from contribution c where c.project_id = p.id and c.state = 'APPROVED'
							and c.paid_in_on < make_date(y.year + 1, 1, 1)
							and (c.ended_on is null or (c.ended_on > make_date(y.year, 1, 1) and c.ended_on > c.paid_in_on))
							and (c.kept_from is null or c.kept_from < make_date(y.year + 1, 1, 1)))
						and not exists (select from dividend_run r where r.project_id = p.id and r.year = y.year
							and r.state in ('PREPARING', 'PREPARED', 'POSTING', 'POSTED', 'RETURNED'))
					order by p.position, y.year limit 50""")
			.param("last", last)
			.query((row) -> {
				todos.add(new Todo("runMissing", row.getString("name"), row.getString("name_en"),
						PROJECT + row.getString("code") + "/runs")
					.withSubject(row.getString("year"))
					.withDue(row.getObject("due", LocalDate.class)));
			});
	}

	private void returned(Official official, List<Todo> todos) {
		each("""
				select p.code, p.name, p.name_en, c.reference as subject, c.decision_note as note, c.decided_at, c.id
				from contribution c join project p on p.id = c.project_id
				where c.state = 'RETURNED' and c.entered_for = :post and not exists (select from contribution n
					where n.project_id = c.project_id and n.reference = c.reference and n.id > c.id and n.state <> 'RETRACTED')
				order by c.id limit 50""",
				official, todos,
				(row) -> back(
						new Todo("contributionReturned", row.name(), row.nameEn(), HOME + "contributions/" + row.id()),
						row));
		each("""
				select p.code, p.name, p.name_en, c.reference as subject, x.decision_note as note, x.decided_at, c.id
				from contribution_change x join contribution c on c.id = x.contribution_id join project p on p.id = c.project_id
				where x.state = 'RETURNED' and x.entered_for = :post and not exists (select from contribution_change n
					where n.contribution_id = x.contribution_id and n.id > x.id and n.state <> 'RETRACTED')
				order by x.id limit 50""",
				official, todos,
				(row) -> back(new Todo("changeReturned", row.name(), row.nameEn(), HOME + "contributions/" + row.id()),
						row));
		each("""
				select c.number as code, d.name, d.name_en, c.number as subject, x.decision_note as note, x.decided_at, x.id
				from contributor_change x join contributor c on c.id = x.contributor_id join department d on d.id = c.department_id
				where x.state = 'RETURNED' and x.entered_for = :post and not exists (select from contributor_change n
					where n.contributor_id = x.contributor_id and n.kind = x.kind and n.id > x.id and n.state <> 'RETRACTED')
				order by x.id limit 50""",
				official, todos, (row) -> back(new Todo("contributorChangeReturned", row.name(), row.nameEn(),
						HOME + "contributors/" + row.code()), row));
		each("""
				select p.code, p.name, p.name_en, null as subject, o.decision_note as note, o.decided_at, o.id
				from operation_start o join project p on p.id = o.project_id
				where o.state = 'RETURNED' and o.entered_for = :post and not exists (select from operation_start n
					where n.project_id = o.project_id and n.id > o.id and n.state <> 'RETRACTED')
				order by o.id limit 50""", official, todos,
				(row) -> back(new Todo("startReturned", row.name(), row.nameEn(), PROJECT + row.code() + "/operation"),
						row));
		each("""
				select p.code, p.name, p.name_en, null as subject, t.decision_note as note, t.decided_at, t.id
				from dividend_terms t join project p on p.id = t.project_id
				where t.state = 'RETURNED' and t.entered_for = :post and not exists (select from dividend_terms n
					where n.project_id = t.project_id and n.phase = t.phase and n.class_code is not distinct from t.class_code
						and n.id > t.id and n.state <> 'RETRACTED')
				order by t.id limit 50""",
				official, todos,
				(row) -> back(new Todo("termsReturned", row.name(), row.nameEn(), PROJECT + row.code() + "/terms"),
						row));
	}

	private void each(String sql, Official official, List<Todo> todos, Function<Found, Todo> todo) {
		JdbcClient.StatementSpec query = this.jdbc.sql(sql);
		if (sql.contains(":post")) {
			query = query.param("post", official.postId());
		}
		if (sql.contains(":me")) {
			query = query.param("me", official.id());
		}
		query.query((row) -> {
			todos.add(todo.apply(found(row)));
		});
	}

	private static Todo back(Todo todo, Found row) {
		return todo.withSubject(row.subject()).withDetail(row.note()).withReturnedOn(row.decidedOn());
	}

	private Found found(ResultSet row) throws SQLException {
		Timestamp decided = row.getTimestamp("decided_at");
		return new Found(row.getLong("id"), row.getString("code"), row.getString("name"), row.getString("name_en"),
				row.getString("subject"), row.getString("note"),
				(decided != null) ? LocalDate.ofInstant(decided.toInstant(), this.clock.getZone()) : null);
	}

	private record Found(long id, String code, String name, @Nullable String nameEn, @Nullable String subject,
			@Nullable String note, @Nullable LocalDate decidedOn) {
	}

}

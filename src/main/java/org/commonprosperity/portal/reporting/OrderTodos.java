package org.commonprosperity.portal.reporting;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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
 * What supervision orders ask of an official: of a department to sign, to reply and to
 * mend a reply; of the coordinating office to issue, to verify and to chase.
 */
@Component
@RequiredArgsConstructor
class OrderTodos implements TodoSource {

	private static final String OPEN = """
			select o.id, o.state, o.matter, o.deadline, p.name as project, p.name_en as project_en,
				exists (select 1 from order_step s where s.order_id = o.id and s.action = 'REPLIED' and s.actor_id = :me) as mine,
				back.note as returned, back.happened_at as returned_at
			from supervision_order o join project p on p.id = o.project_id
			left join lateral (select s.note, s.happened_at from order_step s
				where s.order_id = o.id and s.action = 'RETURNED' order by s.id desc limit 1) back on true
			where o.state in ('PROPOSED', 'ISSUED', 'SIGNED', 'REPLIED')
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	@Override
	@Transactional(readOnly = true)
	public List<Todo> todosOf(Principal principal) {
		List<Todo> todos = new ArrayList<>();
		if (principal instanceof Official official) {
			if (official.is(Role.EDITOR) && !official.departmentIds().isEmpty()) {
				this.jdbc.sql(OPEN + "and o.department_id in (:departments) order by o.id")
					.param("me", official.id())
					.param("departments", official.departmentIds())
					.query((row, index) -> open(row))
					.list()
					.forEach((open) -> ofDepartment(open, todos));
			}
			if (official.is(Role.COORDINATOR)) {
				LocalDate today = LocalDate.now(this.clock);
				this.jdbc.sql(OPEN + "order by o.id")
					.param("me", official.id())
					.query((row, index) -> open(row))
					.list()
					.forEach((open) -> ofCoordinator(open, today, todos));
			}
		}
		return todos;
	}

	private Open open(ResultSet row) throws SQLException {
		Timestamp returned = row.getTimestamp("returned_at");
		return new Open(row.getLong("id"), OrderState.valueOf(row.getString("state")), row.getString("matter"),
				row.getObject("deadline", LocalDate.class), row.getString("project"), row.getString("project_en"),
				row.getBoolean("mine"), row.getString("returned"),
				(returned != null) ? LocalDate.ofInstant(returned.toInstant(), this.clock.getZone()) : null);
	}

	private static void ofDepartment(Open open, List<Todo> todos) {
		if (open.state == OrderState.ISSUED) {
			todos.add(open.todo(new Todo("order-sign", open.project, open.projectEn, open.address())));
		}
		else if (open.state == OrderState.SIGNED && open.returned != null) {
			todos.add(open.todo(new Todo("order-returned", open.project, open.projectEn, open.address()))
				.withDetail(open.returned)
				.withReturnedOn(open.returnedOn));
		}
		else if (open.state == OrderState.SIGNED) {
			todos.add(open.todo(new Todo("order-reply", open.project, open.projectEn, open.address())));
		}
	}

	private static void ofCoordinator(Open open, LocalDate today, List<Todo> todos) {
		if (open.state == OrderState.PROPOSED) {
			todos.add(open.todo(new Todo("order-issue", open.project, open.projectEn, open.address())).withDue(null));
		}
		else if (open.state == OrderState.REPLIED && !open.mine) {
			todos.add(open.todo(new Todo("order-verify", open.project, open.projectEn, open.address())).withDue(null));
		}
		else if (OrderWordRule.of(open.state, open.deadline, today) == OrderWord.OVERDUE) {
			todos.add(open.todo(new Todo("order-overdue", open.project, open.projectEn, open.address())));
		}
	}

	/**
	 * An order that is not done with.
	 *
	 * @param mine whether the official replied to it and so cannot verify it
	 * @param returned why a reply last came back, or null
	 * @param returnedOn when it did, or null
	 */
	private record Open(long id, OrderState state, String matter, @Nullable LocalDate deadline, String project,
			@Nullable String projectEn, boolean mine, @Nullable String returned, @Nullable LocalDate returnedOn) {

		String address() {
			return "/office/orders/" + this.id;
		}

		Todo todo(Todo todo) {
			return todo.withSubject(this.matter).withDue(this.deadline);
		}

	}

}

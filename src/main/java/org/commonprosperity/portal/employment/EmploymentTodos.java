package org.commonprosperity.portal.employment;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What placements ask of an official; what was entered of workshops is asked for with all
 * other entries. To-dos also go out by e-mail, so they say how many and never who, and
 * what was said of a placement that came back stays on the portal.
 */
@Component
@RequiredArgsConstructor
class EmploymentTodos implements TodoSource {

	private static final String HOME = "/office/jobs/";

	private final JdbcClient jdbc;

	private final EmploymentScope scope;

	private final PlacementBook book;

	private final Clock clock;

	@Override
	@Transactional
	public List<Todo> todosOf(Principal principal) {
		List<Todo> todos = new ArrayList<>();
		if (!(principal instanceof Official official)) {
			return todos;
		}
		Scope seen = this.scope.of(official);
		if (seen.decides()) {
			count(todos, new Todo("placementsWaiting", String.valueOf(this.book.countWaiting()), HOME + "review"));
		}
		if (!seen.own().isEmpty()) {
			followUps(official, todos);
			returned(official, todos);
			count(todos,
					new Todo("personsToErase", String.valueOf(this.jdbc
						.sql("select count(*) from (" + PersonService.DUE + ") d where d.community_id in (:own)")
						.param("own", seen.own())
						.param("today", LocalDate.now(this.clock))
						.query(Long.class)
						.single()), HOME + "erasure"));
		}
		return todos;
	}

	private void followUps(Official official, List<Todo> todos) {
		PlacementBook.DueCount due = this.book.countDue(official);
		if (due != null && due.count() > 0) {
			todos.add(new Todo("followUps", String.valueOf(due.count()), HOME + "due").withDue(due.first()));
		}
	}

	private void returned(Official official, List<Todo> todos) {
		for (PlacementBook.Returned one : this.book.returnedTo(official)) {
			// by workshop and first day, so that nobody is named where the list goes by
			// mail
			todos.add(new Todo("placementsReturned", one.workshop().name(), one.workshop().nameEn(),
					HOME + "placements/" + one.placement() + (one.end() ? "/end" : "/correct"))
				.withSubject(one.startedOn().toString())
				.withDetail(one.note())
				.withDiscreet(true)
				.withReturnedOn(one.returnedOn()));
		}
	}

	private static void count(List<Todo> todos, Todo todo) {
		if (!todo.title().equals("0")) {
			todos.add(todo);
		}
	}

}

package org.commonprosperity.portal.office;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * All that an official has to do, whichever feature asks for it.
 */
@Service
@RequiredArgsConstructor
public class TodoList {

	/** How many days ahead something presses. */
	static final int SOON = 3;

	private static final Comparator<Todo> BY_DAY = Comparator
		.comparing(Todo::due, Comparator.nullsLast(Comparator.naturalOrder()))
		.thenComparing(Todo::returnedOn, Comparator.nullsLast(Comparator.naturalOrder()))
		.thenComparing(Todo::kind)
		.thenComparing(Todo::title)
		.thenComparing(Todo::address)
		.thenComparing(Todo::subject, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(Todo::detail, Comparator.nullsFirst(Comparator.naturalOrder()));

	private final List<TodoSource> sources;

	private final Clock clock;

	/**
	 * What an official has to do, most urgent first: overdue; then what came back and has
	 * no day of its own, the longest waiting first; then due soonest; then what has no
	 * day.
	 */
	@Transactional(readOnly = true)
	public List<Todo> of(Principal official) {
		LocalDate today = LocalDate.now(this.clock);
		return this.sources.stream()
			.flatMap((source) -> source.todosOf(official).stream())
			.sorted(Comparator.comparing((Todo todo) -> Urgency.of(todo, today)).thenComparing(BY_DAY))
			.toList();
	}

	/**
	 * Whether an official is to be reminded of it: overdue, due within {@value #SOON}
	 * days, come back, or without a day but waiting.
	 */
	static boolean isPressing(Todo todo, LocalDate today) {
		return todo.due() == null || todo.returnedOn() != null || !todo.due().isAfter(today.plusDays(SOON));
	}

	private enum Urgency {

		LATE, CAME_BACK, TO_COME, UNDATED;

		static Urgency of(Todo todo, LocalDate today) {
			if (todo.due() != null) {
				return todo.due().isBefore(today) ? LATE : TO_COME;
			}
			return (todo.returnedOn() != null) ? CAME_BACK : UNDATED;
		}

	}

}

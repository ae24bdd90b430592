package org.commonprosperity.portal.office;

import java.security.Principal;
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

	private static final Comparator<Todo> URGENCY = Comparator
		.comparing(Todo::due, Comparator.nullsLast(Comparator.naturalOrder()))
		.thenComparing(Todo::kind)
		.thenComparing(Todo::title)
		.thenComparing(Todo::address)
		.thenComparing(Todo::detail, Comparator.nullsFirst(Comparator.naturalOrder()));

	private final List<TodoSource> sources;

	/**
	 * What an official has to do, most urgent first: overdue, then due soonest, then what
	 * has no day.
	 */
	@Transactional(readOnly = true)
	public List<Todo> of(Principal official) {
		return this.sources.stream().flatMap((source) -> source.todosOf(official).stream()).sorted(URGENCY).toList();
	}

	/**
	 * Whether an official is to be reminded of it: overdue, due within {@value #SOON}
	 * days, or without a day but waiting.
	 */
	static boolean isPressing(Todo todo, LocalDate today) {
		return todo.due() == null || !todo.due().isAfter(today.plusDays(SOON));
	}

}

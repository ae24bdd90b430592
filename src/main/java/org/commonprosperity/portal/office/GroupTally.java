package org.commonprosperity.portal.office;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.shared.Todo;

import org.springframework.stereotype.Component;

/**
 * Counts what presses, by unit and kind, for a message that a whole group reads: a thing
 * that several officials of a unit could do counts once. Of what a to-do says only the
 * names of projects go into it, since all else may name a person; the to-dos of
 * administrators, which are about persons, do not.
 */
@Component
@RequiredArgsConstructor
class GroupTally {

	private final AccountDirectory accounts;

	private final TodoList todos;

	private final ProjectOverview projects;

	/**
	 * What presses today: for each unit, for each kind of to-do, how many. Units in the
	 * order of their first account.
	 */
	Map<String, Map<String, Count>> of(LocalDate today) {
		Set<String> names = this.projects.lines().stream().map(ProjectLine::name).collect(Collectors.toSet());
		Map<String, Set<Todo>> units = new LinkedHashMap<>();
		for (Official official : this.accounts.enabled()) {
			if (official.roles().stream().noneMatch(Role::isApart)) {
				this.todos.of(official)
					.stream()
					.filter((todo) -> TodoList.isPressing(todo, today))
					.forEach((todo) -> units.computeIfAbsent(official.unit(), (unit) -> new HashSet<>()).add(todo));
			}
		}
		Map<String, Map<String, Count>> tally = new LinkedHashMap<>();
		units.forEach((unit, all) -> tally.put(unit,
				all.stream()
					.collect(Collectors.groupingBy(Todo::kind, TreeMap::new,
							Collectors.collectingAndThen(Collectors.toList(), (some) -> Count.of(some, names))))));
		return tally;
	}

	/**
	 * How much there is of a kind.
	 *
	 * @param number how many
	 * @param projects names of the projects concerned, each once
	 */
	record Count(long number, Set<String> projects) {

		private static Count of(List<Todo> todos, Set<String> names) {
			Set<String> projects = todos.stream()
				.map(Todo::title)
				.filter(names::contains)
				.collect(Collectors.toCollection(TreeSet::new));
			return new Count(todos.stream().mapToLong(Count::number).sum(), projects);
		}

		/** A to-do whose title is a number stands for so many things. */
		private static long number(Todo todo) {
			return todo.title().matches("\\d{1,9}") ? Long.parseLong(todo.title()) : 1;
		}

	}

}

package org.commonprosperity.portal.entry;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;

import org.springframework.stereotype.Component;

/**
 * What entries ask of an official: those that wait for the coordinating office, and those
 * that came back to who entered them.
 */
@Component
@RequiredArgsConstructor
class EntryTodos implements TodoSource {

	private final EntryDesk desk;

	private final Clock clock;

	@Override
	public List<Todo> todosOf(Principal principal) {
		List<Todo> todos = new ArrayList<>();
		if (!(principal instanceof Official official)) {
			return todos;
		}
		if (official.is(Role.COORDINATOR)) {
			long waiting = this.desk.countWaiting();
			if (waiting > 0) {
				todos.add(new Todo("entries", String.valueOf(waiting), "/office/entries"));
			}
		}
		if (official.isAny(Role.COORDINATOR, Role.EDITOR, Role.CLERK)) {
			for (Entry entry : this.desk.returnedTo(official)) {
				Instant decided = entry.decidedAt();
				if (decided != null) {
					todos.add(new Todo("entryReturned", entry.title(), this.desk.address(entry))
						.withAbout("change." + entry.kind())
						.withDetail(entry.decisionNote())
						.withReturnedOn(LocalDate.ofInstant(decided, this.clock.getZone())));
				}
			}
		}
		return todos;
	}

}

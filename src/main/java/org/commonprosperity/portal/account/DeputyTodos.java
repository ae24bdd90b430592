package org.commonprosperity.portal.account;

import java.security.Principal;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminds deputies whom they stand in for; while one acts, only the absent official's own
 * to-dos count.
 */
@Component
@RequiredArgsConstructor
class DeputyTodos implements TodoSource {

	private final DeputyOverview overview;

	@Override
	@Transactional(readOnly = true)
	public List<Todo> todosOf(Principal principal) {
		if (!(principal instanceof Official official) || official.isActing()) {
			return List.of();
		}
		return this.overview.inForceFor(official)
			.stream()
			.map((line) -> new Todo("deputy", line.absent(), "/office/deputy#for-" + line.id()).withDue(line.untilDay())
				.withBegin("/office/deputy/" + line.id() + "/act"))
			.toList();
	}

}

package org.commonprosperity.portal.office.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.office.TodoList;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectQuery;
import org.commonprosperity.portal.project.ProposalList;
import org.commonprosperity.portal.shared.Todo;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Where an official starts: what is to be done, most urgent first, and the own projects.
 */
@Controller
@RequiredArgsConstructor
class OfficeController {

	private final TodoList todos;

	private final ProjectDesk desk;

	private final ProposalList proposals;

	private final Clock clock;

	@GetMapping("/office")
	String start(@AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("today", LocalDate.now(this.clock));
		List<Todo> todos = this.todos.of(by);
		model.addAttribute("todos", todos);
		model.addAttribute(TodoCountInterceptor.COUNT, todos.size());
		model.addAttribute("waiting", this.proposals.waitingOf(by));
		model.addAttribute("projects", projects(by));
		return "office/start";
	}

	/** An editor's own projects; of who sees all, those that need attention. */
	private List<ProjectLine> projects(Official by) {
		List<ProjectLine> own = this.desk.own(by);
		if (!own.isEmpty()) {
			return own;
		}
		return this.desk.lines(by, new ProjectQuery("", null, null, ProjectQuery.Sort.LIGHT, false))
			.stream()
			.limit(20)
			.toList();
	}

}

package org.commonprosperity.portal.project;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the projects ask of an official: approvals of a coordinator; of an editor what
 * came back, what is overdue, what is due soon and what should have begun.
 */
@Component
@RequiredArgsConstructor
class ProjectTodos implements TodoSource {

	private static final int SOON = 14;

	private final ProjectDesk desk;

	private final ProjectOverview overview;

	private final ProposalList proposals;

	private final Clock clock;

	@Override
	@Transactional(readOnly = true)
	public List<Todo> todosOf(Principal principal) {
		List<Todo> todos = new ArrayList<>();
		if (!(principal instanceof Official official)) {
			return todos;
		}
		if (official.is(Role.COORDINATOR)) {
			long waiting = this.proposals.countPending();
			if (waiting > 0) {
				todos.add(new Todo("approve", String.valueOf(waiting), "/office/approvals"));
			}
			this.overview.lines()
				.stream()
				.filter((line) -> line.classification() == Classification.PROVISIONAL)
				.forEach((line) -> todos.add(new Todo("unconfirmed", line.name(), line.nameEn(),
						"/office/projects/" + line.code() + "/classification")
					.withAbout("change.classification")));
		}
		if (official.is(Role.EDITOR)) {
			this.proposals.returnedTo(official).forEach((returned) -> todos.add(returned(returned)));
			List<ProposalLine> waiting = this.proposals.waitingOf(official);
			this.desk.own(official).forEach((line) -> milestones(line, waiting, todos));
		}
		return todos;
	}

	private Todo returned(ProposalLine returned) {
		String address = returned.kind().equals("classification") ? "/office/projects/" + returned.projectCode()
				: returned.formAddress();
		Instant decidedAt = returned.decidedAt();
		return new Todo("returned", returned.projectName(), returned.projectNameEn(), address)
			.withAbout("change." + returned.kind())
			.withSubject(returned.subject())
			.withDetail(returned.decisionNote())
			.withReturnedOn((decidedAt != null) ? LocalDate.ofInstant(decidedAt, this.clock.getZone()) : null);
	}

	private void milestones(ProjectLine line, List<ProposalLine> waiting, List<Todo> todos) {
		String address = "/office/projects/" + line.code();
		if (line.light() == ProgressLight.NO_PLAN) {
			if (waiting.stream()
				.anyMatch((sent) -> sent.projectCode().equals(line.code()) && sent.kind().equals("plan"))) {
				return;
			}
			todos.add(new Todo("noPlan", line.name(), line.nameEn(), address + "/plan").withAbout("change.plan"));
			return;
		}
		LocalDate today = LocalDate.now(this.clock);
		line.open().forEach((milestone) -> {
			if (isReported(milestone, waiting)) {
				return;
			}
			if (milestone.dueDate().isBefore(today)) {
				todos.add(new Todo("overdue", line.name(), line.nameEn(), address).withSubject(milestone.name())
					.withDue(milestone.dueDate()));
			}
			else if (milestone.begunOn() == null
					&& YearMonth.from(milestone.plannedStart()).isBefore(YearMonth.from(today))) {
				todos.add(new Todo("notBegun", line.name(), line.nameEn(), address).withSubject(milestone.name())
					.withDue(milestone.plannedStart()));
			}
			else if (!milestone.dueDate().isAfter(today.plusDays(SOON))) {
				todos.add(new Todo("due", line.name(), line.nameEn(), address).withSubject(milestone.name())
					.withDue(milestone.dueDate()));
			}
		});
	}

	/** What the milestone lacks was reported and waits: it is the coordinator's turn. */
	private static boolean isReported(PlanFacts.MilestoneFacts milestone, List<ProposalLine> waiting) {
		String lacking = (milestone.begunOn() == null) ? "begin" : "met";
		return waiting.stream()
			.filter((sent) -> Long.valueOf(milestone.id()).equals(sent.milestoneId()))
			.anyMatch((sent) -> sent.kind().equals(lacking) || sent.kind().equals("met"));
	}

}

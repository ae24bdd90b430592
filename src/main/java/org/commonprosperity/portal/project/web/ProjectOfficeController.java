package org.commonprosperity.portal.project.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectFilter;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectService;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.ProposalLine;
import org.commonprosperity.portal.project.ProposalList;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Slice;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The officials' list of projects, and a project's own office page with all that waits,
 * came back and happened.
 */
@Controller
@RequiredArgsConstructor
class ProjectOfficeController {

	private static final int PAGE = 20;

	private final ProjectDesk desk;

	private final ProposalList proposals;

	private final ProjectService service;

	private final AuditService audit;

	private final Departments departments;

	private final Clock clock;

	private final Show show;

	@GetMapping("/office/projects")
	String list(ProjectFilter filter, @AuthenticationPrincipal Official by, Model model) {
		List<ProjectLine> lines = this.desk.lines(by, filter.query());
		model.addAttribute("filter", filter);
		model.addAttribute("projects", Slice.of(lines, filter.getPage(), PAGE));
		model.addAttribute("departments", this.departments.findByActiveTrueOrderByCode());
		return "project/office/list";
	}

	@GetMapping("/office/projects/{code}")
	String show(@PathVariable String code, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		ProjectSheet sheet = this.desk.toSee(code, by);
		model.addAttribute("sheet", sheet);
		model.addAttribute("today", LocalDate.now(this.clock));
		model.addAttribute("mayEdit", this.desk.mayEdit(by, sheet.line()));
		List<ProposalLine> pending = this.proposals.pendingOf(code);
		model.addAttribute("own", this.desk.isOwn(by, sheet.line()));
		model.addAttribute("pending", pending);
		model.addAttribute("waiting", pending.stream().map(ProposalLine::milestoneId).collect(Collectors.toSet()));
		model.addAttribute("returned", this.proposals.returnedOf(code));
		model.addAttribute("history", this.audit.historyOf(ProjectService.RECORD, code, page, PAGE));
		return "project/office/project";
	}

	@PostMapping("/office/projects/{code}/proposals/{id}/withdraw")
	String withdraw(@PathVariable String code, @PathVariable long id, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		try {
			String kind = this.service.withdraw(code, id, by);
			redirect.addFlashAttribute("flash", "project.flash.withdrawn");
			redirect.addFlashAttribute("flashArguments", List.of(this.show.text("change." + kind)));
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		}
		return "redirect:/office/projects/" + code;
	}

}

package org.commonprosperity.portal.project.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectService;
import org.commonprosperity.portal.project.ProposalLine;
import org.commonprosperity.portal.project.ProposalList;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.TodoSource;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What waits for the coordinating office: one list with the differences in view, one
 * click to approve or to return.
 */
@Controller
@RequiredArgsConstructor
class ApprovalController {

	private static final int PAGE = 20;

	/** What else waits for a decision, each on a page of its own. */
	private static final Set<String> OTHERS = Set.of("reports", "incomes", "enclaveWaiting", "dividendEntries",
			"operationStart", "dividendTerms", "dividendRun", "secondDistribution", "paymentReview",
			"placementsWaiting", "entries");

	private final ProposalList proposals;

	private final ProjectService service;

	private final ProjectOverview overview;

	private final Departments departments;

	private final List<TodoSource> todos;

	private final Show show;

	@GetMapping("/office/approvals")
	String list(@RequestParam(defaultValue = "") String project, @RequestParam @Nullable Long department,
			@RequestParam(defaultValue = "oldest") String order, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		Map<String, String> projects = new LinkedHashMap<>();
		this.overview.lines().forEach((line) -> projects.put(line.code(), this.show.name(line.name(), line.nameEn())));
		model.addAttribute("proposals",
				this.proposals.pending(by, project, department, "newest".equals(order), page, PAGE));
		model.addAttribute("projects", projects);
		model.addAttribute("departments", this.departments.findByActiveTrueOrderByCode());
		model.addAttribute("project", project);
		model.addAttribute("department", department);
		model.addAttribute("order", "newest".equals(order) ? "newest" : "oldest");
		model.addAttribute("others",
				this.todos.stream()
					.flatMap((source) -> source.todosOf(by).stream())
					.filter((todo) -> OTHERS.contains(todo.kind()))
					.toList());
		return "project/office/approvals";
	}

	@PostMapping("/office/approvals/{id}/approve")
	String approve(@PathVariable long id, Place place, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		ProposalLine line = this.proposals.one(id, by);
		try {
			this.service.approve(id, by);
			done(redirect, "approval.flash.approved", line);
		}
		catch (ProjectService.ChangedSince ex) {
			redirect.addFlashAttribute("problem", this.show.text("approval.flash.changed"));
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", why(refusal, line));
		}
		return place.back(redirect);
	}

	@PostMapping("/office/approvals/{id}/return")
	String sendBack(@PathVariable long id, @RequestParam(defaultValue = "") String note, Place place,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		ProposalLine line = this.proposals.one(id, by);
		try {
			this.service.sendBack(id, Forms.text((note.length() > 500) ? note.substring(0, 500) : note), by);
			done(redirect, "approval.flash.returned", line);
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", why(refusal, line));
		}
		return place.back(redirect);
	}

	private String why(Refusal refusal, ProposalLine line) {
		String reason = this.show.text(refusal.key(), refusal.arguments());
		return this.show.text("approval.refused.of", this.show.name(line.projectName(), line.projectNameEn()),
				this.show.text("change." + line.kind()),
				refusal.key().startsWith("approval.") ? reason : this.show.text("approval.flash.refused", reason));
	}

	private void done(RedirectAttributes redirect, String key, ProposalLine line) {
		redirect.addFlashAttribute("flash", key);
		redirect.addFlashAttribute("flashArguments", List.of(this.show.name(line.projectName(), line.projectNameEn()),
				this.show.text("change." + line.kind())));
	}

	/**
	 * Where in the list a decision was made, so that it leads back there.
	 */
	record Place(@Nullable String project, @Nullable String department, @Nullable String order) {

		String back(RedirectAttributes redirect) {
			redirect.addAttribute("project", (this.project != null) ? this.project : "");
			redirect.addAttribute("department", (this.department != null) ? this.department : "");
			redirect.addAttribute("order", (this.order != null) ? this.order : "oldest");
			return "redirect:/office/approvals";
		}

	}

}

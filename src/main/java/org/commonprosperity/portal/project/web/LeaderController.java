package org.commonprosperity.portal.project.web;

import java.util.List;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectService;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Which account belongs to a project's lead official, who comments on and signs its
 * reports. The coordinating office says so.
 */
@Controller
@RequestMapping("/office/projects/{code}/leader")
@RequiredArgsConstructor
class LeaderController {

	private static final String VIEW = "project/office/leader";

	private final ProjectDesk desk;

	private final ProjectService service;

	private final AccountDirectory accounts;

	@ModelAttribute("sheet")
	ProjectSheet sheet(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		ProjectAccess.requireApprove(by);
		model.addAttribute("leaders", this.accounts.leaders());
		return this.desk.toEdit(code, by);
	}

	@GetMapping
	String show(@ModelAttribute("sheet") ProjectSheet sheet, Model model) {
		LeaderForm form = new LeaderForm();
		form.setVersion(sheet.version());
		form.setAccountId(sheet.leadAccountId());
		model.addAttribute("form", form);
		return VIEW;
	}

	@PostMapping
	String name(@ModelAttribute("sheet") ProjectSheet sheet, @Valid @ModelAttribute("form") LeaderForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		if (binding.hasErrors()) {
			return VIEW;
		}
		try {
			this.service.nameLeader(sheet.line().code(), form.getAccountId(), by);
		}
		catch (Refusal refusal) {
			Refusals.into(binding, refusal);
			return VIEW;
		}
		redirect.addFlashAttribute("flash", "project.flash.APPLIED");
		redirect.addFlashAttribute("flashArguments", List.of());
		return "redirect:/office/projects/" + sheet.line().code();
	}

}

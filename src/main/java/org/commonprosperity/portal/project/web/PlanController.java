package org.commonprosperity.portal.project.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.ProjectChange.RevisePlan;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectSheet;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The plan of a project, changed as a whole because its weights add up to a whole.
 */
@Controller
@RequestMapping("/office/projects/{code}/plan")
@RequiredArgsConstructor
class PlanController {

	private static final String VIEW = "project/office/plan";

	private final ProjectDesk desk;

	private final ChangeDesk changes;

	@ModelAttribute("sheet")
	ProjectSheet sheet(@PathVariable String code, @AuthenticationPrincipal Official by) {
		return this.desk.toEdit(code, by);
	}

	@GetMapping
	String plan(@ModelAttribute("sheet") ProjectSheet sheet, @RequestParam @Nullable Long from, Model model) {
		PlanForm form = new PlanForm();
		form.setVersion(sheet.version());
		form.fill(sheet);
		this.changes.earlier(sheet.line().code(), from, "plan", RevisePlan.class, model).ifPresent(form::fill);
		form.addRows();
		model.addAttribute("form", form);
		return VIEW;
	}

	@PostMapping(params = "add")
	String addRows(@ModelAttribute("form") PlanForm form, BindingResult binding) {
		form.addRows();
		return VIEW;
	}

	@PostMapping(params = "!add")
	String plan(@ModelAttribute("sheet") ProjectSheet sheet, @Valid @ModelAttribute("form") PlanForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		form.check(binding, sheet.milestones().isEmpty());
		if (binding.hasErrors()) {
			return VIEW;
		}
		return this.changes.send(sheet, form.change(sheet), form, binding, by, model, redirect, response, VIEW);
	}

}

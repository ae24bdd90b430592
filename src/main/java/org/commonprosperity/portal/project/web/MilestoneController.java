package org.commonprosperity.portal.project.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.ProjectChange;
import org.commonprosperity.portal.project.ProjectChange.BeginMilestone;
import org.commonprosperity.portal.project.ProjectChange.CompleteMilestone;
import org.commonprosperity.portal.project.ProjectChange.CorrectMilestone;
import org.commonprosperity.portal.project.ProjectChange.PostponeMilestone;
import org.commonprosperity.portal.project.ProjectChange.StatePercent;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
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
 * What becomes of a milestone: begun, so much done, met, postponed, corrected. Scope is
 * checked before anything of the form is read.
 */
@Controller
@RequestMapping("/office/projects/{code}/milestones/{id}")
@RequiredArgsConstructor
class MilestoneController {

	private final ProjectDesk desk;

	private final ChangeDesk changes;

	private final Clock clock;

	@ModelAttribute
	void milestone(@PathVariable String code, @PathVariable long id, @AuthenticationPrincipal Official by,
			Model model) {
		ProjectSheet sheet = this.desk.toEdit(code, by);
		model.addAttribute("sheet", sheet);
		model.addAttribute("milestone", ChangeDesk.milestone(sheet, id));
		model.addAttribute("today", LocalDate.now(this.clock));
	}

	@GetMapping("/begin")
	String begin(@ModelAttribute("sheet") ProjectSheet sheet, @ModelAttribute("milestone") MilestoneLine milestone,
			@RequestParam @Nullable Long from, Model model) {
		MilestoneForms.Begin form = new MilestoneForms.Begin();
		form.setVersion(milestone.version());
		form.setOn(LocalDate.now(this.clock));
		earlier(sheet, from, "begin/" + milestone.id(), BeginMilestone.class, model,
				(change) -> form.setOn(change.on()));
		model.addAttribute("form", form);
		return "project/office/begin";
	}

	@PostMapping("/begin")
	String begin(@ModelAttribute("sheet") ProjectSheet sheet, @PathVariable long id,
			@Valid @ModelAttribute("form") MilestoneForms.Begin form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		if (binding.hasErrors()) {
			return "project/office/begin";
		}
		return this.changes.send(sheet, new BeginMilestone(id, form.getOn()), form, binding, by, model, redirect,
				response, "project/office/begin");
	}

	@GetMapping("/percent")
	String percent(@ModelAttribute("sheet") ProjectSheet sheet, @ModelAttribute("milestone") MilestoneLine milestone,
			@RequestParam @Nullable Long from, Model model) {
		MilestoneForms.Progress form = new MilestoneForms.Progress();
		form.setVersion(milestone.version());
		form.setPercent(milestone.percentDone().value());
		earlier(sheet, from, "percent/" + milestone.id(), StatePercent.class, model,
				(change) -> form.setPercent(change.percent().value()));
		model.addAttribute("form", form);
		return "project/office/percent";
	}

	@PostMapping("/percent")
	String percent(@ModelAttribute("sheet") ProjectSheet sheet, @PathVariable long id,
			@Valid @ModelAttribute("form") MilestoneForms.Progress form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		if (binding.hasErrors()) {
			return "project/office/percent";
		}
		return this.changes.send(sheet, form.change(id), form, binding, by, model, redirect, response,
				"project/office/percent");
	}

	@GetMapping("/met")
	String met(@ModelAttribute("sheet") ProjectSheet sheet, @ModelAttribute("milestone") MilestoneLine milestone,
			@RequestParam @Nullable Long from, Model model) {
		MilestoneForms.Met form = new MilestoneForms.Met();
		form.setVersion(milestone.version());
		form.setOn(LocalDate.now(this.clock));
		form.setBegunOn(milestone.begunOn());
		earlier(sheet, from, "met/" + milestone.id(), CompleteMilestone.class, model, form::fill);
		model.addAttribute("form", form);
		return "project/office/met";
	}

	@PostMapping("/met")
	String met(@ModelAttribute("sheet") ProjectSheet sheet, @PathVariable long id,
			@Valid @ModelAttribute("form") MilestoneForms.Met form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		if (binding.hasErrors()) {
			return "project/office/met";
		}
		return this.changes.send(sheet, form.change(id), form, binding, by, model, redirect, response,
				"project/office/met");
	}

	@GetMapping("/postpone")
	String postpone(@ModelAttribute("sheet") ProjectSheet sheet, @ModelAttribute("milestone") MilestoneLine milestone,
			@RequestParam @Nullable Long from, Model model) {
		MilestoneForms.Postpone form = new MilestoneForms.Postpone();
		form.setVersion(milestone.version());
		earlier(sheet, from, "postpone/" + milestone.id(), PostponeMilestone.class, model, form::fill);
		model.addAttribute("form", form);
		return "project/office/postpone";
	}

	@PostMapping("/postpone")
	String postpone(@ModelAttribute("sheet") ProjectSheet sheet, @PathVariable long id,
			@Valid @ModelAttribute("form") MilestoneForms.Postpone form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		if (binding.hasErrors()) {
			return "project/office/postpone";
		}
		return this.changes.send(sheet, form.change(id), form, binding, by, model, redirect, response,
				"project/office/postpone");
	}

	@GetMapping("/correct")
	String correct(@ModelAttribute("sheet") ProjectSheet sheet, @ModelAttribute("milestone") MilestoneLine milestone,
			@RequestParam @Nullable Long from, Model model) {
		MilestoneForms.Correct form = new MilestoneForms.Correct();
		form.setVersion(milestone.version());
		form.fill(milestone);
		earlier(sheet, from, "correct/" + milestone.id(), CorrectMilestone.class, model, form::fill);
		model.addAttribute("form", form);
		return "project/office/correct";
	}

	@PostMapping("/correct")
	String correct(@ModelAttribute("sheet") ProjectSheet sheet, @PathVariable long id,
			@Valid @ModelAttribute("form") MilestoneForms.Correct form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		if (binding.hasErrors()) {
			return "project/office/correct";
		}
		return this.changes.send(sheet, form.change(id), form, binding, by, model, redirect, response,
				"project/office/correct");
	}

	private <T extends ProjectChange> void earlier(ProjectSheet sheet, @Nullable Long from, String target,
			Class<T> type, Model model, Consumer<T> fill) {
		this.changes.earlier(sheet.line().code(), from, target, type, model).ifPresent(fill);
	}

}

package org.commonprosperity.portal.project.web;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.project.DeclaredState;
import org.commonprosperity.portal.project.ProjectChange.ConfirmClassification;
import org.commonprosperity.portal.project.ProjectChange.DeclareState;
import org.commonprosperity.portal.project.ProjectChange.ReviseRecord;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.shared.web.Show;
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
 * A project's particulars, the department's own word on it, and its place among the
 * seven.
 */
@Controller
@RequestMapping("/office/projects/{code}")
@RequiredArgsConstructor
class RecordController {

	private final ProjectDesk desk;

	private final ChangeDesk changes;

	private final Departments departments;

	private final Show show;

	@ModelAttribute("sheet")
	ProjectSheet sheet(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		Map<String, String> options = new LinkedHashMap<>();
		if (by.is(Role.COORDINATOR)) {
			this.departments.findByActiveTrueOrderByCode()
				.forEach((department) -> options.put(String.valueOf(department.getId()),
						this.show.name(department.getName(), department.getNameEn())));
		}
		model.addAttribute("departments", options);
		Map<String, String> states = new LinkedHashMap<>();
		for (DeclaredState state : DeclaredState.values()) {
			states.put(state.name(), this.show.text("declared." + state));
		}
		model.addAttribute("states", states);
		return this.desk.toEdit(code, by);
	}

	@GetMapping("/record")
	String record(@ModelAttribute("sheet") ProjectSheet sheet, @RequestParam @Nullable Long from, Model model) {
		RecordForms.Particulars form = new RecordForms.Particulars();
		form.setVersion(sheet.version());
		form.fill(sheet);
		this.changes.earlier(sheet.line().code(), from, "record", ReviseRecord.class, model).ifPresent(form::fill);
		model.addAttribute("form", form);
		return "project/office/record";
	}

	@PostMapping("/record")
	String record(@ModelAttribute("sheet") ProjectSheet sheet,
			@Valid @ModelAttribute("form") RecordForms.Particulars form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		if (binding.hasErrors()) {
			return "project/office/record";
		}
		Long department = by.is(Role.COORDINATOR) ? form.getDepartmentId() : sheet.line().departmentId();
		return this.changes.send(sheet, form.change(department), form, binding, by, model, redirect, response,
				"project/office/record");
	}

	@GetMapping("/state")
	String state(@ModelAttribute("sheet") ProjectSheet sheet, @RequestParam @Nullable Long from, Model model) {
		RecordForms.State form = new RecordForms.State();
		form.setVersion(sheet.version());
		form.setState(sheet.line().declaredState());
		form.setReason(sheet.declaredReason());
		this.changes.earlier(sheet.line().code(), from, "state", DeclareState.class, model).ifPresent(form::fill);
		model.addAttribute("form", form);
		return "project/office/state";
	}

	@PostMapping("/state")
	String state(@ModelAttribute("sheet") ProjectSheet sheet, @Valid @ModelAttribute("form") RecordForms.State form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		if (binding.hasErrors()) {
			return "project/office/state";
		}
		return this.changes.send(sheet, form.change(), form, binding, by, model, redirect, response,
				"project/office/state");
	}

	@GetMapping("/classification")
	String classification(@ModelAttribute("sheet") ProjectSheet sheet, Model model) {
		RecordForms.Confirm form = new RecordForms.Confirm();
		form.setVersion(sheet.version());
		model.addAttribute("form", form);
		return "project/office/classification";
	}

	@PostMapping("/classification")
	String classification(@ModelAttribute("sheet") ProjectSheet sheet, @ModelAttribute("form") RecordForms.Confirm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		return this.changes.send(sheet, new ConfirmClassification(), form, binding, by, model, redirect, response,
				"project/office/classification");
	}

}

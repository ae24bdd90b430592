package org.commonprosperity.portal.project.web;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.organisation.Communities;
import org.commonprosperity.portal.project.ProjectChange.AddSite;
import org.commonprosperity.portal.project.ProjectChange.AddVenture;
import org.commonprosperity.portal.project.ProjectChange.RemoveVenture;
import org.commonprosperity.portal.project.ProjectChange.ReviseVenture;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.ProjectSheet.VentureLine;
import org.commonprosperity.portal.shared.NotOnRecord;
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
 * Ventures signed for a project, and its sites.
 */
@Controller
@RequestMapping("/office/projects/{code}")
@RequiredArgsConstructor
class VentureController {

	private final ProjectDesk desk;

	private final ChangeDesk changes;

	private final Communities communities;

	private final Show show;

	@ModelAttribute("sheet")
	ProjectSheet sheet(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		ProjectSheet sheet = this.desk.toEdit(code, by);
		Map<String, String> sites = new LinkedHashMap<>();
		sheet.sites().forEach((site) -> sites.put(String.valueOf(site.id()), site.name()));
		model.addAttribute("sites", sites);
		return sheet;
	}

	@GetMapping("/ventures/new")
	String add(@ModelAttribute("sheet") ProjectSheet sheet, @RequestParam @Nullable Long from, Model model) {
		VentureForms.Venture form = new VentureForms.Venture();
		form.setVersion(sheet.version());
		this.changes.earlier(sheet.line().code(), from, null, AddVenture.class, model).ifPresent(form::fill);
		model.addAttribute("form", form);
		return "project/office/venture";
	}

	@PostMapping("/ventures/new")
	String add(@ModelAttribute("sheet") ProjectSheet sheet, @Valid @ModelAttribute("form") VentureForms.Venture form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		if (binding.hasErrors()) {
			return "project/office/venture";
		}
		return this.changes.send(sheet, form.added(), form, binding, by, model, redirect, response,
				"project/office/venture");
	}

	@GetMapping("/ventures/{id}")
	String revise(@ModelAttribute("sheet") ProjectSheet sheet, @PathVariable long id, @RequestParam @Nullable Long from,
			Model model) {
		VentureForms.Venture form = new VentureForms.Venture();
		form.setVersion(sheet.version());
		form.fill(venture(sheet, id, model));
		this.changes.earlier(sheet.line().code(), from, "venture/" + id, ReviseVenture.class, model)
			.ifPresent(form::fill);
		model.addAttribute("form", form);
		return "project/office/venture";
	}

	@PostMapping("/ventures/{id}")
	String revise(@ModelAttribute("sheet") ProjectSheet sheet, @PathVariable long id,
			@Valid @ModelAttribute("form") VentureForms.Venture form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		venture(sheet, id, model);
		if (binding.hasErrors()) {
			return "project/office/venture";
		}
		return this.changes.send(sheet, form.revised(id), form, binding, by, model, redirect, response,
				"project/office/venture");
	}

	@GetMapping("/ventures/{id}/remove")
	String remove(@ModelAttribute("sheet") ProjectSheet sheet, @PathVariable long id, @RequestParam @Nullable Long from,
			Model model) {
		VentureForms.Remove form = new VentureForms.Remove();
		form.setVersion(sheet.version());
		venture(sheet, id, model);
		this.changes.earlier(sheet.line().code(), from, "venture/" + id, RemoveVenture.class, model)
			.ifPresent((change) -> form.setReason(change.reason()));
		model.addAttribute("form", form);
		return "project/office/venture-remove";
	}

	@PostMapping("/ventures/{id}/remove")
	String remove(@ModelAttribute("sheet") ProjectSheet sheet, @PathVariable long id,
			@Valid @ModelAttribute("form") VentureForms.Remove form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		venture(sheet, id, model);
		if (binding.hasErrors()) {
			return "project/office/venture-remove";
		}
		return this.changes.send(sheet, new RemoveVenture(id, form.getReason().strip()), form, binding, by, model,
				redirect, response, "project/office/venture-remove");
	}

	@GetMapping("/sites/new")
	String addSite(@ModelAttribute("sheet") ProjectSheet sheet, @RequestParam @Nullable Long from, Model model) {
		VentureForms.Place form = new VentureForms.Place();
		form.setVersion(sheet.version());
		this.changes.earlier(sheet.line().code(), from, null, AddSite.class, model).ifPresent(form::fill);
		model.addAttribute("form", form);
		return siteView(model);
	}

	@PostMapping("/sites/new")
	String addSite(@ModelAttribute("sheet") ProjectSheet sheet, @Valid @ModelAttribute("form") VentureForms.Place form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		String view = siteView(model);
		if (binding.hasErrors()) {
			return view;
		}
		return this.changes.send(sheet, form.change(), form, binding, by, model, redirect, response, view);
	}

	private String siteView(Model model) {
		Map<String, String> communities = new LinkedHashMap<>();
		this.communities.findAllByOrderByKindDescCode()
			.forEach((community) -> communities.put(String.valueOf(community.getId()),
					this.show.name(community.getName(), community.getNameEn())));
		model.addAttribute("communities", communities);
		return "project/office/site";
	}

	private static VentureLine venture(ProjectSheet sheet, long id, Model model) {
		VentureLine venture = sheet.ventures()
			.stream()
			.filter((line) -> line.id() == id)
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("venture " + id));
		model.addAttribute("venture", venture);
		return venture;
	}

}

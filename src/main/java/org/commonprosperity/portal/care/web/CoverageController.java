package org.commonprosperity.portal.care.web;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.care.CareAccess;
import org.commonprosperity.portal.care.CareDesk;
import org.commonprosperity.portal.care.CareDesk.NearRecord;
import org.commonprosperity.portal.care.CareDesk.WalkingRecord;
import org.commonprosperity.portal.care.CareDirectory;
import org.commonprosperity.portal.care.CareOverview;
import org.commonprosperity.portal.care.CareService;
import org.commonprosperity.portal.care.NearContent;
import org.commonprosperity.portal.care.web.CareForms.NearForm;
import org.commonprosperity.portal.care.web.CareForms.WalkingForm;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Who has what within a short walk, and by what the minutes come about.
 */
@Controller
@RequiredArgsConstructor
class CoverageController {

	private static final String PAGE = "/office/care/coverage";

	private static final String WALKING = "/office/care/walking";

	private final CareDesk desk;

	private final CareOverview overview;

	private final CareService service;

	private final CareForm forms;

	@GetMapping(PAGE)
	String coverage(@AuthenticationPrincipal Official by, Model model) {
		CareAccess.requireConcern(by);
		CareDirectory directory = this.overview.directory();
		model.addAttribute("directory", directory);
		model.addAttribute("coverage", directory.coverage());
		model.addAttribute("communities", this.desk.communities(by));
		return "care/coverage";
	}

	@GetMapping(PAGE + "/{community}")
	String near(@PathVariable String community, @AuthenticationPrincipal Official by, Model model) {
		NearRecord near = this.desk.near(community, by);
		NearContent returned = near.mine() ? this.desk.returned(CareService.NEAR, community, NearContent.class) : null;
		model.addAttribute("form", NearForm.of(near, (returned != null) ? returned : near.content()));
		return nearForm(near, model);
	}

	@PostMapping(PAGE + "/{community}")
	String near(@PathVariable String community, @Valid @ModelAttribute("form") NearForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		NearRecord near = this.desk.near(community, by);
		if (!near.mine()) {
			throw new AccessDeniedException("outside the official's scope");
		}
		boolean sent = this.forms.sent(form, binding, model, redirect,
				() -> this.service.enterNear(form.content(community), form.getVersion(), form.getSubmission(), by));
		return sent ? "redirect:" + PAGE + "/" + community : nearForm(near, model);
	}

	private String nearForm(NearRecord near, Model model) {
		CareDirectory directory = this.overview.directory();
		model.addAttribute("near", near);
		model.addAttribute("directory", directory);
		return "care/near";
	}

	@GetMapping(WALKING)
	String walking(@AuthenticationPrincipal Official by, Model model) {
		WalkingRecord walking = this.desk.walking(by);
		WalkingForm form = new WalkingForm();
		form.setVersion(walking.pace().version());
		form.setDetour(walking.pace().detour());
		form.setMetresPerMinute(walking.pace().metresPerMinute());
		model.addAttribute("form", form);
		model.addAttribute("walking", walking);
		return "care/walking";
	}

	@PostMapping(WALKING)
	String walking(@Valid @ModelAttribute("form") WalkingForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		if (!by.is(Role.COORDINATOR)) {
			throw new AccessDeniedException("sets no pace");
		}
		boolean sent = this.forms.sent(form, binding, model, redirect,
				() -> this.service.enterWalking(form.content(), form.getVersion(), form.getSubmission(), by));
		if (sent) {
			return "redirect:" + WALKING;
		}
		model.addAttribute("walking", this.desk.walking(by));
		return "care/walking";
	}

}

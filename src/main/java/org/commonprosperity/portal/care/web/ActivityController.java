package org.commonprosperity.portal.care.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.care.ActivityContent;
import org.commonprosperity.portal.care.CareCommunity;
import org.commonprosperity.portal.care.CareDesk;
import org.commonprosperity.portal.care.CareDesk.ActivityRecord;
import org.commonprosperity.portal.care.CareService;
import org.commonprosperity.portal.care.SignUps;
import org.commonprosperity.portal.care.web.CareForms.ActivityForm;
import org.commonprosperity.portal.care.web.CareForms.SignUpForm;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Activities, and who signed up by telephone or at the desk.
 */
@Controller
@RequiredArgsConstructor
class ActivityController {

	private static final String PAGE = "/office/care/activities";

	private static final int HISTORY = 20;

	private final CareDesk desk;

	private final CareService service;

	private final SignUps signUps;

	private final AuditService audit;

	private final CareForm forms;

	private final Show show;

	private final Clock clock;

	@GetMapping(PAGE)
	String list(@RequestParam(defaultValue = "false") boolean past, @AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("past", past);
		model.addAttribute("today", LocalDate.now(this.clock));
		model.addAttribute("lines", this.desk.activities(LocalDate.now(this.clock), past, by));
		model.addAttribute("open", this.desk.open(List.of(CareService.ACTIVITY), by));
		model.addAttribute("mayEnter", !this.desk.own(by).isEmpty());
		return "care/activities";
	}

	@GetMapping(PAGE + "/{code}")
	String activity(@PathVariable String code, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("form", new SignUpForm());
		return show(this.desk.activity(code, by), page, by, model);
	}

	private String show(ActivityRecord record, int page, Official by, Model model) {
		model.addAttribute("record", record);
		boolean lists = record.mine() && record.version() != null && !record.erased();
		model.addAttribute("people", lists ? this.signUps.list(record.code(), by) : List.of());
		model.addAttribute("history", this.audit.historyOf(CareService.ACTIVITY, record.code(), page, HISTORY));
		return "care/activity";
	}

	@GetMapping(PAGE + "/new")
	String create(@AuthenticationPrincipal Official by, Model model) {
		ActivityForm form = new ActivityForm();
		List<CareCommunity> own = own(by);
		form.setCommunity(own.get(0).code());
		model.addAttribute("form", form);
		return form(null, by, model);
	}

	@PostMapping(PAGE + "/new")
	String create(@Valid @ModelAttribute("form") ActivityForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		return send(null, form, binding, by, model, redirect);
	}

	@GetMapping(PAGE + "/{code}/edit")
	String edit(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		ActivityRecord record = mine(code, by);
		ActivityContent returned = this.desk.returned(CareService.ACTIVITY, code, ActivityContent.class);
		Long version = record.version();
		model.addAttribute("form",
				ActivityForm.of((returned != null) ? returned : record.content(), (version != null) ? version : 0));
		return form(record, by, model);
	}

	@PostMapping(PAGE + "/{code}/edit")
	String edit(@PathVariable String code, @Valid @ModelAttribute("form") ActivityForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		return send(mine(code, by), form, binding, by, model, redirect);
	}

	private String send(@Nullable ActivityRecord record, ActivityForm form, BindingResult binding, Official by,
			Model model, RedirectAttributes redirect) {
		own(by);
		String[] code = { (record != null) ? record.code() : null };
		boolean sent = this.forms.sent(form, binding, model, redirect, () -> code[0] = this.service
			.enterActivity(code[0], form.content(), form.isWork(), form.getVersion(), form.getSubmission(), by));
		return sent ? "redirect:" + PAGE + "/" + code[0] : form(record, by, model);
	}

	private String form(@Nullable ActivityRecord record, Official by, Model model) {
		model.addAttribute("record", record);
		Map<String, String> communities = new LinkedHashMap<>();
		own(by).forEach((one) -> communities.put(one.code(), String.valueOf(this.show.name(one.name(), one.nameEn()))));
		model.addAttribute("communities", communities);
		Map<String, String> facilities = new LinkedHashMap<>();
		this.desk.facilities(null, null, by)
			.stream()
			.filter((one) -> communities.containsKey(one.community()))
			.forEach((one) -> facilities.put(one.code(), String.valueOf(this.show.name(one.name(), one.nameEn()))));
		model.addAttribute("facilities", facilities);
		return "care/activity-form";
	}

	@PostMapping(PAGE + "/{code}/sign-ups")
	String signUp(@PathVariable String code, @ModelAttribute("form") SignUpForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		ActivityRecord record = mine(code, by);
		try {
			this.signUps.take(code, Forms.text(form.getName()), Forms.text(form.getNumber()), form.getSubmission(), by);
			CareForm.flash(redirect, "care.flash.signedUp");
			return "redirect:" + PAGE + "/" + code + "#sign-ups";
		}
		catch (Refusal refusal) {
			Refusals.into(binding, refusal);
			return show(record, 1, by, model);
		}
	}

	@PostMapping(PAGE + "/{code}/sign-ups/{id}/remove")
	String remove(@PathVariable String code, @PathVariable long id, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		this.signUps.remove(code, id, by);
		CareForm.flash(redirect, "care.flash.removed");
		return "redirect:" + PAGE + "/" + code + "#sign-ups";
	}

	private ActivityRecord mine(String code, Official by) {
		ActivityRecord record = this.desk.activity(code, by);
		if (!record.mine()) {
			throw new AccessDeniedException("outside the official's scope");
		}
		return record;
	}

	private List<CareCommunity> own(Official by) {
		List<CareCommunity> own = this.desk.own(by);
		if (own.isEmpty()) {
			throw new AccessDeniedException("enters for no community");
		}
		return own;
	}

}

package org.commonprosperity.portal.employment.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.employment.EmploymentLists;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.employment.Particulars;
import org.commonprosperity.portal.employment.PersonService;
import org.commonprosperity.portal.employment.PersonView;
import org.commonprosperity.portal.employment.PlacementBook;
import org.commonprosperity.portal.employment.PlacementService;
import org.commonprosperity.portal.employment.web.JobsForms.ActionForm;
import org.commonprosperity.portal.employment.web.JobsForms.PlacementForm;
import org.commonprosperity.portal.employment.web.JobsForms.PolicyForm;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;

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
 * A person: taken on record with a first placement, shown in full to who may and to the
 * person, corrected, and erased when the time is over.
 */
@Controller
@RequiredArgsConstructor
class PersonController {

	private static final String PEOPLE = "/office/jobs/people";

	private static final String ONE = PEOPLE + "/{reference}";

	private static final int HISTORY = 20;

	private final PlacementBook book;

	private final PlacementService placements;

	private final PersonService service;

	private final AuditService audit;

	private final JobsPages pages;

	private final PlacementDifferences words;

	private final EmploymentLists lists;

	@GetMapping(PEOPLE + "/new")
	String register(@AuthenticationPrincipal Official by, Model model) {
		PlacementForm form = new PlacementForm();
		model.addAttribute("form", form);
		return newForm(form, by, model);
	}

	@PostMapping(PEOPLE + "/new")
	String register(@Valid @ModelAttribute("form") PlacementForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		String page = newForm(form, by, model);
		this.pages.require(binding, "community", "name", "identifier", "consentOn", "consentDocument", "group",
				"workshop", "post", "startedOn", "wage", "insurance");
		String community = form.getCommunity();
		if (!binding.hasErrors() && community != null) {
			try {
				UUID person = this.placements.register(Long.parseLong(community), form.person(), form.placement(),
						form.getSubmission(), by);
				JobsPages.flash(redirect, "placing.flash.entered");
				return "redirect:" + PEOPLE + "/" + person;
			}
			catch (Refusal refusal) {
				if (refusal.key().equals(PlacementService.KNOWN)) {
					model.addAttribute("known", PEOPLE + "/" + refusal.arguments()[1]);
				}
				Refusals.into(binding, refusal);
			}
		}
		return page;
	}

	@GetMapping(ONE)
	String show(@PathVariable UUID reference, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		PersonView person = this.book.look(reference, "person", by);
		fill(person, by, model);
		Map<String, String> records = new LinkedHashMap<>();
		records.put(reference.toString(), PersonService.RECORD);
		person.placements().forEach((one) -> records.put(one.reference().toString(), PlacementService.RECORD));
		model.addAttribute("history", this.audit.historyOf(records, page, HISTORY));
		model.addAttribute("differences", this.words.of(person.placements(), model));
		return "jobs/person";
	}

	@GetMapping(ONE + "/sheet")
	String sheet(@PathVariable UUID reference, @AuthenticationPrincipal Official by, Model model) {
		fill(this.book.look(reference, "person-sheet", by), by, model);
		return "jobs/sheet";
	}

	@GetMapping(ONE + "/placements/new")
	String placeAgain(@PathVariable UUID reference, @AuthenticationPrincipal Official by, Model model) {
		own(this.book.look(reference, "person", by), by, model);
		model.addAttribute("form", new PlacementForm());
		return "jobs/place-again";
	}

	@PostMapping(ONE + "/placements/new")
	String placeAgain(@PathVariable UUID reference, @Valid @ModelAttribute("form") PlacementForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		own(this.book.look(reference, "person", by), by, model);
		this.pages.require(binding, "group", "workshop", "post", "startedOn", "wage", "insurance");
		if (!binding.hasErrors()) {
			try {
				this.placements.placeAgain(reference, form.placement(), form.getSubmission(), by);
				JobsPages.flash(redirect, "placing.flash.entered");
				return "redirect:" + PEOPLE + "/" + reference;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return "jobs/place-again";
	}

	@GetMapping(ONE + "/edit")
	String edit(@PathVariable UUID reference, @AuthenticationPrincipal Official by, Model model) {
		PersonView person = this.book.look(reference, "person", by);
		model.addAttribute("form", PlacementForm.of(person, own(person, by, model)));
		return "jobs/person-edit";
	}

	@PostMapping(ONE + "/edit")
	String edit(@PathVariable UUID reference, @Valid @ModelAttribute("form") PlacementForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		own(this.book.look(reference, "person", by), by, model);
		this.pages.require(binding, "name", "identifier", "consentOn", "consentDocument");
		if (!binding.hasErrors()) {
			try {
				this.service.correct(reference, form.getVersion(), form.person(), form.getSubmission(), by);
				JobsPages.flash(redirect, "placing.flash.corrected");
				return "redirect:" + PEOPLE + "/" + reference;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return "jobs/person-edit";
	}

	@GetMapping(ONE + "/erase")
	String erase(@PathVariable UUID reference, @AuthenticationPrincipal Official by, Model model) {
		PersonView person = this.book.look(reference, "person", by);
		Scope seen = fill(person, by, model);
		if (!seen.decides() && !seen.enters(person.communityId())) {
			throw new AccessDeniedException("not the official's village");
		}
		model.addAttribute("due", this.book.erasable(by).stream().anyMatch((one) -> one.reference().equals(reference)));
		model.addAttribute("policy", this.service.policy());
		return "jobs/erase";
	}

	@PostMapping(ONE + "/erase")
	String erase(@PathVariable UUID reference, ActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act("/office/jobs/people/" + reference, redirect, "placing.flash.erased",
				() -> this.service.erase(reference, form.isWithdrawn(), form.getSubmission(), by));
	}

	@GetMapping("/office/jobs/erasure")
	String erasure(@AuthenticationPrincipal Official by, Model model) {
		this.pages.people(by, model);
		model.addAttribute("people", this.book.erasable(by));
		model.addAttribute("policy", this.service.policy());
		return "jobs/erasure";
	}

	@PostMapping("/office/jobs/erasure")
	String erasure(@RequestParam(defaultValue = "") List<UUID> person, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		int erased = this.service.eraseDue(person, by);
		JobsPages.flash(redirect, "placing.flash.erasedSome", erased);
		return "redirect:/office/jobs/erasure";
	}

	@GetMapping("/office/jobs/policy")
	String policy(Model model) {
		PersonService.Policy policy = this.service.policy();
		PolicyForm form = new PolicyForm();
		form.setVersion(policy.version());
		form.setKeepMonths(policy.keepMonths());
		form.setBreakDays(policy.breakDays());
		model.addAttribute("form", form);
		model.addAttribute("policy", policy);
		return "jobs/policy";
	}

	@PostMapping("/office/jobs/policy")
	String policy(@Valid @ModelAttribute("form") PolicyForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		model.addAttribute("policy", this.service.policy());
		this.pages.require(binding, "keepMonths", "breakDays", "document");
		if (!binding.hasErrors()) {
			try {
				this.service.setPolicy(form.getVersion(), form.getKeepMonths(), form.getBreakDays(), form.getDocument(),
						by);
				JobsPages.flash(redirect, "placing.flash.policy");
				return "redirect:/office/jobs/policy";
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return "jobs/policy";
	}

	private String newForm(PlacementForm form, Official by, Model model) {
		Scope seen = this.pages.people(by, model);
		Map<String, String> own = new LinkedHashMap<>();
		this.lists.numbered(seen.own()).forEach((one) -> own.put(one.code(), this.pages.name(one)));
		if (own.isEmpty()) {
			throw new AccessDeniedException("keeps no village");
		}
		if (own.size() == 1) {
			form.setCommunity(own.keySet().iterator().next());
		}
		if (form.getCommunity() != null && !own.containsKey(form.getCommunity())) {
			form.setCommunity(null);
		}
		model.addAttribute("communities", own);
		return "jobs/person-new";
	}

	private Scope fill(PersonView person, Official by, Model model) {
		Scope seen = this.pages.people(by, model);
		model.addAttribute("person", person);
		model.addAttribute("mayEnter", seen.enters(person.communityId()) && person.particulars() != null);
		model.addAttribute("home", PEOPLE + "/" + person.reference());
		return seen;
	}

	/** Refuses the forms of another village's person, and of one who was erased. */
	private Particulars own(PersonView person, Official by, Model model) {
		if (!fill(person, by, model).enters(person.communityId())) {
			throw new AccessDeniedException("not the official's village");
		}
		if (person.particulars() == null) {
			throw new NotOnRecord("erased person");
		}
		return Objects.requireNonNull(person.particulars());
	}

}

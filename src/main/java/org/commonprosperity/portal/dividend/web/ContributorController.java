package org.commonprosperity.portal.dividend.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.dividend.ContributionRoll;
import org.commonprosperity.portal.dividend.ContributorChangeService;
import org.commonprosperity.portal.dividend.ContributorChanges;
import org.commonprosperity.portal.dividend.ContributorChanges.Line;
import org.commonprosperity.portal.dividend.ContributorClass;
import org.commonprosperity.portal.dividend.ContributorKind;
import org.commonprosperity.portal.dividend.ContributorRoll;
import org.commonprosperity.portal.dividend.ContributorRoll.Contributor;
import org.commonprosperity.portal.dividend.ContributorService;
import org.commonprosperity.portal.dividend.DividendAccess;
import org.commonprosperity.portal.dividend.web.LedgerForms.ClassForm;
import org.commonprosperity.portal.dividend.web.LedgerForms.ContributorForm;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
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
 * Who contributes: the roll, one contributor, and of a household the class that holds on
 * which days.
 */
@Controller
@RequiredArgsConstructor
class ContributorController {

	private static final String LIST = "/office/dividends/contributors";

	private static final String ONE = LIST + "/{number}";

	private static final String CHANGE = "/office/dividends/contributor-changes/{id}";

	private static final int PAGE = 30;

	private static final int HISTORY = 20;

	private final ContributorRoll roll;

	private final ContributionRoll contributions;

	private final ContributorService service;

	private final ContributorChanges changes;

	private final ContributorChangeService changing;

	private final AuditService audit;

	private final LedgerPages pages;

	private final Show show;

	@GetMapping(LIST)
	String list(ContributorFilter filter, @AuthenticationPrincipal Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("filter", filter);
		model.addAttribute("base", filter.base());
		model.addAttribute("communities", this.pages.communities());
		model.addAttribute("lines", this.roll.lines(filter.query(), filter.getPage(), PAGE, by));
		model.addAttribute("mayRegister", !this.pages.ownProjects(by).isEmpty());
		return "dividend/contributors";
	}

	@GetMapping(LIST + "/new")
	String register(@AuthenticationPrincipal Official by, Model model) {
		ContributorForm form = new ContributorForm();
		form.setKind(ContributorKind.HOUSEHOLD.name());
		model.addAttribute("form", form);
		return newForm(form, by, model);
	}

	@PostMapping(LIST + "/new")
	String register(@Valid @ModelAttribute("form") ContributorForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		String page = newForm(form, by, model);
		this.pages.require(binding, "project", "number", "kind", "community", "name");
		if (Forms.text(form.getClassCode()) != null && ContributorKind.HOUSEHOLD.name().equals(form.getKind())) {
			this.pages.require(binding, "classFrom", "document");
		}
		String project = form.getProject();
		if (!binding.hasErrors() && project != null) {
			try {
				String number = this.service.register(project, form.contributor(), form.getSubmission(), by);
				LedgerPages.flash(redirect, "ledger.flash.registered");
				return "redirect:" + LIST + "/" + number;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return page;
	}

	@GetMapping(ONE)
	String show(@PathVariable String number, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		ContributorRoll.Sheet sheet = this.roll.look(number, by);
		this.pages.common(by, model);
		model.addAttribute("sheet", sheet);
		model.addAttribute("contributor", sheet.contributor());
		model.addAttribute("contributions", this.contributions.of(sheet.contributor().id(), by));
		model.addAttribute("changes", this.changes.of(sheet.contributor().id(), by));
		model.addAttribute("mayEdit", DividendAccess.mayEdit(by, sheet.contributor().departmentId()));
		model.addAttribute("ownProjects", this.pages.projectsOf(sheet.contributor().departmentId(), by));
		model.addAttribute("history", this.audit.historyOf(ContributorService.RECORD, number, page, HISTORY));
		return "dividend/contributor";
	}

	@GetMapping(ONE + "/edit")
	String edit(@PathVariable String number, @RequestParam(required = false) @Nullable Long mend,
			@AuthenticationPrincipal Official by, Model model) {
		Contributor contributor = own(number, by);
		ContributorForm form = ContributorForm.of(contributor);
		Line returned = toMend(mend, number, by);
		if (returned != null && returned.account() != null) {
			form.mend(returned.account(), returned.reason(), returned.document());
		}
		model.addAttribute("form", form);
		return editForm(contributor, by, model);
	}

	@PostMapping(ONE + "/edit")
	String edit(@PathVariable String number, @Valid @ModelAttribute("form") ContributorForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		Contributor contributor = own(number, by);
		String page = editForm(contributor, by, model);
		this.pages.require(binding, "community", "name");
		if (!binding.hasErrors() && form.getVersion() != contributor.version()) {
			model.addAttribute("stale", differences(contributor, form));
			form.setVersion(contributor.version());
			response.setStatus(HttpStatus.CONFLICT.value());
			return page;
		}
		if (!binding.hasErrors()) {
			try {
				Long waits = this.service.change(number, form.getVersion(), form.details(),
						Forms.text(form.getReason()), Forms.text(form.getDocument()), form.getSubmission(), by);
				LedgerPages.flash(redirect, (waits != null) ? "ledger.flash.accountEntered" : "ledger.flash.changed");
				return "redirect:" + LIST + "/" + number;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return page;
	}

	@GetMapping(ONE + "/class")
	String setClass(@PathVariable String number, @RequestParam(required = false) @Nullable Long mend,
			@AuthenticationPrincipal Official by, Model model) {
		own(number, by);
		ClassForm form = new ClassForm();
		Line returned = toMend(mend, number, by);
		if (returned != null) {
			form.setClassCode(returned.contributorClass());
			form.setClassFrom(returned.from());
			form.setDocument(returned.document());
		}
		model.addAttribute("form", form);
		return classForm(number, by, model);
	}

	@PostMapping(ONE + "/class")
	String setClass(@PathVariable String number, @Valid @ModelAttribute("form") ClassForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		String page = classForm(number, by, model);
		this.pages.require(binding, "classFrom", "document");
		if (!binding.hasErrors()) {
			try {
				this.service.setClass(number, Forms.text(form.getClassCode()), form.getClassFrom(),
						Forms.text(form.getDocument()), form.getSubmission(), by);
				LedgerPages.flash(redirect, "ledger.flash.classSet");
				return "redirect:" + LIST + "/" + number;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return page;
	}

	@PostMapping(CHANGE + "/approve")
	String approve(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(ofChange(id, by), redirect, "ledger.flash.approved",
				() -> this.changing.approve(id, form.getVersion(), by));
	}

	@PostMapping(CHANGE + "/return")
	String sendBack(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(ofChange(id, by), redirect, "ledger.flash.returned",
				() -> this.changing.sendBack(id, form.getVersion(), form.note(), by));
	}

	@PostMapping(CHANGE + "/retract")
	String retract(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return this.pages.act(ofChange(id, by), redirect, "ledger.flash.retracted",
				() -> this.changing.retract(id, by));
	}

	private String ofChange(long change, Official by) {
		return LIST + "/" + this.changes.contributorOf(change, by);
	}

	/** What was returned and is to be entered anew, if it is of this contributor. */
	private @Nullable Line toMend(@Nullable Long change, String number, Official by) {
		if (change == null) {
			return null;
		}
		Line line = this.changes.toMend(change, by);
		return line.number().equals(number) ? line : null;
	}

	private String newForm(ContributorForm form, Official by, Model model) {
		Map<String, String> projects = this.pages.departments(by);
		if (projects.isEmpty()) {
			throw new AccessDeniedException("no project of the official's");
		}
		if (projects.size() == 1) {
			form.setProject(projects.keySet().iterator().next());
		}
		Map<String, String> kinds = new LinkedHashMap<>();
		for (ContributorKind kind : ContributorKind.values()) {
			kinds.put(kind.name(), this.show.text("ledger.kind." + kind));
		}
		this.pages.common(by, model);
		model.addAttribute("projects", projects);
		model.addAttribute("kinds", kinds);
		model.addAttribute("communities", this.pages.communities());
		model.addAttribute("householdClasses", this.pages.classes(ContributorClass::household));
		return "dividend/contributor-new";
	}

	private String editForm(Contributor contributor, Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("contributor", contributor);
		model.addAttribute("communities", this.pages.communities());
		return "dividend/contributor-edit";
	}

	private String classForm(String number, Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("contributor", own(number, by));
		model.addAttribute("householdClasses", this.pages.classes(ContributorClass::household));
		return "dividend/contributor-class";
	}

	private Contributor own(String number, Official by) {
		Contributor contributor = this.roll.contributor(number, by);
		if (!DividendAccess.mayEdit(by, contributor.departmentId())) {
			throw new AccessDeniedException("kept by another department");
		}
		return contributor;
	}

	/** What is on record now and what the form says instead. */
	private List<Difference> differences(Contributor now, ContributorForm form) {
		List<Difference> differences = new ArrayList<>();
		Map<String, String> communities = this.pages.communities();
		add(differences, "contributorCommunity", communities.get(now.community().code()),
				communities.get(String.valueOf(form.getCommunity())));
		add(differences, "contributorName", now.name(), Forms.text(form.getName()));
		add(differences, "identifier", now.identifier(), Forms.text(form.getIdentifier()));
		add(differences, "bankName", now.bankName(), Forms.text(form.getBankName()));
		add(differences, "bankAccount", now.bankAccount(), Forms.text(form.getBankAccount()));
		return differences;
	}

	private static void add(List<Difference> differences, String field, @Nullable String before,
			@Nullable String after) {
		if (!Objects.equals(before, after)) {
			differences.add(new Difference(field, null, before, after));
		}
	}

}

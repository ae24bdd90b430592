package org.commonprosperity.portal.dividend.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.dividend.ContributionLine;
import org.commonprosperity.portal.dividend.ContributionRoll;
import org.commonprosperity.portal.dividend.ContributionRoll.Sheet;
import org.commonprosperity.portal.dividend.ContributionService;
import org.commonprosperity.portal.dividend.ContributorChangeService;
import org.commonprosperity.portal.dividend.ContributorChanges;
import org.commonprosperity.portal.dividend.DividendAccess;
import org.commonprosperity.portal.dividend.ProjectLedger;
import org.commonprosperity.portal.dividend.web.LedgerForms.ChangeForm;
import org.commonprosperity.portal.dividend.web.LedgerForms.ContributionForm;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
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
 * Contributions: entered, withdrawn, transferred and put right by the department, decided
 * on by the coordinating office, one by one or those that were looked at together.
 */
@Controller
@RequiredArgsConstructor
class ContributionController {

	private static final String LIST = "/office/dividends/contributions";

	private static final String ONE = LIST + "/{id}";

	private static final String CHANGE = "/office/dividends/changes/{id}";

	private static final String REVIEW = "/office/dividends/review";

	private static final int PAGE = 30;

	private static final int HISTORY = 20;

	private final ContributionRoll roll;

	private final ContributionService service;

	private final ContributorChanges changes;

	private final ContributorChangeService changing;

	private final AuditService audit;

	private final LedgerPages pages;

	private final Show show;

	@GetMapping(LIST)
	String list(ContributionFilter filter, @AuthenticationPrincipal Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("filter", filter);
		model.addAttribute("base", filter.base());
		model.addAttribute("projects", this.pages.projects(by));
		model.addAttribute("ownProjects", this.pages.ownProjects(by));
		model.addAttribute("standings", ContributionRoll.Standing.values());
		model.addAttribute("lines", this.roll.lines(filter.query(), filter.getPage(), PAGE, by));
		return "dividend/contributions";
	}

	@GetMapping("/office/dividends/projects/{code}/contributions/new")
	String enter(@PathVariable String code, @RequestParam(defaultValue = "") String contributor,
			@AuthenticationPrincipal Official by, Model model) {
		ContributionForm form = new ContributionForm();
		form.setContributor(contributor);
		model.addAttribute("form", form);
		return contributionForm(code, by, model);
	}

	@PostMapping("/office/dividends/projects/{code}/contributions/new")
	String enter(@PathVariable String code, @Valid @ModelAttribute("form") ContributionForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		String page = contributionForm(code, by, model);
		this.pages.require(binding, "contributor", "reference", "paidInOn", "principal", "document");
		if (!binding.hasErrors()) {
			try {
				long id = this.service.enter(code, form.contribution(), form.getSubmission(), by);
				LedgerPages.flash(redirect, "ledger.flash.entered");
				return "redirect:" + LIST + "/" + id;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return page;
	}

	@GetMapping(ONE)
	String show(@PathVariable long id, @RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by,
			Model model) {
		fill(id, by, model);
		model.addAttribute("history",
				this.audit.historyOf(ContributionService.RECORD, String.valueOf(id), page, HISTORY));
		return "dividend/contribution";
	}

	@PostMapping(ONE + "/approve")
	String approve(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(LIST + "/" + id, redirect, "ledger.flash.approved",
				() -> this.service.approve(id, form.getVersion(), by));
	}

	@PostMapping(ONE + "/return")
	String sendBack(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(LIST + "/" + id, redirect, "ledger.flash.returned",
				() -> this.service.sendBack(id, form.getVersion(), form.note(), by));
	}

	@PostMapping(ONE + "/retract")
	String retract(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return this.pages.act(LIST + "/" + id, redirect, "ledger.flash.retracted", () -> this.service.retract(id, by));
	}

	@GetMapping(ONE + "/change/{kind}")
	String change(@PathVariable long id, @PathVariable String kind, @AuthenticationPrincipal Official by, Model model) {
		Kind what = kind(kind);
		ContributionLine line = fill(id, by, model).line();
		ChangeForm form = new ChangeForm();
		form.setVersion(line.version());
		if (what == Kind.CORRECT) {
			form.setContributor(line.giver().number());
			form.setPaidInOn(line.paidInOn());
			form.setPrincipal(line.principal().yuan());
		}
		model.addAttribute("form", form);
		return changeForm(what, line, by, model);
	}

	@PostMapping(ONE + "/change/{kind}")
	String change(@PathVariable long id, @PathVariable String kind, @Valid @ModelAttribute("form") ChangeForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		Kind what = kind(kind);
		ContributionLine line = fill(id, by, model).line();
		String page = changeForm(what, line, by, model);
		this.pages.require(binding, what.required);
		if (!binding.hasErrors()) {
			try {
				enter(what, id, form, by);
				LedgerPages.flash(redirect, "ledger.flash.entered");
				return "redirect:" + LIST + "/" + id;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return page;
	}

	private void enter(Kind what, long id, ChangeForm form, Official by) {
		switch (what) {
			case WITHDRAW -> this.service.withdraw(id, form.getVersion(), form.getDay(), form.amount(), form.reason(),
					form.document(), form.getSubmission(), by);
			case TRANSFER -> this.service.transfer(id, form.getVersion(), form.getDay(), form.amount(), form.getTo(),
					form.reason(), form.document(), form.getSubmission(), by);
			case CORRECT -> this.service.correct(id, form.getVersion(), form.getContributor(), form.getPaidInOn(),
					form.principal(), form.reason(), form.document(), form.getSubmission(), by);
			case END -> this.service.correctEnd(id, form.getVersion(), form.getDay(), form.reason(), form.document(),
					form.getSubmission(), by);
		}
	}

	@PostMapping(CHANGE + "/approve")
	String approveChange(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(ofChange(id, by), redirect, "ledger.flash.approved",
				() -> this.service.approveChange(id, form.getVersion(), by));
	}

	@PostMapping(CHANGE + "/return")
	String sendChangeBack(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(ofChange(id, by), redirect, "ledger.flash.returned",
				() -> this.service.sendChangeBack(id, form.getVersion(), form.note(), by));
	}

	@PostMapping(CHANGE + "/retract")
	String retractChange(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return this.pages.act(ofChange(id, by), redirect, "ledger.flash.retracted",
				() -> this.service.retractChange(id, by));
	}

	@GetMapping(REVIEW)
	String review(@RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("lines", this.roll.waiting(page, PAGE, by));
		model.addAttribute("changes", this.changes.toDecide(PAGE, by));
		model.addAttribute("changesInAll", this.changes.waiting());
		return "dividend/review";
	}

	/**
	 * Approves those that were ticked, each on its own: what one meets does not stop the
	 * others.
	 * @param entry what was ticked, as kind:number:version, once a tick; the kind is c of
	 * a contribution, x of a change of one and a of a change of a contributor
	 */
	@PostMapping(REVIEW)
	String approveTicked(@RequestParam(defaultValue = "") List<String> entry, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		DividendAccess.requireDecide(by);
		List<String> problems = new ArrayList<>();
		int approved = 0;
		for (String ticked : entry) {
			if (!ticked.matches("[acx]:\\d{1,18}:\\d{1,18}")) {
				continue;
			}
			String[] parts = ticked.split(":");
			long id = Long.parseLong(parts[1]);
			long version = Long.parseLong(parts[2]);
			try {
				switch (parts[0]) {
					case "a" -> this.changing.approve(id, version, by);
					case "x" -> this.service.approveChange(id, version, by);
					default -> this.service.approve(id, version, by);
				}
				approved++;
			}
			catch (Refusal refusal) {
				String of = switch (parts[0]) {
					case "a" -> this.changes.contributorOf(id, by);
					case "x" -> reference(this.roll.contributionOf(id, by), by);
					default -> reference(id, by);
				};
				problems
					.add(this.show.text("report.refused.of", of, this.show.text(refusal.key(), refusal.arguments())));
			}
		}
		if (approved > 0) {
			LedgerPages.flash(redirect, "ledger.flash.approvedSome", approved);
		}
		if (entry.isEmpty()) {
			problems.add(this.show.text("ledger.review.nothing"));
		}
		if (!problems.isEmpty()) {
			redirect.addFlashAttribute("problem", String.join(this.show.text("light.join"), problems));
		}
		return "redirect:" + REVIEW;
	}

	private String reference(long contribution, Official by) {
		return this.roll.contribution(contribution, by).line().reference();
	}

	private Sheet fill(long id, Official by, Model model) {
		Sheet sheet = this.roll.contribution(id, by);
		this.pages.common(by, model);
		model.addAttribute("sheet", sheet);
		model.addAttribute("line", sheet.line());
		model.addAttribute("code", sheet.line().project().code());
		model.addAttribute("projectName", this.pages.name(sheet.line().project()));
		model.addAttribute("mayEdit", DividendAccess.mayEdit(by, sheet.line().departmentId()));
		return sheet;
	}

	private String contributionForm(String code, Official by, Model model) {
		ProjectLedger ledger = this.pages.project(code, by, model);
		requireOwn(ledger.departmentId(), by);
		return "dividend/contribution-new";
	}

	private String changeForm(Kind kind, ContributionLine line, Official by, Model model) {
		requireOwn(line.departmentId(), by);
		model.addAttribute("kind", kind.name());
		return "dividend/change";
	}

	private static void requireOwn(@Nullable Long departmentId, Official by) {
		if (!DividendAccess.mayEdit(by, departmentId)) {
			throw new AccessDeniedException("not the official's project");
		}
	}

	private String ofChange(long change, Official by) {
		return LIST + "/" + this.roll.contributionOf(change, by);
	}

	private static Kind kind(String name) {
		for (Kind kind : Kind.values()) {
			if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
				return kind;
			}
		}
		throw new NotOnRecord("change " + name);
	}

	/**
	 * What can become of a contribution.
	 */
	private enum Kind {

		WITHDRAW("day", "document"), TRANSFER("day", "to", "document"),
		CORRECT("contributor", "paidInOn", "principal", "reason"), END("reason");

		private final String[] required;

		Kind(String... required) {
			this.required = required;
		}

	}

}

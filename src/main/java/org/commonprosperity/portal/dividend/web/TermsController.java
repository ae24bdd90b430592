package org.commonprosperity.portal.dividend.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.dividend.DividendAccess;
import org.commonprosperity.portal.dividend.DividendPhase;
import org.commonprosperity.portal.dividend.OperationStartService;
import org.commonprosperity.portal.dividend.OperationStartService.Effect;
import org.commonprosperity.portal.dividend.ProjectLedger;
import org.commonprosperity.portal.dividend.TermsBook;
import org.commonprosperity.portal.dividend.TermsBook.Kept;
import org.commonprosperity.portal.dividend.TermsBook.Start;
import org.commonprosperity.portal.dividend.TermsService;
import org.commonprosperity.portal.dividend.web.LedgerForms.StartForm;
import org.commonprosperity.portal.dividend.web.LedgerForms.TermsForm;
import org.commonprosperity.portal.shared.Money;
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
 * What contributions to a project earn, and from which day on it is in operation: every
 * version, entered by one person and decided on by another.
 */
@Controller
@RequiredArgsConstructor
class TermsController {

	private static final String PROJECT = LedgerPages.HOME + "/projects/{code}";

	private static final int HISTORY = 20;

	private final TermsBook book;

	private final TermsService terms;

	private final OperationStartService starts;

	private final AuditService audit;

	private final LedgerPages pages;

	private final Show show;

	private final Clock clock;

	@GetMapping(PROJECT + "/terms")
	String terms(@PathVariable String code, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		this.pages.project(code, by, model);
		model.addAttribute("terms", this.book.terms(code, by));
		model.addAttribute("history", this.audit.historyOf(TermsService.RECORD, code, page, HISTORY));
		return "dividend/terms";
	}

	@GetMapping(PROJECT + "/terms/new")
	String enter(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("form", new TermsForm());
		return termsForm(code, by, model);
	}

	@PostMapping(PROJECT + "/terms/new")
	String enter(@PathVariable String code, @Valid @ModelAttribute("form") TermsForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		String page = termsForm(code, by, model);
		this.pages.require(binding, "phase", "rate", "reason", "document");
		if (!form.isPayByReadable()) {
			binding.rejectValue("payBy", "ledger.invalid.payBy");
		}
		if (!binding.hasErrors()) {
			try {
				this.terms.enter(code, form.terms(), form.getSubmission(), by);
				LedgerPages.flash(redirect, "ledger.flash.entered");
				return "redirect:" + LedgerPages.HOME + "/projects/" + code + "/terms";
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return page;
	}

	@PostMapping("/office/dividends/terms/{id}/approve")
	String approve(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(back(Kept.TERMS, id, by), redirect, "ledger.flash.termsApproved",
				() -> this.terms.approve(id, form.getVersion(), by));
	}

	@PostMapping("/office/dividends/terms/{id}/return")
	String sendBack(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(back(Kept.TERMS, id, by), redirect, "ledger.flash.returned",
				() -> this.terms.sendBack(id, form.getVersion(), form.note(), by));
	}

	@PostMapping("/office/dividends/terms/{id}/retract")
	String retract(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return this.pages.act(back(Kept.TERMS, id, by), redirect, "ledger.flash.retracted",
				() -> this.terms.retract(id, by));
	}

	@GetMapping(PROJECT + "/operation")
	String operation(@PathVariable String code, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		this.pages.project(code, by, model);
		List<Start> starts = this.book.starts(code, by);
		Start waiting = starts.stream().filter((one) -> one.state().equals("ENTERED")).findFirst().orElse(null);
		model.addAttribute("starts", starts);
		model.addAttribute("waiting", waiting);
		if (waiting != null) {
			warn(waiting.startedOn(), model);
			effects(this.starts.effect(code, waiting.startedOn(), by), model);
		}
		model.addAttribute("history", this.audit.historyOf(OperationStartService.RECORD, code, page, HISTORY));
		return "dividend/operation";
	}

	@GetMapping(PROJECT + "/operation/new")
	String propose(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("form", new StartForm());
		return startForm(code, by, model);
	}

	@PostMapping(PROJECT + "/operation/new")
	String propose(@PathVariable String code, @RequestParam(defaultValue = "preview") String action,
			@RequestParam(required = false) @Nullable LocalDate warned, @Valid @ModelAttribute("form") StartForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		String page = startForm(code, by, model);
		boolean late = warn(form.getStartedOn(), model);
		// who was warned of this day and sends it again means it
		if (action.equals("preview") || (late && !Objects.equals(warned, form.getStartedOn()))) {
			if (!binding.hasFieldErrors("startedOn")) {
				effects(this.starts.effect(code, form.getStartedOn(), by), model);
				model.addAttribute("tried", true);
			}
			return page;
		}
		this.pages.require(binding, "document");
		if (!binding.hasErrors()) {
			try {
				this.starts.propose(code, form.getStartedOn(), Forms.text(form.getReason()),
						Forms.text(form.getDocument()), form.getSubmission(), by);
				LedgerPages.flash(redirect, "ledger.flash.entered");
				return "redirect:" + LedgerPages.HOME + "/projects/" + code + "/operation";
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return page;
	}

	@PostMapping("/office/dividends/operation/{id}/approve")
	String approveStart(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(back(Kept.START, id, by), redirect, "ledger.flash.startApproved",
				() -> this.starts.approve(id, form.getVersion(), by));
	}

	@PostMapping("/office/dividends/operation/{id}/return")
	String sendStartBack(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(back(Kept.START, id, by), redirect, "ledger.flash.returned",
				() -> this.starts.sendBack(id, form.getVersion(), form.note(), by));
	}

	@PostMapping("/office/dividends/operation/{id}/retract")
	String retractStart(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return this.pages.act(back(Kept.START, id, by), redirect, "ledger.flash.retracted",
				() -> this.starts.retract(id, by));
	}

	private String termsForm(String code, Official by, Model model) {
		ProjectLedger ledger = this.pages.project(code, by, model);
		if (!DividendAccess.mayEnterTerms(by, ledger.departmentId())) {
			throw new AccessDeniedException("not the official's project");
		}
		Map<String, String> phases = new LinkedHashMap<>();
		for (DividendPhase phase : DividendPhase.values()) {
			phases.put(phase.name(), this.show.text("dividend.phase." + phase));
		}
		model.addAttribute("phases", phases);
		return "dividend/terms-new";
	}

	private String startForm(String code, Official by, Model model) {
		ProjectLedger ledger = this.pages.project(code, by, model);
		if (!DividendAccess.mayEdit(by, ledger.departmentId())) {
			throw new AccessDeniedException("not the official's project");
		}
		return "dividend/operation-new";
	}

	/** Whether a day is to come, or later than the one on record: often a slip. */
	private boolean warn(@Nullable LocalDate day, Model model) {
		LocalDate before = ((ProjectLedger) Objects.requireNonNull(model.getAttribute("ledger"))).startedOn();
		boolean future = day != null && day.isAfter(LocalDate.now(this.clock));
		boolean later = day != null && before != null && day.isAfter(before);
		model.addAttribute("future", future);
		model.addAttribute("later", later);
		return future || later;
	}

	/** What the next runs would post, and whether they would post anything. */
	private static void effects(List<Effect> effects, Model model) {
		model.addAttribute("effects", effects);
		model.addAttribute("moved",
				effects.stream().map(Effect::difference).reduce(new Money(BigDecimal.ZERO), Money::plus));
		model.addAttribute("moves", effects.stream().anyMatch((one) -> one.difference().yuan().signum() != 0));
	}

	private String back(Kept kept, long id, Official by) {
		return LedgerPages.HOME + "/projects/" + this.book.projectOf(kept, id, by)
				+ ((kept == Kept.TERMS) ? "/terms" : "/operation");
	}

}

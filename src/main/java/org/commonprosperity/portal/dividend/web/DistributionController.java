package org.commonprosperity.portal.dividend.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.dividend.DistributionBook;
import org.commonprosperity.portal.dividend.DistributionBook.Distribution;
import org.commonprosperity.portal.dividend.DividendAccess;
import org.commonprosperity.portal.dividend.NewDistribution;
import org.commonprosperity.portal.dividend.SecondDistributionService;
import org.commonprosperity.portal.dividend.web.LedgerForms.DistributionForm;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Slice;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;

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
 * Second distributions (二次分红): a resolved pool, tried and prepared by finance, posted or
 * returned by the coordinating office.
 */
@Controller
@RequiredArgsConstructor
class DistributionController {

	private static final String LIST = LedgerPages.HOME + "/projects/{code}/distributions";

	private static final String ONE = "/office/dividends/distributions/{id}";

	private static final int PAGE = 50;

	private static final int TRIED = 200;

	private static final int HISTORY = 20;

	private final DistributionBook book;

	private final SecondDistributionService service;

	private final AuditService audit;

	private final LedgerPages pages;

	private final Show show;

	private final Clock clock;

	@GetMapping(LIST)
	String distributions(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		this.pages.project(code, by, model);
		model.addAttribute("distributions", this.book.distributions(code, by));
		return "dividend/distributions";
	}

	@GetMapping(LIST + "/new")
	String prepare(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		DistributionForm form = new DistributionForm();
		int year = LocalDate.now(this.clock).getYear() - 1;
		form.setYear(year);
		model.addAttribute("form", form);
		return form(code, by, model);
	}

	@PostMapping(LIST + "/new")
	String prepare(@PathVariable String code, @RequestParam(defaultValue = "preview") String action,
			@Valid @ModelAttribute("form") DistributionForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		String page = form(code, by, model);
		boolean byDays = form.getRule().equals(NewDistribution.Rule.PRINCIPAL_DAYS.name());
		this.pages.require(binding, "year", "resolution", "resolvedOn", "document", "pool", "payBy");
		this.pages.require(binding, byDays ? new String[] { "fromDay", "untilDay" } : new String[] { "recordDay" });
		if (binding.hasErrors()) {
			return page;
		}
		try {
			if (action.equals("prepare")) {
				long id = this.service.prepare(code, form.distribution(), form.getSubmission(), by);
				LedgerPages.flash(redirect, "ledger.flash.prepared");
				return "redirect:/office/dividends/distributions/" + id;
			}
			model.addAttribute("tried", Slice.of(this.service.preview(code, form.distribution(), by), 1, TRIED));
		}
		catch (Refusal refusal) {
			Refusals.into(binding, refusal);
		}
		return page;
	}

	@GetMapping(ONE)
	String distribution(@PathVariable long id, @RequestParam(defaultValue = "1") int page,
			@RequestParam(defaultValue = "1") int pastpage, @AuthenticationPrincipal Official by, Model model) {
		Distribution found = this.book.distribution(id, by);
		this.pages.common(by, model);
		model.addAttribute("one", found);
		model.addAttribute("code", found.project().code());
		model.addAttribute("projectName", this.pages.name(found.project()));
		model.addAttribute("shares", this.book.shares(found, page, PAGE, by));
		model.addAttribute("history",
				this.audit.historyOf(SecondDistributionService.RECORD, String.valueOf(id), pastpage, HISTORY));
		return "dividend/distribution";
	}

	@PostMapping(ONE + "/post")
	String post(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(address(id), redirect, "ledger.flash.posted",
				() -> this.service.post(id, form.getVersion(), by));
	}

	@PostMapping(ONE + "/return")
	String sendBack(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(address(id), redirect, "ledger.flash.returned",
				() -> this.service.sendBack(id, form.getVersion(), form.note(), by));
	}

	@PostMapping(ONE + "/drop")
	String drop(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		Distribution found = this.book.distribution(id, by);
		return this.pages.act(LedgerPages.HOME + "/projects/" + found.project().code() + "/distributions", redirect,
				"ledger.flash.dropped", () -> this.service.drop(id, by));
	}

	private String form(String code, Official by, Model model) {
		this.pages.project(code, by, model);
		DividendAccess.requirePrepare(by);
		Map<String, String> rules = new LinkedHashMap<>();
		for (NewDistribution.Rule rule : NewDistribution.Rule.values()) {
			rules.put(rule.name(), this.show.text("ledger.rule." + rule));
		}
		model.addAttribute("rules", rules);
		return "dividend/distribution-new";
	}

	private static String address(long id) {
		return "/office/dividends/distributions/" + id;
	}

}

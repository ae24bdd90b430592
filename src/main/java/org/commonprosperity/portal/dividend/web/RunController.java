package org.commonprosperity.portal.dividend.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.dividend.DividendAccess;
import org.commonprosperity.portal.dividend.DividendRunService;
import org.commonprosperity.portal.dividend.ProjectLedger;
import org.commonprosperity.portal.dividend.RunBook;
import org.commonprosperity.portal.dividend.RunBook.Run;
import org.commonprosperity.portal.dividend.RunBook.Total;
import org.commonprosperity.portal.dividend.web.LedgerForms.RunForm;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;

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
 * Annual runs: prepared by finance, looked at line by line, posted or returned by the
 * coordinating office. A long one can be left and come back to.
 */
@Controller
@RequiredArgsConstructor
class RunController {

	private static final String LIST = LedgerPages.HOME + "/projects/{code}/runs";

	private static final String ONE = "/office/dividends/runs/{id}";

	private static final int PAGE = 50;

	private static final int HISTORY = 20;

	private final RunBook book;

	private final DividendRunService service;

	private final AuditService audit;

	private final LedgerPages pages;

	private final Clock clock;

	@GetMapping(LIST)
	String runs(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		RunForm form = new RunForm();
		ProjectLedger ledger = this.pages.project(code, by, model);
		Integer next = ledger.nextYear();
		int last = LocalDate.now(this.clock).getYear() - 1;
		form.setYear((next != null) ? Math.min(next, last) : last);
		model.addAttribute("form", form);
		return runs(code, ledger, by, model);
	}

	@PostMapping(LIST)
	String prepare(@PathVariable String code, @Valid @ModelAttribute("form") RunForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model) {
		ProjectLedger ledger = this.pages.project(code, by, model);
		DividendAccess.requirePrepare(by);
		this.pages.require(binding, "year");
		if (!binding.hasErrors()) {
			try {
				return "redirect:/office/dividends/runs/"
						+ this.service.prepare(code, form.getYear(), form.getSubmission(), by);
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return runs(code, ledger, by, model);
	}

	@GetMapping(ONE)
	String run(@PathVariable long id, RunFilter filter, @RequestParam(defaultValue = "1") int pastpage,
			@AuthenticationPrincipal Official by, Model model) {
		Run run = this.book.run(id, by);
		this.pages.common(by, model);
		model.addAttribute("run", run);
		model.addAttribute("code", run.project().code());
		model.addAttribute("projectName", this.pages.name(run.project()));
		model.addAttribute("filter", filter);
		model.addAttribute("history", this.audit.historyOf(DividendRunService.RECORD,
				run.project().code() + "/" + run.year(), pastpage, HISTORY));
		if (run.isPreviewed()) {
			List<Total> totals = this.book.totals(id);
			model.addAttribute("base", filter.base(id));
			model.addAttribute("totals", totals);
			model.addAttribute("years", totals.stream().map(Total::year).distinct().toList());
			model.addAttribute("lines", this.book.lines(id, filter.query(), filter.getPage(), PAGE, by));
			model.addAttribute("gaps", this.book.gaps(id, filter.getGappage(), PAGE, by));
		}
		return "dividend/run";
	}

	@PostMapping(ONE + "/post")
	String post(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		this.book.run(id, by);
		String page = this.pages.act(address(id), redirect, "ledger.flash.posting",
				() -> this.service.post(id, form.getVersion(), by));
		Run run = this.book.run(id, by);
		if (run.refusal() != null && !run.isRunning()) {
			// the page says what stood in the way, and nothing else
			redirect.getFlashAttributes().entrySet().removeIf((one) -> one.getKey().startsWith("flash"));
		}
		return page;
	}

	@PostMapping(ONE + "/return")
	String sendBack(@PathVariable long id, LedgerActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(address(id), redirect, "ledger.flash.returned",
				() -> this.service.sendBack(id, form.getVersion(), form.note(), by));
	}

	@PostMapping(ONE + "/drop")
	String drop(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		Run run = this.book.run(id, by);
		return this.pages.act(LedgerPages.HOME + "/projects/" + run.project().code() + "/runs", redirect,
				"ledger.flash.dropped", () -> this.service.drop(id, by));
	}

	private String runs(String code, ProjectLedger ledger, Official by, Model model) {
		Integer first = ledger.firstYear();
		List<String> years = new ArrayList<>();
		for (int year = LocalDate.now(this.clock).getYear() - 1; first != null && year >= first; year--) {
			years.add(String.valueOf(year));
		}
		model.addAttribute("years", years);
		model.addAttribute("runs", this.book.runs(code, by));
		return "dividend/runs";
	}

	private static String address(long id) {
		return "/office/dividends/runs/" + id;
	}

}

package org.commonprosperity.portal.dividend.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.DividendAccess;
import org.commonprosperity.portal.dividend.LedgerBoard;
import org.commonprosperity.portal.dividend.ProjectLedger;
import org.commonprosperity.portal.dividend.web.LedgerSteps.Step;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The start page of the dividend ledger, and the one of a project.
 */
@Controller
@RequiredArgsConstructor
class LedgerController {

	private final LedgerBoard board;

	private final LedgerSteps steps;

	private final LedgerPages pages;

	@GetMapping("/office/dividends")
	String start(@AuthenticationPrincipal Official by, Model model) {
		List<ProjectLedger> ledgers = this.board.projects(by);
		Map<String, List<Step>> next = new LinkedHashMap<>();
		ledgers.forEach((ledger) -> next.put(ledger.project().code(), this.steps.of(ledger, by)));
		this.pages.common(by, model);
		model.addAttribute("kept", ledgers.stream().filter(ProjectLedger::isKept).toList());
		model.addAttribute("others",
				ledgers.stream()
					.filter((ledger) -> !ledger.isKept() && DividendAccess.mayEnterTerms(by, ledger.departmentId()))
					.toList());
		model.addAttribute("next", next);
		model.addAttribute("entries",
				ledgers.stream()
					.mapToInt((ledger) -> ledger.waiting().contributions() + ledger.waiting().changes())
					.sum());
		return "dividend/start";
	}

	@GetMapping("/office/dividends/projects/{code}")
	String project(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		ProjectLedger ledger = this.pages.projectWithSums(code, by, model);
		model.addAttribute("steps", this.steps.of(ledger, by));
		model.addAttribute("years", this.board.years(code, by));
		return "dividend/project";
	}

}

package org.commonprosperity.portal.reporting.web;

import java.time.Clock;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.reporting.ReportingPolicies;
import org.commonprosperity.portal.reporting.ReportingPolicy;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * When reports are due: every version of the policy, and a form for the next.
 */
@Controller
@RequiredArgsConstructor
class PolicyController {

	private static final int MONTHS_AHEAD = 12;

	private final ReportingPolicies policies;

	private final Show show;

	private final Clock clock;

	@GetMapping("/office/policy")
	String show(Model model) {
		YearMonth month = this.policies.nextFree();
		ReportingPolicy holding = this.policies.of(month);
		PolicyForm form = new PolicyForm();
		form.setDueDay(holding.dueDay());
		form.setOpensDay(holding.opensDay());
		form.setLateMonths(holding.lateMonths());
		form.setValidFrom(month.toString());
		model.addAttribute("form", form);
		return page(model);
	}

	@PostMapping("/office/policy")
	String set(@Valid @ModelAttribute("form") PolicyForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		YearMonth from = Forms.month(form.getValidFrom());
		if (from == null && !binding.hasFieldErrors("validFrom")) {
			binding.rejectValue("validFrom", "policy.invalid.month", this.show.text("policy.invalid.month"));
		}
		if (binding.hasErrors() || from == null) {
			return page(model);
		}
		try {
			this.policies.set(form.getDueDay(), form.getOpensDay(), form.getLateMonths(), from, by);
			redirect.addFlashAttribute("flash", "policy.flash.set");
			redirect.addFlashAttribute("flashArguments", List.of(this.show.month(from)));
			return "redirect:/office/policy";
		}
		catch (Refusal refusal) {
			Refusals.into(binding, refusal);
			return page(model);
		}
	}

	private String page(Model model) {
		List<ReportingPolicy> all = this.policies.all();
		Set<YearMonth> taken = all.stream().map(ReportingPolicy::validFrom).collect(Collectors.toSet());
		Map<String, String> months = new LinkedHashMap<>();
		YearMonth now = YearMonth.now(this.clock);
		Stream.iterate(now, (month) -> month.plusMonths(1))
			.limit(MONTHS_AHEAD + 1 + taken.size())
			.filter((month) -> !taken.contains(month))
			.forEach((month) -> months.put(month.toString(), this.show.month(month)));
		model.addAttribute("months", months);
		model.addAttribute("policies", all);
		model.addAttribute("current", this.policies.of(now).id());
		model.addAttribute("now", now);
		return "reporting/policy";
	}

}

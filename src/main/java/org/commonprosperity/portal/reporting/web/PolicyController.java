package org.commonprosperity.portal.reporting.web;

import java.time.Clock;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
		ReportingPolicy current = this.policies.current();
		PolicyForm form = new PolicyForm();
		form.setDueDay(current.dueDay());
		form.setOpensDay(current.opensDay());
		form.setLateMonths(current.lateMonths());
		form.setValidFrom(YearMonth.now(this.clock).plusMonths(1).toString());
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
		Map<String, String> months = new LinkedHashMap<>();
		YearMonth month = YearMonth.now(this.clock);
		for (int i = 0; i <= MONTHS_AHEAD; i++) {
			months.put(month.plusMonths(i).toString(), this.show.month(month.plusMonths(i)));
		}
		model.addAttribute("months", months);
		model.addAttribute("policies", this.policies.all());
		return "reporting/policy";
	}

}

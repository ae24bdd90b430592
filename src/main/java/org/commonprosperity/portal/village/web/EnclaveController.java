package org.commonprosperity.portal.village.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.village.EnclaveDesk;
import org.commonprosperity.portal.village.EnclaveService;
import org.commonprosperity.portal.village.EnclaveSheet;
import org.commonprosperity.portal.village.IncomeDesk;
import org.commonprosperity.portal.village.web.EnclaveForms.PaymentForm;
import org.commonprosperity.portal.village.web.EnclaveForms.ShareForm;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What villages have put into enclaves and what these pay them: entered by one person,
 * decided by another.
 */
@Controller
@RequiredArgsConstructor
class EnclaveController {

	private static final String PAGE = "/office/villages/enclave";

	private final EnclaveDesk desk;

	private final EnclaveService service;

	private final IncomeDesk incomes;

	private final Show show;

	@GetMapping(PAGE)
	String list(@AuthenticationPrincipal Official by, Model model) {
		List<EnclaveSheet> sheets = this.desk.sheets(by);
		Map<String, Boolean> mayEnter = new LinkedHashMap<>();
		sheets.forEach((sheet) -> mayEnter.put(sheet.code(), ProjectAccess.mayEdit(by, sheet.departmentId())));
		model.addAttribute("sheets", sheets);
		model.addAttribute("mayEnter", mayEnter);
		model.addAttribute("action", new IncomeActionForm());
		return "village/enclave";
	}

	@GetMapping(PAGE + "/{code}/shares")
	String share(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("form", new ShareForm());
		return shareForm(code, by, model);
	}

	@PostMapping(PAGE + "/{code}/shares")
	String share(@PathVariable String code, @Valid @ModelAttribute("form") ShareForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		if (!binding.hasErrors()) {
			try {
				this.service.enterShare(code, form.getVillage(), form.getFirstYear(), form.capital(),
						form.getSubmission(), by);
				flash(redirect, "enclave.flash.submitted");
				return "redirect:" + PAGE;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return shareForm(code, by, model);
	}

	@GetMapping(PAGE + "/{code}/payments")
	String payment(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("form", new PaymentForm());
		return paymentForm(code, by, model);
	}

	@PostMapping(PAGE + "/{code}/payments")
	String payment(@PathVariable String code, @Valid @ModelAttribute("form") PaymentForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		if (!binding.hasErrors()) {
			try {
				this.service.enterPayment(code, form.getYear(), form.amount(), form.note(), form.getSubmission(), by);
				flash(redirect, "enclave.flash.submitted");
				return "redirect:" + PAGE;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return paymentForm(code, by, model);
	}

	@PostMapping(PAGE + "/shares/{id}/approve")
	String approveShare(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return act(redirect, "enclave.flash.applied", () -> this.service.approveShare(id, by));
	}

	@PostMapping(PAGE + "/shares/{id}/return")
	String returnShare(@PathVariable long id, IncomeActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(redirect, "enclave.flash.returned", () -> this.service.sendShareBack(id, form.note(), by));
	}

	@PostMapping(PAGE + "/shares/{id}/withdraw")
	String withdrawShare(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return act(redirect, "enclave.flash.withdrawn", () -> this.service.withdrawShare(id, by));
	}

	@PostMapping(PAGE + "/payments/{id}/post")
	String post(@PathVariable long id, IncomeActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(redirect, "enclave.flash.posted", () -> this.service.post(id, form.getVersion(), by));
	}

	@PostMapping(PAGE + "/payments/{id}/return")
	String returnPayment(@PathVariable long id, IncomeActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(redirect, "enclave.flash.returned",
				() -> this.service.sendPaymentBack(id, form.getVersion(), form.note(), by));
	}

	@PostMapping(PAGE + "/payments/{id}/withdraw")
	String withdrawPayment(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return act(redirect, "enclave.flash.withdrawn", () -> this.service.withdrawPayment(id, by));
	}

	@PostMapping(PAGE + "/payments/{id}/reverse")
	String reverse(@PathVariable long id, IncomeActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(redirect, "enclave.flash.submitted",
				() -> this.service.enterReversal(id, form.reason(), form.getSubmission(), by));
	}

	private String act(RedirectAttributes redirect, String flash, Runnable what) {
		try {
			what.run();
			flash(redirect, flash);
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		}
		return "redirect:" + PAGE;
	}

	private String shareForm(String code, Official by, Model model) {
		model.addAttribute("sheet", this.desk.toEnter(code, by));
		Map<String, String> villages = new LinkedHashMap<>();
		this.incomes.allVillages()
			.forEach((village) -> villages.put(village.code(),
					String.valueOf(this.show.name(village.name(), village.nameEn()))));
		model.addAttribute("villages", villages);
		return "village/share";
	}

	private String paymentForm(String code, Official by, Model model) {
		model.addAttribute("sheet", this.desk.toEnter(code, by));
		return "village/payment";
	}

	private static void flash(RedirectAttributes redirect, String key) {
		redirect.addFlashAttribute("flash", key);
		redirect.addFlashAttribute("flashArguments", List.of());
	}

}

package org.commonprosperity.portal.dividend.web;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.NoticeDesk;
import org.commonprosperity.portal.dividend.NoticeService;
import org.commonprosperity.portal.dividend.PaymentDesk;
import org.commonprosperity.portal.dividend.PaymentNotice.Objection;
import org.commonprosperity.portal.dividend.web.PaymentForms.AnswerForm;
import org.commonprosperity.portal.dividend.web.PaymentForms.DaysForm;
import org.commonprosperity.portal.dividend.web.PaymentForms.ObjectionForm;
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
 * Public notices before a payment, what is objected to them, and how long they stand.
 */
@Controller
@RequiredArgsConstructor
class NoticeController {

	static final String PAGE = "/office/dividends/notices";

	private static final int NOTICES = 20;

	private final NoticeDesk desk;

	private final NoticeService service;

	private final PaymentDesk payments;

	@GetMapping(PAGE)
	String list(@RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("notices", this.desk.notices(page, NOTICES, by));
		model.addAttribute("today", this.payments.today());
		model.addAttribute("policy", this.service.policies().get(0));
		return "dividend/payment/notices";
	}

	@GetMapping(PAGE + "/{id}/objections")
	String object(@PathVariable long id, @AuthenticationPrincipal Official by, Model model) {
		ObjectionForm form = new ObjectionForm();
		form.setReceivedOn(this.payments.today());
		model.addAttribute("form", form);
		return objection(id, by, model);
	}

	@PostMapping(PAGE + "/{id}/objections")
	String object(@PathVariable long id, @Valid @ModelAttribute("form") ObjectionForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		if (!binding.hasErrors()) {
			try {
				long batch = this.service.object(id, form.getReceivedOn(), form.objection(), form.getSubmission(), by);
				PaymentController.flash(redirect, "payment.flash.objected");
				return "redirect:" + PaymentController.PAGE + "/" + batch;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return objection(id, by, model);
	}

	private String objection(long id, Official by, Model model) {
		model.addAttribute("notice", this.desk.toObject(id, by));
		return "dividend/payment/objection";
	}

	@GetMapping(PAGE + "/objections/{id}")
	String answer(@PathVariable long id, @AuthenticationPrincipal Official by, Model model) {
		AnswerForm form = new AnswerForm();
		form.setVersion(this.desk.toAnswer(id, by).version());
		model.addAttribute("form", form);
		return answered(id, by, model);
	}

	@PostMapping(PAGE + "/objections/{id}")
	String answer(@PathVariable long id, @Valid @ModelAttribute("form") AnswerForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		if (!binding.hasErrors()) {
			try {
				long batch = this.service.answer(id, form.getVersion(), form.answer(), by);
				PaymentController.flash(redirect, "payment.flash.answered");
				return "redirect:" + PaymentController.PAGE + "/" + batch;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return answered(id, by, model);
	}

	private String answered(long id, Official by, Model model) {
		Objection objection = this.desk.toAnswer(id, by);
		model.addAttribute("objection", objection);
		model.addAttribute("notice", this.desk.notice(objection.notice(), by));
		return "dividend/payment/answer";
	}

	@GetMapping(PAGE + "/policy")
	String policy(@AuthenticationPrincipal Official by, Model model) {
		DaysForm form = new DaysForm();
		form.setDays(this.service.policies().get(0).days());
		model.addAttribute("form", form);
		return policies(by, model);
	}

	@PostMapping(PAGE + "/policy")
	String policy(@Valid @ModelAttribute("form") DaysForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		if (!binding.hasErrors()) {
			try {
				this.service.setDays(form.getDays(), form.getSubmission(), by);
				PaymentController.flash(redirect, "payment.flash.days");
				return "redirect:" + PAGE + "/policy";
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return policies(by, model);
	}

	private String policies(Official by, Model model) {
		NoticeService.requireSettings(by);
		model.addAttribute("policies", this.service.policies());
		return "dividend/payment/policy";
	}

}

package org.commonprosperity.portal.reporting.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.reporting.OrderAction;
import org.commonprosperity.portal.reporting.OrderService;
import org.commonprosperity.portal.shared.web.Forms;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What is done with an order, a button each.
 */
@Controller
@RequestMapping("/office/orders/{id}")
@RequiredArgsConstructor
class OrderActionController {

	private final OrderService service;

	private final OrderDesk desk;

	@PostMapping("/issue")
	String issue(@PathVariable long id, @Valid @ModelAttribute("issue") OrderForms.Issue form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		return this.desk.send(id, OrderAction.ISSUED, form, binding, by, model, redirect, response,
				"order.flash.issued", () -> this.service.issue(id, form.letter(), form.submission(), by));
	}

	@PostMapping("/dismiss")
	String dismiss(@PathVariable long id, @Valid @ModelAttribute("dismiss") OrderForms.Dismiss form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		return this.desk.send(id, OrderAction.DISMISSED, form, binding, by, model, redirect, response,
				"order.flash.dismissed",
				() -> this.service.dismiss(id, stripped(form.getDismissReason()), form.submission(), by));
	}

	@PostMapping("/sign")
	String sign(@PathVariable long id, @ModelAttribute("sign") OrderForms.Sign form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		return this.desk.send(id, OrderAction.SIGNED, form, binding, by, model, redirect, response,
				"order.flash.signed", () -> this.service.signFor(id, form.submission(), by));
	}

	@PostMapping("/reply")
	String reply(@PathVariable long id, @Valid @ModelAttribute("reply") OrderForms.Reply form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		return this.desk.send(id, OrderAction.REPLIED, form, binding, by, model, redirect, response,
				"order.flash.replied",
				() -> this.service.reply(id, form.reply(), form.evidence(), form.submission(), by));
	}

	@PostMapping("/return")
	String sendBack(@PathVariable long id, @Valid @ModelAttribute("sendBack") OrderForms.SendBack form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		return this.desk.send(id, OrderAction.RETURNED, form, binding, by, model, redirect, response,
				"order.flash.returned", () -> this.service.sendBack(id, stripped(form.getReturnReason()),
						form.getReturnDeadline(), form.submission(), by));
	}

	@PostMapping("/close")
	String close(@PathVariable long id, @Valid @ModelAttribute("close") OrderForms.Close form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		return this.desk.send(id, OrderAction.CLOSED, form, binding, by, model, redirect, response,
				"order.flash.closed", () -> this.service.close(id, stripped(form.getOpinion()), form.submission(), by));
	}

	@PostMapping("/extend")
	String extend(@PathVariable long id, @Valid @ModelAttribute("extend") OrderForms.Extend form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		return this.desk.send(id, OrderAction.EXTENDED, form, binding, by, model, redirect, response,
				"order.flash.extended", () -> this.service.extend(id, form.getExtendDeadline(),
						stripped(form.getExtendReason()), form.submission(), by));
	}

	@PostMapping("/cancel")
	String cancel(@PathVariable long id, @Valid @ModelAttribute("cancel") OrderForms.Cancel form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		return this.desk.send(id, OrderAction.CANCELLED, form, binding, by, model, redirect, response,
				"order.flash.cancelled",
				() -> this.service.cancel(id, stripped(form.getCancelReason()), form.submission(), by));
	}

	/** A text that the form has checked not to be blank, as it is stored. */
	private static String stripped(String text) {
		String stripped = Forms.text(text);
		return (stripped != null) ? stripped : "";
	}

}

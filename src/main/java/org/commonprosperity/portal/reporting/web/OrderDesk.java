package org.commonprosperity.portal.reporting.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.reporting.OrderAction;
import org.commonprosperity.portal.reporting.OrderDetail;
import org.commonprosperity.portal.reporting.OrderOverview;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * An order's page with its forms, and the way that each of them goes: carried out and
 * answered with a redirect, or shown again on the page as the order is now, with what was
 * typed and the reason why it was not taken.
 */
@Component
@RequiredArgsConstructor
class OrderDesk {

	/** How many days a department has unless the coordinating office says otherwise. */
	static final int DAYS = 10;

	private final OrderOverview overview;

	private final Departments departments;

	private final Show show;

	private final Clock clock;

	/** The page of an order. */
	String page(OrderDetail order, Model model) {
		model.addAttribute("order", order);
		model.addAttribute("may", order.may().stream().map(Enum::name).collect(Collectors.toSet()));
		model.addAttribute("today", today());
		model.addAttribute("departments", departments());
		order.may().forEach((action) -> {
			if (!model.containsAttribute(nameOf(action))) {
				OrderForms.OrderForm form = fresh(action, order);
				form.setVersion(order.version());
				model.addAttribute(nameOf(action), form);
			}
		});
		return "order/order";
	}

	/**
	 * Sends a form.
	 * @param action what the form is for; only who may do it gets as far as its errors
	 * @param flash message that says that it is done
	 * @param deed carries it out; false if that was done before
	 */
	String send(long id, OrderAction action, OrderForms.OrderForm form, BindingResult binding, Official by, Model model,
			RedirectAttributes redirect, HttpServletResponse response, String flash, BooleanSupplier deed) {
		OrderDetail order = this.overview.toDo(id, action, by);
		if (binding.hasErrors()) {
			return page(order, model);
		}
		try {
			boolean first = deed.getAsBoolean();
			redirect.addFlashAttribute("flash", first ? flash : "order.flash.repeated");
			redirect.addFlashAttribute("flashArguments", List.of());
			return "redirect:/office/orders/" + id;
		}
		catch (Refusal refusal) {
			OrderDetail now = this.overview.toDo(id, action, by);
			form.setVersion(now.version());
			if (refusal.field() != null) {
				Refusals.into(binding, refusal);
			}
			else {
				model.addAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
				response.setStatus(HttpStatus.CONFLICT.value());
				if (!now.may().contains(action)) {
					model.addAttribute("typed", form.typed());
				}
			}
			return page(now, model);
		}
	}

	Map<Long, String> departments() {
		Map<Long, String> departments = new LinkedHashMap<>();
		this.departments.findByActiveTrueOrderByCode()
			.forEach((one) -> departments.put(one.getId(),
					String.valueOf(this.show.name(one.getName(), one.getNameEn()))));
		return departments;
	}

	LocalDate today() {
		return LocalDate.now(this.clock);
	}

	/** The name under which a template finds the form. */
	private static String nameOf(OrderAction action) {
		return switch (action) {
			case PROPOSED -> throw new IllegalArgumentException("nobody proposes by a form");
			case DISMISSED -> "dismiss";
			case ISSUED -> "issue";
			case SIGNED -> "sign";
			case REPLIED -> "reply";
			case RETURNED -> "sendBack";
			case EXTENDED -> "extend";
			case CLOSED -> "close";
			case CANCELLED -> "cancel";
		};
	}

	private OrderForms.OrderForm fresh(OrderAction action, OrderDetail order) {
		return switch (action) {
			case PROPOSED -> throw new IllegalArgumentException("nobody proposes by a form");
			case DISMISSED -> new OrderForms.Dismiss();
			case ISSUED -> {
				OrderForms.Issue form = new OrderForms.Issue();
				form.setMatter(order.line().matter());
				form.setRequirement(order.requirement());
				form.setDeadline(today().plusDays(DAYS));
				form.setDepartmentId(order.line().departmentId());
				yield form;
			}
			case SIGNED -> new OrderForms.Sign();
			case REPLIED -> new OrderForms.Reply();
			case RETURNED -> new OrderForms.SendBack();
			case EXTENDED -> new OrderForms.Extend();
			case CLOSED -> new OrderForms.Close();
			case CANCELLED -> new OrderForms.Cancel();
		};
	}

}

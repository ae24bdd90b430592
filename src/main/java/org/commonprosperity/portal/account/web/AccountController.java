package org.commonprosperity.portal.account.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDetails;
import org.commonprosperity.portal.account.AccountOverview;
import org.commonprosperity.portal.account.AccountQuery;
import org.commonprosperity.portal.account.AccountService;
import org.commonprosperity.portal.account.DeputyLine;
import org.commonprosperity.portal.account.DeputyOverview;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The administrator's pages: the list, one account, and what is done to it. The security
 * administrator reads them and has {@link GrantController}.
 */
@Controller
@RequestMapping("/office/accounts")
@RequiredArgsConstructor
class AccountController {

	private static final String FORM = "form";

	private final AccountService accounts;

	private final AccountOverview overview;

	private final DeputyOverview deputies;

	@GetMapping
	String list(@AuthenticationPrincipal Official official, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "") String role, @RequestParam(defaultValue = "") String state,
			@RequestParam(defaultValue = "") String sort, @RequestParam(defaultValue = "1") int page, Model model) {
		AccountListForm form = new AccountListForm(q.strip(), role, state, sort);
		AccountQuery query = form.query(page);
		model.addAttribute("accounts", this.overview.list(official, query));
		model.addAttribute("list", form);
		model.addAttribute("roles", Role.values());
		model.addAttribute("base",
				UriComponentsBuilder.fromPath("/office/accounts")
					.queryParam("q", "{q}")
					.queryParam("role", form.role())
					.queryParam("state", form.state())
					.queryParam("sort", form.sort())
					.encode()
					.buildAndExpand(form.q())
					.toUriString() + "&");
		return "account/list";
	}

	@GetMapping("/new")
	String open(@AuthenticationPrincipal Official official, Model model) {
		require(official);
		model.addAttribute(FORM, new NewAccountForm());
		return "account/new";
	}

	@PostMapping("/new")
	String open(@AuthenticationPrincipal Official official, @Valid @ModelAttribute(FORM) NewAccountForm form,
			BindingResult result, RedirectAttributes redirect) {
		require(official);
		if (!result.hasErrors()) {
			try {
				long id = this.accounts.create(official, form.getSubmission(), form.particulars());
				return done(redirect, id, "account.flash.created", form.particulars().name());
			}
			catch (Refusal refusal) {
				Refusals.into(result, refusal);
			}
		}
		return "account/new";
	}

	@GetMapping("/{id}")
	String account(@AuthenticationPrincipal Official official, @PathVariable long id, Model model) {
		return page(official, id, model);
	}

	@GetMapping("/{id}/edit")
	String edit(@AuthenticationPrincipal Official official, @PathVariable long id, Model model) {
		require(official);
		AccountDetails account = this.overview.details(official, id);
		model.addAttribute("account", account);
		model.addAttribute(FORM, ParticularsForm.of(account));
		return "account/edit";
	}

	@PostMapping("/{id}/edit")
	String edit(@AuthenticationPrincipal Official official, @PathVariable long id,
			@Valid @ModelAttribute(FORM) ParticularsForm form, BindingResult result, Model model,
			RedirectAttributes redirect) {
		require(official);
		if (!result.hasErrors()) {
			try {
				this.accounts.change(official, form.getSubmission(), id, form.getVersion(),
						Trimmed.text(form.getName()), Trimmed.text(form.getUnit()), Trimmed.orNull(form.getTelephone()),
						Trimmed.orNull(form.getEmail()));
				return done(redirect, id, "account.flash.changed", Trimmed.text(form.getName()));
			}
			catch (OptimisticLockingFailureException ex) {
				model.addAttribute("stale", true);
			}
		}
		AccountDetails account = this.overview.details(official, id);
		if (model.containsAttribute("stale")) {
			form.setVersion(account.version());
		}
		model.addAttribute("account", account);
		return "account/edit";
	}

	@PostMapping("/{id}/disable")
	String disable(@AuthenticationPrincipal Official official, @PathVariable long id,
			@ModelAttribute("action") ActionForm form, BindingResult result, Model model, RedirectAttributes redirect) {
		try {
			this.accounts.disable(official, form.getSubmission(), id, form.getVersion());
		}
		catch (Refusal refusal) {
			return refused(refusal, official, id, model);
		}
		return done(redirect, id, "account.flash.disabled");
	}

	@PostMapping("/{id}/enable")
	String enable(@AuthenticationPrincipal Official official, @PathVariable long id,
			@ModelAttribute("action") ActionForm form, BindingResult result, RedirectAttributes redirect) {
		this.accounts.enable(official, form.getSubmission(), id, form.getVersion());
		return done(redirect, id, "account.flash.enabled");
	}

	/** Shown in the answer itself and not after a redirect: the link is kept nowhere. */
	@PostMapping("/{id}/link")
	String link(@AuthenticationPrincipal Official official, @PathVariable long id, HttpServletRequest request,
			Model model) {
		try {
			show(this.accounts.issueLink(official, id), model);
		}
		catch (Refusal refusal) {
			return refused(refusal, official, id, model);
		}
		model.addAttribute("account", this.overview.details(official, id));
		return "account/link";
	}

	@GetMapping("/{id}/handover")
	String handOver(@AuthenticationPrincipal Official official, @PathVariable long id, Model model) {
		require(official);
		AccountDetails account = this.overview.details(official, id);
		NewAccountForm form = new NewAccountForm();
		form.setVersion(account.version());
		form.setUnit(account.particulars().unit());
		model.addAttribute("account", account);
		model.addAttribute(FORM, form);
		return "account/handover";
	}

	@PostMapping("/{id}/handover")
	String handOver(@AuthenticationPrincipal Official official, @PathVariable long id,
			@Valid @ModelAttribute(FORM) NewAccountForm form, BindingResult result, Model model,
			RedirectAttributes redirect) {
		require(official);
		if (!result.hasErrors()) {
			try {
				AccountService.HandedOver handedOver = this.accounts.handOver(official, form.getSubmission(), id,
						form.getVersion(), form.particulars());
				if (handedOver.link() == null) {
					return done(redirect, handedOver.successorId(), "account.flash.handedOver");
				}
				show(handedOver.link(), model);
				model.addAttribute("handedOver", true);
				model.addAttribute("account", this.overview.details(official, handedOver.successorId()));
				return "account/link";
			}
			catch (Refusal refusal) {
				Refusals.into(result, refusal);
			}
			catch (OptimisticLockingFailureException ex) {
				model.addAttribute("stale", true);
			}
		}
		AccountDetails account = this.overview.details(official, id);
		if (model.containsAttribute("stale")) {
			form.setVersion(account.version());
		}
		model.addAttribute("account", account);
		return "account/handover";
	}

	private String refused(Refusal refusal, Official official, long id, Model model) {
		model.addAttribute("refusal", refusal);
		return page(official, id, model);
	}

	private String page(Official official, long id, Model model) {
		AccountDetails account = this.overview.details(official, id);
		model.addAttribute("account", account);
		model.addAttribute("action", ActionForm.of(account.version()));
		model.addAttribute("deputyships", this.deputies.of(official, id).stream().filter(DeputyLine::isOpen).toList());
		return "account/account";
	}

	private static void show(AccountService.IssuedLink link, Model model) {
		model.addAttribute("link",
				PasswordController.addressOf(link, ServletUriComponentsBuilder.fromCurrentContextPath()));
		model.addAttribute("expiresAt", link.expiresAt());
	}

	private static String done(RedirectAttributes redirect, long id, String flash, @Nullable Object... arguments) {
		redirect.addFlashAttribute("flash", flash);
		redirect.addFlashAttribute("flashArguments", List.of(arguments));
		return "redirect:/office/accounts/" + id;
	}

	private static void require(Official official) {
		if (!official.is(Role.ADMIN)) {
			throw new AccessDeniedException("not the administrator");
		}
	}

}

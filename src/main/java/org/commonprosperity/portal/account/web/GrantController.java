package org.commonprosperity.portal.account.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDetails;
import org.commonprosperity.portal.account.AccountOverview;
import org.commonprosperity.portal.account.GrantService;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.organisation.Communities;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;

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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The security administrator's page: what an account may do and for whom.
 */
@Controller
@RequestMapping("/office/accounts/{id}/grants")
@RequiredArgsConstructor
class GrantController {

	private static final String FORM = "form";

	private final GrantService grants;

	private final AccountOverview overview;

	private final Departments departments;

	private final Communities communities;

	private final Show show;

	@GetMapping
	String grants(@AuthenticationPrincipal Official official, @PathVariable long id, Model model) {
		require(official);
		AccountDetails account = this.overview.details(official, id);
		model.addAttribute(FORM, GrantsForm.of(account));
		return page(account, model);
	}

	@PostMapping
	String grant(@AuthenticationPrincipal Official official, @PathVariable long id,
			@ModelAttribute(FORM) GrantsForm form, BindingResult result, Model model, RedirectAttributes redirect) {
		require(official);
		if (!result.hasErrors()) {
			try {
				this.grants.grant(official, form.getSubmission(), id, form.getVersion(), form.grants());
				return done(redirect, id);
			}
			catch (Refusal refusal) {
				Refusals.into(result, refusal);
			}
			catch (OptimisticLockingFailureException ex) {
				model.addAttribute("stale", true);
				model.addAttribute("yours", this.overview.scopeOf(form.grants()));
			}
		}
		AccountDetails account = this.overview.details(official, id);
		if (model.containsAttribute("stale")) {
			form.setVersion(account.version());
		}
		return page(account, model);
	}

	/** One click: the successor gets what the predecessor had. */
	@PostMapping("/predecessor")
	String grantAsPredecessor(@AuthenticationPrincipal Official official, @PathVariable long id,
			@ModelAttribute("action") ActionForm action, BindingResult actionResult, Model model,
			RedirectAttributes redirect) {
		require(official);
		try {
			this.grants.grantAsPredecessor(official, action.getSubmission(), id, action.getVersion());
			return done(redirect, id);
		}
		catch (Refusal refusal) {
			model.addAttribute("refusal", refusal);
		}
		AccountDetails account = this.overview.details(official, id);
		model.addAttribute(FORM, GrantsForm.of(account));
		return page(account, model);
	}

	private String page(AccountDetails account, Model model) {
		model.addAttribute("account", account);
		model.addAttribute("action", ActionForm.of(account.version()));
		Map<String, String> roles = new LinkedHashMap<>();
		Arrays.stream(Role.values())
			.forEach((role) -> roles.put(role.name(),
					this.show.text("account.role." + role) + this.show.text("account.role.does." + role)));
		model.addAttribute("roles", roles);
		Map<Long, String> inScope = new LinkedHashMap<>();
		this.departments.findAllByOrderByCode()
			.stream()
			.filter((department) -> department.isActive()
					|| account.grants().departmentIds().contains(department.getId()))
			.forEach((department) -> inScope.put(department.getId(),
					this.show.name(department.getName(), department.getNameEn())));
		model.addAttribute("departments", inScope);
		Map<Long, String> places = new LinkedHashMap<>();
		this.communities.findAllByOrderByKindDescCode()
			.stream()
			.filter((community) -> community.isActive() || account.grants().communityIds().contains(community.getId()))
			.forEach((community) -> places.put(community.getId(),
					this.show.name(community.getName(), community.getNameEn())));
		model.addAttribute("communities", places);
		return "account/grants";
	}

	private static String done(RedirectAttributes redirect, long id) {
		redirect.addFlashAttribute("flash", "account.flash.granted");
		redirect.addFlashAttribute("flashArguments", List.of());
		return "redirect:/office/accounts/" + id;
	}

	private static void require(Official official) {
		if (!official.is(Role.SECURITY)) {
			throw new AccessDeniedException("not the security administrator");
		}
	}

}

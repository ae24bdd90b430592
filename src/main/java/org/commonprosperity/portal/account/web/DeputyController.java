package org.commonprosperity.portal.account.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDetails;
import org.commonprosperity.portal.account.AccountOverview;
import org.commonprosperity.portal.account.DeputyLine;
import org.commonprosperity.portal.account.DeputyOverview;
import org.commonprosperity.portal.account.DeputyReason;
import org.commonprosperity.portal.account.DeputyService;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
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
 * The pages on which deputies (AB 角) are named, the own one or, by the security
 * administrator, anybody's; and the two buttons between which a deputy acts.
 */
@Controller
@RequiredArgsConstructor
class DeputyController {

	private static final String FORM = "form";

	private static final String OWN = "/office/deputy";

	private final DeputyService deputies;

	private final DeputyOverview overview;

	private final AccountOverview accounts;

	private final ActingSession session;

	private final HeldForms heldForms;

	private final Show show;

	@GetMapping(OWN)
	String own(@AuthenticationPrincipal Official official, Model model) {
		model.addAttribute(FORM, new DeputyForm());
		return ownPage(official, model);
	}

	@PostMapping(OWN)
	String own(@AuthenticationPrincipal Official official, @Valid @ModelAttribute(FORM) DeputyForm form,
			BindingResult result, Model model, RedirectAttributes redirect) {
		if (!result.hasErrors()) {
			try {
				this.deputies.nameOwn(official, form.getSubmission(), form.terms());
				return done(redirect, OWN, "deputy.flash.named");
			}
			catch (Refusal refusal) {
				Refusals.into(result, refusal);
			}
		}
		return ownPage(official, model);
	}

	private String ownPage(Official official, Model model) {
		model.addAttribute("standing", this.overview.standingInFor(official));
		fill(this.overview.own(official), this.overview.candidates(official.id(), false), model);
		return "account/deputy";
	}

	@GetMapping("/office/accounts/{id}/deputy")
	String of(@AuthenticationPrincipal Official official, @PathVariable long id, Model model) {
		require(official);
		model.addAttribute(FORM, new DeputyForm());
		return pageOf(official, id, model);
	}

	@PostMapping("/office/accounts/{id}/deputy")
	String of(@AuthenticationPrincipal Official official, @PathVariable long id,
			@Valid @ModelAttribute(FORM) DeputyForm form, BindingResult result, Model model,
			RedirectAttributes redirect) {
		require(official);
		if (!result.hasErrors()) {
			try {
				this.deputies.name(official, form.getSubmission(), id, form.terms());
				return done(redirect, addressOf(id), "deputy.flash.named");
			}
			catch (Refusal refusal) {
				Refusals.into(result, refusal);
			}
		}
		return pageOf(official, id, model);
	}

	private String pageOf(Official official, long id, Model model) {
		AccountDetails account = this.accounts.details(official, id);
		model.addAttribute("account", account);
		model.addAttribute("possible", !account.roles().isEmpty() && account.roles().stream().noneMatch(Role::isApart));
		fill(this.overview.of(official, id), this.overview.candidates(id, true), model);
		return "account/deputy-of";
	}

	private void fill(List<DeputyLine> lines, List<DeputyOverview.Candidate> candidates, Model model) {
		model.addAttribute("open", lines.stream().filter(DeputyLine::isOpen).toList());
		model.addAttribute("past", lines.stream().filter((line) -> !line.isOpen()).toList());
		Map<Long, String> persons = new LinkedHashMap<>();
		candidates.forEach((candidate) -> persons.put(candidate.id(),
				this.show.text("deputy.candidate", candidate.name(), candidate.unit())));
		model.addAttribute("candidates", persons);
		Map<String, String> reasons = new LinkedHashMap<>();
		Arrays.stream(DeputyReason.values())
			.forEach((reason) -> reasons.put(reason.name(), this.show.text("deputy.reason." + reason)));
		model.addAttribute("reasons", reasons);
	}

	@PostMapping("/office/deputy/{id}/end")
	String end(@AuthenticationPrincipal Official official, @PathVariable long id, RedirectAttributes redirect) {
		try {
			long accountId = this.deputies.end(official, id);
			return done(redirect, (accountId == official.id()) ? OWN : addressOf(accountId), "deputy.flash.ended");
		}
		catch (Refusal refusal) {
			return refused(redirect, refusal, official.is(Role.SECURITY) ? "/office/accounts" : OWN);
		}
	}

	@PostMapping("/office/deputy/{id}/act")
	String act(@AuthenticationPrincipal Official official, @PathVariable long id, HttpServletRequest request,
			HttpServletResponse response, RedirectAttributes redirect) {
		try {
			Official acting = this.deputies.act(official, id);
			this.session.goOnAs(acting, request, response);
			return next(acting, request, redirect, "deputy.flash.acting", acting.signature());
		}
		catch (Refusal refusal) {
			return refused(redirect, refusal, OWN);
		}
	}

	@PostMapping("/office/deputy/stop")
	String stop(@AuthenticationPrincipal Official official, HttpServletRequest request, HttpServletResponse response,
			RedirectAttributes redirect) {
		if (!official.isActing()) {
			return "redirect:/office";
		}
		Official own = this.deputies.stop(official);
		this.session.goOnAs(own, request, response);
		return next(own, request, redirect, "deputy.flash.stopped");
	}

	/** To the form that waited for this capacity, or to the start page. */
	private String next(Official official, HttpServletRequest request, RedirectAttributes redirect, String flash,
			@Nullable Object... arguments) {
		String to = this.heldForms.isReady(request, official) ? ResumeController.ADDRESS : "/office";
		return done(redirect, to, flash, arguments);
	}

	private String refused(RedirectAttributes redirect, Refusal refusal, String to) {
		redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		return "redirect:" + to;
	}

	private static String done(RedirectAttributes redirect, String to, String flash, @Nullable Object... arguments) {
		redirect.addFlashAttribute("flash", flash);
		redirect.addFlashAttribute("flashArguments", List.of(arguments));
		return "redirect:" + to;
	}

	private static String addressOf(long accountId) {
		return "/office/accounts/" + accountId + "/deputy";
	}

	private static void require(Official official) {
		if (!official.is(Role.SECURITY)) {
			throw new AccessDeniedException("not the security administrator");
		}
	}

}

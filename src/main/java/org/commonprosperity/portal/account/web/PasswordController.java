package org.commonprosperity.portal.account.web;

import java.util.List;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountService;
import org.commonprosperity.portal.account.Devices;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.PasswordService;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The pages on which an official sets the own password: by a one-time link, or signed in.
 */
@Controller
@RequiredArgsConstructor
class PasswordController {

	private static final String FORM = "form";

	private final PasswordService passwords;

	private final Devices devices;

	private final DeviceCookie cookie;

	static String addressOf(AccountService.IssuedLink link, UriComponentsBuilder portal) {
		return portal.path("/password/{token}").buildAndExpand(link.token()).toUriString();
	}

	@GetMapping("/password/{token}")
	String byLink(@PathVariable String token, Model model, HttpServletResponse response) {
		model.addAttribute(FORM, new PasswordForm());
		return page(token, model, response);
	}

	/** The browser that the link is opened with is known from now on. */
	@PostMapping("/password/{token}")
	String byLink(@PathVariable String token, @ModelAttribute(FORM) PasswordForm form, BindingResult result,
			Model model, HttpServletRequest request, HttpServletResponse response) {
		if (agree(form.getPassword(), form.getPasswordAgain(), result)) {
			try {
				Official official = this.passwords.setByLink(token, Objects.requireNonNull(form.getPassword()));
				List<String> known = this.cookie.read(request);
				this.cookie.write(request, response, this.devices.remember(official, known), known);
				return "redirect:/login?set";
			}
			catch (Refusal refusal) {
				if (refusal.field() != null) {
					Refusals.into(result, refusal);
				}
			}
		}
		return page(token, model, response);
	}

	private String page(String token, Model model, HttpServletResponse response) {
		PasswordService.Link link = this.passwords.look(token);
		if (link.state() != PasswordService.State.OPEN) {
			response.setStatus(HttpStatus.GONE.value());
		}
		model.addAttribute("link", link);
		return "account/password-link";
	}

	@GetMapping("/office/password")
	String own(Model model) {
		model.addAttribute(FORM, new OwnPasswordForm());
		return "account/password";
	}

	@PostMapping("/office/password")
	String own(@AuthenticationPrincipal Official official, @ModelAttribute(FORM) OwnPasswordForm form,
			BindingResult result) {
		if (agree(form.getPassword(), form.getPasswordAgain(), result)) {
			try {
				this.passwords.changeOwn(official, Objects.requireNonNullElse(form.getCurrentPassword(), ""),
						Objects.requireNonNull(form.getPassword()));
				return "redirect:/login?changed";
			}
			catch (Refusal refusal) {
				Refusals.into(result, refusal);
			}
		}
		return "account/password";
	}

	static boolean agree(@Nullable String password, @Nullable String again, BindingResult result) {
		if (password == null || password.isEmpty()) {
			result.rejectValue("password", "password.refusal.missing", null, null);
			return false;
		}
		if (!password.equals(again)) {
			result.rejectValue("passwordAgain", "password.refusal.different", null, null);
			return false;
		}
		return true;
	}

}

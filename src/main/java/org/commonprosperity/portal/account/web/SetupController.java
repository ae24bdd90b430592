package org.commonprosperity.portal.account.web;

import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountService;
import org.commonprosperity.portal.account.Setup;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The page that makes the first two accounts; no page at all once they are made.
 */
@Controller
@RequestMapping("/setup")
@RequiredArgsConstructor
class SetupController {

	private static final String FORM = "form";

	private final Setup setup;

	@GetMapping
	String page(Model model) {
		requireOpen();
		model.addAttribute(FORM, new SetupForm());
		return "account/setup";
	}

	/** Answers with the link itself: it is kept nowhere and shown once. */
	@PostMapping
	String complete(@Valid @ModelAttribute(FORM) SetupForm form, BindingResult result, HttpServletRequest request,
			Model model) {
		requireOpen();
		boolean agreed = PasswordController.agree(form.getPassword(), form.getPasswordAgain(), result);
		if (agreed && !result.hasErrors()) {
			try {
				AccountService.IssuedLink link = this.setup.complete(Objects.requireNonNull(form.getToken()),
						form.admin(), Objects.requireNonNull(form.getPassword()), form.security(),
						request.getRemoteAddr());
				model.addAttribute("link",
						PasswordController.addressOf(link, ServletUriComponentsBuilder.fromCurrentContextPath()));
				model.addAttribute("expiresAt", link.expiresAt());
				return "account/setup-done";
			}
			catch (Refusal refusal) {
				Refusals.into(result, refusal);
			}
		}
		return "account/setup";
	}

	private void requireOpen() {
		if (!this.setup.isOpen()) {
			throw new NotOnRecord("set-up");
		}
	}

}

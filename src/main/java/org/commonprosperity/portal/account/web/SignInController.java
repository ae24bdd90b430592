package org.commonprosperity.portal.account.web;

import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/**
 * The sign-in page. Reads the session only if there is one: a look at the page starts
 * none.
 */
@Controller
@RequiredArgsConstructor
class SignInController {

	private final HeldForms heldForms;

	@GetMapping("/login")
	String page(@AuthenticationPrincipal @Nullable Official official, HttpServletRequest request, Model model) {
		if (official != null) {
			return "redirect:/office";
		}
		if (this.heldForms.isAny(request)) {
			model.addAttribute("note", "signin.note.held");
		}
		else {
			for (String note : SignInNote.ALL) {
				if (request.getParameter(note) != null) {
					model.addAttribute("note", "signin.note." + note);
				}
			}
		}
		return "account/login";
	}

	/** Where a refused sign-in is forwarded to; the name stays typed. */
	@PostMapping(SignInRefusal.ADDRESS)
	String refused(@RequestAttribute(name = SignInRefusal.ATTRIBUTE, required = false) @Nullable SignInRefusal refusal,
			HttpServletRequest request, Model model) {
		if (refusal == null) {
			return "redirect:/login";
		}
		model.addAttribute("refusal", refusal);
		model.addAttribute("username", request.getParameter("username"));
		if (this.heldForms.isAny(request)) {
			model.addAttribute("note", "signin.note.held");
		}
		return "account/login";
	}

}

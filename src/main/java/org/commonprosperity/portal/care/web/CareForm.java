package org.commonprosperity.portal.care.web;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.care.StaleCare;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.commonprosperity.portal.shared.web.Refusals;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What all forms of the record do alike: carry out, tell, or draw again with what is
 * wrong or was changed by somebody else.
 */
@Component
@RequiredArgsConstructor
class CareForm {

	/**
	 * Carries a form out.
	 * @return whether it was; if not, the form is to be drawn again
	 */
	boolean sent(OfficeForm form, BindingResult binding, Model model, RedirectAttributes redirect, Runnable what) {
		if (binding.hasErrors()) {
			return false;
		}
		try {
			what.run();
			flash(redirect, "care.flash.submitted");
			return true;
		}
		catch (StaleCare stale) {
			// what is on record now, and what the form says; sending it once more is
			// meant
			form.setVersion(stale.version());
			model.addAttribute("stale", stale.differences());
		}
		catch (Refusal refusal) {
			Refusals.into(binding, refusal);
		}
		return false;
	}

	static void flash(RedirectAttributes redirect, String key) {
		redirect.addFlashAttribute("flash", key);
		redirect.addFlashAttribute("flashArguments", List.of());
	}

}

package org.commonprosperity.portal.account.web;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.DeputyLine;
import org.commonprosperity.portal.account.DeputyOverview;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.web.Show;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Shows a form that was kept and lets the official send it again or throw it away.
 */
@Controller
@RequestMapping(ResumeController.ADDRESS)
@RequiredArgsConstructor
class ResumeController {

	static final String ADDRESS = "/office/resume";

	private final HeldForms heldForms;

	private final DeputyOverview deputies;

	private final MessageSource messages;

	private final Show show;

	@GetMapping
	String show(@AuthenticationPrincipal Official official, HttpServletRequest request, Model model) {
		this.heldForms.of(request, official).ifPresent((form) -> {
			model.addAttribute("held", form);
			model.addAttribute("typed", readable(form));
			if (!form.official().equals(official.capacity())) {
				elsewhere(official, form, model);
			}
		});
		return "account/resume";
	}

	@PostMapping("/discard")
	String discard(HttpServletRequest request, RedirectAttributes redirect) {
		this.heldForms.drop(request);
		redirect.addFlashAttribute("flash", "resume.flash.discarded");
		redirect.addFlashAttribute("flashArguments", List.of());
		return "redirect:/office";
	}

	/** Drawn in another capacity: says how to get into it, if that is still possible. */
	private void elsewhere(Official official, HeldForm form, Model model) {
		boolean own = form.official().equals(official.username());
		DeputyLine deputyship = this.deputies.inForceFor(official)
			.stream()
			.filter((line) -> form.official().equals(official.username() + "@" + line.absentId()))
			.findFirst()
			.orElse(null);
		if (own || official.isActing()) {
			model.addAttribute("elsewhere", "resume.elsewhere.stop");
		}
		else {
			model.addAttribute("elsewhere", (deputyship != null) ? "resume.elsewhere.act" : "resume.elsewhere.over");
			model.addAttribute("deputyship", deputyship);
		}
	}

	private List<Field> readable(HeldForm form) {
		List<Field> fields = new ArrayList<>();
		for (HeldForm.Entry entry : form.typed()) {
			if (entry.name().endsWith("].id") || entry.value().isBlank()) {
				continue;
			}
			int last = fields.size() - 1;
			String label = this.show.rowOf(entry.name(), label(form.path(), entry.name()));
			if (last >= 0 && fields.get(last).label().equals(label)) {
				fields.get(last).values().add(entry.value());
			}
			else {
				fields.add(new Field(label, new ArrayList<>(List.of(entry.value()))));
			}
		}
		return fields;
	}

	/**
	 * From the special to the general: the field of this section, then of any, then its
	 * name.
	 */
	private String label(String path, String name) {
		String section = path.substring("/office/".length()).split("/", 2)[0];
		String plain = name.replaceAll("\\[\\d+]|-\\d+$", "");
		String leaf = plain.substring(plain.lastIndexOf('.') + 1);
		for (String key : List.of(section + "." + plain, section + "." + leaf, plain, leaf)) {
			String label = this.messages.getMessage("field." + key, null, null, LocaleContextHolder.getLocale());
			if (label != null) {
				return label;
			}
		}
		return name;
	}

	/**
	 * What is shown of a field.
	 *
	 * @param label its name
	 * @param values what was typed or chosen
	 */
	record Field(String label, List<String> values) {
	}

}

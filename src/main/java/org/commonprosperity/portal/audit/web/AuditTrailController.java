package org.commonprosperity.portal.audit.web;

import java.util.LinkedHashMap;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditKind;
import org.commonprosperity.portal.audit.AuditLog;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The auditor's page: the trail, newest first. What the auditor asks for stands in the
 * address, so that it can be kept and come back to.
 */
@Controller
@RequiredArgsConstructor
class AuditTrailController {

	private static final String PATH = "/office/audit";

	private static final int LINES_A_PAGE = 50;

	private final AuditLog log;

	private final Show show;

	@GetMapping(PATH)
	String trail(@ModelAttribute("trail") AuditTrailForm form, BindingResult binding,
			@RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by, Model model) {
		form.check(binding);
		if (!binding.hasErrors()) {
			model.addAttribute("lines", this.log.lines(form.query(), page, LINES_A_PAGE, by));
			model.addAttribute("base", form.address(PATH));
		}
		return "audit/trail";
	}

	@ModelAttribute("kinds")
	Map<String, String> kinds() {
		Map<String, String> kinds = new LinkedHashMap<>();
		for (AuditKind kind : AuditKind.values()) {
			kinds.put(kind.name(), this.show.text("audit.kind." + kind));
		}
		return kinds;
	}

}

package org.commonprosperity.portal.publication.web;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.care.CareOverview;
import org.commonprosperity.portal.organisation.OrganisationOverview;
import org.commonprosperity.portal.project.LightRule;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.village.VillageOverview;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What the site is, where its figures come from, and where everything is.
 */
@Controller
@RequiredArgsConstructor
class AboutController {

	private final OrganisationOverview organisations;

	private final ProjectOverview projects;

	private final VillageOverview villages;

	private final CareOverview care;

	@GetMapping("/about")
	String about(Model model) {
		model.addAttribute("rule", LightRule.VERSION);
		model.addAttribute("communities", this.organisations.communities());
		model.addAttribute("enterprises", this.organisations.enterprises());
		model.addAttribute("sources", this.organisations.sources());
		return "publication/about";
	}

	@GetMapping("/sitemap")
	String sitemap(Model model) {
		model.addAttribute("lines", this.projects.lines().stream().limit(100).toList());
		model.addAttribute("villages", this.villages.names().stream().limit(100).toList());
		model.addAttribute("facilities", this.care.names().stream().limit(100).toList());
		return "publication/sitemap";
	}

}

package org.commonprosperity.portal.publication.web;

import java.time.Clock;
import java.time.LocalDate;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.ProjectFilter;
import org.commonprosperity.portal.shared.Slice;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The public list of projects, and one project's page.
 */
@Controller
@RequiredArgsConstructor
class ProjectPagesController {

	private static final int PAGE = 20;

	private final ProjectOverview projects;

	private final Departments departments;

	private final Clock clock;

	@GetMapping("/projects")
	String list(ProjectFilter filter, Model model) {
		model.addAttribute("filter", filter);
		model.addAttribute("projects", Slice.of(this.projects.lines(filter.query()), filter.getPage(), PAGE));
		model.addAttribute("departments", this.departments.findByActiveTrueOrderByCode());
		model.addAttribute("updatedAt", this.projects.updatedAt());
		return "publication/projects";
	}

	@GetMapping("/projects/{code}")
	String show(@PathVariable String code, Model model) {
		ProjectSheet sheet = this.projects.sheet(code);
		LocalDate today = LocalDate.now(this.clock);
		model.addAttribute("sheet", sheet);
		model.addAttribute("today", today);
		if (!sheet.milestones().isEmpty()) {
			model.addAttribute("strip", PlanStrip.of(sheet.milestones(), today));
		}
		return "publication/project";
	}

}

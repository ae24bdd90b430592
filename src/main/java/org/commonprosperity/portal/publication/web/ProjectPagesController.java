package org.commonprosperity.portal.publication.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.alliance.AllianceOverview;
import org.commonprosperity.portal.care.CareOverview;
import org.commonprosperity.portal.dividend.DividendOverview;
import org.commonprosperity.portal.employment.EmploymentOverview;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.ProjectFilter;
import org.commonprosperity.portal.reporting.CloseOverview;
import org.commonprosperity.portal.reporting.ReportOverview;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The public list of projects, one project's page, and its history month by month.
 */
@Controller
@RequiredArgsConstructor
class ProjectPagesController {

	private static final int PAGE = 20;

	/** Months on a project's own page; the others are a click away. */
	private static final int LATEST = 6;

	private static final int MONTHS = 12;

	/** The project of the workshops tells of the people who work there. */
	private static final String WORKSHOPS = "workshops";

	private final ProjectOverview projects;

	private final ReportOverview reports;

	private final CloseOverview closes;

	private final BulletinWords words;

	private final DividendOverview dividends;

	private final DividendWords dividendWords;

	private final EmploymentOverview employment;

	private final JobsWords jobs;

	private final CareOverview care;

	private final AllianceOverview alliance;

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
			model.addAttribute("strip", PlanStrip.of(sheet.milestones(), today, sheet.line().deadline()));
		}
		List<ProjectMonth> months = months(code);
		model.addAttribute("months", months.stream().limit(LATEST).toList());
		model.addAttribute("monthsInAll", months.size());
		model.addAttribute("dividends", this.dividends.sheet(code));
		model.addAttribute("dividend", this.dividendWords);
		if (code.equals(WORKSHOPS)) {
			model.addAttribute("employment", this.employment.sheet());
			model.addAttribute("jobs", this.jobs);
		}
		model.addAttribute("facilities", this.care.ofProject(code));
		model.addAttribute("supports",
				this.alliance.ofProject(code).stream().filter((support) -> support.holdsOn(today)).toList());
		model.addAttribute("told", this.words);
		return "publication/project";
	}

	@GetMapping("/projects/{code}/months")
	String months(@PathVariable String code, @RequestParam(defaultValue = "1") int page, Model model) {
		model.addAttribute("line", this.projects.sheet(code).line());
		model.addAttribute("months", Slice.of(months(code), page, MONTHS));
		model.addAttribute("told", this.words);
		return "publication/months";
	}

	@GetMapping("/projects/{code}/months/{month}")
	String month(@PathVariable String code, @PathVariable String month, Model model) {
		YearMonth asked = MonthAddress.parse(month);
		List<ProjectMonth> months = months(code);
		ProjectMonth found = months.stream()
			.filter((one) -> one.month().equals(asked))
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("month " + month + " of " + code));
		int at = months.indexOf(found);
		model.addAttribute("line", this.projects.sheet(code).line());
		model.addAttribute("month", found);
		model.addAttribute("closes", this.closes.closesOf(code, asked));
		model.addAttribute("later", (at > 0) ? months.get(at - 1).month() : null);
		model.addAttribute("earlier", (at + 1 < months.size()) ? months.get(at + 1).month() : null);
		model.addAttribute("told", this.words);
		return "publication/month";
	}

	private List<ProjectMonth> months(String code) {
		return ProjectMonth.of(this.reports.monthsOf(code), this.reports.publishedOf(code));
	}

}

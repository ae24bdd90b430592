package org.commonprosperity.portal.publication.web;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.employment.EmploymentOverview;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.WorkshopSupporters;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/**
 * The public page of people in work, workshops and open posts, and its tables to take
 * away.
 */
@Controller
@RequiredArgsConstructor
class JobsController {

	private final EmploymentOverview employment;

	private final WorkshopSupporters supporters;

	private final JobsWords words;

	private final JobsExports exports;

	private final SpreadsheetDownload download;

	@GetMapping("/jobs")
	String jobs(Model model) {
		model.addAttribute("sheet", this.employment.sheet());
		model.addAttribute("workshops", this.employment.workshops());
		model.addAttribute("supporters", this.words.supporters(this.supporters.byWorkshop()));
		model.addAttribute("openings", this.employment.openings());
		model.addAttribute("shares", this.employment.shares());
		model.addAttribute("stories", this.employment.stories());
		model.addAttribute("jobs", this.words);
		return "publication/jobs";
	}

	@GetMapping({ "/jobs.xlsx", "/jobs.csv" })
	View groups() {
		return this.download.of(this.exports.groups(this.employment.sheet()));
	}

	@GetMapping({ "/jobs/{table}.xlsx", "/jobs/{table}.csv" })
	View table(@PathVariable String table) {
		return this.download.of(switch (table) {
			case "kinds" -> this.exports.kinds(this.employment.sheet());
			case "villages" -> this.exports.villages(this.employment.sheet());
			case "stays" -> this.exports.stays(this.employment.sheet());
			case "wages" -> this.exports.wages(this.employment.sheet());
			case "quarters" -> this.exports.quarters(this.employment.sheet());
			case "enterprises" -> this.exports.enterprises(this.employment.shares());
			case "workshops" -> this.exports.workshops(this.employment.workshops(),
					this.words.supporters(this.supporters.byWorkshop()));
			case "posts" -> this.exports.posts(this.employment.openings());
			default -> throw new NotOnRecord("table of people in work: " + table);
		});
	}

}

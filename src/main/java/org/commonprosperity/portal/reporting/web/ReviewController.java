package org.commonprosperity.portal.reporting.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.reporting.ReportDesk;
import org.commonprosperity.portal.reporting.ReportFileList;
import org.commonprosperity.portal.reporting.ReportFiles;
import org.commonprosperity.portal.reporting.ReportService;
import org.commonprosperity.portal.reporting.ReportSheet;
import org.commonprosperity.portal.reporting.ReportingPolicies;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The reports of a month in one list, and what waits of them for the coordinating office:
 * read one by one, approved together.
 */
@Controller
@RequiredArgsConstructor
class ReviewController {

	private final ReportDesk desk;

	private final ReportService service;

	private final ReportFiles files;

	private final ReportingPolicies policies;

	private final Show show;

	private final Clock clock;

	@GetMapping("/office/reports")
	String list(@RequestParam(defaultValue = "") String month, @AuthenticationPrincipal Official by, Model model) {
		YearMonth asked = Forms.month(month);
		YearMonth at = (asked != null) ? asked : this.desk.monthAtHand(by);
		model.addAttribute("month", at);
		model.addAttribute("reports", this.desk.lines(at, by));
		model.addAttribute("waiting", this.desk.countWaiting());
		model.addAttribute("policy", this.policies.current());
		return "reporting/list";
	}

	@GetMapping("/office/reports/review")
	String review(@AuthenticationPrincipal Official by, Model model) {
		List<ReportSheet> sheets = this.desk.waiting(by);
		model.addAttribute("sheets", sheets);
		Map<Long, ReportFileList> files = new HashMap<>();
		for (ReportSheet sheet : sheets) {
			ReportSheet.Version current = sheet.current();
			if (current != null) {
				files.put(current.id(), this.files.list(sheet.project().line().code(), sheet.month(), current.id()));
			}
		}
		model.addAttribute("files", files);
		model.addAttribute("today", LocalDate.now(this.clock));
		model.addAttribute("action", new ReportActionForm());
		return "reporting/review";
	}

	/**
	 * Approves those that were ticked, each on its own: what one meets does not stop the
	 * others.
	 * @param report a report as number:version, once a tick
	 */
	@PostMapping("/office/reports/review")
	String approve(@RequestParam(defaultValue = "") List<String> report, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		List<ReportSheet> sheets = this.desk.waiting(by);
		List<String> problems = new ArrayList<>();
		int approved = 0;
		for (String ticked : report) {
			String[] parts = ticked.split(":");
			if (parts.length != 2 || !ticked.matches("\\d{1,18}:\\d{1,18}")) {
				continue;
			}
			long id = Long.parseLong(parts[0]);
			try {
				this.service.approve(id, Long.parseLong(parts[1]), by);
				approved++;
			}
			catch (ReportService.ChangedSince ex) {
				problems.add(problem(sheets, id, this.show.text("approval.flash.changed")));
			}
			catch (Refusal refusal) {
				problems.add(problem(sheets, id, this.show.text(refusal.key(), refusal.arguments())));
			}
		}
		if (approved > 0) {
			redirect.addFlashAttribute("flash", "report.flash.approvedSome");
			redirect.addFlashAttribute("flashArguments", List.of(approved));
		}
		if (report.isEmpty()) {
			problems.add(this.show.text("report.review.none"));
		}
		if (!problems.isEmpty()) {
			redirect.addFlashAttribute("problem", String.join(this.show.text("light.join"), problems));
		}
		return "redirect:/office/reports/review";
	}

	private String problem(List<ReportSheet> sheets, long id, String reason) {
		return sheets.stream()
			.filter((sheet) -> sheet.current() != null && sheet.current().id() == id)
			.findFirst()
			.map((sheet) -> this.show.text("report.refused.of",
					this.show.name(sheet.project().line().name(), sheet.project().line().nameEn()), reason))
			.orElse(reason);
	}

}

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

	private static final String TICK = "\\d{1,18}:\\d{1,18}";

	private static final String NOTE = "note-";

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
	 * others. Or returns one, and the list is as it was: the other ticks and what was
	 * written beside them stay.
	 * @param report a report as number:version, once a tick
	 * @param action {@code approve}, or {@code return:number:version}
	 * @param fields among them what was written on a report, as {@code note-number}
	 */
	@PostMapping("/office/reports/review")
	String decide(@RequestParam(defaultValue = "") List<String> report, @RequestParam(defaultValue = "") String action,
			@RequestParam Map<String, String> fields, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		List<ReportSheet> sheets = this.desk.waiting(by);
		List<String> problems = new ArrayList<>();
		boolean approve = action.equals("approve");
		if (approve) {
			approve(report, sheets, problems, by, redirect);
		}
		else if (action.startsWith("return:")) {
			sendBack(action.substring("return:".length()), fields, sheets, problems, by, redirect);
		}
		if (!problems.isEmpty()) {
			redirect.addFlashAttribute("problem", String.join(this.show.text("light.join"), problems));
		}
		redirect.addFlashAttribute("ticked", approve ? new ArrayList<>() : new ArrayList<>(report));
		redirect.addFlashAttribute("notes", notes(fields));
		return "redirect:/office/reports/review";
	}

	private void approve(List<String> ticks, List<ReportSheet> sheets, List<String> problems, Official by,
			RedirectAttributes redirect) {
		int approved = 0;
		for (String ticked : ticks) {
			if (!ticked.matches(TICK)) {
				continue;
			}
			long id = id(ticked);
			try {
				this.service.approve(id, version(ticked), by);
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
		if (ticks.isEmpty()) {
			problems.add(this.show.text("report.review.none"));
		}
	}

	private void sendBack(String pressed, Map<String, String> fields, List<ReportSheet> sheets, List<String> problems,
			Official by, RedirectAttributes redirect) {
		if (!pressed.matches(TICK)) {
			return;
		}
		long id = id(pressed);
		ReportActionForm form = new ReportActionForm();
		form.setNote(fields.get(NOTE + id));
		try {
			this.service.sendBack(id, version(pressed), form.note(), by);
			redirect.addFlashAttribute("flash", "report.flash.returnedOf");
			redirect.addFlashAttribute("flashArguments", List.of(name(sheets, id)));
		}
		catch (Refusal refusal) {
			problems.add(problem(sheets, id, this.show.text(refusal.key(), refusal.arguments())));
		}
	}

	private static HashMap<String, String> notes(Map<String, String> fields) {
		HashMap<String, String> notes = new HashMap<>();
		fields.forEach((name, value) -> {
			if (name.startsWith(NOTE) && Forms.text(value) != null) {
				notes.put(name, value);
			}
		});
		return notes;
	}

	private static long id(String ticked) {
		return Long.parseLong(ticked.substring(0, ticked.indexOf(':')));
	}

	private static long version(String ticked) {
		return Long.parseLong(ticked.substring(ticked.indexOf(':') + 1));
	}

	private String problem(List<ReportSheet> sheets, long id, String reason) {
		String name = name(sheets, id);
		return name.isEmpty() ? reason : this.show.text("report.refused.of", name, reason);
	}

	private String name(List<ReportSheet> sheets, long id) {
		return sheets.stream()
			.filter((sheet) -> sheet.current() != null && sheet.current().id() == id)
			.findFirst()
			.map((sheet) -> this.show.name(sheet.project().line().name(), sheet.project().line().nameEn()))
			.orElse("");
	}

}

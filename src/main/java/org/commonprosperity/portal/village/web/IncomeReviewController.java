package org.commonprosperity.portal.village.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Slice;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.village.IncomeDesk;
import org.commonprosperity.portal.village.IncomeEffect;
import org.commonprosperity.portal.village.IncomeRecord;
import org.commonprosperity.portal.village.IncomeService;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What waits of the villages' returns for the coordinating office: read one by one,
 * approved together.
 */
@Controller
@RequiredArgsConstructor
class IncomeReviewController {

	private static final int PAGE = 30;

	private static final String TICK = "\\d{1,18}:\\d{1,18}";

	private static final String NOTE = "note-";

	private static final String RETURN = "return:";

	private final IncomeDesk desk;

	private final IncomeService service;

	private final IncomeWords words;

	private final Show show;

	private final Clock clock;

	@GetMapping("/office/villages/review")
	String review(@RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by, Model model) {
		Slice<IncomeRecord> records = this.desk.waiting(page, PAGE, by);
		Map<Long, List<Difference>> since = new HashMap<>();
		for (IncomeRecord record : records.items()) {
			IncomeRecord.Version current = record.current();
			if (current != null) {
				since.put(current.id(), this.desk.sinceReturned(record));
			}
		}
		model.addAttribute("records", records);
		model.addAttribute("since", since);
		model.addAttribute("names", this.desk.names());
		model.addAttribute("today", LocalDate.now(this.clock));
		return "village/review";
	}

	/**
	 * Approves those that were ticked, each on its own: what one meets does not stop the
	 * others. Or returns one, and the list is as it was: the other ticks and what was
	 * written beside them stay.
	 * @param income a return as number:version, once a tick
	 * @param action {@code approve}, or {@code return:number:version}
	 * @param fields among them what was written on a return, as {@code note-number}
	 */
	@PostMapping("/office/villages/review")
	String decide(@RequestParam(defaultValue = "") List<String> income, @RequestParam(defaultValue = "") String action,
			@RequestParam(defaultValue = "1") int page, @RequestParam Map<String, String> fields,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		List<String> problems = new ArrayList<>();
		boolean approve = action.equals("approve");
		if (approve) {
			approve(income, problems, by, redirect);
		}
		else if (action.startsWith(RETURN)) {
			sendBack(action.substring(RETURN.length()), fields, problems, by, redirect);
		}
		if (!problems.isEmpty()) {
			redirect.addFlashAttribute("problem", String.join(this.show.text("light.join"), problems));
		}
		redirect.addFlashAttribute("ticked", approve ? new ArrayList<>() : new ArrayList<>(income));
		redirect.addFlashAttribute("notes", notes(fields));
		return "redirect:/office/villages/review" + ((page > 1) ? "?page=" + page : "");
	}

	private void approve(List<String> ticks, List<String> problems, Official by, RedirectAttributes redirect) {
		List<String> apart = new ArrayList<>();
		int approved = 0;
		for (String ticked : ticks) {
			if (!ticked.matches(TICK)) {
				continue;
			}
			long id = id(ticked);
			try {
				this.service.approve(id, version(ticked), by);
				approved++;
				IncomeRecord record = this.desk.record(id, by);
				IncomeEffect effect = this.desk.effect(record.village().code(), record.period());
				if (!effect.isCounted()) {
					apart.add(this.show.text("report.refused.of", title(record), this.words.effect(effect)));
				}
			}
			catch (Refusal refusal) {
				problems.add(problem(id, by, refusal));
			}
		}
		if (approved > 0) {
			redirect.addFlashAttribute("flash",
					apart.isEmpty() ? "income.flash.approvedSome" : "income.flash.approvedApart");
			redirect.addFlashAttribute("flashArguments",
					new ArrayList<>(List.of(approved, String.join(this.show.text("light.join"), apart))));
		}
		if (ticks.isEmpty()) {
			problems.add(this.show.text("income.review.none"));
		}
	}

	private void sendBack(String pressed, Map<String, String> fields, List<String> problems, Official by,
			RedirectAttributes redirect) {
		if (!pressed.matches(TICK)) {
			return;
		}
		long id = id(pressed);
		IncomeActionForm form = new IncomeActionForm();
		form.setNote(fields.get(NOTE + id));
		try {
			this.service.sendBack(id, version(pressed), form.note(), by);
			redirect.addFlashAttribute("flash", "income.flash.returnedOf");
			redirect.addFlashAttribute("flashArguments", List.of(title(this.desk.record(id, by))));
		}
		catch (Refusal refusal) {
			problems.add(problem(id, by, refusal));
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

	private String problem(long id, Official by, Refusal refusal) {
		return this.show.text("report.refused.of", title(this.desk.record(id, by)),
				this.show.text(refusal.key(), refusal.arguments()));
	}

	private String title(IncomeRecord record) {
		return this.words.title(this.show.name(record.village().name(), record.village().nameEn()), record.period());
	}

}

package org.commonprosperity.portal.village.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.village.EnclaveDesk;
import org.commonprosperity.portal.village.IncomeDesk;
import org.commonprosperity.portal.village.IncomePeriod;
import org.commonprosperity.portal.village.IncomeRecord;
import org.commonprosperity.portal.village.IncomeRecord.Village;
import org.commonprosperity.portal.village.IncomeService;
import org.commonprosperity.portal.village.VillageAccess;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The returns of all villages in one list, and what waits of them for the coordinating
 * office: looked at together, approved together.
 */
@Controller
@RequiredArgsConstructor
class IncomeListController {

	private static final int PAGE = 30;

	private static final int YEARS = 6;

	private final IncomeDesk desk;

	private final EnclaveDesk enclaves;

	private final IncomeService service;

	private final IncomeWords words;

	private final Show show;

	private final Clock clock;

	@GetMapping("/office/villages")
	String list(IncomeFilter filter, @AuthenticationPrincipal Official by, Model model) {
		List<Village> villages = this.desk.villages(by);
		boolean keeps = this.enclaves.keeps(by);
		if (villages.isEmpty() && keeps) {
			return "redirect:/office/villages/enclave";
		}
		int year = LocalDate.now(this.clock).getYear();
		model.addAttribute("filter", filter);
		model.addAttribute("base", filter.base());
		model.addAttribute("lines", this.desk.lines(filter.query(), filter.getPage(), PAGE, by));
		model.addAttribute("villages", villages);
		model.addAttribute("years", IntStream.range(0, YEARS).mapToObj((back) -> String.valueOf(year - back)).toList());
		model.addAttribute("waiting", this.desk.countWaiting());
		model.addAttribute("keeps", keeps || VillageAccess.seesAll(by));
		model.addAttribute("mayWrite", this.desk.mayWrite(by));
		return "village/list";
	}

	/**
	 * Leads to the return that was chosen to be written.
	 */
	@GetMapping("/office/villages/new")
	String open(@RequestParam(defaultValue = "") String village, @RequestParam(defaultValue = "") String year,
			@RequestParam(defaultValue = "") String quarter, @AuthenticationPrincipal Official by) {
		boolean known = this.desk.villages(by).stream().anyMatch((one) -> one.code().equals(village));
		if (!known || !year.matches("(19|2\\d)\\d{2}")) {
			return "redirect:/office/villages";
		}
		IncomePeriod period = new IncomePeriod(Integer.parseInt(year),
				quarter.matches("[1-4]") ? Integer.valueOf(quarter) : null);
		return "redirect:/office/villages/" + village + "/" + period.path();
	}

	@GetMapping("/office/villages/review")
	String review(@RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("records", this.desk.waiting(page, PAGE, by));
		model.addAttribute("names", this.desk.names());
		model.addAttribute("today", LocalDate.now(this.clock));
		model.addAttribute("action", new IncomeActionForm());
		return "village/review";
	}

	/**
	 * Approves those that were ticked, each on its own: what one meets does not stop the
	 * others.
	 * @param income a return as number:version, once a tick
	 */
	@PostMapping("/office/villages/review")
	String approve(@RequestParam(defaultValue = "") List<String> income, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		List<String> problems = new ArrayList<>();
		int approved = 0;
		for (String ticked : income) {
			if (!ticked.matches("\\d{1,18}:\\d{1,18}")) {
				continue;
			}
			String[] parts = ticked.split(":");
			long id = Long.parseLong(parts[0]);
			try {
				this.service.approve(id, Long.parseLong(parts[1]), by);
				approved++;
			}
			catch (Refusal refusal) {
				problems.add(problem(id, by, this.show.text(refusal.key(), refusal.arguments())));
			}
		}
		if (approved > 0) {
			redirect.addFlashAttribute("flash", "income.flash.approvedSome");
			redirect.addFlashAttribute("flashArguments", List.of(approved));
		}
		if (income.isEmpty()) {
			problems.add(this.show.text("income.review.none"));
		}
		if (!problems.isEmpty()) {
			redirect.addFlashAttribute("problem", String.join(this.show.text("light.join"), problems));
		}
		return "redirect:/office/villages/review";
	}

	private String problem(long id, Official by, String reason) {
		IncomeRecord record = this.desk.record(id, by);
		return this.show.text("report.refused.of",
				this.words.title(this.show.name(record.village().name(), record.village().nameEn()), record.period()),
				reason);
	}

}

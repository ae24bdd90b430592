package org.commonprosperity.portal.village.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.village.EnclaveDesk;
import org.commonprosperity.portal.village.IncomeDesk;
import org.commonprosperity.portal.village.IncomePeriod;
import org.commonprosperity.portal.village.IncomeRecord.Village;
import org.commonprosperity.portal.village.VillageAccess;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The returns of all villages in one list.
 */
@Controller
@RequiredArgsConstructor
class IncomeListController {

	private static final int PAGE = 30;

	private static final int YEARS = 6;

	private final IncomeDesk desk;

	private final EnclaveDesk enclaves;

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

}

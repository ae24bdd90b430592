package org.commonprosperity.portal.entry.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.entry.EntryDesk;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * All that waits for a second person, decided on one by one or several at once.
 */
@Controller
@RequiredArgsConstructor
class EntryController {

	private static final String PAGE = "/office/entries";

	private final EntryDesk desk;

	private final Show show;

	@GetMapping(PAGE)
	String list(@AuthenticationPrincipal Official by, Model model) {
		List<Entry> entries = this.desk.listOf(by);
		Map<Long, String> addresses = new LinkedHashMap<>();
		entries.forEach((entry) -> addresses.put(entry.id(), this.desk.address(entry)));
		model.addAttribute("entries", entries);
		model.addAttribute("addresses", addresses);
		return "entry/list";
	}

	@PostMapping(PAGE + "/approve")
	String approveSeveral(@RequestParam(name = "id", defaultValue = "") List<Long> ids,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		this.desk.requireDecide(by);
		List<String> refused = new ArrayList<>();
		List<String> later = new ArrayList<>();
		int approved = 0;
		for (Long id : ids) {
			try {
				Entry entry = this.desk.approve(id, by);
				approved++;
				LocalDate day = this.desk.shownFrom(entry);
				if (day != null) {
					later.add(this.show.text("entry.later", entry.title(), this.show.dayInWords(day)));
				}
			}
			catch (Refusal refusal) {
				refused.add(this.show.text(refusal.key(), refusal.arguments()));
			}
		}
		if (!later.isEmpty()) {
			flash(redirect, "entry.flash.severalLater", approved,
					String.join(this.show.text("entry.later.then"), later));
		}
		else if (approved > 0 || ids.isEmpty()) {
			flash(redirect, ids.isEmpty() ? "entry.flash.none" : "entry.flash.several", approved);
		}
		if (!refused.isEmpty()) {
			redirect.addFlashAttribute("problem", String.join(" ", refused));
		}
		return "redirect:" + PAGE;
	}

	@PostMapping(PAGE + "/{id}/approve")
	String approve(@PathVariable long id, @RequestParam(defaultValue = "") String back,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return act(redirect, back, () -> {
			Entry entry = this.desk.approve(id, by);
			LocalDate day = this.desk.shownFrom(entry);
			if (day != null) {
				flash(redirect, "entry.flash.approvedLater", entry.title(), this.show.dayInWords(day));
			}
			else {
				flash(redirect, "entry.flash.approved", entry.title());
			}
		});
	}

	@PostMapping(PAGE + "/{id}/return")
	String sendBack(@PathVariable long id, @RequestParam(defaultValue = "") String note,
			@RequestParam(defaultValue = "") String back, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(redirect, back,
				() -> flash(redirect, "entry.flash.returned", this.desk.sendBack(id, Forms.text(note), by).title()));
	}

	@PostMapping(PAGE + "/{id}/withdraw")
	String withdraw(@PathVariable long id, @RequestParam(defaultValue = "") String back,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return act(redirect, back, () -> flash(redirect, "entry.flash.withdrawn", this.desk.withdraw(id, by).title()));
	}

	private String act(RedirectAttributes redirect, String back, Runnable what) {
		try {
			what.run();
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		}
		// nowhere but to an office page of this portal
		return "redirect:" + (back.matches("/office/[A-Za-z0-9/_-]+") ? back : PAGE);
	}

	private static void flash(RedirectAttributes redirect, String key, Object... arguments) {
		redirect.addFlashAttribute("flash", key);
		redirect.addFlashAttribute("flashArguments", List.of(arguments));
	}

}

package org.commonprosperity.portal.employment.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.employment.PersonView.Change;
import org.commonprosperity.portal.employment.PersonView.PlacementView;
import org.commonprosperity.portal.employment.PlacementBook;
import org.commonprosperity.portal.employment.PlacementBook.Waiting;
import org.commonprosperity.portal.employment.PlacementEntry;
import org.commonprosperity.portal.employment.PlacementService;
import org.commonprosperity.portal.employment.web.JobsForms.ActionForm;
import org.commonprosperity.portal.employment.web.JobsForms.EndForm;
import org.commonprosperity.portal.employment.web.JobsForms.FollowUpForm;
import org.commonprosperity.portal.employment.web.JobsForms.PlacementForm;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Slice;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Placements: listed with masked names, followed up, ended and corrected by the village's
 * clerk, decided on by the coordinating office, one by one or together.
 */
@Controller
@RequiredArgsConstructor
class PlacementController {

	private static final String LIST = "/office/jobs/placements";

	private static final String ONE = LIST + "/{reference}";

	private static final String DUE = "/office/jobs/due";

	private static final String CHANGE = "/office/jobs/changes/{reference}";

	private static final String REVIEW = "/office/jobs/review";

	private static final int PAGE = 30;

	private final PlacementBook book;

	private final PlacementService service;

	private final JobsPages pages;

	private final PlacementDifferences words;

	private final Show show;

	@GetMapping("/office/jobs")
	String home(@AuthenticationPrincipal Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("numbers", this.book.numbers(by));
		return "jobs/home";
	}

	@GetMapping(LIST)
	String list(PlacementFilter filter, @AuthenticationPrincipal Official by, Model model) {
		filter.setQ(null);
		return listed(filter, by, model);
	}

	/** Looks for a person; what is looked for is in the body, so that no log has it. */
	@PostMapping(LIST)
	String find(PlacementFilter filter, @AuthenticationPrincipal Official by, Model model) {
		return listed(filter, by, model);
	}

	private String listed(PlacementFilter filter, Official by, Model model) {
		Scope seen = this.pages.people(by, model);
		boolean looking = filter.query().looked() != null;
		model.addAttribute("filter", filter);
		model.addAttribute("base", filter.base());
		model.addAttribute("communities", this.pages.communities());
		model.addAttribute("standings", PlacementFilter.STANDINGS);
		model.addAttribute("full", seen.decides() ? filter.address(LIST + "/full.xlsx") : null);
		model.addAttribute("lines",
				this.book.lines(filter.query(), looking ? 1 : filter.getPage(), looking ? 100 : PAGE, by));
		return "jobs/placements";
	}

	@GetMapping(DUE)
	String due(@RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by, Model model) {
		this.pages.people(by, model);
		model.addAttribute("lines", this.book.due(page, PAGE, by));
		return "jobs/due";
	}

	@GetMapping("/office/jobs/duplicates")
	String duplicates(@AuthenticationPrincipal Official by, Model model) {
		this.pages.people(by, model);
		model.addAttribute("people", this.book.twice(by));
		return "jobs/duplicates";
	}

	@GetMapping(ONE + "/follow-up")
	String followUp(@PathVariable UUID reference, @RequestParam(required = false) @Nullable Integer month,
			@AuthenticationPrincipal Official by, Model model) {
		FollowUpForm form = new FollowUpForm();
		form.setMonth(month);
		model.addAttribute("form", form);
		person(fill(reference, by, model), by, model);
		return "jobs/follow-up";
	}

	@PostMapping(ONE + "/follow-up")
	String followUp(@PathVariable UUID reference, @Valid @ModelAttribute("form") FollowUpForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		PlacementView placement = fill(reference, by, model);
		person(placement, by, model);
		this.pages.require(binding, "month", "doneOn", "found");
		if (!binding.hasErrors()) {
			try {
				this.service.followUp(reference, form.getMonth(), form.getDoneOn(), form.getFound(), form.getNote(),
						form.getSubmission(), by);
				JobsPages.flash(redirect, "placing.flash.followed");
				return "redirect:" + ("LEFT".equals(form.getFound()) && placement.entry().endedOn() == null
						&& placement.open() == null ? LIST + "/" + reference + "/end" : DUE);
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return "jobs/follow-up";
	}

	@GetMapping(ONE + "/end")
	String end(@PathVariable UUID reference, @AuthenticationPrincipal Official by, Model model) {
		EndForm form = new EndForm();
		model.addAttribute("form", form);
		PlacementView placement = fill(reference, by, model);
		form.setVersion(placement.version());
		Change returned = placement.returned("END");
		if (returned != null && returned.entry() != null) {
			form.setEndedOn(returned.entry().endedOn());
			form.setEndReason(returned.entry().endReason());
			form.setNote(returned.entry().note());
		}
		return "jobs/end";
	}

	@PostMapping(ONE + "/end")
	String end(@PathVariable UUID reference, @Valid @ModelAttribute("form") EndForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		PlacementView placement = fill(reference, by, model);
		this.pages.require(binding, "endedOn", "endReason");
		if (!binding.hasErrors()) {
			try {
				this.service.end(reference, form.getVersion(), form.getEndedOn(), form.getEndReason(), form.getNote(),
						form.getSubmission(), by);
				JobsPages.flash(redirect, "placing.flash.entered");
				return "redirect:" + person(placement);
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return "jobs/end";
	}

	@GetMapping(ONE + "/correct")
	String correct(@PathVariable UUID reference, @AuthenticationPrincipal Official by, Model model) {
		PlacementView placement = fill(reference, by, model);
		Change returned = placement.returned("CORRECTION");
		PlacementEntry entry = (returned != null && returned.entry() != null) ? returned.entry() : placement.entry();
		PlacementForm form = PlacementForm.of(entry, placement.version());
		form.setReason((returned != null) ? returned.reason() : null);
		model.addAttribute("form", form);
		return "jobs/correct";
	}

	@PostMapping(ONE + "/correct")
	String correct(@PathVariable UUID reference, @Valid @ModelAttribute("form") PlacementForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		PlacementView placement = fill(reference, by, model);
		this.pages.require(binding, "group", "workshop", "post", "startedOn", "wage", "insurance");
		if (!binding.hasErrors()) {
			try {
				this.service.correct(reference, form.getVersion(), form.placement(), form.getReason(),
						form.getSubmission(), by);
				JobsPages.flash(redirect, "placing.flash.entered");
				return "redirect:" + person(placement);
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return "jobs/correct";
	}

	@PostMapping(ONE + "/approve")
	String approve(@PathVariable UUID reference, ActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(REVIEW, redirect, "placing.flash.approved",
				() -> this.service.approve(reference, form.getVersion(), by));
	}

	@PostMapping(ONE + "/return")
	String sendBack(@PathVariable UUID reference, ActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(REVIEW, redirect, "placing.flash.returned",
				() -> this.service.sendBack(reference, form.getVersion(), form.note(), by));
	}

	@PostMapping(ONE + "/retract")
	String retract(@PathVariable UUID reference, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return this.pages.act(LIST, redirect, "placing.flash.retracted", () -> this.service.retract(reference, by));
	}

	@PostMapping(CHANGE + "/approve")
	String approveChange(@PathVariable UUID reference, ActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(REVIEW, redirect, "placing.flash.approved",
				() -> this.service.approveChange(reference, form.getVersion(), by));
	}

	@PostMapping(CHANGE + "/return")
	String sendChangeBack(@PathVariable UUID reference, ActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(REVIEW, redirect, "placing.flash.returned",
				() -> this.service.sendChangeBack(reference, form.getVersion(), form.note(), by));
	}

	@PostMapping(CHANGE + "/retract")
	String retractChange(@PathVariable UUID reference, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return this.pages.act(LIST, redirect, "placing.flash.retracted",
				() -> this.service.retractChange(reference, by));
	}

	@GetMapping(REVIEW)
	String review(@RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by, Model model) {
		this.pages.people(by, model);
		Slice<Waiting> lines = this.book.waiting(page, PAGE, by);
		model.addAttribute("lines", lines);
		model.addAttribute("differences",
				this.words.of(lines.items().stream().map(Waiting::placement).toList(), model));
		return "jobs/review";
	}

	/**
	 * Approves those that were ticked, each on its own: what one meets does not stop the
	 * others.
	 * @param entry what was ticked, as kind:address:version; the kind is p of a placement
	 * and c of a change
	 */
	@PostMapping(REVIEW)
	String approveTicked(@RequestParam(defaultValue = "") List<String> entry, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		List<String> problems = new ArrayList<>();
		int approved = 0;
		for (String ticked : entry) {
			if (!ticked.matches("[pc]:[0-9a-f-]{36}:\\d{1,18}")) {
				continue;
			}
			String[] parts = ticked.split(":");
			UUID reference = UUID.fromString(parts[1]);
			try {
				if (parts[0].equals("c")) {
					this.service.approveChange(reference, Long.parseLong(parts[2]), by);
				}
				else {
					this.service.approve(reference, Long.parseLong(parts[2]), by);
				}
				approved++;
			}
			catch (Refusal refusal) {
				problems.add(this.show.text(refusal.key(), refusal.arguments()));
			}
		}
		if (approved > 0) {
			JobsPages.flash(redirect, "placing.flash.approvedSome", approved);
		}
		if (entry.isEmpty()) {
			problems.add(this.show.text("placing.review.nothing"));
		}
		if (!problems.isEmpty()) {
			redirect.addFlashAttribute("problem", String.join(this.show.text("light.join"), problems));
		}
		return "redirect:" + REVIEW;
	}

	/** Who is to be asked, and by which telephone; the look is in the trail. */
	private void person(PlacementView placement, Official by, Model model) {
		model.addAttribute("person", this.book.look(placement.person(), "person-follow-up", by));
	}

	/** A placement of the official's own village, for a form. */
	private PlacementView fill(UUID reference, Official by, Model model) {
		Scope seen = this.pages.people(by, model);
		PlacementView placement = this.book.lookAtPlacement(reference, by);
		if (!seen.enters(placement.community())) {
			throw new AccessDeniedException("not the official's village");
		}
		String name = this.book.maskedName(placement.person(), by);
		if (name == null) {
			throw new NotOnRecord("placement of an erased person");
		}
		Map<String, String> months = new LinkedHashMap<>();
		placement.steps()
			.stream()
			.filter((step) -> !step.over())
			.forEach((step) -> months.put(String.valueOf(step.month()),
					this.show.text("placing.followUp.step", step.month(), this.show.dayOfYearInWords(step.due()))));
		Map<String, String> found = new LinkedHashMap<>();
		for (String one : List.of("AT_WORK", "LEFT", "NOT_REACHED")) {
			found.put(one, this.show.text("placing.found." + one));
		}
		String opening = String.valueOf(placement.entry().opening());
		if (model.getAttribute("vacancies") instanceof Map<?, ?> open
				&& model.getAttribute("openings") instanceof Map<?, ?> all && all.containsKey(opening)) {
			// what it fills can be kept, though it is not open any more
			Map<Object, Object> vacancies = new LinkedHashMap<>(open);
			vacancies.put(opening, all.get(opening));
			model.addAttribute("vacancies", vacancies);
		}
		model.addAttribute("placement", placement);
		model.addAttribute("name", name);
		model.addAttribute("months", months);
		model.addAttribute("founds", found);
		model.addAttribute("home", LIST + "/" + reference);
		model.addAttribute("back", person(placement));
		return placement;
	}

	private static String person(PlacementView placement) {
		return "/office/jobs/people/" + placement.person();
	}

}

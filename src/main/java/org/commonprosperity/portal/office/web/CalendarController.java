package org.commonprosperity.portal.office.web;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.office.CalendarDesk;
import org.commonprosperity.portal.organisation.WorkingDays.SpecialDay;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The working days of each year: what is on record, and a form that loads a year. What
 * would change is shown first and written by a second press.
 */
@Controller
@RequestMapping("/office/calendar")
@RequiredArgsConstructor
class CalendarController {

	private static final String PAGE = "office/calendar";

	private static final String FORM = "form";

	private static final String LINES = "lines";

	/** Problems that are told one by one; a file of another kind has thousands. */
	private static final int TOLD = 20;

	private final CalendarDesk desk;

	private final Clock clock;

	@GetMapping
	String calendar(@AuthenticationPrincipal Official by, @RequestParam @Nullable Integer year, Model model) {
		Map<Integer, List<SpecialDay>> years = years(by, model);
		CalendarForm form = new CalendarForm();
		int now = LocalDate.now(this.clock).getYear();
		form.setYear((year != null) ? year : (years.containsKey(now) ? now + 1 : now));
		form.setLines(CalendarText.of((year != null) ? years.getOrDefault(year, List.of()) : List.of()));
		model.addAttribute(FORM, form);
		return PAGE;
	}

	@PostMapping
	String load(@AuthenticationPrincipal Official by, @Valid @ModelAttribute(FORM) CalendarForm form,
			BindingResult binding, @RequestParam @Nullable MultipartFile file, @RequestParam @Nullable String step,
			Model model, RedirectAttributes redirect) throws IOException {
		years(by, model);
		take(file, form, binding);
		Integer year = form.getYear();
		if (binding.hasErrors() || year == null) {
			return PAGE;
		}
		List<SpecialDay> days = read(form, year, binding);
		if (binding.hasErrors()) {
			return PAGE;
		}
		CalendarDesk.Preview preview = this.desk.preview(by, year, days);
		boolean seen = Long.valueOf(preview.checked()).equals(form.getChecked());
		if ("write".equals(step) && seen) {
			try {
				this.desk.load(by, form.getSubmission(), form.getVersion(), year, days);
				redirect.addFlashAttribute("flash", "calendar.flash.loaded");
				redirect.addFlashAttribute("flashArguments", List.of(String.valueOf(year), days.size()));
				return "redirect:/office/calendar";
			}
			catch (OptimisticLockingFailureException ex) {
				model.addAttribute("stale", true);
			}
		}
		form.setVersion(preview.basis());
		form.setChecked(preview.checked());
		model.addAttribute("preview", preview);
		return PAGE;
	}

	private Map<Integer, List<SpecialDay>> years(Official by, Model model) {
		Map<Integer, List<SpecialDay>> years = this.desk.years(by);
		int now = LocalDate.now(this.clock).getYear();
		model.addAttribute("years", years);
		model.addAttribute("missing",
				IntStream.rangeClosed(now, now + 1).filter((year) -> !years.containsKey(year)).boxed().toList());
		return years;
	}

	/**
	 * What a file holds stands in the form afterwards, so that it can be mended there.
	 */
	private static void take(@Nullable MultipartFile file, CalendarForm form, BindingResult binding)
			throws IOException {
		if (file == null || file.isEmpty()) {
			return;
		}
		String text = (file.getSize() <= 2L * CalendarForm.LONGEST) ? CalendarText.decode(file.getBytes()) : null;
		if (text == null || text.length() > CalendarForm.LONGEST) {
			binding.rejectValue(LINES, "calendar.problem.file");
		}
		else {
			form.setLines(text);
		}
	}

	private static List<SpecialDay> read(CalendarForm form, int year, BindingResult binding) {
		CalendarText text = CalendarText.read((form.getLines() != null) ? form.getLines() : "", year);
		text.problems()
			.stream()
			.limit(TOLD)
			.forEach((problem) -> binding.rejectValue(LINES, problem.key(),
					new @Nullable Object[] { problem.line(), problem.value(), problem.more() }, null));
		if (text.problems().size() > TOLD) {
			binding.rejectValue(LINES, "calendar.problem.more", new Object[] { text.problems().size() - TOLD }, null);
		}
		if (text.days().isEmpty() && text.problems().isEmpty()) {
			binding.rejectValue(LINES, "calendar.problem.none");
		}
		return text.days();
	}

}

package org.commonprosperity.portal.reporting.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.project.Outcome;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.reporting.ReportDesk;
import org.commonprosperity.portal.reporting.ReportFiles;
import org.commonprosperity.portal.reporting.ReportService;
import org.commonprosperity.portal.reporting.ReportSheet;
import org.commonprosperity.portal.reporting.StaleReport;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
 * A month's report of a project: written, kept as a draft, sent, taken back, corrected.
 */
@Controller
@RequiredArgsConstructor
class ReportController {

	private static final int HISTORY = 20;

	private final ReportDesk desk;

	private final ReportService service;

	private final ReportFiles files;

	private final ReportForms forms;

	private final AuditService audit;

	private final Show show;

	private final Clock clock;

	@GetMapping("/office/reports/{code}/{month}")
	String show(@PathVariable String code, @PathVariable String month, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		ReportSheet sheet = this.desk.sheet(code, month(month), by);
		if (this.desk.mayWrite(by, sheet.project().line()) && sheet.lock() == null) {
			model.addAttribute("form", this.forms.open(sheet));
		}
		return page(sheet, by, page, model);
	}

	@PostMapping("/office/reports/{code}/{month}")
	String write(@PathVariable String code, @PathVariable String month,
			@RequestParam(defaultValue = "save") String action, @Valid @ModelAttribute("form") ReportForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		YearMonth of = month(month);
		boolean submit = action.equals("submit");
		if (submit) {
			this.service.refusals(code, of, form.content(binding), by)
				.forEach((refusal) -> refused(form, binding, refusal));
		}
		try {
			if (submit && !binding.hasErrors()) {
				Outcome outcome = this.service.submit(code, of, form.content(binding),
						new Submission(form.getSubmission(), form.getVersion()), by);
				flash(redirect, "report.flash.submitted." + outcome);
				return back(code, of);
			}
			form.setVersion(this.service.save(code, of, form.content(binding), form.getVersion(), by));
			if (!binding.hasErrors()) {
				flash(redirect, "report.flash.saved");
				return back(code, of);
			}
		}
		catch (Refusal refusal) {
			refused(form, binding, refusal);
		}
		catch (StaleReport stale) {
			form.setVersion(stale.currentVersion());
			model.addAttribute("stale", stale.differences());
			response.setStatus(HttpStatus.CONFLICT.value());
		}
		return page(this.desk.sheet(code, of, by), by, 1, model);
	}

	/**
	 * Keeps what was written so far, without leaving the page: what could be read of it.
	 */
	@PostMapping("/office/reports/{code}/{month}/draft")
	ResponseEntity<Kept> keep(@PathVariable String code, @PathVariable String month,
			@Valid @ModelAttribute("form") ReportForm form, BindingResult binding,
			@AuthenticationPrincipal Official by) {
		try {
			long version = this.service.save(code, month(month), form.content(binding), form.getVersion(), by);
			return ResponseEntity.ok(binding.hasErrors()
					? new Kept(version, false, partly(this.desk.sheet(code, month(month), by), form, binding))
					: new Kept(version, true, this.show.text("report.kept", this.show.timeNow())));
		}
		catch (Refusal refusal) {
			return ResponseEntity.status(HttpStatus.CONFLICT)
				.body(new Kept(form.getVersion(), false, this.show.text(refusal.key(), refusal.arguments())));
		}
		catch (StaleReport stale) {
			return ResponseEntity.status(HttpStatus.CONFLICT)
				.body(new Kept(form.getVersion(), false, this.show.text("report.kept.stale")));
		}
	}

	/** What of a draft could not be read, each with the name of its milestone. */
	private String partly(ReportSheet sheet, ReportForm form, BindingResult binding) {
		form.draw(sheet, binding);
		return this.show.text("report.kept.partly",
				binding.getFieldErrors()
					.stream()
					.map((error) -> this.show.rowOf(error.getField(), this.show.text(error), form))
					.collect(Collectors.joining(this.show.text("report.kept.joined"))));
	}

	@PostMapping("/office/reports/{code}/{month}/withdraw")
	String withdraw(@PathVariable String code, @PathVariable String month, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(code, month(month), redirect, "report.flash.withdrawn",
				() -> this.service.withdraw(code, month(month), by));
	}

	@PostMapping("/office/reports/{code}/{month}/correct")
	String correct(@PathVariable String code, @PathVariable String month, ReportActionForm form,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return act(code, month(month), redirect, "report.flash.correcting",
				() -> this.service.correct(code, month(month), form.reason(), form.getSubmission(), by));
	}

	@PostMapping("/office/reports/{code}/{month}/discard")
	String discard(@PathVariable String code, @PathVariable String month, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(code, month(month), redirect, "report.flash.discarded",
				() -> this.service.discard(code, month(month), by));
	}

	@PostMapping("/office/reports/{code}/{month}/comment")
	String comment(@PathVariable String code, @PathVariable String month, ReportActionForm form,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		boolean sign = "sign".equals(form.getAction());
		return act(code, month(month), redirect, sign ? "report.flash.signed" : "report.flash.commented",
				() -> this.service.comment(idOf(code, month, by), sign, form.note(), form.getSubmission(), by));
	}

	@PostMapping("/office/reports/{code}/{month}/reopen")
	String reopen(@PathVariable String code, @PathVariable String month, ReportActionForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return act(code, month(month), redirect, "report.flash.reopened",
				() -> this.service.reopen(code, month(month), form.getUntil(), form.reason(), by));
	}

	@PostMapping("/office/reports/{code}/{month}/approve")
	String approve(@PathVariable String code, @PathVariable String month, ReportActionForm form,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		try {
			return act(code, month(month), redirect, "report.flash.approved",
					() -> this.service.approve(idOf(code, month, by), form.getVersion(), by));
		}
		catch (ReportService.ChangedSince ex) {
			redirect.addFlashAttribute("problem", this.show.text("approval.flash.changed"));
			return back(code, month(month));
		}
	}

	@PostMapping("/office/reports/{code}/{month}/return")
	String sendBack(@PathVariable String code, @PathVariable String month, ReportActionForm form,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return act(code, month(month), redirect, "report.flash.returned",
				() -> this.service.sendBack(idOf(code, month, by), form.getVersion(), form.note(), by));
	}

	private String act(String code, YearMonth month, RedirectAttributes redirect, String flash, Runnable what) {
		try {
			what.run();
			flash(redirect, flash);
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		}
		return back(code, month);
	}

	private long idOf(String code, String month, Official by) {
		ReportSheet.Version current = this.desk.sheet(code, month(month), by).current();
		if (current == null) {
			throw new NotOnRecord("report " + code + "/" + month);
		}
		return current.id();
	}

	private static void flash(RedirectAttributes redirect, String key) {
		redirect.addFlashAttribute("flash", key);
		redirect.addFlashAttribute("flashArguments", List.of());
	}

	private static String back(String code, YearMonth month) {
		return "redirect:/office/reports/" + code + "/" + month;
	}

	private void refused(ReportForm form, BindingResult binding, Refusal refusal) {
		String field = refusal.field();
		if (field != null && field.startsWith("milestone/")) {
			String[] parts = field.split("/", 3);
			field = form.field(parts[1], (parts.length > 2) ? parts[2] : "percent");
		}
		if (field != null && (binding.hasFieldErrors(field)
				|| (field.endsWith(".note") && binding.hasFieldErrors(field.replace(".note", ".metOn"))))) {
			return;
		}
		Refusals.into(binding, new Refusal(field, refusal.key(), refusal.arguments()));
	}

	private String page(ReportSheet sheet, Official by, int page, Model model) {
		if (model.getAttribute("form") instanceof ReportForm form) {
			form.draw(sheet, (BindingResult) model.getAttribute(BindingResult.MODEL_KEY_PREFIX + "form"));
		}
		model.addAttribute("sheet", sheet);
		model.addAttribute("project", sheet.project().line());
		model.addAttribute("milestones", milestones(sheet));
		model.addAttribute("mayWrite", this.desk.mayWrite(by, sheet.project().line()));
		model.addAttribute("leads", this.desk.leads(by, sheet.project()));
		model.addAttribute("action", new ReportActionForm());
		model.addAttribute("files", this.files.list(sheet.project().line().code(), sheet.month(),
				(sheet.current() != null) ? sheet.current().id() : null));
		model.addAttribute("today", LocalDate.now(this.clock));
		model.addAttribute("history", this.audit.historyOf(ReportService.RECORD,
				sheet.project().line().code() + "/" + sheet.month(), page, HISTORY));
		return "reporting/report";
	}

	private static Map<Long, MilestoneLine> milestones(ReportSheet sheet) {
		Map<Long, MilestoneLine> milestones = new HashMap<>();
		sheet.project().milestones().forEach((milestone) -> milestones.put(milestone.id(), milestone));
		return milestones;
	}

	/** A month of an address; what is none leads nowhere. */
	static YearMonth month(String month) {
		YearMonth parsed = Forms.month(month);
		if (parsed == null) {
			throw new NotOnRecord("month " + month);
		}
		return parsed;
	}

	/**
	 * What became of a draft.
	 */
	record Kept(long version, boolean whole, String message) {
	}

}

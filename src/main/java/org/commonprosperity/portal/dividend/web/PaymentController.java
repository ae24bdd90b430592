package org.commonprosperity.portal.dividend.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.dividend.DividendAccess;
import org.commonprosperity.portal.dividend.NoticeDesk;
import org.commonprosperity.portal.dividend.NoticeService;
import org.commonprosperity.portal.dividend.PaymentBatch;
import org.commonprosperity.portal.dividend.PaymentDesk;
import org.commonprosperity.portal.dividend.PaymentLine;
import org.commonprosperity.portal.dividend.PaymentService;
import org.commonprosperity.portal.dividend.PaymentNotice;
import org.commonprosperity.portal.dividend.web.PaymentForms.WordForm;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

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
 * Batches of payments: finance prepares them, the coordinating office publishes their
 * notice and posts them, the bank's answers settle them.
 */
@Controller
@RequiredArgsConstructor
class PaymentController {

	static final String PAGE = "/office/dividends/payments";

	private static final int LINES = 50;

	private static final int BATCHES = 20;

	private static final int PREVIEWED = 50;

	private static final int HISTORY = 10;

	private final PaymentDesk desk;

	private final PaymentService service;

	private final NoticeDesk notices;

	private final NoticeService noticeService;

	private final AuditService audit;

	private final PaymentWords words;

	private final Show show;

	@GetMapping(PAGE)
	String list(@RequestParam(required = false) String state, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		PaymentBatch.State chosen = PaymentWords.constant(PaymentBatch.State.values(), state);
		model.addAttribute("batches", this.desk.batches(chosen, page, BATCHES, by));
		model.addAttribute("state", (chosen != null) ? chosen.name() : null);
		model.addAttribute("base", PAGE + ((chosen != null) ? "?state=" + chosen + "&" : "?"));
		model.addAttribute("today", this.desk.today());
		model.addAttribute("seesAll", DividendAccess.seesAll(by));
		return "dividend/payment/list";
	}

	@GetMapping(PAGE + "/new")
	String create(@ModelAttribute("form") PaymentForm form, @AuthenticationPrincipal Official by, Model model) {
		return form(form, by, model);
	}

	@PostMapping(PAGE + "/new")
	String create(@Valid @ModelAttribute("form") PaymentForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		String project = form.getProject();
		if (!binding.hasErrors() && project != null && known(project)) {
			try {
				long id = this.service.prepare(project, form.year(), form.numbers(), form.note(), form.getSubmission(),
						by);
				flash(redirect, "payment.flash.prepared");
				return "redirect:" + PAGE + "/" + id;
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return form(form, by, model);
	}

	private String form(PaymentForm form, Official by, Model model) {
		DividendAccess.requirePrepare(by);
		Map<String, String> projects = new LinkedHashMap<>();
		this.desk.projects()
			.forEach((one) -> projects.put(one.code(), String.valueOf(this.show.name(one.name(), one.nameEn()))));
		String project = form.getProject();
		if ((project == null || !projects.containsKey(project)) && projects.size() == 1) {
			project = projects.keySet().iterator().next();
			form.setProject(project);
		}
		model.addAttribute("projects", projects);
		if (project != null && projects.containsKey(project)) {
			Map<String, String> years = new LinkedHashMap<>();
			this.desk.years(project).forEach((year) -> years.put(String.valueOf(year), this.words.year(year)));
			model.addAttribute("years", years);
			model.addAttribute("chosenYear", form.year());
			model.addAttribute("preview", this.desk.preview(project, form.year(), PREVIEWED, by));
		}
		return "dividend/payment/new";
	}

	private boolean known(String project) {
		return this.desk.projects().stream().anyMatch((one) -> one.code().equals(project));
	}

	@GetMapping(PAGE + "/{id}")
	String batch(@PathVariable long id, @RequestParam(required = false) String state,
			@RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by, Model model) {
		PaymentBatch batch = this.desk.batch(id, by);
		PaymentLine.State chosen = PaymentWords.constant(PaymentLine.State.values(), state);
		List<PaymentNotice> all = this.notices.of(batch, by);
		model.addAttribute("batch", batch);
		model.addAttribute("title", this.words.title(batch));
		model.addAttribute("lines", this.desk.lines(id, chosen, page, LINES, by));
		model.addAttribute("later", this.desk.later(batch, by));
		model.addAttribute("changedAccounts", this.desk.changedAccounts(batch, by));
		model.addAttribute("state", (chosen != null) ? chosen.name() : null);
		model.addAttribute("base", PAGE + "/" + id + ((chosen != null) ? "?state=" + chosen + "&" : "?"));
		model.addAttribute("notices", all);
		model.addAttribute("mayRecord", all.stream().anyMatch((notice) -> NoticeDesk.mayRecord(notice, by)));
		model.addAttribute("own", batch.isOf(by));
		model.addAttribute("today", this.desk.today());
		model.addAttribute("policy", this.noticeService.policies().get(0));
		model.addAttribute("history", this.audit.historyOf(PaymentService.RECORD, String.valueOf(id), 1, HISTORY));
		model.addAttribute("action", new WordForm());
		return "dividend/payment/batch";
	}

	@PostMapping(PAGE + "/{id}/notice")
	String publish(@PathVariable long id, WordForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(id, redirect, "payment.flash.published",
				() -> this.noticeService.publish(id, form.getVersion(), by));
	}

	@PostMapping(PAGE + "/{id}/post")
	String post(@PathVariable long id, WordForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(id, redirect, "payment.flash.posted", () -> this.service.post(id, form.getVersion(), by));
	}

	@PostMapping(PAGE + "/{id}/return")
	String sendBack(@PathVariable long id, WordForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(id, redirect, "payment.flash.returned",
				() -> this.service.sendBack(id, form.getVersion(), form.note(), by));
	}

	@PostMapping(PAGE + "/{id}/drop")
	String drop(@PathVariable long id, WordForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		return act(id, redirect, "payment.flash.dropped", () -> this.service.drop(id, form.note(), by));
	}

	private String act(long id, RedirectAttributes redirect, String flash, Runnable what) {
		try {
			what.run();
			flash(redirect, flash);
		}
		catch (Refusal refusal) {
			problem(redirect, this.show.text(refusal.key(), refusal.arguments()));
		}
		return "redirect:" + PAGE + "/" + id;
	}

	static void flash(RedirectAttributes redirect, String key) {
		redirect.addFlashAttribute("flash", key);
		redirect.addFlashAttribute("flashArguments", new ArrayList<>());
	}

	static void problem(RedirectAttributes redirect, @Nullable String text) {
		redirect.addFlashAttribute("problem", text);
	}

}

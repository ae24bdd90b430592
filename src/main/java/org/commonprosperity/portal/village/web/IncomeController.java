package org.commonprosperity.portal.village.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.project.Outcome;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.village.IncomeDesk;
import org.commonprosperity.portal.village.IncomeEffect;
import org.commonprosperity.portal.village.IncomePeriod;
import org.commonprosperity.portal.village.IncomeRecord;
import org.commonprosperity.portal.village.IncomeRecord.Names;
import org.commonprosperity.portal.village.IncomeService;
import org.commonprosperity.portal.village.IncomeSources;
import org.commonprosperity.portal.village.StaleIncome;
import org.commonprosperity.portal.village.VillageAccess;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
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
 * A village's return of a year or a quarter: written, sent, taken back, corrected,
 * decided.
 */
@Controller
@RequiredArgsConstructor
class IncomeController {

	private static final String YEAR = "/office/villages/{code}/{year}";

	private static final String QUARTER = "/office/villages/{code}/{year}/{quarter}";

	private static final String FLASH = "flash";

	private static final int HISTORY = 20;

	private final IncomeDesk desk;

	private final IncomeService service;

	private final IncomeSources sources;

	private final AuditService audit;

	private final IncomeWords words;

	private final Show show;

	private final Clock clock;

	@GetMapping({ YEAR, QUARTER })
	String show(@PathVariable String code, @PathVariable String year, @PathVariable(required = false) String quarter,
			@RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Official by, Model model) {
		IncomeRecord record = this.desk.record(code, period(year, quarter), by);
		fill(record, by, model);
		model.addAttribute("action", new IncomeActionForm());
		model.addAttribute("since", this.desk.sinceReturned(record));
		model.addAttribute("history", this.audit.historyOf(IncomeService.RECORD,
				record.village().code() + "/" + record.period(), page, HISTORY));
		return "village/record";
	}

	@GetMapping({ YEAR + "/edit", QUARTER + "/edit" })
	String edit(@PathVariable String code, @PathVariable String year, @PathVariable(required = false) String quarter,
			@AuthenticationPrincipal Official by, Model model) {
		IncomeRecord record = toWrite(code, period(year, quarter), by);
		if (!record.isOpen()) {
			return back(code, record.period());
		}
		model.addAttribute("form", IncomeForm.of(record, this.sources.of(record.period().year()),
				this.desk.enclavesOf(record.village().id(), record.period().year())));
		return form(record, by, model);
	}

	@PostMapping({ YEAR + "/edit", QUARTER + "/edit" })
	String write(@PathVariable String code, @PathVariable String year, @PathVariable(required = false) String quarter,
			@RequestParam(defaultValue = "save") String action, @Valid @ModelAttribute("form") IncomeForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect,
			HttpServletResponse response) {
		IncomePeriod period = period(year, quarter);
		IncomeRecord record = toWrite(code, period, by);
		if (action.equals("row")) {
			form.addRow();
			return form(record, by, model);
		}
		form.check(binding);
		if (!binding.hasErrors()) {
			try {
				if (action.equals("submit")) {
					Outcome outcome = this.service.submit(code, period, form.content(),
							new Submission(form.getSubmission(), form.getVersion()), by);
					flash(redirect, "income.flash.submitted." + outcome);
				}
				else {
					this.service.save(code, period, form.content(), form.getVersion(), by);
					flash(redirect, "income.flash.saved");
				}
				return back(code, period);
			}
			catch (Refusal refusal) {
				Refusals.into(binding, new Refusal(form.field(refusal.field()), refusal.key(), refusal.arguments()));
			}
			catch (StaleIncome stale) {
				form.setVersion(stale.currentVersion());
				model.addAttribute("stale", stale.differences());
				response.setStatus(HttpStatus.CONFLICT.value());
			}
		}
		return form(record, by, model);
	}

	@PostMapping({ YEAR + "/withdraw", QUARTER + "/withdraw" })
	String withdraw(@PathVariable String code, @PathVariable String year,
			@PathVariable(required = false) String quarter, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		IncomePeriod period = period(year, quarter);
		return act(back(code, period), redirect, "income.flash.withdrawn",
				() -> this.service.withdraw(code, period, by));
	}

	@PostMapping({ YEAR + "/correct", QUARTER + "/correct" })
	String correct(@PathVariable String code, @PathVariable String year, @PathVariable(required = false) String quarter,
			IncomeActionForm form, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		IncomePeriod period = period(year, quarter);
		return act(back(code, period), redirect, "income.flash.correcting",
				() -> this.service.correct(code, period, form.reason(), form.getSubmission(), by));
	}

	@PostMapping({ YEAR + "/discard", QUARTER + "/discard" })
	String discard(@PathVariable String code, @PathVariable String year, @PathVariable(required = false) String quarter,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		IncomePeriod period = period(year, quarter);
		return act(back(code, period), redirect, "income.flash.discarded",
				() -> this.service.discard(code, period, by));
	}

	@PostMapping({ YEAR + "/approve", QUARTER + "/approve" })
	String approve(@PathVariable String code, @PathVariable String year, @PathVariable(required = false) String quarter,
			IncomeActionForm form, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		IncomePeriod period = period(year, quarter);
		String back = act(back(code, period), redirect, "income.flash.approved",
				() -> this.service.approve(idOf(code, period, by), form.getVersion(), by));
		IncomeEffect effect = this.desk.effect(code, period);
		if (redirect.getFlashAttributes().containsKey(FLASH) && !effect.isCounted()) {
			redirect.addFlashAttribute(FLASH, "income.flash.approvedBut");
			redirect.addFlashAttribute("flashArguments", List.of(this.words.effect(effect)));
		}
		return back;
	}

	@PostMapping({ YEAR + "/return", QUARTER + "/return" })
	String sendBack(@PathVariable String code, @PathVariable String year,
			@PathVariable(required = false) String quarter, IncomeActionForm form, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		IncomePeriod period = period(year, quarter);
		return act(back(code, period), redirect, "income.flash.returned",
				() -> this.service.sendBack(idOf(code, period, by), form.getVersion(), form.note(), by));
	}

	private String act(String back, RedirectAttributes redirect, String flash, Runnable what) {
		try {
			what.run();
			flash(redirect, flash);
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		}
		return back;
	}

	private IncomeRecord toWrite(String code, IncomePeriod period, Official by) {
		IncomeRecord record = this.desk.record(code, period, by);
		if (!VillageAccess.isOwn(by, record.village().id())) {
			throw new AccessDeniedException("not the official's village");
		}
		return record;
	}

	private long idOf(String code, IncomePeriod period, Official by) {
		VillageAccess.requireApprove(by);
		IncomeRecord.Version current = this.desk.record(code, period, by).current();
		if (current == null) {
			throw new NotOnRecord("return " + code + "/" + period);
		}
		return current.id();
	}

	private String form(IncomeRecord record, Official by, Model model) {
		fill(record, by, model);
		Map<Long, String> payers = new LinkedHashMap<>();
		this.desk.allVillages()
			.stream()
			.filter((village) -> village.id() != record.village().id())
			.forEach((village) -> payers.put(village.id(),
					String.valueOf(this.show.name(village.name(), village.nameEn()))));
		Map<String, String> sources = new LinkedHashMap<>();
		this.sources.of(record.period().year())
			.forEach((source) -> sources.put(source.code(),
					String.valueOf(this.show.name(source.name(), source.nameEn()))));
		model.addAttribute("payers", payers);
		model.addAttribute("sourceNames", sources);
		return "village/form";
	}

	private void fill(IncomeRecord record, Official by, Model model) {
		Names names = this.desk.names();
		if (model.getAttribute("form") instanceof IncomeForm form) {
			List<String> labels = form.getRows().stream().map((row) -> this.words.line(row.entry(), names)).toList();
			model.addAttribute("labels", labels);
			form.name(IntStream.range(0, labels.size())
				.mapToObj((at) -> form.getRows().get(at).isVillage() ? this.show.text("income.form.payer", at + 1)
						: labels.get(at))
				.toList());
		}
		model.addAttribute("record", record);
		model.addAttribute("title",
				this.words.title(this.show.name(record.village().name(), record.village().nameEn()), record.period()));
		model.addAttribute("names", names);
		model.addAttribute("mayWrite", VillageAccess.isOwn(by, record.village().id()));
		model.addAttribute("today", LocalDate.now(this.clock));
	}

	private static void flash(RedirectAttributes redirect, String key) {
		redirect.addFlashAttribute(FLASH, key);
		redirect.addFlashAttribute("flashArguments", List.of());
	}

	private static String back(String code, IncomePeriod period) {
		return "redirect:/office/villages/" + code + "/" + period.path();
	}

	/** A period of an address; what is none leads nowhere. */
	private static IncomePeriod period(String year, @Nullable String quarter) {
		if (!year.matches("(19|2\\d)\\d{2}") || (quarter != null && !quarter.matches("q[1-4]"))) {
			throw new NotOnRecord("period " + year);
		}
		return new IncomePeriod(Integer.parseInt(year),
				(quarter != null) ? Integer.valueOf(quarter.substring(1)) : null);
	}

}

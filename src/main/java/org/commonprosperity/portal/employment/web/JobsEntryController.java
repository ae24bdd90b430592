package org.commonprosperity.portal.employment.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.employment.EmploymentLists;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.employment.EntryBook;
import org.commonprosperity.portal.employment.EntryBook.JobRecord;
import org.commonprosperity.portal.employment.JobField;
import org.commonprosperity.portal.employment.JobKind;
import org.commonprosperity.portal.employment.EntryService;
import org.commonprosperity.portal.employment.Named;
import org.commonprosperity.portal.employment.web.JobsForms.EntryForm;
import org.commonprosperity.portal.employment.web.JobsForms.KindForm;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.entry.EntryDesk;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
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
 * Workshops, enterprises with their figures, open posts and stories: their lists, one
 * form whose fields the kind declares, and what waits of each.
 */
@Controller
@RequiredArgsConstructor
class JobsEntryController {

	private static final String NEW = "/office/jobs/entries/new/{kind}";

	private static final String ONE = "/office/jobs/entries/{kind}/{key}";

	private static final int HISTORY = 20;

	private final EntryBook book;

	private final EntryService service;

	private final EntryDesk desk;

	private final AuditService audit;

	private final EmploymentLists lists;

	private final JobsPages pages;

	private final Show show;

	private final Clock clock;

	@GetMapping("/office/jobs/workshops")
	String workshops(@AuthenticationPrincipal Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("lines", this.book.workshops(by));
		open(model, by, JobKind.WORKSHOP);
		model.addAttribute("kinds", this.lists.kinds());
		model.addAttribute("supporters", this.pages.supporters());
		return "jobs/workshops";
	}

	@GetMapping("/office/jobs/enterprises")
	String enterprises(@AuthenticationPrincipal Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("lines", this.book.figures(by));
		open(model, by, JobKind.ENTERPRISE, JobKind.FIGURE);
		return "jobs/enterprises";
	}

	@GetMapping("/office/jobs/openings")
	String openings(@AuthenticationPrincipal Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("lines", this.book.openings(by));
		model.addAttribute("today", LocalDate.now(this.clock));
		open(model, by, JobKind.OPENING);
		return "jobs/openings";
	}

	@GetMapping("/office/jobs/stories")
	String stories(@AuthenticationPrincipal Official by, Model model) {
		this.pages.common(by, model);
		model.addAttribute("lines", this.book.stories(by));
		open(model, by, JobKind.STORY);
		return "jobs/stories";
	}

	/** What waits or came back, above the list. */
	private void open(Model model, Official by, JobKind... kinds) {
		List<Entry> open = this.book.open(List.of(kinds), by);
		Map<Long, String> addresses = new LinkedHashMap<>();
		open.forEach((entry) -> addresses.put(entry.id(), this.desk.address(entry)));
		model.addAttribute("open", open);
		model.addAttribute("addresses", addresses);
	}

	/**
	 * The form of a new record.
	 * @param enterprise code of the enterprise whose figure it is
	 */
	@GetMapping(NEW)
	String enter(@PathVariable String kind, @RequestParam(required = false) @Nullable String enterprise,
			@AuthenticationPrincipal Official by, Model model) {
		JobKind what = kind(kind);
		EntryForm form = new EntryForm();
		if (enterprise != null && what == JobKind.FIGURE) {
			form.getValues().put("enterprise", enterprise);
		}
		model.addAttribute("form", form);
		return form(what, null, by, model);
	}

	@PostMapping(NEW)
	String enter(@PathVariable String kind, @ModelAttribute("form") EntryForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		return send(kind(kind), null, form, binding, by, model, redirect);
	}

	/**
	 * A record to be changed; of one that came back, what was entered and why it came
	 * back.
	 * @param key number of the record, or the key under which a new one was entered
	 */
	@GetMapping(ONE)
	String change(@PathVariable String kind, @PathVariable String key, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		JobKind what = kind(kind);
		EntryForm form = new EntryForm();
		model.addAttribute("form", form);
		String view = form(what, key, by, model);
		if (model.getAttribute("record") instanceof JobRecord record) {
			form.getValues().putAll(record.values());
			form.setVersion(record.version());
		}
		model.addAttribute("history", this.audit.historyOf(what.entry(), key, page, HISTORY));
		return view;
	}

	@PostMapping(ONE)
	String change(@PathVariable String kind, @PathVariable String key, @ModelAttribute("form") EntryForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		return send(kind(kind), key, form, binding, by, model, redirect);
	}

	private String send(JobKind what, @Nullable String key, EntryForm form, BindingResult binding, Official by,
			Model model, RedirectAttributes redirect) {
		String page = form(what, key, by, model);
		what.fields()
			.stream()
			.filter(JobField::required)
			.filter((field) -> form.getValues().getOrDefault(field.name(), "").isBlank())
			.forEach((field) -> binding.rejectValue("values[" + field.name() + "]", "placing.missing",
					new Object[] { label(what, field) }, null));
		if (!binding.hasErrors()) {
			try {
				this.service.propose(what, key, form.getVersion(), read(what, form.getValues()), form.getSubmission(),
						by);
				JobsPages.flash(redirect, "placing.flash.entered");
				return "redirect:" + what.list();
			}
			catch (Refusal refusal) {
				for (Refusal reason : refusal.all()) {
					String field = reason.field();
					Refusals.into(binding,
							(field != null) ? new Refusal("values[" + field + "]", reason.key(), reason.arguments())
									: new Refusal(null, reason.key(), reason.arguments()));
				}
			}
		}
		return page;
	}

	/** Asks once more, for it takes effect at once. */
	@GetMapping("/office/jobs/openings/{id}/close")
	String askToClose(@PathVariable long id, @AuthenticationPrincipal Official by, Model model) {
		String post = held(JobKind.OPENING, id, "post", by, model);
		model.addAttribute("title", this.show.text("placing.opening.close.of", post));
		model.addAttribute("lead", this.show.text("placing.opening.close.lead"));
		model.addAttribute("press", this.show.text("placing.opening.close.do"));
		model.addAttribute("list", this.show.text("placing.openings"));
		model.addAttribute("to", JobKind.OPENING.list() + "/" + id + "/close");
		return "jobs/confirm";
	}

	/** Asks once more, for it takes effect at once. */
	@GetMapping("/office/jobs/stories/{id}/withdraw")
	String askToWithdraw(@PathVariable long id, @AuthenticationPrincipal Official by, Model model) {
		String story = held(JobKind.STORY, id, "title", by, model);
		model.addAttribute("title", this.show.text("placing.story.withdraw.of", story));
		model.addAttribute("lead", this.show.text("placing.story.withdraw.lead"));
		model.addAttribute("press", this.show.text("placing.story.withdraw.do"));
		model.addAttribute("list", this.show.text("placing.stories"));
		model.addAttribute("to", JobKind.STORY.list() + "/" + id + "/withdraw");
		return "jobs/confirm";
	}

	/** What a record that the official keeps is called. */
	private String held(JobKind kind, long id, String field, Official by, Model model) {
		if (!this.pages.common(by, model).entersAny()) {
			throw new AccessDeniedException("enters nothing of the kind");
		}
		this.book.record(kind, String.valueOf(id), by);
		model.addAttribute("back", kind.list());
		return this.book.content(kind, id, by).getOrDefault(field, "");
	}

	@PostMapping("/office/jobs/openings/{id}/confirm")
	String confirm(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return this.pages.act("/office/jobs/openings", redirect, "placing.flash.confirmed",
				() -> this.service.confirmOpening(id, by));
	}

	@PostMapping("/office/jobs/openings/{id}/close")
	String close(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return this.pages.act("/office/jobs/openings", redirect, "placing.flash.closed",
				() -> this.service.closeOpening(id, by));
	}

	@PostMapping("/office/jobs/stories/{id}/withdraw")
	String withdraw(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		return this.pages.act("/office/jobs/stories", redirect, "placing.flash.withdrawn",
				() -> this.service.withdrawStory(id, by));
	}

	@GetMapping("/office/jobs/kinds")
	String kinds(@AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("form", new KindForm());
		return kindForm(by, model);
	}

	@PostMapping("/office/jobs/kinds")
	String kinds(@ModelAttribute("form") KindForm form, BindingResult binding, @AuthenticationPrincipal Official by,
			Model model, RedirectAttributes redirect) {
		String page = kindForm(by, model);
		this.pages.require(binding, "code", "name");
		if (!binding.hasErrors()) {
			try {
				this.service.addKind(form.getCode(), form.getName(), form.getNameEn(), by);
				JobsPages.flash(redirect, "placing.flash.kind");
				return "redirect:/office/jobs/kinds";
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		return page;
	}

	private String kindForm(Official by, Model model) {
		if (!this.pages.common(by, model).entersEverywhere()) {
			throw new AccessDeniedException("does not keep the kinds");
		}
		model.addAttribute("kinds", this.lists.kinds());
		return "jobs/kinds";
	}

	private String form(JobKind kind, @Nullable String key, Official by, Model model) {
		Scope seen = this.pages.common(by, model);
		if (kind.isOfNoVillage() ? !seen.entersEverywhere() : !seen.entersAny()) {
			throw new AccessDeniedException("enters nothing of the kind");
		}
		model.addAttribute("record", (key != null) ? this.book.record(kind, key, by) : null);
		Map<String, Map<String, String>> choices = new LinkedHashMap<>();
		this.book.choices(kind)
			.forEach((field, names) -> choices.put(field, this.pages.names(own(field, names, seen))));
		model.addAttribute("kind", kind);
		model.addAttribute("choices", choices);
		model.addAttribute("key", key);
		Map<String, String> labels = new LinkedHashMap<>();
		kind.fields().forEach((field) -> labels.put(field.name(), label(kind, field)));
		model.addAttribute("labels", labels);
		return "jobs/entry";
	}

	/** A clerk's workshops are in the clerk's own villages. */
	private List<Named> own(String field, List<Named> names, Scope seen) {
		if (!field.equals("community") || seen.entersEverywhere()) {
			return names;
		}
		List<String> own = this.lists.numbered(seen.own()).stream().map(Named::name).toList();
		return names.stream().filter((one) -> own.contains(one.name())).toList();
	}

	/**
	 * Days and numbers as they are written in offices; what cannot be read is refused
	 * later.
	 */
	private static Map<String, String> read(JobKind kind, Map<String, String> typed) {
		Map<String, String> read = new LinkedHashMap<>();
		for (JobField field : kind.fields()) {
			String text = Forms.text(typed.get(field.name()));
			if (text != null) {
				Object value = switch (field.type()) {
					case DATE -> Forms.date(text);
					case NUMBER, DECIMAL -> Forms.number(text);
					default -> null;
				};
				read.put(field.name(), (value instanceof BigDecimal number) ? number.toPlainString()
						: (value != null) ? value.toString() : text);
			}
		}
		return read;
	}

	private String label(JobKind kind, JobField field) {
		return this.show.text("field." + EntryBook.label(kind, field));
	}

	private static JobKind kind(String path) {
		for (JobKind kind : JobKind.values()) {
			if (kind.path().equals(path)) {
				return kind;
			}
		}
		throw new NotOnRecord("kind " + path);
	}

}

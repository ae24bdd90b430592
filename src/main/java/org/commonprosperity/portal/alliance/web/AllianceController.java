package org.commonprosperity.portal.alliance.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import lombok.Setter;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.alliance.AllianceOverview;
import org.commonprosperity.portal.alliance.AllianceOverview.Support;
import org.commonprosperity.portal.alliance.AllianceService;
import org.commonprosperity.portal.alliance.AllianceService.Kept;
import org.commonprosperity.portal.alliance.AllianceService.Party;
import org.commonprosperity.portal.alliance.PartyContent;
import org.commonprosperity.portal.alliance.SupportContent;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Which party organisations support what, as officials enter it.
 */
@Controller
@RequiredArgsConstructor
class AllianceController {

	private static final String PAGE = "/office/alliance";

	private final AllianceService service;

	private final AllianceOverview overview;

	private final ProjectOverview projects;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	@GetMapping(PAGE)
	String list(@AuthenticationPrincipal Official by, Model model) {
		AllianceService.requireSee(by);
		model.addAttribute("supports", this.overview.all());
		model.addAttribute("parties", this.service.parties());
		model.addAttribute("open", this.service.open());
		model.addAttribute("mayEnter", AllianceService.mayEnter(by));
		model.addAttribute("own", projects(by));
		return "alliance/list";
	}

	@GetMapping({ PAGE + ".xlsx", PAGE + ".csv" })
	View export(@AuthenticationPrincipal Official by) {
		AllianceService.requireSee(by);
		String title = this.show.text("alliance.title");
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(new ExportColumn<Support>(this.show.text("field.allianceName"), ColumnType.TEXT,
						(one) -> this.show.name(one.name(), one.nameEn())),
						new ExportColumn<>(this.show.text("field.allianceProject"), ColumnType.TEXT,
								(one) -> this.show.name(one.projectName(), one.projectNameEn())),
						new ExportColumn<>(this.show.text("field.allianceWorkshop"), ColumnType.TEXT,
								(one) -> this.show.name(one.workshop(), one.workshopEn())),
						new ExportColumn<>(this.show.text("field.allianceWhat"), ColumnType.TEXT, Support::what),
						new ExportColumn<>(this.show.text("field.allianceSince"), ColumnType.DATE, Support::since),
						new ExportColumn<>(this.show.text("field.allianceUntil"), ColumnType.DATE, Support::until)),
				this.overview.all()), by);
	}

	@GetMapping(PAGE + "/parties/new")
	String party(@AuthenticationPrincipal Official by, Model model) {
		AllianceService.requireEnter(by);
		model.addAttribute("form", new PartyForm());
		return "alliance/party";
	}

	@PostMapping(PAGE + "/parties/new")
	String party(@Valid @ModelAttribute("form") PartyForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		AllianceService.requireEnter(by);
		return sent(binding, redirect, () -> this.service.enter(null, form.content(), 0, form.getSubmission(), by))
				? "redirect:" + PAGE : "alliance/party";
	}

	@GetMapping(PAGE + "/parties/{party}")
	String editParty(@PathVariable("party") String code, @AuthenticationPrincipal Official by, Model model) {
		AllianceService.requireEnter(by);
		Party party = this.service.party(code);
		PartyForm form = new PartyForm();
		form.setVersion(party.version());
		form.setName(party.name());
		form.setNameEn(party.nameEn());
		form.setActive(party.active());
		model.addAttribute("form", form);
		model.addAttribute("code", code);
		return "alliance/party";
	}

	@PostMapping(PAGE + "/parties/{party}")
	String editParty(@PathVariable("party") String code, @Valid @ModelAttribute("form") PartyForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		AllianceService.requireEnter(by);
		if (sent(binding, redirect,
				() -> this.service.enter(code, form.content(), form.getVersion(), form.getSubmission(), by))) {
			return "redirect:" + PAGE;
		}
		model.addAttribute("code", code);
		return "alliance/party";
	}

	@GetMapping(PAGE + "/supports/new")
	String support(@AuthenticationPrincipal Official by, Model model) {
		AllianceService.requireEnter(by);
		model.addAttribute("form", new SupportForm());
		return supportForm(null, by, model);
	}

	@PostMapping(PAGE + "/supports/new")
	String support(@Valid @ModelAttribute("form") SupportForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		AllianceService.requireEnter(by);
		return sent(binding, redirect, () -> this.service.enter(null, form.content(), 0, form.getSubmission(), by))
				? "redirect:" + PAGE : supportForm(null, by, model);
	}

	@GetMapping(PAGE + "/supports/{code}")
	String editSupport(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		AllianceService.requireEnter(by);
		Kept kept = this.service.kept(code);
		SupportForm form = SupportForm.of(kept);
		this.service.requireEdit(String.valueOf(form.getProject()), by);
		model.addAttribute("form", form);
		return supportForm(code, by, model);
	}

	@PostMapping(PAGE + "/supports/{code}")
	String editSupport(@PathVariable String code, @Valid @ModelAttribute("form") SupportForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		AllianceService.requireEnter(by);
		this.service.requireEdit(String.valueOf(this.service.kept(code).content().project()), by);
		return sent(binding, redirect,
				() -> this.service.enter(code, form.content(), form.getVersion(), form.getSubmission(), by))
						? "redirect:" + PAGE : supportForm(code, by, model);
	}

	private String supportForm(@Nullable String code, Official by, Model model) {
		Map<String, String> parties = new LinkedHashMap<>();
		this.service.parties()
			.stream()
			.filter(Party::active)
			.forEach((one) -> parties.put(one.code(), String.valueOf(this.show.name(one.name(), one.nameEn()))));
		model.addAttribute("parties", parties);
		Map<String, String> workshops = new LinkedHashMap<>();
		this.service.workshops()
			.forEach((one) -> workshops.put(String.valueOf(one.id()),
					String.valueOf(this.show.name(one.name(), one.nameEn()))));
		model.addAttribute("workshops", workshops);
		model.addAttribute("projects", projects(by));
		model.addAttribute("code", code);
		return "alliance/support";
	}

	/** The projects that an official enters for. */
	private Map<String, String> projects(Official by) {
		Map<String, String> projects = new LinkedHashMap<>();
		this.projects.lines()
			.stream()
			.filter((line) -> ProjectAccess.mayEdit(by, line.departmentId()))
			.forEach((line) -> projects.put(line.code(), String.valueOf(this.show.name(line.name(), line.nameEn()))));
		return projects;
	}

	private static boolean sent(BindingResult binding, RedirectAttributes redirect, Runnable what) {
		if (binding.hasErrors()) {
			return false;
		}
		try {
			what.run();
			redirect.addFlashAttribute("flash", "enclave.flash.submitted");
			redirect.addFlashAttribute("flashArguments", List.of());
			return true;
		}
		catch (Refusal refusal) {
			Refusals.into(binding, refusal);
			return false;
		}
	}

	/**
	 * The form of a party organisation.
	 */
	@Getter
	@Setter
	static class PartyForm extends OfficeForm {

		private @Nullable String name;

		private @Nullable String nameEn;

		private boolean active = true;

		PartyContent content() {
			return new PartyContent(Forms.text(this.name), Forms.text(this.nameEn), this.active);
		}

	}

	/**
	 * The form of what an organisation gives.
	 */
	@Getter
	@Setter
	static class SupportForm extends OfficeForm {

		private @Nullable String organisation;

		private @Nullable String project;

		private @Nullable Long workshop;

		private @Nullable String what;

		private @Nullable LocalDate since;

		private @Nullable LocalDate until;

		static SupportForm of(Kept kept) {
			SupportForm form = new SupportForm();
			form.setVersion(kept.version());
			form.setOrganisation(kept.content().organisation());
			form.setProject(kept.content().project());
			form.setWorkshop(kept.content().workshop());
			form.setWhat(kept.content().what());
			form.setSince(kept.content().since());
			form.setUntil(kept.content().until());
			return form;
		}

		SupportContent content() {
			return new SupportContent(Forms.text(this.organisation), Forms.text(this.project), this.workshop,
					Forms.text(this.what), this.since, this.until);
		}

	}

}

package org.commonprosperity.portal.care.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.care.CareAccess;
import org.commonprosperity.portal.care.CareCommunity;
import org.commonprosperity.portal.care.CareDesk;
import org.commonprosperity.portal.care.CareDesk.FacilityRecord;
import org.commonprosperity.portal.care.CareDesk.ServiceLine;
import org.commonprosperity.portal.care.CareKind;
import org.commonprosperity.portal.care.CareService;
import org.commonprosperity.portal.care.CareService.NewPhoto;
import org.commonprosperity.portal.care.FacilityContent;
import org.commonprosperity.portal.care.ServiceContent;
import org.commonprosperity.portal.care.web.CareForms.HoursForm;
import org.commonprosperity.portal.care.web.CareForms.ServiceForm;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Facilities and their services: entered by the clerk of their community.
 */
@Controller
@RequiredArgsConstructor
class FacilityController {

	private static final String PAGE = "/office/care";

	private static final String FACILITIES = PAGE + "/facilities";

	private static final int HISTORY = 20;

	private final CareDesk desk;

	private final CareService service;

	private final ProjectOverview projects;

	private final AuditService audit;

	private final CareForm forms;

	private final Show show;

	@GetMapping(PAGE)
	String list(@RequestParam(required = false) @Nullable String community,
			@RequestParam(required = false) @Nullable String kind, @AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("communities", names(this.desk.communities(by)));
		model.addAttribute("kinds", kinds(false));
		model.addAttribute("community", blank(community));
		model.addAttribute("kind", blank(kind));
		model.addAttribute("lines", this.desk.facilities(blank(community), blank(kind), by));
		model.addAttribute("open", this.desk.open(List.of(CareService.FACILITY, CareService.SERVICE), by));
		model.addAttribute("mayEnter", !this.desk.own(by).isEmpty());
		return "care/list";
	}

	@GetMapping(FACILITIES + "/{code}")
	String facility(@PathVariable String code, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal Official by, Model model) {
		FacilityRecord record = this.desk.facility(code, by);
		model.addAttribute("record", record);
		Map<String, CareKind> services = new LinkedHashMap<>();
		this.desk.kinds(true).forEach((kind) -> services.put(kind.code(), kind));
		model.addAttribute("services", services);
		model.addAttribute("kinds", kinds(false));
		model.addAttribute("projects", projectNames());
		model.addAttribute("milestones", milestones(record.content().project(), record.content().milestones()));
		model.addAttribute("history", this.audit.historyOf(CareService.FACILITY, code, page, HISTORY));
		return "care/facility";
	}

	@GetMapping(FACILITIES + "/new")
	String create(@AuthenticationPrincipal Official by, Model model) {
		FacilityForm form = new FacilityForm();
		List<CareCommunity> own = own(by);
		if (own.size() == 1) {
			form.setCommunity(own.get(0).code());
		}
		model.addAttribute("form", form);
		return form(null, form, by, model);
	}

	@PostMapping(FACILITIES + "/new")
	String create(@Valid @ModelAttribute("form") FacilityForm form, BindingResult binding,
			@RequestParam(defaultValue = "") String action, @AuthenticationPrincipal Official by, Model model,
			RedirectAttributes redirect) {
		return send(null, form, binding, action, by, model, redirect);
	}

	@GetMapping(FACILITIES + "/{code}/edit")
	String edit(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		FacilityRecord record = mine(code, by);
		FacilityForm form = FacilityForm.of(entered(record), version(record));
		model.addAttribute("form", form);
		return form(record, form, by, model);
	}

	@PostMapping(FACILITIES + "/{code}/edit")
	String edit(@PathVariable String code, @Valid @ModelAttribute("form") FacilityForm form, BindingResult binding,
			@RequestParam(defaultValue = "") String action, @AuthenticationPrincipal Official by, Model model,
			RedirectAttributes redirect) {
		return send(mine(code, by), form, binding, action, by, model, redirect);
	}

	/** A short form for what changes most often. */
	@GetMapping(FACILITIES + "/{code}/hours")
	String hours(@PathVariable String code, @AuthenticationPrincipal Official by, Model model) {
		FacilityRecord record = mine(code, by);
		model.addAttribute("record", record);
		model.addAttribute("form", HoursForm.of(entered(record), version(record)));
		return "care/hours-form";
	}

	@PostMapping(FACILITIES + "/{code}/hours")
	String hours(@PathVariable String code, @Valid @ModelAttribute("form") HoursForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		FacilityRecord record = mine(code, by);
		model.addAttribute("record", record);
		boolean sent = this.forms.sent(form, binding, model, redirect, () -> this.service.enterFacility(code,
				form.content(entered(record)), null, form.isWork(), form.getVersion(), form.getSubmission(), by));
		return sent ? "redirect:" + FACILITIES + "/" + code : "care/hours-form";
	}

	/** What came back to be mended, else what is on record. */
	private FacilityContent entered(FacilityRecord record) {
		FacilityContent returned = this.desk.returned(CareService.FACILITY, record.code(), FacilityContent.class);
		return (returned != null) ? returned : record.content();
	}

	private String send(@Nullable FacilityRecord record, FacilityForm form, BindingResult binding, String action,
			Official by, Model model, RedirectAttributes redirect) {
		own(by);
		String[] code = { (record != null) ? record.code() : null };
		// choosing the project only draws its milestones
		boolean sent = !action.equals("project") && this.forms.sent(form, binding, model, redirect, () -> {
			FacilityContent content = form.content();
			MultipartFile chosen = form.chosen();
			try (InputStream picture = (chosen != null) ? chosen.getInputStream() : null) {
				NewPhoto photo = (picture != null) ? new NewPhoto(
						Optional.ofNullable(chosen).map(MultipartFile::getOriginalFilename).orElse("photo"), picture,
						form.isAgreed()) : null;
				code[0] = this.service.enterFacility(code[0], content, photo, form.isWork(), form.getVersion(),
						form.getSubmission(), by);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return sent ? "redirect:" + FACILITIES + "/" + code[0] : form(record, form, by, model);
	}

	private String form(@Nullable FacilityRecord record, FacilityForm form, Official by, Model model) {
		model.addAttribute("record", record);
		model.addAttribute("communities", names(own(by)));
		model.addAttribute("kinds", kinds(false));
		Map<String, String> states = new LinkedHashMap<>();
		for (FacilityContent.State state : FacilityContent.State.values()) {
			states.put(state.name(), this.show.text("care.state." + state));
		}
		model.addAttribute("states", states);
		Map<String, String> accessible = new LinkedHashMap<>();
		List.of(true, false).forEach((yes) -> accessible.put(yes.toString(), this.show.text("care.accessible." + yes)));
		model.addAttribute("accessible", accessible);
		model.addAttribute("projects", projectNames());
		Map<String, String> milestones = new LinkedHashMap<>();
		milestones(form.getProject(), null)
			.forEach((one) -> milestones.put(String.valueOf(one.id()), one.name() + " · " + one.dueDate()));
		model.addAttribute("milestones", milestones);
		return "care/facility-form";
	}

	@GetMapping(FACILITIES + "/{code}/services/{kind}")
	String offer(@PathVariable String code, @PathVariable String kind, @AuthenticationPrincipal Official by,
			Model model) {
		FacilityRecord record = mine(code, by);
		ServiceLine line = this.desk.service(code, kind).orElse(null);
		ServiceContent returned = this.desk.returned(CareService.SERVICE, code + "/" + kind, ServiceContent.class);
		long version = (line != null) ? line.version() : 0;
		ServiceContent shown = (returned != null) ? returned : (line != null) ? line.content() : null;
		model.addAttribute("form", (shown != null) ? ServiceForm.of(shown, version) : new ServiceForm());
		return offerForm(record, kind, model);
	}

	@PostMapping(FACILITIES + "/{code}/services/{kind}")
	String offer(@PathVariable String code, @PathVariable String kind, @Valid @ModelAttribute("form") ServiceForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		FacilityRecord record = mine(code, by);
		boolean sent = this.forms.sent(form, binding, model, redirect,
				() -> this.service.enterService(form.content(code, kind), form.getVersion(), form.getSubmission(), by));
		return sent ? "redirect:" + FACILITIES + "/" + code : offerForm(record, kind, model);
	}

	private String offerForm(FacilityRecord record, String kind, Model model) {
		model.addAttribute("record", record);
		model.addAttribute("service",
				this.desk.kinds(true)
					.stream()
					.filter((one) -> one.code().equals(kind))
					.findFirst()
					.orElseThrow(() -> new NotOnRecord("service " + kind)));
		return "care/service-form";
	}

	@GetMapping(PAGE + "/photos/{id}")
	ResponseEntity<byte[]> photo(@PathVariable long id, @AuthenticationPrincipal Official by) {
		return ResponseEntity.ok()
			.contentType(MediaType.IMAGE_JPEG)
			.cacheControl(CacheControl.noStore().cachePrivate())
			.body(this.desk.photo(id, by).jpeg());
	}

	private Map<String, String> projectNames() {
		Map<String, String> names = new LinkedHashMap<>();
		for (ProjectLine line : this.projects.lines()) {
			names.put(line.code(), String.valueOf(this.show.name(line.name(), line.nameEn())));
		}
		return names;
	}

	private List<MilestoneLine> milestones(@Nullable String project, @Nullable List<Long> only) {
		if (project == null || project.isBlank()) {
			return List.of();
		}
		List<MilestoneLine> found = new ArrayList<>();
		try {
			found.addAll(this.projects.sheet(project).milestones());
		}
		catch (NotOnRecord ex) {
			// the form says that there is no such project when it is sent
			return found;
		}
		if (only != null) {
			found.removeIf((one) -> !only.contains(one.id()));
		}
		return found;
	}

	private FacilityRecord mine(String code, Official by) {
		FacilityRecord record = this.desk.facility(code, by);
		if (!record.mine()) {
			throw new AccessDeniedException("outside the official's scope");
		}
		return record;
	}

	/** The communities of a clerk; whoever has none enters nothing. */
	private List<CareCommunity> own(Official by) {
		List<CareCommunity> own = this.desk.own(by);
		if (own.isEmpty()) {
			throw new AccessDeniedException("enters for no community");
		}
		CareAccess.requireConcern(by);
		return own;
	}

	private static long version(FacilityRecord record) {
		Long version = record.version();
		return (version != null) ? version : 0;
	}

	private Map<String, String> names(List<CareCommunity> communities) {
		Map<String, String> names = new LinkedHashMap<>();
		communities.forEach((one) -> names.put(one.code(), String.valueOf(this.show.name(one.name(), one.nameEn()))));
		return names;
	}

	private Map<String, String> kinds(boolean services) {
		Map<String, String> names = new LinkedHashMap<>();
		this.desk.kinds(services)
			.forEach((one) -> names.put(one.code(), String.valueOf(this.show.name(one.name(), one.nameEn()))));
		return names;
	}

	private static @Nullable String blank(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

}

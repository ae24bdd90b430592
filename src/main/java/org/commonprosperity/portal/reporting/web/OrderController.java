package org.commonprosperity.portal.reporting.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Valid;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.reporting.OrderDetail;
import org.commonprosperity.portal.reporting.OrderOverview;
import org.commonprosperity.portal.reporting.OrderQuery;
import org.commonprosperity.portal.reporting.OrderService;
import org.commonprosperity.portal.reporting.OrderWord;
import org.commonprosperity.portal.reporting.StoredContent;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The supervision orders: their list, one of them, its sheet to print, its evidence, and
 * a new one.
 */
@Controller
@RequestMapping("/office/orders")
@RequiredArgsConstructor
class OrderController {

	private static final int PAGE = 20;

	private final OrderOverview overview;

	private final OrderService service;

	private final ProjectOverview projects;

	private final OrderDesk desk;

	private final OrderPrint print;

	private final Show show;

	@GetMapping
	String list(OrderFilter filter, @AuthenticationPrincipal Official by, Model model) {
		OrderQuery query = filter.query();
		model.addAttribute("orders", this.overview.list(query, filter.getPage(), PAGE, by));
		model.addAttribute("counts", this.overview.openCounts(by));
		model.addAttribute("filter", filter);
		model.addAttribute("query", query);
		model.addAttribute("base", filter.base());
		model.addAttribute("words", OrderWord.values());
		model.addAttribute("sorts", OrderQuery.Sort.values());
		model.addAttribute("years", this.overview.years());
		model.addAttribute("departments", this.desk.departments());
		model.addAttribute("today", this.desk.today());
		return "order/list";
	}

	@GetMapping("/new")
	String begin(@RequestParam @Nullable String project, @AuthenticationPrincipal Official by, Model model) {
		this.overview.requireIssue(by);
		OrderForms.Draft form = new OrderForms.Draft();
		form.setProject((project != null) ? project : "");
		form.setDepartmentId(this.projects.lines()
			.stream()
			.filter((line) -> line.code().equals(project))
			.findFirst()
			.map(ProjectLine::departmentId)
			.orElse(null));
		form.setDeadline(this.desk.today().plusDays(OrderDesk.DAYS));
		model.addAttribute("form", form);
		return draft(model);
	}

	@PostMapping("/new")
	String issue(@Valid @ModelAttribute("form") OrderForms.Draft form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		this.overview.requireIssue(by);
		if (!binding.hasErrors()) {
			try {
				Optional<Long> id = this.service.issueOwn(form.getProject(), form.letter(), form.getSubmission(), by);
				redirect.addFlashAttribute("flash", id.isPresent() ? "order.flash.issued" : "order.flash.repeated");
				redirect.addFlashAttribute("flashArguments", List.of());
				return "redirect:/office/orders" + id.map((number) -> "/" + number).orElse("");
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
			catch (NotOnRecord ex) {
				binding.rejectValue("project", "order.refusal.projectUnknown");
			}
		}
		return draft(model);
	}

	@GetMapping("/{id}")
	String order(@PathVariable long id, @AuthenticationPrincipal Official by, Model model) {
		return this.desk.page(this.overview.one(id, by), model);
	}

	@GetMapping("/{id}/print")
	String print(@PathVariable long id, @AuthenticationPrincipal Official by, Model model) {
		OrderDetail order = this.overview.one(id, by);
		if (order.line().number() == null) {
			throw new NotOnRecord("the sheet of order " + id + ", which is not issued");
		}
		model.addAttribute("order", order);
		model.addAttribute("sheet", this.print.sheet(order));
		return "order/print";
	}

	@GetMapping("/{id}/files/{file}")
	ResponseEntity<byte[]> file(@PathVariable long id, @PathVariable long file, @AuthenticationPrincipal Official by) {
		StoredContent content = this.overview.file(id, file, by);
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(content.mediaType()))
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(content.name(), StandardCharsets.UTF_8).build().toString())
			.body(content.content());
	}

	private String draft(Model model) {
		Map<String, String> projects = new LinkedHashMap<>();
		this.projects.lines()
			.forEach((line) -> projects.put(line.code(), String.valueOf(this.show.name(line.name(), line.nameEn()))));
		model.addAttribute("projects", projects);
		model.addAttribute("departments", this.desk.departments());
		model.addAttribute("today", this.desk.today());
		return "order/new";
	}

}

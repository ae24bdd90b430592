package org.commonprosperity.portal.indicator.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import lombok.Setter;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.indicator.FigureContent;
import org.commonprosperity.portal.indicator.IndicatorContent;
import org.commonprosperity.portal.indicator.IndicatorOverview;
import org.commonprosperity.portal.indicator.IndicatorService;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Headline figures as officials enter them.
 */
@Controller
@RequiredArgsConstructor
class IndicatorController {

	private static final String PAGE = "/office/indicators";

	private final IndicatorService service;

	private final IndicatorOverview overview;

	private final IndicatorTable table;

	private final SpreadsheetDownload download;

	private final Show show;

	@GetMapping(PAGE)
	String list(@AuthenticationPrincipal Official by, Model model) {
		IndicatorService.requireSee(by);
		model.addAttribute("figures", this.overview.all());
		model.addAttribute("open", this.service.open());
		model.addAttribute("mayEnter", IndicatorService.mayEnter(by));
		return "indicator/list";
	}

	@GetMapping({ PAGE + ".xlsx", PAGE + ".csv" })
	View export(@AuthenticationPrincipal Official by) {
		IndicatorService.requireSee(by);
		return this.download.of(this.table.of(this.overview.all()), by);
	}

	@GetMapping(PAGE + "/new")
	String figure(@RequestParam(required = false) @Nullable String indicator, @AuthenticationPrincipal Official by,
			Model model) {
		IndicatorService.requireEnter(by);
		FigureForm form = new FigureForm();
		form.setIndicator(indicator);
		model.addAttribute("form", form);
		return figureForm(model);
	}

	@PostMapping(PAGE + "/new")
	String figure(@Valid @ModelAttribute("form") FigureForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, Model model, RedirectAttributes redirect) {
		IndicatorService.requireEnter(by);
		return sent(binding, redirect, () -> this.service.enter(form.content(), form.getSubmission(), by))
				? "redirect:" + PAGE : figureForm(model);
	}

	private String figureForm(Model model) {
		Map<String, String> indicators = new LinkedHashMap<>();
		this.service.indicators()
			.forEach((one) -> indicators.put(one.code(), this.show.text("indicator.choice",
					this.show.name(one.name(), one.nameEn()), this.show.name(one.unit(), one.unitEn()))));
		model.addAttribute("indicators", indicators);
		return "indicator/figure";
	}

	@GetMapping(PAGE + "/indicator")
	String indicator(@AuthenticationPrincipal Official by, Model model) {
		IndicatorService.requireEnter(by);
		model.addAttribute("form", new IndicatorForm());
		return "indicator/indicator";
	}

	@PostMapping(PAGE + "/indicator")
	String indicator(@Valid @ModelAttribute("form") IndicatorForm form, BindingResult binding,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		IndicatorService.requireEnter(by);
		return sent(binding, redirect, () -> this.service.enter(form.content(), form.getSubmission(), by))
				? "redirect:" + PAGE : "indicator/indicator";
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
	 * The form of a figure.
	 */
	@Getter
	@Setter
	static class FigureForm extends OfficeForm {

		private @Nullable String indicator;

		private @Nullable LocalDate periodStart;

		private @Nullable LocalDate periodEnd;

		@Digits(integer = 13, fraction = 2, message = "{indicator.refusal.value}")
		private @Nullable BigDecimal value;

		@Digits(integer = 4, fraction = 2, message = "{indicator.refusal.growth}")
		private @Nullable BigDecimal growth;

		@Digits(integer = 13, fraction = 2, message = "{indicator.refusal.value}")
		private @Nullable BigDecimal last;

		private @Nullable LocalDate asOf;

		private @Nullable String source;

		private @Nullable String reason;

		FigureContent content() {
			return new FigureContent((this.indicator != null) ? this.indicator : "", this.periodStart, this.periodEnd,
					this.value, this.growth, this.last, this.asOf, Forms.text(this.source), Forms.text(this.reason));
		}

	}

	/**
	 * The form of a new indicator.
	 */
	@Getter
	@Setter
	static class IndicatorForm extends OfficeForm {

		private @Nullable String code;

		private @Nullable String name;

		private @Nullable String nameEn;

		private @Nullable String unit;

		private @Nullable String unitEn;

		IndicatorContent content() {
			return new IndicatorContent(Forms.text(this.code), Forms.text(this.name), Forms.text(this.nameEn),
					Forms.text(this.unit), Forms.text(this.unitEn));
		}

	}

}

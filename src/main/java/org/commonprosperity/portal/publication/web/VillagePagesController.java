package org.commonprosperity.portal.publication.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.KnownFact;
import org.commonprosperity.portal.project.LocalSite;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.publication.web.IncomeChart.Part;
import org.commonprosperity.portal.publication.web.IncomeChart.YearOf;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;
import org.commonprosperity.portal.village.DistrictIncome;
import org.commonprosperity.portal.village.DistrictIncome.EnclaveName;
import org.commonprosperity.portal.village.DistrictIncome.Year;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.commonprosperity.portal.village.VillageIncome;
import org.commonprosperity.portal.village.VillageIncomeRule.Reconciliation;
import org.commonprosperity.portal.village.VillageOverview;
import org.commonprosperity.portal.village.VillageSheet;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The public pages of village income: all villages, and one.
 */
@Controller
@RequiredArgsConstructor
class VillagePagesController {

	private final VillageOverview villages;

	private final ProjectOverview projects;

	private final IncomeWords words;

	private final VillageExports exports;

	private final SpreadsheetDownload download;

	@GetMapping("/villages")
	String villages(@RequestParam(required = false) @Nullable String year,
			@RequestParam(required = false) @Nullable String sort,
			@RequestParam(defaultValue = "false") boolean reversed, Model model) {
		DistrictIncome district = this.villages.district();
		Year shown = (year != null) ? year(district, year) : district.latest();
		VillageOrder order = VillageOrder.of(sort, reversed, shown == null || shown.wholeYear());
		model.addAttribute("district", district);
		model.addAttribute("year", shown);
		model.addAttribute("order", order);
		model.addAttribute("income", this.words);
		model.addAttribute("facts", reported(district));
		if (shown != null) {
			model.addAttribute("incomes", order.of(shown.incomes()));
			model.addAttribute("trend",
					wholeFirst(district.years().stream().limit(IncomeChart.MOST).toList(), Year::wholeYear));
			List<YearOf> years = years(district);
			model.addAttribute("chart", IncomeChart.of(years, shown.year()));
			model.addAttribute("heard", this.words.heard(years));
		}
		return "publication/villages";
	}

	/** A year that is not over stands below those that are: it compares with none. */
	private static <T> List<T> wholeFirst(List<T> years, Predicate<T> whole) {
		return Stream.concat(years.stream().filter(whole), years.stream().filter(whole.negate())).toList();
	}

	/** What was publicly reported of the enclaves and their villages. */
	private List<KnownFact> reported(DistrictIncome district) {
		return this.projects.knownOf(district.enclaves().stream().map(EnclaveName::projectId).toList());
	}

	private static Year year(DistrictIncome district, String text) {
		Year year = text.matches("\\d{4}") ? district.year(Integer.parseInt(text)) : null;
		if (year == null) {
			throw new NotOnRecord("village income of " + text);
		}
		return year;
	}

	private static List<YearOf> years(DistrictIncome district) {
		List<YearOf> years = new ArrayList<>();
		for (Year year : district.years().stream().limit(IncomeChart.MOST).toList()) {
			Money once = new Money(year.total().yuan().subtract(year.recurring().yuan()));
			years.add(new YearOf(year.year(), year.total(), !year.wholeYear(),
					List.of(new Part(1, year.recurring()), new Part(4, once))));
		}
		Collections.reverse(years);
		return years;
	}

	@GetMapping("/villages/{code}")
	String village(@PathVariable String code, Model model) {
		VillageSheet sheet = this.villages.sheet(code);
		DistrictIncome district = sheet.district();
		List<VillageIncome> shown = sheet.incomes().stream().limit(IncomeChart.MOST).toList();
		List<IncomeSource> sources = district.sourcesIn(shown.stream().map(VillageIncome::totals).toList());
		List<YearOf> years = years(shown, sources, district);
		Map<IncomeSource, Integer> styles = new LinkedHashMap<>();
		sources.forEach((source) -> styles.put(source, style(source, district)));
		VillageIncome latest = sheet.latest();
		model.addAttribute("sheet", sheet);
		model.addAttribute("latest", latest);
		model.addAttribute("latestYear", (latest != null) ? district.year(latest.year()) : null);
		model.addAttribute("incomes", wholeFirst(shown, VillageIncome::wholeYear));
		model.addAttribute("sources", styles);
		model.addAttribute("income", this.words);
		model.addAttribute("facts", reported(district));
		model.addAttribute("chart", IncomeChart.of(years, (latest != null) ? latest.year() : 0));
		model.addAttribute("heard", this.words.heard(years));
		model.addAttribute("annual", sheet.figures().stream().limit(IncomeChart.MOST).toList());
		model.addAttribute("noted", shown.stream().filter((one) -> !one.notes().isEmpty()).toList());
		model.addAttribute("pooled", shown.stream().filter((one) -> !one.totals().enclaves().isEmpty()).toList());
		model.addAttribute("between",
				shown.stream().anyMatch((one) -> one.totals().fromVillages().yuan().signum() != 0));
		places(sheet, model);
		return "publication/village";
	}

	@GetMapping({ "/villages.xlsx", "/villages.csv" })
	View villages() {
		return this.download.of(this.exports.district(this.villages.district()));
	}

	@GetMapping({ "/villages/{code}.xlsx", "/villages/{code}.csv" })
	View village(@PathVariable String code) {
		return this.download.of(this.exports.village(this.villages.sheet(code)));
	}

	/** The projects that have a place in the village, and those of its enclaves. */
	private void places(VillageSheet sheet, Model model) {
		Map<Long, List<LocalSite>> sites = this.projects.sitesIn(sheet.village().id())
			.stream()
			.collect(Collectors.groupingBy(LocalSite::projectId));
		Set<Long> shown = new TreeSet<>(sites.keySet());
		sheet.incomes()
			.stream()
			.flatMap((income) -> income.totals().enclaves().stream())
			.map(Reconciliation::enclaveId)
			.forEach((enclave) -> shown.add(sheet.district().enclave(enclave).projectId()));
		List<ProjectLine> lines = this.projects.lines().stream().filter((line) -> shown.contains(line.id())).toList();
		model.addAttribute("sites", sites);
		model.addAttribute("projects", lines);
	}

	private static List<YearOf> years(List<VillageIncome> incomes, List<IncomeSource> sources,
			DistrictIncome district) {
		List<YearOf> years = new ArrayList<>();
		for (VillageIncome income : incomes) {
			List<Part> parts = sources.stream()
				.filter((source) -> income.totals().bySource().containsKey(source.code()))
				.map((source) -> new Part(style(source, district), income.totals().bySource().get(source.code())))
				.toList();
			years.add(new YearOf(income.year(), income.totals().total(), !income.wholeYear(), parts));
		}
		Collections.reverse(years);
		return years;
	}

	/** The same for a source on every village's page. */
	private static int style(IncomeSource source, DistrictIncome district) {
		return 1 + district.sources().indexOf(source) % IncomeChart.STYLES;
	}

}

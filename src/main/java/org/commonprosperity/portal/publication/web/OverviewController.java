package org.commonprosperity.portal.publication.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.alliance.AllianceOverview;
import org.commonprosperity.portal.care.CareOverview;
import org.commonprosperity.portal.dividend.DividendOverview;
import org.commonprosperity.portal.employment.EmploymentOverview;
import org.commonprosperity.portal.indicator.IndicatorOverview;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.publication.web.IncomeChart.YearOf;
import org.commonprosperity.portal.village.DistrictIncome;
import org.commonprosperity.portal.village.DistrictIncome.EnclaveName;
import org.commonprosperity.portal.village.DistrictIncome.Year;
import org.commonprosperity.portal.village.VillageOverview;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The public progress page: where the projects stand, as of now.
 */
@Controller
@RequiredArgsConstructor
class OverviewController {

	/** Rows of the first page; the rest is a click away, so that the page stays light. */
	private static final int SHOWN = 20;

	private static final int NEXT_DATES = 8;

	private static final int SHOWN_YEARS = 5;

	private final ProjectOverview projects;

	private final IndicatorOverview indicators;

	private final VillageOverview villages;

	private final IncomeWords words;

	private final DividendOverview dividends;

	private final DividendWords dividendWords;

	private final EmploymentOverview employment;

	private final JobsWords jobs;

	private final CareOverview care;

	private final AllianceOverview alliance;

	private final Clock clock;

	@GetMapping("/")
	String overview(Model model) {
		List<ProjectLine> lines = this.projects.lines();
		Map<String, Long> counts = new LinkedHashMap<>();
		for (ProgressLight light : ProgressLight.values()) {
			counts.put(light.name(), lines.stream().filter((line) -> line.light() == light).count());
		}
		model.addAttribute("lines", lines.stream().limit(SHOWN).toList());
		model.addAttribute("total", lines.size());
		model.addAttribute("tiles", tiles(counts));
		model.addAttribute("today", LocalDate.now(this.clock));
		model.addAttribute("parts", parts(counts));
		model.addAttribute("updatedAt",
				lines.stream().map(ProjectLine::updatedAt).max(Comparator.naturalOrder()).orElse(Instant.EPOCH));
		model.addAttribute("dates", nextDates(lines));
		model.addAttribute("figures", this.indicators.latest());
		income(model);
		model.addAttribute("dividends", this.dividends.sheets());
		model.addAttribute("dividend", this.dividendWords);
		model.addAttribute("employment", this.employment.sheet());
		model.addAttribute("jobs", this.jobs);
		model.addAttribute("care", this.care.summary());
		LocalDate today = LocalDate.now(this.clock);
		model.addAttribute("supports",
				this.alliance.all().stream().filter((support) -> support.holdsOn(today)).limit(SHOWN).toList());
		return "publication/overview";
	}

	/**
	 * What the villages receive, as its page has it; until it is known, what is reported.
	 */
	private void income(Model model) {
		DistrictIncome district = this.villages.district();
		Year latest = district.latest();
		int until = (latest != null) ? latest.year() : 0;
		List<YearOf> years = new ArrayList<>();
		for (Year year : district.years()) {
			if (year.year() <= until && years.size() < SHOWN_YEARS) {
				years.add(0, new YearOf(year.year(), year.averageRecurring(), !year.wholeYear(),
						List.of(new IncomeChart.Part(1, year.averageRecurring()))));
			}
		}
		model.addAttribute("income", this.words);
		model.addAttribute("incomeYear", latest);
		model.addAttribute("incomeChart", IncomeChart.of(years, until));
		model.addAttribute("incomeHeard", this.words.heard(years));
		model.addAttribute("incomeFacts",
				this.projects.knownOf(district.enclaves().stream().map(EnclaveName::projectId).toList()));
	}

	/** The three lights always, the other states where there are such projects. */
	private static Map<String, Long> tiles(Map<String, Long> counts) {
		Map<String, Long> tiles = new LinkedHashMap<>();
		for (ProgressLight light : List.of(ProgressLight.GREEN, ProgressLight.YELLOW, ProgressLight.RED)) {
			tiles.put(light.name(), counts.get(light.name()));
		}
		parts(counts).forEach(tiles::putIfAbsent);
		return tiles;
	}

	/** The lights that show, in the order in which a reader is told of them. */
	private static Map<String, Long> parts(Map<String, Long> counts) {
		Map<String, Long> parts = new LinkedHashMap<>();
		for (ProgressLight light : List.of(ProgressLight.GREEN, ProgressLight.YELLOW, ProgressLight.RED,
				ProgressLight.COMPLETED, ProgressLight.NOT_STARTED, ProgressLight.NO_PLAN)) {
			if (counts.get(light.name()) > 0) {
				parts.put(light.name(), counts.get(light.name()));
			}
		}
		return parts;
	}

	private static List<NextDate> nextDates(List<ProjectLine> lines) {
		return lines.stream()
			.flatMap((line) -> line.open().stream().map((milestone) -> new NextDate(line, milestone)))
			.sorted(Comparator.comparing(NextDate::day).thenComparing((date) -> date.line().position()))
			.limit(NEXT_DATES)
			.toList();
	}

	/**
	 * A milestone that comes next.
	 */
	record NextDate(ProjectLine line, MilestoneFacts milestone) {

		public LocalDate day() {
			return this.milestone.dueDate();
		}

	}

}

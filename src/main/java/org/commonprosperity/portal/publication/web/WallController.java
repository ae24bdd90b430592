package org.commonprosperity.portal.publication.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.PlanFacts;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectPlan;
import org.commonprosperity.portal.reporting.MonthBoard;
import org.commonprosperity.portal.reporting.MonthBoard.Closed;
import org.commonprosperity.portal.reporting.ReportOverview;
import org.commonprosperity.portal.shared.Slice;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.village.VillageOverview;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * All projects by month at one look: the wall chart, for a sheet of A3 or a big screen,
 * and the table of lights.
 */
@Controller
@RequiredArgsConstructor
class WallController {

	/** Projects of a chart; it prints on further sheets before that. */
	private static final int ON_A_CHART = 40;

	private static final int ON_A_TABLE = 20;

	private final ReportOverview reports;

	private final ProjectOverview projects;

	private final VillageOverview villages;

	private final IncomeWords words;

	private final Show show;

	private final Clock clock;

	@GetMapping("/wall")
	String wall(@RequestParam(defaultValue = "1") int page, Model model) {
		LocalDate today = LocalDate.now(this.clock);
		YearMonth now = YearMonth.from(today);
		List<ProjectPlan> plans = this.projects.plans();
		MonthBoard board = this.reports.board(WallChart.from(plans, now), WallChart.to(now));
		Slice<MonthBoard.Row> rows = Slice.of(board.rows(), page, ON_A_CHART);
		Map<Long, PlanFacts> facts = plans.stream().collect(Collectors.toMap(ProjectPlan::id, ProjectPlan::facts));
		model.addAttribute("rows", rows);
		model.addAttribute("chart",
				WallChart.of(rows.items(), board.months(), facts, today, (milestone) -> label(milestone, today)));
		model.addAttribute("plans", facts);
		model.addAttribute("today", today);
		model.addAttribute("income", this.words);
		model.addAttribute("incomeYear", this.villages.district().latest());
		model.addAttribute("updatedAt", updatedAt(board));
		return "publication/wall";
	}

	private String label(MilestoneFacts milestone, LocalDate today) {
		LocalDate met = milestone.metOn();
		if (met != null) {
			return this.show.text("wall.bar.met", milestone.name(), this.show.dayInShort(met));
		}
		String due = this.show.dayInShort(milestone.dueDate());
		return milestone.dueDate().isBefore(today) ? this.show.text("wall.bar.overdue", milestone.name(), due)
				: this.show.text("wall.bar.due", milestone.name(), due);
	}

	private static Instant updatedAt(MonthBoard board) {
		return board.rows()
			.stream()
			.map(MonthBoard.Row::line)
			.map(ProjectLine::updatedAt)
			.max(Comparator.naturalOrder())
			.orElse(Instant.EPOCH);
	}

	@GetMapping("/lights")
	String lights(@RequestParam(required = false) @Nullable String year, @RequestParam(defaultValue = "1") int page,
			Model model) {
		LightsSpan span = LightsSpan.of(year, this.reports.closedMonths(), YearMonth.now(this.clock));
		MonthBoard board = this.reports.board(span.from(), span.to());
		model.addAttribute("board", board);
		model.addAttribute("rows", Slice.of(board.rows(), page, ON_A_TABLE));
		model.addAttribute("year", year);
		model.addAttribute("years", span.years());
		model.addAttribute("rules",
				closes(board).map(Closed::ruleVersion).collect(Collectors.toCollection(TreeSet::new)));
		model.addAttribute("policies",
				closes(board).map(Closed::policy).collect(Collectors.toCollection(TreeSet::new)));
		return "publication/lights";
	}

	private static Stream<Closed> closes(MonthBoard board) {
		return board.rows()
			.stream()
			.flatMap((row) -> row.cells().stream())
			.map(MonthBoard.Cell::close)
			.filter((close) -> close != null);
	}

}

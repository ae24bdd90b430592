package org.commonprosperity.portal.publication;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.PlanFacts;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectPlan;
import org.commonprosperity.portal.reporting.CloseOverview;
import org.commonprosperity.portal.reporting.MonthBoard;
import org.commonprosperity.portal.reporting.PublishedReport;
import org.commonprosperity.portal.reporting.ReportOverview;
import org.commonprosperity.portal.shared.NotOnRecord;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The monthly bulletins, put together anew from the record each time they are read; what
 * they tell is what the closes knew and the approved reports say.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class BulletinOverview {

	private final ReportOverview reports;

	private final CloseOverview closes;

	private final ProjectOverview projects;

	private final Clock clock;

	/**
	 * How far the bulletins of all months are, the newest month first.
	 */
	public List<Bulletin.Standing> all() {
		SortedSet<YearMonth> months = this.reports.closedMonths();
		months.removeIf((month) -> !isOver(month));
		if (months.isEmpty()) {
			return List.of();
		}
		MonthBoard board = this.reports.board(months.first(), months.last());
		List<Bulletin.Standing> all = new ArrayList<>();
		for (YearMonth month : months) {
			all.add(Bulletin.Standing.of(board, month));
		}
		all.sort(Comparator.comparing(Bulletin.Standing::month).reversed());
		return all;
	}

	/**
	 * The bulletin of a month.
	 * @throws NotOnRecord if the month is not over, or no project closed it
	 */
	public Bulletin bulletin(YearMonth month) {
		Map<Long, PlanFacts> known = this.closes.plansAtClose(month);
		if (!isOver(month) || known.isEmpty()) {
			throw new NotOnRecord("bulletin " + month);
		}
		// where a project's month is still open, its plan of now stands in
		Map<Long, PlanFacts> plans = new HashMap<>();
		for (ProjectPlan plan : this.projects.plans()) {
			plans.put(plan.id(), plan.facts());
		}
		plans.putAll(known);
		Map<String, PublishedReport> reports = this.reports.published(month)
			.stream()
			.collect(Collectors.toMap(PublishedReport::projectCode, Function.identity()));
		return Bulletin.of(this.reports.board(month.minusMonths(1), month), reports, plans);
	}

	private boolean isOver(YearMonth month) {
		return month.isBefore(YearMonth.now(this.clock));
	}

}

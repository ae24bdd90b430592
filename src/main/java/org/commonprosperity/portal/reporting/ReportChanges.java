package org.commonprosperity.portal.reporting;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProjectChange.MilestoneProgress;
import org.commonprosperity.portal.project.ProjectChange.Progress;
import org.commonprosperity.portal.project.ProjectPlan;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a report says beside what was known before it: when the month before closed, where
 * facts that were marked in between count as well as those that the report itself states;
 * and, if it is a correction, in the version that it corrects.
 */
@Component
@RequiredArgsConstructor
class ReportChanges {

	private final JdbcClient jdbc;

	private final ReportFiles files;

	private final JsonMapper json;

	List<Difference> since(ProjectPlan plan, YearMonth month, ReportSheet.@Nullable Version report,
			ReportSheet.@Nullable Version before) {
		List<Difference> differences = new ArrayList<>();
		Optional<CloseFacts> closed = closed(plan.id(), month.minusMonths(1));
		List<MilestoneFacts> present = closed(plan.id(), month).map((close) -> close.plan().milestones())
			.orElse(plan.facts().milestones());
		if (closed.isPresent()) {
			Map<Long, MilestoneFacts> known = closed.get()
				.plan()
				.milestones()
				.stream()
				.collect(Collectors.toMap(MilestoneFacts::id, Function.identity()));
			Map<Long, Progress> stated = ((report != null) ? report.progress() : List.<MilestoneProgress>of()).stream()
				.collect(Collectors.toMap(MilestoneProgress::milestoneId, MilestoneProgress::now));
			for (MilestoneFacts now : present) {
				milestone(differences, known.get(now.id()), now, stated.get(now.id()));
			}
		}
		if (before != null && report != null && report.invested() != null) {
			differ(differences, "invested", null, before.invested(), report.invested());
		}
		return differences;
	}

	/** What a correction says otherwise than the version that it corrects. */
	List<Difference> corrected(ReportSheet.Version was, ReportSheet.Version is, ProjectSheet project) {
		List<Difference> differences = new ArrayList<>();
		Map<Long, String> names = project.milestones()
			.stream()
			.collect(Collectors.toMap(ProjectSheet.MilestoneLine::id, ProjectSheet.MilestoneLine::name));
		for (MilestoneProgress one : is.progress()) {
			String name = names.get(one.milestoneId());
			differ(differences, "begunOn", name, one.was().begunOn(), one.now().begunOn());
			differ(differences, "percentDone", name, one.was().percent() + "%", one.now().percent() + "%");
			differ(differences, "metOn", name, one.was().metOn(), one.now().metOn());
			differ(differences, "metNote", name, one.was().note(), one.now().note());
		}
		differ(differences, "done", null, was.done(), is.done());
		differ(differences, "invested", null, was.invested(), is.invested());
		differ(differences, "nextPlan", null, was.nextPlan(), is.nextPlan());
		differ(differences, "problems", null, was.problems(), is.problems());
		differ(differences, "requests", null, was.requests(), is.requests());
		differences.addAll(this.files.differences(was.id(), is.id()));
		return differences;
	}

	private Optional<CloseFacts> closed(long projectId, YearMonth month) {
		return this.jdbc.sql("""
				select facts from month_close where project_id = ? and month = ? order by revision desc limit 1""")
			.param(projectId)
			.param(month.atDay(1))
			.query(String.class)
			.optional()
			.map((facts) -> this.json.readValue(facts, CloseFacts.class));
	}

	private static void milestone(List<Difference> differences, @Nullable MilestoneFacts known, MilestoneFacts now,
			@Nullable Progress stated) {
		String name = now.name();
		differ(differences, "dueDate", name, (known != null) ? known.dueDate() : null, now.dueDate());
		differ(differences, "begunOn", name, (known != null) ? known.begunOn() : null,
				(stated != null) ? stated.begunOn() : now.begunOn());
		Percent was = (known != null) ? known.percentDone() : Percent.ZERO;
		Percent is = (stated == null) ? now.percentDone() : (stated.metOn() != null) ? Percent.WHOLE : stated.percent();
		differ(differences, "percentDone", name, was + "%", is + "%");
		differ(differences, "metOn", name, (known != null) ? known.metOn() : null,
				(stated != null) ? stated.metOn() : now.metOn());
	}

	private static void differ(List<Difference> differences, String field, @Nullable String subject,
			@Nullable Object was, @Nullable Object is) {
		if (!Objects.equals(was, is)) {
			differences.add(new Difference(field, subject, (was != null) ? was.toString() : null,
					(is != null) ? is.toString() : null));
		}
	}

}

package org.commonprosperity.portal.publication.web;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.audit.web.DifferenceWords;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.web.LightWords;
import org.commonprosperity.portal.publication.Bulletin;
import org.commonprosperity.portal.reporting.PublishedReport;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.stereotype.Component;

/**
 * What a bulletin says, in the reader's language: the same sentences on the page, in the
 * Word file and in the feed.
 */
@Component
@RequiredArgsConstructor
class BulletinWords {

	/** Names of projects that a sentence lists before it counts the rest. */
	private static final int NAMED = 10;

	/** Reasons of a light that already say that a report is missing. */
	private static final Set<String> MISSING = Set.of("reportMissing", "reportsMissing");

	private final Show show;

	private final LightWords lights;

	private final DifferenceWords differences;

	String title(YearMonth month) {
		return this.show.text("bulletin.title", this.show.month(month.atDay(1)));
	}

	/** How far it is. */
	public String standing(Bulletin.Standing standing) {
		Instant at = standing.closedAt();
		return (standing.isComplete() && at != null)
				? this.show.text("bulletin.complete", this.show.moment(at), standing.owed())
				: this.show.text("bulletin.making", standing.closed(), standing.owed());
	}

	/** How many projects closed with which light, and how it was the month before. */
	public List<String> counts(Bulletin bulletin) {
		List<String> counts = new ArrayList<>();
		counts.add(this.show.text("bulletin.lights.now", count(bulletin, Bulletin.Tally::count)));
		if (bulletin.lights().stream().anyMatch((tally) -> tally.before() > 0)) {
			counts.add(this.show.text("bulletin.lights.before", count(bulletin, Bulletin.Tally::before)));
		}
		return counts;
	}

	private String count(Bulletin bulletin, ToIntFunction<Bulletin.Tally> number) {
		return bulletin.lights()
			.stream()
			.map((tally) -> this.show.text("bulletin.count", light(tally.light()), number.applyAsInt(tally)))
			.collect(Collectors.joining(this.show.text("overview.and")));
	}

	public String light(ProgressLight light) {
		return this.show.text("light." + light);
	}

	/** Which projects changed their lights, a sentence each. */
	public List<String> turns(Bulletin bulletin) {
		List<String> turns = new ArrayList<>();
		bulletin.better()
			.forEach((turn) -> turns.add((turn.is() == ProgressLight.COMPLETED)
					? this.show.text("bulletin.finished", name(turn.project()), light(turn.was()))
					: turn("bulletin.better", turn)));
		bulletin.worse().forEach((turn) -> turns.add(turn("bulletin.worse", turn)));
		bulletin.otherwise().forEach((turn) -> turns.add(turn("bulletin.turned", turn)));
		if (turns.isEmpty()) {
			turns.add(this.show.text("bulletin.same"));
		}
		return turns;
	}

	private String turn(String key, Bulletin.Turn turn) {
		return this.show.text(key, name(turn.project()), light(turn.was()), light(turn.is()));
	}

	public String name(ProjectLine line) {
		return String.valueOf(this.show.name(line.name(), line.nameEn()));
	}

	/**
	 * The projects without an approved report, in a sentence each for missing and not.
	 */
	public List<String> unreported(Bulletin bulletin) {
		return bulletin.unreported()
			.stream()
			.map((line) -> this.show.text("bulletin.unreported", name(line.project()),
					this.show.text("month.state." + line.cell().state())))
			.toList();
	}

	/** What changed of the milestones, a line each. */
	public List<String> moved(List<Difference> moved) {
		return this.differences.rows(moved).stream().map(this::moved).toList();
	}

	private String moved(DifferenceWords.Row row) {
		String before = row.before();
		String after = row.after();
		if (before == null) {
			return this.show.text("bulletin.moved.new", row.label(),
					(after != null) ? after : this.show.text("difference.none"));
		}
		return (after != null) ? this.show.text("bulletin.moved", row.label(), before, after)
				: this.show.text("bulletin.moved.gone", row.label(), before);
	}

	/** The facts of a report in a line: when it came late, what is invested. */
	public List<String> facts(PublishedReport report) {
		List<String> facts = new ArrayList<>();
		if (report.invested() != null) {
			facts.add(this.show.text("bulletin.invested", this.show.wan(report.invested())));
		}
		if (report.late()) {
			facts.add(this.show.text("month.late"));
		}
		if (report.correctionReason() != null) {
			facts.add(this.show.text("bulletin.corrected", report.correctionReason()));
		}
		return facts;
	}

	/** What is late of a project and why, a line each; the light's own sentence first. */
	public List<String> late(Bulletin.Late late) {
		List<String> lines = new ArrayList<>();
		lines.add(this.show.text("bulletin.late.why", this.lights.why(late.close().assessment())));
		late.overdue()
			.forEach((one) -> lines
				.add(this.show.text("bulletin.late.due", one.name(), this.show.dayInWords(one.dueDate()), done(one))));
		if (late.missing() && !saysThatReportsAreMissing(late)) {
			lines.add(this.show.text("bulletin.late.missing"));
		}
		return lines;
	}

	private static boolean saysThatReportsAreMissing(Bulletin.Late late) {
		return late.close().assessment().reasons().stream().anyMatch((reason) -> MISSING.contains(reason.key()));
	}

	private String done(MilestoneFacts milestone) {
		return milestone.percentDone() + "%";
	}

	/** What comes next of a project, a line each. */
	public List<String> next(Bulletin.Next next) {
		List<String> lines = new ArrayList<>();
		next.due()
			.forEach((one) -> lines
				.add(this.show.text("bulletin.next.due", one.name(), this.show.dayInWords(one.dueDate()))));
		next.beginning()
			.forEach((one) -> lines
				.add(this.show.text("bulletin.next.begin", one.name(), this.show.dayInWords(one.plannedStart()))));
		if (next.plan() != null) {
			lines.add(this.show.text("bulletin.next.plan", next.plan().strip()));
		}
		return lines;
	}

	/** Which projects owe no report for the month, in a sentence. */
	public String others(Bulletin bulletin) {
		String names = bulletin.others()
			.stream()
			.limit(NAMED)
			.map(this::name)
			.collect(Collectors.joining(this.show.text("about.comma")));
		return this.show.text((bulletin.others().size() > NAMED) ? "bulletin.others.more" : "bulletin.others", names,
				bulletin.others().size());
	}

	/** By which rule and under which policy the lights came about. */
	public String basis(Bulletin.Standing standing) {
		return this.show.text("lights.basis", String.join("/", standing.rules()),
				standing.policies().stream().map(String::valueOf).collect(Collectors.joining("/")));
	}

}

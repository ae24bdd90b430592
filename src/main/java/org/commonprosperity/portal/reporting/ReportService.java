package org.commonprosperity.portal.reporting;

import java.io.InputStream;
import java.io.Serial;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.Outcome;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.project.ProjectChange.MilestoneProgress;
import org.commonprosperity.portal.project.ProjectChange.ReportProgress;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectService;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes monthly reports on their way: written and sent by the responsible department,
 * checked by the coordinating office, signed by the lead official, corrected by a new
 * version. Approving a report approves the facts that it carries, and closes its month.
 */
@Service
@RequiredArgsConstructor
public class ReportService {

	/** The kind of record under which history and trail know a report. */
	public static final String RECORD = "report";

	/** The version that a form carries where nothing is on record yet. */
	public static final long NOT_WRITTEN = -1;

	private static final TypeReference<List<MilestoneProgress>> PROGRESS = new TypeReference<>() {
	};

	private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final ProgressReports reports;

	private final ReportLocks locks;

	private final ProjectService projects;

	private final ProjectOverview overview;

	private final MonthLedger ledger;

	private final MonthCloser closer;

	private final LightWatch lights;

	private final ReportCheck check;

	private final ReportFiles files;

	private final Submissions submissions;

	private final AuditService audit;

	private final EntityManager entities;

	private final JsonMapper json;

	private final Clock clock;

	/**
	 * Keeps what was written so far.
	 * @param version the version of the report that the form was drawn from, or
	 * {@link #NOT_WRITTEN}
	 * @return the version that it has now
	 * @throws Refusal if the report is locked
	 * @throws StaleReport if somebody wrote in it after the form was opened
	 */
	@Transactional
	public long save(String code, YearMonth month, ReportContent content, long version, Official by) {
		Taken taken = takeOwn(code, by);
		this.locks.requireOpen(taken.projectId(), month);
		ProgressReport report = toWrite(taken, month, content, version);
		report.write(content, this.json.writeValueAsString(content.progress()), this.clock.instant());
		return this.reports.saveAndFlush(report).getVersion();
	}

	/**
	 * All that stands against sending what was written, so that the form can tell it in
	 * one go.
	 * @return refusals, as {@link #submit} would throw them one by one
	 */
	@Transactional
	public List<Refusal> refusals(String code, YearMonth month, ReportContent content, Official by) {
		Taken taken = takeOwn(code, by);
		String correction = this.reports
			.findFirstByProjectIdAndMonthOrderByRevisionDesc(taken.projectId(), month.atDay(1))
			.map(ProgressReport::getCorrectionReason)
			.orElse(null);
		return this.check.of(code, month, content, correction);
	}

	/**
	 * Sends a report to the coordinating office.
	 * @return whether it is sent, or had come before
	 * @throws Refusal if it is locked, lacks something, or states what cannot be; the
	 * field of the latter is {@code milestone/number/field}
	 * @throws StaleReport if somebody wrote in it after the form was opened
	 */
	@Transactional
	public Outcome submit(String code, YearMonth month, ReportContent content, Submission submission, Official by) {
		Taken taken = takeOwn(code, by);
		if (!this.submissions.first(submission.number())) {
			return Outcome.REPEATED;
		}
		this.closer.closeDue(taken.projectId());
		this.locks.requireOpen(taken.projectId(), month);
		String correction = toWrite(taken, month, content, submission.version()).getCorrectionReason();
		List<Refusal> refusals = this.check.of(code, month, content, correction);
		if (!refusals.isEmpty()) {
			throw refusals.get(0);
		}
		List<Difference> differences = content.progress().isEmpty() ? List.of()
				: this.projects.differencesOf(code, new ReportProgress(content.progress(), correction));
		ProgressReport report = toWrite(taken, month, content, submission.version());
		Instant now = this.clock.instant();
		report.write(content, this.json.writeValueAsString(content.progress()), now);
		report.submit(this.json.writeValueAsString(differences), now);
		report = this.reports.saveAndFlush(report);
		step(report, "SUBMITTED", by, correction);
		this.audit.changed(RECORD, taken.key(month), RECORD + ".submitted", by, correction, differences);
		this.projects.takeUpMarks(code, content.progress().stream().map(MilestoneProgress::milestoneId).toList(), by);
		return Outcome.PROPOSED;
	}

	/**
	 * Adds a photo or attachment. Where nothing is written of the month yet, the draft
	 * begins with it: both or neither.
	 * @param opening what the form opens with
	 * @return false if the form was carried out before
	 * @throws Refusal if the report is locked, or the file is not to be kept
	 */
	@Transactional
	public boolean add(String code, YearMonth month, Supplier<ReportContent> opening, ReportFiles.NewFile file,
			InputStream content, UUID submission, Official by) {
		Taken taken = takeOwn(code, by);
		if (this.reports.findFirstByProjectIdAndMonthOrderByRevisionDesc(taken.projectId(), month.atDay(1)).isEmpty()) {
			save(code, month, opening.get(), NOT_WRITTEN, by);
		}
		return this.files.add(code, month, file, content, submission, by);
	}

	/**
	 * Takes a report back that is not decided yet.
	 */
	@Transactional
	public void withdraw(String code, YearMonth month, Official by) {
		Taken taken = takeOwn(code, by);
		ProgressReport report = latest(taken, month);
		boolean inTime = this.ledger.entries(this.overview.plan(taken.projectId()))
			.stream()
			.filter((entry) -> entry.month().equals(month))
			.anyMatch((entry) -> !LocalDate.now(this.clock).isAfter(entry.dueOn()));
		decided(report, "report.refusal.withdraw." + report.getState());
		report.withdraw(inTime, this.clock.instant());
		report = this.reports.saveAndFlush(report);
		step(report, "WITHDRAWN", by, null);
		this.audit.changed(RECORD, taken.key(month), RECORD + ".withdrawn", by, null, List.of());
	}

	/**
	 * Sends a report back to its department.
	 * @param id number of the report
	 * @param version the version that was looked at
	 * @param note what is to be done about it
	 * @param by a coordinator
	 */
	@Transactional
	public void sendBack(long id, long version, @Nullable String note, Official by) {
		ProjectAccess.requireApprove(by);
		Taken taken = takeOf(id);
		ProgressReport report = toDecide(id, version, (state) -> "report.refusal.return." + state, by);
		if (note == null) {
			throw new Refusal("note", "approval.refusal.noteMissing");
		}
		report.sendBack(this.clock.instant());
		report = this.reports.saveAndFlush(report);
		step(report, "RETURNED", by, note);
		this.audit.changed(RECORD, taken.key(report.month()), RECORD + ".returned", by, note, List.of());
	}

	/**
	 * Approves a report with all that it carries, and closes its month.
	 * @param id number of the report
	 * @param version the version that was looked at
	 * @param by a coordinator who did not send it
	 * @throws ChangedSince if the record changed after it was sent: what it would do was
	 * worked out anew and is to be looked at once more
	 * @throws Refusal if it was decided before, is the official's own, or states what the
	 * record no longer allows
	 */
	@Transactional(noRollbackFor = ChangedSince.class)
	public void approve(long id, long version, Official by) {
		ProjectAccess.requireApprove(by);
		Taken taken = takeOf(id);
		ProgressReport report = toDecide(id, version, (state) -> "report.refusal.approve." + state, by);
		YearMonth month = report.month();
		this.closer.closeDue(taken.projectId());
		int closed = this.closer.revisionOf(taken.projectId(), month);
		ReportProgress progress = new ReportProgress(this.json.readValue(report.getFacts(), PROGRESS),
				report.getCorrectionReason());
		List<Difference> differences = this.json.readValue(report.getDifferences(), DIFFERENCES);
		if (!progress.milestones().isEmpty()) {
			List<Difference> fresh = this.projects.differencesOf(taken.code(), progress);
			if (!fresh.equals(differences)) {
				this.reports.findById(id).orElseThrow().refresh(this.json.writeValueAsString(fresh));
				throw new ChangedSince();
			}
			this.projects.carryOut(taken.code(), progress, by);
		}
		report = this.reports.findById(id).orElseThrow();
		report.approve(this.clock.instant());
		report = this.reports.saveAndFlush(report);
		step(report, "APPROVED", by, null);
		this.audit.changed(RECORD, taken.key(month), RECORD + ".approved", by, report.getCorrectionReason(),
				differences);
		if (report.getRevision() == 1) {
			this.closer.closeApproved(taken.projectId(), month);
		}
		else {
			this.closer.reviseCorrected(taken.projectId(), month, closed);
		}
		this.lights.look(taken.projectId());
	}

	/**
	 * Begins a correction of an approved report: a new version that starts from it.
	 * @param reason why it was wrong
	 */
	@Transactional
	public void correct(String code, YearMonth month, @Nullable String reason, UUID submission, Official by) {
		Taken taken = takeOwn(code, by);
		if (!this.submissions.first(submission)) {
			return;
		}
		if (reason == null) {
			throw new Refusal("reason", "project.refusal.reasonMissing");
		}
		ProgressReport approved = latest(taken, month);
		ProgressReport report = this.reports.saveAndFlush(new ProgressReport(approved, reason, this.clock.instant()));
		this.files.copyTo(Objects.requireNonNull(approved.getId()), Objects.requireNonNull(report.getId()));
		this.audit.changed(RECORD, taken.key(report.month()), RECORD + ".corrected", by, reason, List.of());
	}

	/**
	 * Lets a correction rest that was never sent.
	 */
	@Transactional
	public void discard(String code, YearMonth month, Official by) {
		Taken taken = takeOwn(code, by);
		ProgressReport report = latest(taken, month);
		if (report.getRevision() == 1 || report.getState() != ReportState.DRAFT || stepsOf(report) > 0) {
			throw new Refusal(null, "report.refusal.discard");
		}
		this.files.forget(Objects.requireNonNull(report.getId()));
		this.entities.remove(report);
		this.entities.flush();
		this.audit.changed(RECORD, taken.key(month), RECORD + ".discarded", by, report.getCorrectionReason(),
				List.of());
	}

	/**
	 * The lead official signs a report, or only says a word on it.
	 * @param sign whether to sign
	 * @param note the word; may be missing where it is signed
	 * @param by the lead official of the project
	 */
	@Transactional
	public void comment(long id, boolean sign, @Nullable String note, UUID submission, Official by) {
		Taken taken = takeOf(id);
		if (!by.is(Role.LEADER) || !Objects.equals(taken.leaderId(), by.postId())) {
			throw new AccessDeniedException("not the lead official of the project");
		}
		ProgressReport report = this.reports.findById(id).orElseThrow();
		if (report.isOpen()) {
			throw new Refusal(null, "report.refusal.sign." + report.getState());
		}
		if (!sign && note == null) {
			throw new Refusal("note", "report.refusal.commentMissing");
		}
		if (!this.submissions.first(submission)) {
			return;
		}
		if (sign && lastStep(id, "SIGNED").isPresent()) {
			throw new Refusal(null, "report.refusal.signed");
		}
		step(report, sign ? "SIGNED" : "COMMENTED", by, note);
		this.audit.changed(RECORD, taken.key(report.month()), RECORD + (sign ? ".signed" : ".commented"), by, note,
				List.of());
	}

	/**
	 * Opens a month again whose time to be made up is over.
	 * @param until last day on which it can be written
	 * @param by a coordinator
	 */
	@Transactional
	public void reopen(String code, YearMonth month, @Nullable LocalDate until, @Nullable String reason, Official by) {
		ProjectAccess.requireApprove(by);
		Taken taken = take(code);
		ReportLock lock = this.locks.of(taken.projectId(), month);
		if (lock == null || lock.reason() != ReportLock.Reason.TOO_LATE) {
			throw new Refusal(null, "report.refusal.reopen");
		}
		if (until == null || until.isBefore(LocalDate.now(this.clock))) {
			throw new Refusal("until", "report.refusal.until");
		}
		if (reason == null) {
			throw new Refusal("reason", "project.refusal.reasonMissing");
		}
		this.jdbc.sql("""
				insert into report_reopening (project_id, month, until, reason, opened_by, opened_at)
				values (?, ?, ?, ?, ?, ?)""")
			.params(taken.projectId(), month.atDay(1), until, reason, by.id(), Timestamp.from(this.clock.instant()))
			.update();
		this.audit.changed(RECORD, taken.key(month), RECORD + ".reopened", by, reason,
				List.of(new Difference("until", null, null, until.toString())));
	}

	/** The report to write in, of the version that the form knows. */
	private ProgressReport toWrite(Taken taken, YearMonth month, ReportContent content, long version) {
		Optional<ProgressReport> found = this.reports.findFirstByProjectIdAndMonthOrderByRevisionDesc(taken.projectId(),
				month.atDay(1));
		long current = found.map(ProgressReport::getVersion).orElse(NOT_WRITTEN);
		if (current != version) {
			throw new StaleReport(current, differences(found.orElseThrow(), content));
		}
		return found.orElseGet(() -> new ProgressReport(taken.projectId(), month, this.clock.instant()));
	}

	private List<Difference> differences(ProgressReport theirs, ReportContent yours) {
		List<Difference> differences = new ArrayList<>();
		differ(differences, "done", theirs.getDone(), yours.done());
		differ(differences, "invested", theirs.invested(), yours.invested());
		differ(differences, "problems", theirs.getProblems(), yours.problems());
		differ(differences, "requests", theirs.getRequests(), yours.requests());
		differ(differences, "nextPlan", theirs.getNextPlan(), yours.nextPlan());
		return differences;
	}

	private static void differ(List<Difference> differences, String field, @Nullable Object theirs,
			@Nullable Object yours) {
		if (!Objects.equals(theirs, yours)) {
			differences.add(new Difference(field, null, (theirs != null) ? theirs.toString() : null,
					(yours != null) ? yours.toString() : null));
		}
	}

	private ProgressReport toDecide(long id, long version, Function<ReportState, String> refusal, Official by) {
		ProgressReport report = this.reports.findById(id).orElseThrow();
		decided(report, refusal.apply(report.getState()));
		if (report.getVersion() != version) {
			throw new Refusal(null, "report.refusal.changed");
		}
		if (lastStep(id, "SUBMITTED")
			.filter((step) -> by.isSamePersonAs(step.actorId()) || by.isSamePersonAs(step.postId()))
			.isPresent()) {
			throw new Refusal(null, "report.refusal.own");
		}
		return report;
	}

	/** Refuses where a report does not wait, and says who was first. */
	private void decided(ProgressReport report, String refusal) {
		if (report.getState() != ReportState.SUBMITTED) {
			String who = lastStep(Objects.requireNonNull(report.getId()), null).map(Step::actorName).orElse("");
			throw new Refusal(null, refusal, who);
		}
	}

	private ProgressReport latest(Taken taken, YearMonth month) {
		return this.reports.findFirstByProjectIdAndMonthOrderByRevisionDesc(taken.projectId(), month.atDay(1))
			.orElseThrow(() -> new NotOnRecord("report " + taken.key(month)));
	}

	private void step(ProgressReport report, String action, Official by, @Nullable String note) {
		this.jdbc.sql("""
				insert into report_step (report_id, action, happened_at, actor_id, post_id, actor_name, note)
				values (?, ?, ?, ?, ?, ?, ?)""")
			.param(report.getId())
			.param(action)
			.param(Timestamp.from(this.clock.instant()))
			.param(by.id())
			.param(by.postId())
			.param(by.signature())
			.param(note)
			.update();
	}

	private long stepsOf(ProgressReport report) {
		return this.jdbc.sql("select count(*) from report_step where report_id = ?")
			.param(report.getId())
			.query(Long.class)
			.single();
	}

	private Optional<Step> lastStep(long reportId, @Nullable String action) {
		return this.jdbc.sql("""
				select actor_id, post_id, actor_name from report_step
				where report_id = :report and (cast(:action as text) is null or action = :action)
				order by id desc limit 1""")
			.param("report", reportId)
			.param("action", action)
			.query((row, index) -> new Step(row.getLong("actor_id"), row.getLong("post_id"),
					row.getString("actor_name")))
			.optional();
	}

	private Taken takeOwn(String code, Official by) {
		Taken taken = take(code);
		ProjectAccess.requireOwn(by, taken.departmentId());
		return taken;
	}

	/** Takes a project for changing; whoever comes second waits for the first. */
	private Taken take(String code) {
		return this.jdbc.sql("select id, code, department_id, lead_account_id from project where code = ? for update")
			.param(code)
			.query((row, index) -> new Taken(row.getLong("id"), row.getString("code"),
					row.getObject("department_id", Long.class), row.getObject("lead_account_id", Long.class)))
			.optional()
			.orElseThrow(() -> new NotOnRecord("project " + code));
	}

	private Taken takeOf(long reportId) {
		String code = this.jdbc
			.sql("select p.code from progress_report r join project p on p.id = r.project_id where r.id = ?")
			.param(reportId)
			.query(String.class)
			.optional()
			.orElseThrow(() -> new NotOnRecord("report " + reportId));
		return take(code);
	}

	private record Taken(long projectId, String code, @Nullable Long departmentId, @Nullable Long leaderId) {

		String key(YearMonth month) {
			return this.code + "/" + month;
		}

	}

	private record Step(long actorId, long postId, String actorName) {
	}

	/**
	 * The record changed between sending and approval.
	 */
	public static class ChangedSince extends RuntimeException {

		@Serial
		private static final long serialVersionUID = 1L;

		ChangedSince() {
			super("the record changed after the report was sent");
		}

	}

}

package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.dividend.Decision.Waiting;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The day on which a project's operation starts: the department proposes, the
 * coordinating office approves. A change of it rewrites nothing: the next run of the
 * years concerned posts the difference.
 */
@Service
@RequiredArgsConstructor
public class OperationStartService {

	/**
	 * The kind of record under which history and trail know it, by the project's code.
	 */
	public static final String RECORD = "operation-start";

	private static final String TABLE = "operation_start";

	private static final int LONGEST = 200;

	/** How far ahead it can be planned. */
	private static final int YEARS_AHEAD = 5;

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final DividendLedger ledger;

	private final Decision decision;

	private final RunReckoning reckoning;

	private final Submissions submissions;

	private final AuditService audit;

	/**
	 * Proposes a day.
	 * @param project code of the project
	 * @param startedOn the day; null: operation has not started after all
	 * @param reason why; needed where a day is on record already
	 * @param by an editor of the project's department
	 * @return the proposal's number
	 */
	@Transactional
	public long propose(String project, @Nullable LocalDate startedOn, @Nullable String reason,
			@Nullable String document, UUID submission, Official by) {
		DividendProject of = this.facts.project(project);
		DividendAccess.requireEdit(by, of.departmentId());
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "dividend.refusal.twice");
		}
		LocalDate last = this.ledger.today().plusYears(YEARS_AHEAD);
		if (startedOn != null && (startedOn.isBefore(ContributionService.EARLIEST) || startedOn.isAfter(last))) {
			throw new Refusal("startedOn", "dividend.refusal.startedOn", ContributionService.EARLIEST.toString(),
					last.toString());
		}
		LocalDate before = this.facts.operationStart(project).orElse(null);
		if (Objects.equals(before, startedOn)) {
			throw new Refusal("startedOn",
					(startedOn != null) ? "project.refusal.nothingChanged" : "dividend.refusal.startedOnMissing");
		}
		String why = (before != null) ? Decision.requireReason(reason) : reason;
		String paper = Decision.requireDocument(document);
		if (paper.strip().length() > LONGEST) {
			throw new Refusal("document", "dividend.refusal.long", LONGEST);
		}
		long id;
		try {
			id = this.jdbc
				.sql("""
						insert into operation_start (project_id, started_on, reason, document, state, entered_by, entered_for,
							entered_by_name, entered_at)
						values (?, ?, ?, ?, 'ENTERED', ?, ?, ?, ?) returning id""")
				.params(of.id(), startedOn, why, paper.strip(), by.id(), by.postId(), by.signature(), this.ledger.now())
				.query(Long.class)
				.single();
		}
		catch (DataIntegrityViolationException ex) {
			if ("operation_start_open".equals(Violations.constraintOf(ex))) {
				throw new Refusal(null, "dividend.refusal.startWaits");
			}
			throw ex;
		}
		record(of, "entered", by, (why != null) ? why : paper, List.of(difference(before, startedOn)));
		return id;
	}

	/**
	 * Lets a proposed day count from now on.
	 * @param version the version that was looked at
	 * @param by a coordinator who did not propose it
	 */
	@Transactional
	public void approve(long id, long version, Official by) {
		this.ledger.holdStill();
		Waiting waiting = this.decision.takeToDecide(TABLE, id, "ENTERED", version, by);
		DividendProject project = project(id);
		LocalDate before = this.facts.operationStart(project.code()).orElse(null);
		this.jdbc.sql("""
				update operation_start set state = 'APPROVED', decided_by = ?, decided_for = ?, decided_by_name = ?,
					decided_at = ?, version = version + 1,
					approval = (select coalesce(max(o.approval), 0) + 1 from operation_start o where o.project_id = ?)
				where id = ?""")
			.params(by.id(), by.postId(), by.signature(), this.ledger.now(), project.id(), waiting.id())
			.update();
		record(project, "approved", by, null,
				List.of(difference(before, this.facts.operationStart(project.code()).orElse(null))));
	}

	/** Sends a proposed day back. */
	@Transactional
	public void sendBack(long id, long version, @Nullable String note, Official by) {
		Waiting waiting = this.decision.takeToDecide(TABLE, id, "ENTERED", version, by);
		this.decision.decided(waiting, "RETURNED", Decision.requireNote(note), by);
		record(project(id), "returned", by, note, List.of());
	}

	/** Takes a proposed day back that nobody decided on. */
	@Transactional
	public void retract(long id, Official by) {
		this.decision.retract(TABLE, id, "ENTERED", "RETRACTED", by);
		record(project(id), "withdrawn", by, null, List.of());
	}

	/**
	 * What posted years would be if operation started on another day: what the next run
	 * would then post is the difference.
	 * @param project code of the project
	 * @param startedOn the day to try
	 * @return by year and phase; years that were not posted are left out
	 */
	@Transactional(readOnly = true)
	public List<Effect> effect(String project, @Nullable LocalDate startedOn, Official by) {
		DividendProject of = this.facts.project(project);
		DividendAccess.requireSee(by, of.departmentId());
		return this.reckoning.effect(of, startedOn);
	}

	private static Difference difference(@Nullable LocalDate before, @Nullable LocalDate after) {
		return new Difference("operationStart", null, (before != null) ? before.toString() : null,
				(after != null) ? after.toString() : null);
	}

	private DividendProject project(long id) {
		return this.facts.project(this.jdbc.sql("select project_id from operation_start where id = ?")
			.param(id)
			.query(Long.class)
			.single());
	}

	private void record(DividendProject project, String action, Official by, @Nullable String note,
			List<Difference> differences) {
		this.audit.changed(RECORD, project.code(), RECORD + "." + action, by, note, differences);
	}

	/**
	 * What a posted year would be.
	 *
	 * @param year the year
	 * @param phase the phase
	 * @param posted what is posted of it
	 * @param due what would be due
	 */
	public record Effect(int year, DividendPhase phase, Money posted, Money due) {

		/** What the next run would post. */
		public Money difference() {
			return this.due.plus(new Money(this.posted.yuan().negate()));
		}

	}

}

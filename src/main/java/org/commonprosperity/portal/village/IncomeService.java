package org.commonprosperity.portal.village;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.organisation.Source;
import org.commonprosperity.portal.organisation.Sources;
import org.commonprosperity.portal.project.Outcome;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the villages' returns on their way: written and sent by the village's clerk,
 * approved by the coordinating office, corrected by a new version.
 */
@Service
@RequiredArgsConstructor
public class IncomeService {

	/** The kind of record under which history and trail know a return. */
	public static final String RECORD = "income";

	/** The version that a form carries where nothing is on record yet. */
	public static final long NOT_WRITTEN = -1;

	private final JdbcClient jdbc;

	private final IncomeReturns returns;

	private final IncomeChecks checks;

	private final IncomeDifferences differences;

	private final Sources sources;

	private final Submissions submissions;

	private final AuditService audit;

	private final Clock clock;

	/**
	 * Keeps what was written so far.
	 * @param village code of the village
	 * @param version the version of the return that the form was drawn from, or
	 * {@link #NOT_WRITTEN}
	 * @return the version that it has now
	 * @throws Refusal if it is locked or states what cannot be; the field of the latter
	 * is {@code row/number/field}
	 * @throws StaleIncome if somebody wrote in it after the form was opened
	 */
	@Transactional
	public long save(String village, IncomePeriod period, IncomeContent content, long version, Official by) {
		Taken taken = takeOwn(village, by);
		IncomeReturn income = toWrite(taken, period, content, version);
		income.write(content, this.clock.instant());
		return this.returns.saveAndFlush(income).getVersion();
	}

	/**
	 * Sends a return to the coordinating office.
	 * @return whether it is sent, or had come before
	 * @throws Refusal if it is locked, lacks all, or states what cannot be
	 * @throws StaleIncome if somebody wrote in it after the form was opened
	 */
	@Transactional
	public Outcome submit(String village, IncomePeriod period, IncomeContent content, Submission submission,
			Official by) {
		Taken taken = takeOwn(village, by);
		if (!this.submissions.first(submission.number())) {
			return Outcome.REPEATED;
		}
		IncomeReturn income = toWrite(taken, period, content, submission.version());
		if (content.entries().isEmpty() && (period.quarter() != null || content.isEmpty())) {
			throw new Refusal(null, "income.refusal.empty");
		}
		List<Difference> differences = this.differences.between(before(taken, income), content);
		income.write(content, this.clock.instant());
		income.submit(this.clock.instant());
		income = this.returns.saveAndFlush(income);
		step(income, "SUBMITTED", by, income.getCorrectionReason());
		this.audit.changed(RECORD, taken.key(period), RECORD + ".submitted", by, income.getCorrectionReason(),
				differences);
		return Outcome.PROPOSED;
	}

	/**
	 * Takes a return back that is not decided yet.
	 */
	@Transactional
	public void withdraw(String village, IncomePeriod period, Official by) {
		Taken taken = takeOwn(village, by);
		IncomeReturn income = latest(taken, period);
		requireWaiting(income, "income.refusal.withdraw." + income.getState());
		income.withdraw(this.clock.instant());
		decide(taken, income, "WITHDRAWN", "withdrawn", null, by);
	}

	/**
	 * Sends a return back to its village.
	 * @param id number of the return
	 * @param version the version that was looked at
	 * @param note what is to be done about it
	 * @param by a coordinator
	 */
	@Transactional
	public void sendBack(long id, long version, @Nullable String note, Official by) {
		VillageAccess.requireApprove(by);
		Taken taken = takeOf(id);
		IncomeReturn income = this.returns.findById(id).orElseThrow();
		requireWaiting(income, "income.refusal.return." + income.getState());
		requireOthers(income, version, by);
		if (note == null) {
			throw new Refusal("note", "approval.refusal.noteMissing");
		}
		income.sendBack(this.clock.instant());
		decide(taken, income, "RETURNED", "returned", note, by);
	}

	/**
	 * Approves a return: from now on it is what everybody reads.
	 * @param id number of the return
	 * @param version the version that was looked at
	 * @param by a coordinator who did not send it
	 * @throws Refusal if it was decided or changed before, or is the official's own
	 */
	@Transactional
	public void approve(long id, long version, Official by) {
		VillageAccess.requireApprove(by);
		Taken taken = takeOf(id);
		IncomeReturn income = this.returns.findById(id).orElseThrow();
		requireWaiting(income, "income.refusal.approve." + income.getState());
		requireOthers(income, version, by);
		income.approve(this.clock.instant());
		decide(taken, income, "APPROVED", "approved", null, by);
	}

	/**
	 * Begins a correction of an approved return: a new version that starts from it.
	 * @param reason why it was wrong
	 */
	@Transactional
	public void correct(String village, IncomePeriod period, @Nullable String reason, UUID submission, Official by) {
		Taken taken = takeOwn(village, by);
		if (!this.submissions.first(submission)) {
			return;
		}
		if (reason == null) {
			throw new Refusal("reason", "project.refusal.reasonMissing");
		}
		IncomeReturn approved = latest(taken, period);
		this.returns.saveAndFlush(new IncomeReturn(approved, reason, this.clock.instant()));
		this.audit.changed(RECORD, taken.key(period), RECORD + ".corrected", by, reason, List.of());
	}

	/**
	 * Lets a draft rest that was never sent.
	 */
	@Transactional
	public void discard(String village, IncomePeriod period, Official by) {
		Taken taken = takeOwn(village, by);
		IncomeReturn income = latest(taken, period);
		if (income.getState() != IncomeState.DRAFT || income.getSubmittedAt() != null) {
			throw new Refusal(null, "income.refusal.discard");
		}
		this.returns.delete(income);
		this.audit.changed(RECORD, taken.key(period), RECORD + ".discarded", by, income.getCorrectionReason(),
				List.of());
	}

	private void decide(Taken taken, IncomeReturn income, String step, String action, @Nullable String note,
			Official by) {
		IncomeContent before = step.equals("APPROVED") ? before(taken, income) : null;
		IncomeReturn kept = this.returns.saveAndFlush(income);
		step(kept, step, by, note);
		this.audit.changed(RECORD, taken.key(kept.period()), RECORD + "." + action, by,
				(note != null) ? note : kept.getCorrectionReason(),
				step.equals("APPROVED") ? this.differences.between(before, kept.content()) : List.of());
	}

	/** The return to write in, of the version that the form knows. */
	private IncomeReturn toWrite(Taken taken, IncomePeriod period, IncomeContent content, long version) {
		this.checks.period(period);
		this.checks.content(taken.communityId(), period, content);
		Optional<IncomeReturn> found = this.returns.findLatest(taken.communityId(), period.year(), period.quarter());
		if (found.isPresent() && !found.get().isOpen()) {
			throw new Refusal(null, "income.refusal.write." + found.get().getState());
		}
		long current = found.map(IncomeReturn::getVersion).orElse(NOT_WRITTEN);
		if (current != version) {
			throw new StaleIncome(current, found.map((theirs) -> this.differences.between(theirs.content(), content))
				.orElseGet(() -> this.differences.between(null, content)));
		}
		return found.orElseGet(() -> new IncomeReturn(taken.communityId(), period,
				this.sources.findByCode(Source.PORTAL_RECORD).orElseThrow().getId(), this.clock.instant()));
	}

	/** What the approved version before says. */
	private @Nullable IncomeContent before(Taken taken, IncomeReturn income) {
		return (income.getRevision() == 1) ? null
				: this.returns
					.findRevision(taken.communityId(), income.getYear(), income.getQuarter(), income.getRevision() - 1)
					.map(IncomeReturn::content)
					.orElse(null);
	}

	private void requireOthers(IncomeReturn income, long version, Official by) {
		if (income.getVersion() != version) {
			throw new Refusal(null, "income.refusal.changed");
		}
		if (lastStep(income, "SUBMITTED")
			.filter((step) -> by.isSamePersonAs(step.actorId()) || by.isSamePersonAs(step.postId()))
			.isPresent()) {
			throw new Refusal(null, "income.refusal.own");
		}
	}

	/** Refuses where a return does not wait, and says who was first. */
	private void requireWaiting(IncomeReturn income, String refusal) {
		if (income.getState() != IncomeState.SUBMITTED) {
			throw new Refusal(null, refusal, lastStep(income, null).map(Step::actorName).orElse(""));
		}
	}

	private IncomeReturn latest(Taken taken, IncomePeriod period) {
		return this.returns.findLatest(taken.communityId(), period.year(), period.quarter())
			.orElseThrow(() -> new NotOnRecord("return " + taken.key(period)));
	}

	private void step(IncomeReturn income, String action, Official by, @Nullable String note) {
		this.jdbc.sql("""
				insert into return_step (return_id, action, happened_at, actor_id, post_id, actor_name, note)
				values (?, ?, ?, ?, ?, ?, ?)""")
			.param(income.getId())
			.param(action)
			.param(Timestamp.from(this.clock.instant()))
			.param(by.id())
			.param(by.postId())
			.param(by.signature())
			.param(note)
			.update();
	}

	private Optional<Step> lastStep(IncomeReturn income, @Nullable String action) {
		return this.jdbc.sql("""
				select actor_id, post_id, actor_name from return_step
				where return_id = :return and (cast(:action as text) is null or action = :action)
				order by id desc limit 1""")
			.param("return", Objects.requireNonNull(income.getId()))
			.param("action", action)
			.query((row, index) -> new Step(row.getLong("actor_id"), row.getLong("post_id"),
					row.getString("actor_name")))
			.optional();
	}

	private Taken takeOwn(String village, Official by) {
		Taken taken = take(village);
		VillageAccess.requireOwn(by, taken.communityId());
		return taken;
	}

	/** Takes a village for changing; whoever comes second waits for the first. */
	private Taken take(String village) {
		return this.jdbc.sql("select id, code from community where code = ? and kind = 'VILLAGE' for no key update")
			.param(village)
			.query((row, index) -> new Taken(row.getLong("id"), row.getString("code")))
			.optional()
			.orElseThrow(() -> new NotOnRecord("village " + village));
	}

	private Taken takeOf(long returnId) {
		String village = this.jdbc
			.sql("select c.code from income_return r join community c on c.id = r.community_id where r.id = ?")
			.param(returnId)
			.query(String.class)
			.optional()
			.orElseThrow(() -> new NotOnRecord("return " + returnId));
		return take(village);
	}

	private record Taken(long communityId, String code) {

		String key(IncomePeriod period) {
			return this.code + "/" + period;
		}

	}

	private record Step(long actorId, long postId, String actorName) {
	}

}

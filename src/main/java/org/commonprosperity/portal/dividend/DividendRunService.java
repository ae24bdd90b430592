package org.commonprosperity.portal.dividend;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

import jakarta.annotation.PreDestroy;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.dividend.Decision.Waiting;
import org.commonprosperity.portal.dividend.DividendRuns.Run;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The annual run: finance prepares a preview of every line, the coordinating office posts
 * or returns it. What takes its time goes on in the background, one run at a time, and
 * can be left and come back to. A posting writes the difference between what is due and
 * what was posted, so that running a year again posts nothing.
 */
@Service
@RequiredArgsConstructor
@Slf4j
public class DividendRunService {

	/** The kind of record under which history and trail know a run. */
	public static final String RECORD = "dividend-run";

	private static final String TABLE = "dividend_run";

	private static final int FIRST_YEAR = 1990;

	/** How long an answer waits for work that may be short. */
	private static final long PATIENCE_MILLIS = 2500;

	private static final int WAITING = 20;

	/** Within one transaction nobody sees how far it is. */
	private static final IntConsumer NOBODY_LOOKS = (done) -> {
	};

	private final DividendRuns runs;

	private final RunWorker worker;

	private final RunReckoning reckoning;

	private final DividendFacts facts;

	private final DividendLedger ledger;

	private final Decision decision;

	private final Submissions submissions;

	private final AuditService audit;

	private final TransactionTemplate transaction;

	private final Map<Long, Refusal> unsettled = new ConcurrentHashMap<>();

	private final ThreadPoolExecutor background = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(WAITING), (work) -> new Thread(work, "dividend-run"));

	/**
	 * Begins to prepare the run of a year.
	 * @param project code of the project
	 * @param by finance
	 * @return the run's number
	 * @throws Refusal if the year is not over, has no terms, or has a run that waits
	 */
	public long prepare(String project, @Nullable Integer year, UUID submission, Official by) {
		long id = Objects.requireNonNull(this.transaction.execute((status) -> begin(project, year, submission, by)));
		go(id, () -> this.worker.prepare(id, by, (done) -> this.runs.progress(id, done)));
		return id;
	}

	/**
	 * Prepares the run of a year within the caller's transaction.
	 * @return the run's number
	 */
	public long prepareNow(String project, int year, Official by) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			long id = begin(project, year, UUID.randomUUID(), by);
			this.worker.prepare(id, by, NOBODY_LOOKS);
			return id;
		}));
	}

	/**
	 * Begins to post a prepared run.
	 * @param version the version that was looked at
	 * @param by a coordinator who did not prepare it
	 */
	public void post(long id, long version, Official by) {
		this.transaction.executeWithoutResult((status) -> beginPosting(id, version, by));
		go(id, () -> this.worker.post(id, by, (done) -> this.runs.progress(id, done)));
	}

	/** Posts a prepared run within the caller's transaction. */
	public void postNow(long id, long version, Official by) {
		this.transaction.executeWithoutResult((status) -> {
			beginPosting(id, version, by);
			this.worker.post(id, by, NOBODY_LOOKS);
		});
	}

	/** Sends a prepared run back. */
	public void sendBack(long id, long version, @Nullable String note, Official by) {
		this.transaction.executeWithoutResult((status) -> {
			Waiting waiting = this.decision.takeToDecide(TABLE, id, "PREPARED", version, by);
			this.decision.decided(waiting, "RETURNED", Decision.requireNote(note), by);
			this.audit.changed(RECORD, this.runs.get(id).key(), RECORD + ".returned", by, note, List.of());
		});
	}

	/** Gives a prepared run up. */
	public void drop(long id, Official by) {
		DividendAccess.requirePrepare(by);
		this.transaction.executeWithoutResult((status) -> {
			this.decision.retract(TABLE, id, "PREPARED", "DROPPED", by);
			this.runs.forget(id);
			this.audit.changed(RECORD, this.runs.get(id).key(), RECORD + ".dropped", by, null, List.of());
		});
	}

	/** Leaves nothing half done behind after a stop. */
	@EventListener(ApplicationReadyEvent.class)
	void pickUp() {
		int found = this.runs.interrupted(new Refusal(null, "dividend.refusal.interrupted"));
		if (found > 0) {
			log.warn("{} dividend run(s) were interrupted when the portal stopped; nothing of them was written", found);
		}
	}

	/** Puts runs back that could not be while the database did not answer. */
	@Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.SECONDS)
	void settle() {
		this.unsettled.forEach(this::stayed);
	}

	@PreDestroy
	void stop() {
		this.background.shutdownNow();
	}

	private long begin(String project, @Nullable Integer year, UUID submission, Official by) {
		DividendAccess.requirePrepare(by);
		DividendProject of = this.facts.project(project);
		int last = this.ledger.today().getYear() - 1;
		if (year == null || year < FIRST_YEAR || year > last) {
			throw new Refusal("year", "dividend.refusal.year", String.valueOf(FIRST_YEAR), String.valueOf(last));
		}
		if (this.facts.terms(project).isEmpty()) {
			throw new Refusal(null, "dividend.refusal.noTerms");
		}
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "dividend.refusal.twice");
		}
		try {
			return this.runs.create(of, year, this.reckoning.expected(of, year), by);
		}
		catch (DataIntegrityViolationException ex) {
			if ("dividend_run_open".equals(Violations.constraintOf(ex))) {
				throw new Refusal("year", "dividend.refusal.runWaits", String.valueOf(year));
			}
			throw ex;
		}
	}

	private void beginPosting(long id, long version, Official by) {
		Waiting waiting = this.decision.takeToDecide(TABLE, id, "PREPARED", version, by);
		Run run = this.runs.get(id);
		this.decision.decided(waiting, "POSTING", null, by);
		this.runs.expect(id, this.reckoning.expected(run.project(), run.year()) + run.differences());
	}

	private void go(long id, Runnable work) {
		try {
			this.background.submit(() -> work(id, work)).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			stayed(id, new Refusal(null, "import.refusal.busy"));
		}
		catch (TimeoutException ex) {
			log.debug("Dividend run {} goes on in the background", id);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			log.error("Dividend run {} stopped", id, ex.getCause());
		}
	}

	private void work(long id, Runnable work) {
		try {
			work.run();
		}
		catch (Refusal refusal) {
			stayed(id, refusal);
		}
		catch (RuntimeException ex) {
			log.error("Dividend run {} did not come to its end; nothing of it was written", id, ex);
			stayed(id, new Refusal(null, "dividend.refusal.unexpected"));
		}
	}

	private void stayed(long id, Refusal refusal) {
		try {
			this.runs.stayed(id, refusal);
			this.unsettled.remove(id);
		}
		catch (RuntimeException ex) {
			log.warn("Dividend run {} is put back as soon as the database answers", id);
			this.unsettled.put(id, refusal);
		}
	}

}

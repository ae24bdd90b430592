package org.commonprosperity.portal.dividend;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.dividend.DividendRuns.Run;
import org.commonprosperity.portal.dividend.RunReckoning.Reckoned;
import org.commonprosperity.portal.shared.Refusal;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The work of a run that takes its time: reckoning its preview, and posting what the
 * preview showed. Each is one transaction: all of it or nothing.
 */
@Component
@RequiredArgsConstructor
class RunWorker {

	/** Lines that one statement writes. */
	static final int CHUNK = 5000;

	/** Contributions between two looks at the progress bar. */
	private static final int STEP = 1000;

	private final DividendRuns runs;

	private final RunReckoning reckoning;

	private final DividendLedger ledger;

	private final AuditService audit;

	private final TransactionTemplate transaction;

	/**
	 * Reckons the preview of a run in state PREPARING.
	 * @param progress told now and then how much is done
	 */
	void prepare(long id, Official by, IntConsumer progress) {
		this.transaction.executeWithoutResult((status) -> {
			Run run = this.runs.get(id);
			Chunks<RunLine> lines = new Chunks<>((chunk) -> this.runs.keep(id, chunk));
			Chunks<RunGap> gaps = new Chunks<>((chunk) -> this.runs.keepGaps(id, chunk));
			Reckoned reckoned = this.reckoning.reckon(run.project(), run.year(), lines, gaps, new Steps(progress));
			lines.end();
			gaps.end();
			this.runs.prepared(id, reckoned);
			this.audit.changed(DividendRunService.RECORD, run.key(), DividendRunService.RECORD + ".prepared", by, null,
					List.of(new Difference("dividendLines", null, null, String.valueOf(reckoned.differences())),
							new Difference("dividendAmount", null, null, reckoned.difference().toPlainString())));
		});
	}

	/**
	 * Posts a run in state POSTING. What is due is reckoned once more; if it is not what
	 * the preview showed, nothing is posted.
	 * @param progress told now and then how much is done
	 */
	void post(long id, Official by, IntConsumer progress) {
		this.transaction.executeWithoutResult((status) -> {
			this.ledger.lock();
			Run run = this.runs.get(id);
			if (!run.state().equals("POSTING")) {
				throw new Refusal(null, "dividend.refusal.changed");
			}
			Steps steps = new Steps(progress);
			Reckoned reckoned = this.reckoning.reckon(run.project(), run.year(), (line) -> {
			}, (gap) -> {
			}, steps);
			if (!Objects.equals(reckoned.fingerprint(), run.fingerprint())) {
				throw new Refusal(null, "dividend.refusal.factsChanged");
			}
			int posted = 0;
			for (int after = 0; after < reckoned.lines(); after += CHUNK) {
				posted += this.runs.post(id, after, after + CHUNK, by);
				progress.accept(steps.done + posted);
			}
			if (posted != reckoned.differences()) {
				throw new IllegalStateException(posted + " lines posted instead of " + reckoned.differences());
			}
			this.runs.posted(id);
			this.audit.changed(DividendRunService.RECORD, run.key(), DividendRunService.RECORD + ".posted", by, null,
					List.of(new Difference("dividendLines", null, null, String.valueOf(posted)),
							new Difference("dividendAmount", null, null, reckoned.difference().toPlainString())));
		});
	}

	/**
	 * Gathers rows until one statement is worth it.
	 */
	private static final class Chunks<T> implements Consumer<T> {

		private final Consumer<List<T>> write;

		private final List<T> gathered = new ArrayList<>();

		private Chunks(Consumer<List<T>> write) {
			this.write = write;
		}

		@Override
		public void accept(T row) {
			this.gathered.add(row);
			if (this.gathered.size() == CHUNK) {
				end();
			}
		}

		private void end() {
			if (!this.gathered.isEmpty()) {
				this.write.accept(List.copyOf(this.gathered));
				this.gathered.clear();
			}
		}

	}

	/**
	 * Counts contributions and says so now and then.
	 */
	private static final class Steps implements Runnable {

		private final IntConsumer progress;

		private int done;

		private Steps(IntConsumer progress) {
			this.progress = progress;
		}

		@Override
		public void run() {
			this.done++;
			if (this.done % STEP == 0) {
				this.progress.accept(this.done);
			}
		}

	}

}

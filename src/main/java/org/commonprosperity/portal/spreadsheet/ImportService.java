package org.commonprosperity.portal.spreadsheet;

import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Slice;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports from the first look at a file to their undoing. What takes its time goes on in
 * the background, one import at a time, so that a large file never costs more memory than
 * its chunk; a small one is through before its page is drawn.
 */
@Service
@Slf4j
public class ImportService {

	/** How long an answer waits for work that may be short. */
	private static final long PATIENCE_MILLIS = 2500;

	/** Imports that wait their turn; more are refused for the moment. */
	private static final int WAITING = 20;

	private static final int MENDED = 5000;

	private final Map<String, ImportedSheet> sheets = new LinkedHashMap<>();

	private final ImportJobs jobs;

	private final ImportWorker worker;

	private final TableReader reader;

	private final Submissions submissions;

	private final AuditService audit;

	private final TransactionTemplate transaction;

	private final Map<Long, Step> unsettled = new ConcurrentHashMap<>();

	private final ThreadPoolExecutor background = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(WAITING), (work) -> new Thread(work, "import"));

	public ImportService(List<ImportedSheet> sheets, ImportJobs jobs, ImportWorker worker, TableReader reader,
			Submissions submissions, AuditService audit, TransactionTemplate transaction) {
		sheets.stream()
			.sorted(Comparator.comparing(ImportedSheet::code))
			.forEach((sheet) -> this.sheets.put(sheet.code(), sheet));
		this.jobs = jobs;
		this.worker = worker;
		this.reader = reader;
		this.submissions = submissions;
		this.audit = audit;
		this.transaction = transaction;
	}

	/** Codes of what the official may bring in. */
	public List<String> offered(Official by) {
		return this.sheets.values().stream().filter((sheet) -> sheet.mayImport(by)).map(ImportedSheet::code).toList();
	}

	/** The columns of a sheet, for its template. */
	public List<Column> columns(String sheet, Official by) {
		return mine(sheet, by).columns(by);
	}

	/** Imports that the official may look up, the newest first. */
	public Slice<ImportJob> list(Official by, int page, int size) {
		List<String> all = this.sheets.values()
			.stream()
			.filter((sheet) -> sheet.mayLookUp(by))
			.map(ImportedSheet::code)
			.toList();
		long total = this.jobs.count(by, all);
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		return new Slice<>(this.jobs.list(by, all, size, (number - 1) * size), number, size, total);
	}

	/**
	 * Takes a file in and begins to read it.
	 * @return the import's number
	 */
	public long receive(String sheet, String fileName, byte[] content, UUID submission, Official by) {
		ImportedSheet imported = mine(sheet, by);
		Long id = this.transaction.execute((status) -> {
			if (!this.submissions.first(submission)) {
				throw new Refusal(null, "import.refusal.twice");
			}
			String name = imported.personal() ? sheet + fileName.replaceFirst("^.*(?=\\.[A-Za-z]{3,4}$)|.*", "")
					: fileName;
			long created = this.jobs.create(sheet, name, content, imported.personal(), by);
			this.audit.changed(ImportWorker.RECORD, String.valueOf(created), ImportWorker.RECORD + ".received", by,
					name, List.of());
			return created;
		});
		long number = Objects.requireNonNull(id);
		go(number, ImportState.READING, ImportState.INTERRUPTED,
				() -> this.worker.read(number, imported, others(sheet, by), by));
		return number;
	}

	/** Reads an import again, with the columns as they were corrected by hand. */
	public void recognise(long id, long version, int sheet, int headerRow, Map<Integer, String> columns, Official by) {
		ImportJob job = own(id, by);
		ImportedSheet imported = mine(job.sheet(), by);
		List<String> names = columns.values().stream().toList();
		if (names.stream().distinct().count() < names.size()) {
			throw new Refusal(null, "import.refusal.columnTwice");
		}
		again(job, version, imported, by, () -> this.jobs.recognised(id, new Recognition(sheet, headerRow, columns)));
	}

	/** Reads an import again, with what a person typed in place of faulty cells. */
	public void mend(long id, long version, Map<String, String> cells, Official by) {
		mend(id, version, cells, Set.of(), Set.of(), null, by);
	}

	/**
	 * Reads an import again, as a person mended it.
	 * @param cells what was typed in place of cells, by "row:column"
	 * @param out numbers of rows that are left out
	 * @param back numbers of rows that are no longer left out
	 * @param fill name of a column of the key whose empty cells say the same as the row
	 * above; or null
	 */
	public void mend(long id, long version, Map<String, String> cells, Set<Integer> out, Set<Integer> back,
			@Nullable String fill, Official by) {
		ImportJob job = own(id, by);
		ImportedSheet imported = mine(job.sheet(), by);
		Map<String, String> mended = new HashMap<>(job.mended());
		mended.putAll(cells);
		out.forEach((row) -> mended.put(row + TableRun.OUT, "1"));
		back.forEach((row) -> mended.remove(row + TableRun.OUT));
		if (fill != null) {
			this.jobs.faults(id)
				.stream()
				.filter((fault) -> fault.isToFill() && fill.equals(fault.column()))
				.forEach((fault) -> mended.putIfAbsent(fault.row() + ":" + fault.at(), fault.arguments().get(0)));
		}
		if (mended.size() > MENDED) {
			throw new Refusal(null, "import.refusal.mendedMany", MENDED);
		}
		again(job, version, imported, by, () -> this.jobs.mend(id, mended));
	}

	/** Reads an import again as it is, because what is on record has changed. */
	public void again(long id, long version, Official by) {
		ImportJob job = own(id, by);
		again(job, version, mine(job.sheet(), by), by, () -> {
		});
	}

	private void again(ImportJob job, long version, ImportedSheet sheet, Official by, Runnable change) {
		if (!job.state().isOpen()) {
			throw new Refusal(null, "import.refusal.moved." + job.state());
		}
		this.transaction.executeWithoutResult((status) -> {
			this.jobs.step(job.id(), job.state(), ImportState.READING, version, 0);
			change.run();
		});
		go(job.id(), ImportState.READING, ImportState.INTERRUPTED,
				() -> this.worker.read(job.id(), sheet, others(job.sheet(), by), by));
	}

	/** Begins to write what the preview showed. */
	public void write(long id, long version, Official by) {
		write(id, version, null, by);
	}

	/**
	 * Begins to write what the preview showed.
	 * @param reason why what is approved is corrected; needed if anything is
	 */
	public void write(long id, long version, @Nullable String reason, Official by) {
		ImportJob job = own(id, by);
		ImportedSheet sheet = mine(job.sheet(), by);
		if (job.touched() == 0) {
			throw new Refusal(null, "import.refusal.nothing");
		}
		boolean corrects = this.jobs.remarks(id)
			.stream()
			.anyMatch((remark) -> remark.key().equals(CheckedRow.CORRECTION));
		if (corrects && reason == null && job.state() == ImportState.CHECKED) {
			throw new Refusal("reason", "import.refusal.reason");
		}
		this.jobs.step(id, ImportState.CHECKED, ImportState.WRITING, version, job.touched() + job.same());
		go(id, ImportState.WRITING, ImportState.CHECKED, () -> this.worker.write(id, sheet, reason, by));
	}

	/** Gives an import up before it was written. */
	public void drop(long id, long version, Official by) {
		ImportJob job = own(id, by);
		if (!job.state().isOpen()) {
			throw new Refusal(null, "import.refusal.moved." + job.state());
		}
		this.transaction.executeWithoutResult((status) -> {
			this.jobs.step(id, job.state(), ImportState.DROPPED, version, 0);
			this.audit.changed(ImportWorker.RECORD, String.valueOf(id), ImportWorker.RECORD + ".dropped", by, null,
					List.of());
		});
	}

	/** Begins to take a written import back. */
	public void undo(long id, long version, @Nullable String reason, Official by) {
		ImportJob job = own(id, by);
		ImportedSheet sheet = mine(job.sheet(), by);
		if (reason == null) {
			throw new Refusal("reason", "project.refusal.reasonMissing");
		}
		this.jobs.step(id, ImportState.WRITTEN, ImportState.UNDOING, version, 0);
		go(id, ImportState.UNDOING, ImportState.WRITTEN, () -> this.worker.undo(id, sheet, reason, by));
	}

	/** An import with all that its page shows. */
	public ImportView view(long id, CheckedRow.@Nullable Outcome outcome, int after, int size, Official by) {
		ImportJob job = seen(id, by);
		ImportedSheet sheet = this.sheets.get(job.sheet());
		List<Column> columns = sheet.columns(by);
		List<CheckedRow> rows = job.state().isRunning() ? List.of()
				: this.jobs.rows(id, columns, outcome, after, size + 1);
		boolean more = rows.size() > size;
		return new ImportView(job, columns, more ? rows.subList(0, size) : rows, more, this.jobs.faults(id),
				this.jobs.skipped(id), this.jobs.remarks(id), sheet.address(), isOwn(job, by), sheet.personal());
	}

	/** What of the file is shown to correct the columns by; null if it cannot be read. */
	public Recognition.@Nullable Offer offer(long id, @Nullable Integer sheet, Official by) {
		ImportJob job = seen(id, by);
		List<Column> columns = this.sheets.get(job.sheet()).columns(by);
		Recognition known = job.recognition();
		try {
			return this.worker.withFile(job, (file) -> {
				if (sheet != null && (known == null || known.sheet() != sheet)) {
					return this.reader.offer(file, columns, new Recognition(sheet, 1, Map.of()));
				}
				return (known != null) ? this.reader.offer(file, columns, known) : this.reader.recognise(file, columns);
			});
		}
		catch (Refusal refusal) {
			return null;
		}
	}

	/** The file as it was sent, to whom the official may look it up. */
	public byte[] file(long id, Official by) {
		seen(id, by);
		return this.jobs.content(id);
	}

	/**
	 * The file with its faults marked.
	 * @param words puts a fault into the reader's words
	 */
	public void mark(long id, Function<CellError, Fault> words, OutputStream out, Official by) {
		ImportJob job = seen(id, by);
		this.worker.mark(job, this.jobs.faults(id).stream().map(words).toList(), out);
	}

	/** The import alone, without its rows. */
	public ImportJob job(long id, Official by) {
		return seen(id, by);
	}

	/** Leaves nothing half done behind after a stop. */
	@EventListener(ApplicationReadyEvent.class)
	void pickUp() {
		int found = this.jobs.interrupted();
		if (found > 0) {
			log.warn("{} import(s) were interrupted when the portal stopped; nothing of them was written", found);
		}
	}

	/** Puts imports back that could not be while the database did not answer. */
	@Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.SECONDS)
	void settle() {
		this.unsettled.forEach(this::stayed);
	}

	@PreDestroy
	void stop() {
		this.background.shutdownNow();
	}

	private void go(long id, ImportState from, ImportState back, Runnable work) {
		try {
			Future<?> done = this.background.submit(() -> work(id, from, back, work));
			done.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			stayed(id, new Step(from, back, new Refusal(null, "import.refusal.busy")));
		}
		catch (TimeoutException ex) {
			log.debug("Import {} goes on in the background", id);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			log.error("Import {} stopped", id, ex.getCause());
		}
	}

	private void work(long id, ImportState from, ImportState back, Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			log.error("Import {} stopped", id, ex);
			stayed(id, new Step(from, back, new Refusal(null, "import.refusal.unexpected", id)));
		}
	}

	private void stayed(long id, Step step) {
		try {
			this.jobs.stayed(id, step.from(), step.back(), step.refusal());
			this.unsettled.remove(id);
		}
		catch (RuntimeException ex) {
			log.warn("Import {} is put back as soon as the database answers", id);
			this.unsettled.put(id, step);
		}
	}

	private List<ImportedSheet> others(String code, Official by) {
		return this.sheets.values()
			.stream()
			.filter((sheet) -> !sheet.code().equals(code) && sheet.mayImport(by))
			.toList();
	}

	private ImportedSheet mine(String code, Official by) {
		ImportedSheet sheet = this.sheets.get(code);
		if (sheet == null) {
			throw new NotOnRecord("sheet " + code);
		}
		if (!sheet.mayImport(by)) {
			throw new AccessDeniedException("may not import " + code);
		}
		return sheet;
	}

	private ImportJob own(long id, Official by) {
		ImportJob job = this.jobs.get(id);
		if (!isOwn(job, by)) {
			throw new AccessDeniedException("another's import");
		}
		return job;
	}

	private ImportJob seen(long id, Official by) {
		ImportJob job = this.jobs.get(id);
		ImportedSheet sheet = this.sheets.get(job.sheet());
		if (sheet == null || !(isOwn(job, by) || sheet.mayLookUp(by))) {
			throw new AccessDeniedException("another's import");
		}
		return job;
	}

	private static boolean isOwn(ImportJob job, Official by) {
		return by.isSamePersonAs(job.sentBy()) || by.isSamePersonAs(job.sentFor());
	}

	/**
	 * Back to where an import was, with the reason.
	 */
	private record Step(ImportState from, ImportState back, Refusal refusal) {
	}

}

package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.commonprosperity.portal.spreadsheet.ImportJobs.Counts;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The work of an import that takes its time: reading and checking a file chunk by chunk,
 * and writing all of it or nothing. In memory is one chunk at a time, never a file.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class ImportWorker {

	static final String RECORD = "import";

	/** The file has a column for each value where a row for each is wanted. */
	static final String WIDE = "import.refusal.wide";

	/** The file is one of another sheet, whose code is told. */
	static final String OTHER = "import.refusal.other";

	private final ImportJobs jobs;

	private final SpreadsheetFiles files;

	private final TableReader reader;

	private final FaultyWorkbook marked;

	private final AuditService audit;

	private final TransactionTemplate transaction;

	private final Clock clock;

	/**
	 * Reads and checks the file of an import in state READING.
	 * @param others what else the official may bring in: the file may be one of those
	 */
	void read(long id, ImportedSheet sheet, List<ImportedSheet> others, Official by) {
		Counts counts = new Counts();
		try {
			this.jobs.startAgain(id);
			ImportJob job = this.jobs.get(id);
			Refusal refusal = withFile(job, (file) -> read(job, file, sheet, others, by, counts));
			boolean nothing = refusal == null && counts.faults == 0 && counts.added + counts.changed + counts.same == 0;
			Refusal reason = nothing ? new Refusal(null, "import.refusal.empty") : refusal;
			ImportState state = (counts.faults == 0 && reason == null) ? ImportState.CHECKED : ImportState.FAULTY;
			this.jobs.read(id, state, counts, reason);
		}
		catch (Refusal refusal) {
			this.jobs.read(id, ImportState.UNREADABLE, counts, refusal);
		}
		catch (RuntimeException ex) {
			log.error("Import {} could not be read", id, ex);
			this.jobs.read(id, ImportState.UNREADABLE, counts, new Refusal(null, "import.refusal.unexpected", id));
		}
	}

	private @Nullable Refusal read(ImportJob job, OpenedFile file, ImportedSheet sheet, List<ImportedSheet> others,
			Official by, Counts counts) {
		List<Column> columns = sheet.columns(by);
		Recognition known = job.recognition();
		Recognition recognition = (known != null) ? known : this.reader.recognise(file, columns).guess();
		this.jobs.recognised(job.id(), recognition);
		List<String> missing = this.reader.missing(columns, recognition);
		if (known == null) {
			Refusal other = isOther(file, columns, recognition, others, by);
			if (other != null) {
				return other;
			}
		}
		if (!missing.isEmpty()) {
			List<String> spread = this.reader.spread(file, columns, recognition);
			if (spread.size() > 1) {
				return new Refusal(null, WIDE, String.join("、", spread));
			}
			return new Refusal(null, "import.refusal.columns",
					columns.stream()
						.filter((column) -> missing.contains(column.name()))
						.map(Column::heading)
						.collect(Collectors.joining("、")));
		}
		int last = file.lastRow(recognition.sheet());
		this.jobs.progress(job.id(), 0, last);
		Chunks chunks = new Chunks(job, sheet, by, counts, recognition, last);
		this.reader.read(file, columns, recognition, job.mended(), chunks::take, chunks::at);
		chunks.end();
		return null;
	}

	/**
	 * Whether the file is one of another sheet: this one's own columns are missing in it,
	 * or there is nothing but keys, and all that the other one needs is there.
	 */
	private @Nullable Refusal isOther(OpenedFile file, List<Column> columns, Recognition recognition,
			List<ImportedSheet> others, Official by) {
		boolean says = columns.stream()
			.anyMatch((column) -> !column.key() && recognition.columns().containsValue(column.name()));
		if (says && this.reader.missing(columns, recognition).isEmpty()) {
			return null;
		}
		for (ImportedSheet other : others) {
			List<Column> theirs = other.columns(by);
			Recognition guess = this.reader.recognise(file, theirs).guess();
			if (this.reader.missing(theirs, guess).isEmpty() && theirs.stream()
				.anyMatch((column) -> !column.key() && guess.columns().containsValue(column.name()))) {
				return new Refusal(null, OTHER, other.code());
			}
		}
		return null;
	}

	/**
	 * Writes an import in state WRITING: all of it, or nothing. What is on record is
	 * compared once more; if it is not what the preview showed, nothing is written.
	 */
	void write(long id, ImportedSheet sheet, @Nullable String reason, Official by) {
		ImportJob job = this.jobs.get(id);
		ImportRun run = new ImportRun(id, job.fileName(), by, this.clock.instant(), reason);
		List<Column> columns = sheet.columns(by);
		try {
			this.transaction.executeWithoutResult((status) -> {
				int after = 0;
				int done = 0;
				List<CheckedRow> seen = this.jobs.rows(id, columns, null, after, ImportRun.CHUNK);
				while (!seen.isEmpty()) {
					write(seen, sheet, run);
					done += seen.size();
					this.jobs.progress(id, done, job.touched() + job.same());
					after = seen.get(seen.size() - 1).row().number();
					seen = this.jobs.rows(id, columns, null, after, ImportRun.CHUNK);
				}
				sheet.finish(run);
				this.jobs.written(id, run);
				this.audit.changed(RECORD, String.valueOf(id), RECORD + ".written", by,
						(reason != null) ? job.fileName() + "：" + reason : job.fileName(),
						List.of(new Difference("rows", null, null, String.valueOf(job.touched()))));
			});
		}
		catch (Refusal refusal) {
			this.jobs.stayed(id, ImportState.WRITING, ImportState.FAULTY, refusal);
		}
		catch (RuntimeException ex) {
			log.error("Import {} could not be written; nothing of it was", id, ex);
			this.jobs.stayed(id, ImportState.WRITING, ImportState.CHECKED,
					new Refusal(null, "import.refusal.unexpected", id));
		}
	}

	private static void write(List<CheckedRow> seen, ImportedSheet sheet, ImportRun run) {
		List<CheckedRow> now = sheet.check(seen.stream().map(CheckedRow::row).toList(), run.by());
		for (int i = 0; i < seen.size(); i++) {
			if (seen.get(i).outcome() != now.get(i).outcome() || !seen.get(i).before().equals(now.get(i).before())) {
				throw new Refusal(null, "import.refusal.changedMeanwhile", seen.get(i).row().number());
			}
		}
		List<CheckedRow> touched = now.stream().filter((row) -> row.outcome() != Outcome.LEFT).toList();
		if (!touched.isEmpty()) {
			sheet.write(touched, run);
		}
	}

	/** Takes an import in state UNDOING back. */
	void undo(long id, ImportedSheet sheet, String reason, Official by) {
		ImportJob job = this.jobs.get(id);
		ImportRun run = new ImportRun(id, job.fileName(), by, this.clock.instant());
		try {
			this.transaction.executeWithoutResult((status) -> {
				sheet.undo(run);
				this.jobs.undone(id, run, reason);
				this.audit.changed(RECORD, String.valueOf(id), RECORD + ".undone", by, reason, List.of());
			});
		}
		catch (Refusal refusal) {
			this.jobs.stayed(id, ImportState.UNDOING, ImportState.WRITTEN, refusal);
		}
		catch (RuntimeException ex) {
			log.error("Import {} could not be taken back; it stays as it is", id, ex);
			this.jobs.stayed(id, ImportState.UNDOING, ImportState.WRITTEN,
					new Refusal(null, "import.refusal.unexpected", id));
		}
	}

	/** The file of an import with its faults marked. */
	void mark(ImportJob job, List<Fault> faults, OutputStream out) {
		Recognition recognition = job.recognition();
		withPath(job, (path) -> {
			this.marked.write(path, job.fileName(), (recognition != null) ? recognition.sheet() : 0,
					(recognition != null) ? recognition.headerRow() : 1, job.mended(), faults, out);
			return null;
		});
	}

	/** Does something with the file of an import, opened. */
	<T extends @Nullable Object> T withFile(ImportJob job, Use<OpenedFile, T> use) {
		return withPath(job, (path) -> {
			try (OpenedFile file = this.files.open(path, job.fileName())) {
				return use.of(file);
			}
		});
	}

	private <T extends @Nullable Object> T withPath(ImportJob job, Use<Path, T> use) {
		try {
			Path path = Files.createTempFile("import-", ".part");
			try {
				Files.write(path, this.jobs.content(job.id()));
				return use.of(path);
			}
			finally {
				Files.deleteIfExists(path);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What is done with a file.
	 */
	interface Use<F, T extends @Nullable Object> {

		T of(F file) throws IOException;

	}

	/**
	 * Gathers rows until a chunk is full, and has it checked and kept.
	 */
	private final class Chunks {

		/** Rows between two looks at the progress bar. */
		private static final int STEP = 500;

		private final ImportJob job;

		private final ImportedSheet sheet;

		private final Official by;

		private final Counts counts;

		private final Map<String, Integer> places = new HashMap<>();

		private final Map<Integer, ReadRow> read = new LinkedHashMap<>();

		private final Map<String, Integer> remarks = new HashMap<>();

		private final int last;

		private long shown;

		private Chunks(ImportJob job, ImportedSheet sheet, Official by, Counts counts, Recognition recognition,
				int last) {
			this.last = last;
			this.job = job;
			this.sheet = sheet;
			this.by = by;
			this.counts = counts;
			recognition.columns().forEach((at, name) -> this.places.put(name, at));
		}

		private void take(ReadRow row) {
			if (row.skipped() != null) {
				ImportWorker.this.jobs.skip(this.job.id(), row);
				fault(row.errors());
				return;
			}
			this.read.put(row.number(), row);
			if (this.read.size() == ImportRun.CHUNK) {
				end();
			}
		}

		private void fault(List<CellError> errors) {
			if (errors.isEmpty()) {
				return;
			}
			this.counts.faulty++;
			for (CellError error : errors) {
				if (this.counts.faults++ < ImportJobs.FAULTS) {
					ImportWorker.this.jobs.fault(this.job.id(), placed(error));
				}
			}
		}

		/** With its place in the file, and as the person wrote it. */
		private CellError placed(CellError error) {
			String column = error.column();
			if (error.at() != null || column == null) {
				return error;
			}
			ReadRow row = this.read.get(error.row());
			String written = (row != null) ? row.written().get(column) : null;
			return new CellError(error.row(), column, this.places.get(column),
					(written != null) ? written : error.value(), error.key(), error.arguments());
		}

		private void remark(List<CellError> remarks) {
			for (CellError remark : remarks) {
				if (this.remarks.merge(remark.key(), 1, Integer::sum) <= ImportJobs.REMARKS) {
					ImportWorker.this.jobs.fault(this.job.id(), placed(remark));
				}
			}
		}

		private void at(long number) {
			if (number - this.shown >= STEP) {
				this.shown = number;
				ImportWorker.this.jobs.progress(this.job.id(), number, this.last);
			}
		}

		private void end() {
			if (this.read.isEmpty()) {
				return;
			}
			List<SheetRow> whole = new ArrayList<>();
			List<SheetRow> faulty = new ArrayList<>();
			this.read.values().forEach((row) -> {
				if (row.row() != null) {
					whole.add(row.row());
				}
				else if (row.readable() != null) {
					faulty.add(row.readable());
				}
			});
			Map<Integer, List<CellError>> further = faulty.isEmpty() ? Map.of() : this.sheet.faults(faulty, this.by);
			this.read.values().forEach((row) -> {
				List<CellError> errors = new ArrayList<>(row.errors());
				errors.addAll(further.getOrDefault(row.number(), List.of()));
				fault(errors);
			});
			List<CheckedRow> checked = whole.isEmpty() ? List.of() : this.sheet.check(whole, this.by);
			for (CheckedRow row : checked) {
				switch (row.outcome()) {
					case ADDED -> this.counts.added++;
					case CHANGED -> this.counts.changed++;
					case LEFT -> this.counts.same++;
					case REFUSED -> fault(row.errors());
				}
				remark(UnitSlipRule.remarks(row));
				remark(row.remarks());
			}
			ImportWorker.this.jobs.keep(this.job.id(), checked);
			this.read.clear();
		}

	}

}

package org.commonprosperity.portal.spreadsheet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.commonprosperity.portal.PortalApplication;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Money;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures spreadsheets going in and coming out in the running portal: what reading,
 * recognising and checking take beside the library's bare reading of the same file, how
 * writing grows with the rows, how far the heap fills. The README says how to run it; it
 * prints a line a figure and judges nothing.
 */
public final class SpreadsheetBenchmark {

	private static final String SHEET = "village-income";

	private static final int ROUNDS = 5;

	private final ConfigurableApplicationContext portal;

	private final JdbcClient jdbc;

	private final ImportService imports;

	private final ImportJobs jobs;

	private SpreadsheetBenchmark(ConfigurableApplicationContext portal) {
		this.portal = portal;
		this.jdbc = portal.getBean(JdbcClient.class);
		this.imports = portal.getBean(ImportService.class);
		this.jobs = portal.getBean(ImportJobs.class);
	}

	/**
	 * Runs on a database of its own under the folder given as the only argument.
	 */
	public static void main(String[] arguments) throws Exception {
		ZipSecureFile.setMinInflateRatio(0);
		try (ConfigurableApplicationContext portal = new SpringApplicationBuilder(PortalApplication.class)
			.profiles("demo")
			.run("--portal.embedded.directory=" + arguments[0], "--server.port=0", "--spring.main.banner-mode=off",
					"--logging.level.root=warn")) {
			new SpreadsheetBenchmark(portal).run();
		}
	}

	private void run() throws Exception {
		say("heap at most %d MB, %d processors, Java %s", Runtime.getRuntime().maxMemory() >> 20,
				Runtime.getRuntime().availableProcessors(), Runtime.version());
		villages();
		Official clerk = clerk();
		List<String> codes = this.jdbc.sql("select name from community where code like 'bench-%' order by code")
			.query(String.class)
			.list();
		for (int rows : new int[] { 1_000, 10_000, 100_000 }) {
			Path file = Files.createTempFile("bench-", ".xlsx");
			try {
				write(file, codes, rows);
				say("%,7d rows, %,d KB", rows, Files.size(file) >> 10);
				reading(file, clerk);
				whole(file, rows, clerk);
			}
			finally {
				Files.deleteIfExists(file);
			}
		}
		exports();
	}

	/**
	 * Bare reading, and reading with all that the portal does to a row before it is
	 * written.
	 */
	private void reading(Path file, Official clerk) throws Exception {
		ImportedSheet sheet = sheet();
		List<Column> columns = sheet.columns(clerk);
		List<Long> bare = new ArrayList<>();
		List<Long> checked = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			bare.add(millis(() -> bare(file)));
			checked.add(millis(() -> checked(file, sheet, columns, clerk)));
		}
		say("        library alone %d ms, read and recognised and checked %d ms (medians of %d): %.2f times",
				median(bare), median(checked), ROUNDS, (double) median(checked) / Math.max(1, median(bare)));
	}

	private static void bare(Path file) throws Exception {
		try (OPCPackage opened = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
			XSSFReader reader = new XSSFReader(opened);
			XMLReader parser = XMLHelper.newXMLReader();
			parser.setContentHandler(new XSSFSheetXMLHandler(reader.getStylesTable(),
					new ReadOnlySharedStringsTable(opened), new Nothing(), false));
			try (InputStream sheet = reader.getSheetsData().next()) {
				parser.parse(new InputSource(sheet));
			}
		}
	}

	private void checked(Path path, ImportedSheet sheet, List<Column> columns, Official clerk) {
		TableReader reader = this.portal.getBean(TableReader.class);
		List<SheetRow> chunk = new ArrayList<>();
		try (OpenedFile file = this.portal.getBean(SpreadsheetFiles.class).open(path, "bench.xlsx")) {
			Recognition recognition = reader.recognise(file, columns).guess();
			reader.read(file, columns, recognition, Map.of(), (row) -> {
				if (row.row() != null) {
					chunk.add(row.row());
				}
				if (chunk.size() == ImportRun.CHUNK) {
					sheet.check(List.copyOf(chunk), clerk);
					chunk.clear();
				}
			}, (row) -> {
			});
		}
		if (!chunk.isEmpty()) {
			sheet.check(List.copyOf(chunk), clerk);
		}
	}

	/** A whole import as an official has it: sent, previewed, written, undone. */
	private void whole(Path file, int rows, Official clerk) throws Exception {
		resetPeaks();
		byte[] content = Files.readAllBytes(file);
		Set<Integer> seen = new TreeSet<>();
		long start = System.nanoTime();
		long id = this.imports.receive(SHEET, "bench.xlsx", content, UUID.randomUUID(), clerk);
		ImportJob job = wait(id, seen);
		long previewed = since(start);
		if (job.state() != ImportState.CHECKED) {
			throw new IllegalStateException("not checked: " + job);
		}
		int shown = seen.size();
		seen.clear();
		start = System.nanoTime();
		this.imports.write(id, job.version(), clerk);
		job = wait(id, seen);
		long written = since(start);
		if (job.state() != ImportState.WRITTEN) {
			throw new IllegalStateException("not written: " + job);
		}
		start = System.nanoTime();
		this.imports.undo(id, job.version(), "benchmark", clerk);
		job = wait(id, new TreeSet<>());
		if (job.state() != ImportState.UNDONE) {
			throw new IllegalStateException("not undone: " + job);
		}
		say("        preview %d ms (progress bar at %d places), written %d ms (at %d places, %.1f µs a row), undone %d ms; most heap in use %d MB",
				previewed, shown, written, seen.size(), written * 1000.0 / rows, since(start), peak());
	}

	private ImportJob wait(long id, Set<Integer> seen) throws InterruptedException {
		ImportJob job = this.jobs.get(id);
		while (job.state().isRunning()) {
			seen.add(job.progress());
			Thread.sleep(20);
			job = this.jobs.get(id);
		}
		return job;
	}

	private void exports() throws Exception {
		List<ExportColumn<Integer>> columns = List.of(new ExportColumn<>("名称", ColumnType.TEXT, (row) -> "共富项目 " + row),
				new ExportColumn<>("金额（元）", ColumnType.AMOUNT, (row) -> new Money(BigDecimal.valueOf(row, 2))),
				new ExportColumn<>("日期", ColumnType.DATE,
						(row) -> java.time.LocalDate.of(2026, 1, 1).plusDays(row % 365)),
				new ExportColumn<>("编号", ColumnType.IDENTIFIER, (row) -> String.format(Locale.ROOT, "%018d", row)));
		for (SpreadsheetFormat format : SpreadsheetFormat.values()) {
			resetPeaks();
			Counting sink = new Counting();
			long took = millis(() -> {
				try (OutputStream out = new BufferedOutputStream(sink)) {
					this.portal.getBean(SpreadsheetWriter.class)
						.write(new ExportTable<>("bench", "导出", List.of("截至今日"), columns, (each) -> {
							for (int row = 0; row < 100_000; row++) {
								each.accept(row);
							}
						}), format, out);
				}
			});
			say("100,000 rows out as %s: %d ms, %,d KB; most heap in use %d MB", format, took, sink.bytes >> 10,
					peak());
		}
	}

	/** A thousand villages, each with twenty years of five sources. */
	private void write(Path file, List<String> villages, int rows) throws IOException {
		try (OutputStream out = Files.newOutputStream(file); Workbook book = new Workbook(out, "bench", "1.0")) {
			Worksheet sheet = book.newWorksheet("收入");
			sheet.value(0, 0, "村集体经济收入");
			List<String> headings = List.of("村", "年份", "来源", "金额（元）");
			for (int column = 0; column < headings.size(); column++) {
				sheet.value(1, column, headings.get(column));
			}
			List<String> sources = List.of("经营收入", "投资收益", "补助收入", "其他收入");
			for (int row = 0; row < rows; row++) {
				sheet.value(row + 2, 0, villages.get(row / 100 % villages.size()));
				sheet.value(row + 2, 1, 2000 + row / 4 % 25);
				sheet.value(row + 2, 2, sources.get(row % 4));
				sheet.value(row + 2, 3, BigDecimal.valueOf(10_000_000L + row * 37L, 2));
				if (row % 1000 == 999) {
					sheet.flush();
				}
			}
		}
	}

	private void villages() {
		this.jdbc.sql("""
				insert into community (code, kind, name)
				select 'bench-' || lpad(i::text, 4, '0'), 'VILLAGE', '试验村' || i from generate_series(1, 1000) i
				on conflict do nothing""").update();
	}

	private Official clerk() {
		return new Official(
				this.jdbc.sql("select id from account where username = 'clerk-dali'").query(Long.class).single(),
				"clerk-dali", "试验", "试验", Set.of(Role.CLERK), Set.of(), Set.copyOf(
						this.jdbc.sql("select id from community where code like 'bench-%'").query(Long.class).list()));
	}

	private ImportedSheet sheet() {
		return this.portal.getBeansOfType(ImportedSheet.class)
			.values()
			.stream()
			.filter((one) -> one.code().equals(SHEET))
			.findFirst()
			.orElseThrow();
	}

	private static long millis(Work work) throws Exception {
		long start = System.nanoTime();
		work.run();
		return since(start);
	}

	private static long since(long start) {
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

	private static long median(List<Long> values) {
		long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
		return sorted[sorted.length / 2];
	}

	private static void resetPeaks() {
		System.gc();
		ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
	}

	private static long peak() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.mapToLong((pool) -> pool.getPeakUsage().getUsed())
			.sum() >> 20;
	}

	private static void say(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

	/**
	 * What is measured.
	 */
	private interface Work {

		void run() throws Exception;

	}

	/**
	 * Takes what the library reads and does nothing with it.
	 */
	private static final class Nothing implements SheetContentsHandler {

		@Override
		public void startRow(int row) {
			// nothing
		}

		@Override
		public void endRow(int row) {
			// nothing
		}

		@Override
		public void cell(String reference, @Nullable String value, @Nullable XSSFComment comment) {
			// nothing
		}

	}

	/**
	 * Counts what is written and keeps none of it.
	 */
	private static final class Counting extends OutputStream {

		private long bytes;

		@Override
		public void write(int one) {
			this.bytes++;
		}

		@Override
		public void write(byte[] bytes, int from, int length) {
			this.bytes += length;
		}

	}

}

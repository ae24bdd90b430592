package org.commonprosperity.portal.dividend;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Locale;

import org.commonprosperity.portal.PortalApplication;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long previewing and posting take for 1 000, 10 000 and 100 000 contributions over
 * ten years, so that it is seen whether the time grows in proportion with the lines. No
 * test: run by hand, as the README says.
 */
final class DividendBenchmark {

	private static final int FIRST = 2016;

	private static final int LAST = 2025;

	private final JdbcClient jdbc;

	private final DividendRunService runs;

	private final Official finance;

	private final Official coordinator;

	private DividendBenchmark(ConfigurableApplicationContext portal) {
		this.jdbc = portal.getBean(JdbcClient.class);
		this.runs = portal.getBean(DividendRunService.class);
		AccountDirectory accounts = portal.getBean(AccountDirectory.class);
		this.finance = accounts.findByUsername("finance").orElseThrow();
		this.coordinator = accounts.findByUsername("coordinator").orElseThrow();
	}

	/**
	 * Runs on a database of its own under the folder given as the only argument.
	 */
	public static void main(String[] arguments) {
		try (ConfigurableApplicationContext portal = new SpringApplicationBuilder(PortalApplication.class)
			.profiles("demo")
			.run("--portal.embedded.directory=" + arguments[0], "--server.port=0", "--spring.main.banner-mode=off",
					"--logging.level.root=warn")) {
			DividendBenchmark benchmark = new DividendBenchmark(portal);
			say("heap at most %d MB, %d processors, Java %s", Runtime.getRuntime().maxMemory() >> 20,
					Runtime.getRuntime().availableProcessors(), Runtime.version());
			// a small one first, so that what is measured is not the warming up
			benchmark.measure(200, false);
			for (int contributions : new int[] { 1_000, 10_000, 100_000 }) {
				benchmark.measure(contributions, true);
			}
		}
	}

	private void measure(int contributions, boolean told) {
		String project = "bench-" + contributions + "-" + (System.nanoTime() % 1_000_000);
		ManyContributions.make(this.jdbc, project, contributions);
		resetPeaks();
		long previewed = 0;
		long posted = 0;
		for (int year = FIRST; year <= LAST; year++) {
			long start = System.nanoTime();
			long run = this.runs.prepareNow(project, year, this.finance);
			previewed += System.nanoTime() - start;
			long version = version(run);
			start = System.nanoTime();
			this.runs.postNow(run, version, this.coordinator);
			posted += System.nanoTime() - start;
		}
		long lines = lines(project);
		long start = System.nanoTime();
		long again = this.runs.prepareNow(project, LAST, this.finance);
		this.runs.postNow(again, version(again), this.coordinator);
		long repeated = System.nanoTime() - start;
		if (lines(project) != lines) {
			throw new IllegalStateException("running a year again posted something");
		}
		if (told) {
			say("%,7d contributions × %d years, %,9d lines: preview %,d ms (%.1f µs a line), post %,d ms (%.1f µs a line), "
					+ "the last year once more %,d ms; most heap in use %d MB", contributions, LAST - FIRST + 1, lines,
					millis(previewed), previewed / 1000.0 / lines, millis(posted), posted / 1000.0 / lines,
					millis(repeated), peak());
		}
	}

	private long version(long run) {
		return this.jdbc.sql("select version from dividend_run where id = ?").param(run).query(Long.class).single();
	}

	private long lines(String project) {
		return this.jdbc
			.sql("select count(*) from dividend_entry e join project p on p.id = e.project_id where p.code = ?")
			.param(project)
			.query(Long.class)
			.single();
	}

	private static long millis(long nanos) {
		return Duration.ofNanos(nanos).toMillis();
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

}

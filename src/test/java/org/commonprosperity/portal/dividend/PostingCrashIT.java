package org.commonprosperity.portal.dividend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.commonprosperity.portal.support.Await;
import org.commonprosperity.portal.support.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A portal that is killed while it posts has posted all of the run or nothing of it, and
 * posts it once when it is asked again: killed alone, or with its PostgreSQL as a power
 * cut does, again and again.
 */
class PostingCrashIT {

	private static final int ROUNDS = Integer.getInteger("portal.crash.postings", 6);

	private static final Duration LIMIT = Duration.ofMinutes(3);

	private static final String RUNS = " from dividend_run r join project p on p.id = r.project_id where p.code = '"
			+ PostingUntilKilled.PROJECT + "'";

	private final Random random = new Random(20240331);

	@TempDir
	private Path folder;

	@Test
	void postsAllOfARunOrNothingOfItAndOnce() throws Exception {
		int killedAtWork = 0;
		for (int round = 0; round < ROUNDS; round++) {
			try (JavaProcess portal = start()) {
				awaitPosting(portal);
				// later and later, up to the commit and past it
				LockSupport.parkNanos(Duration.ofMillis(this.random.nextInt(250 * (round + 1))).toNanos());
				List<ProcessHandle> postgres = postgres();
				portal.kill();
				if (round % 2 == 1) {
					postgres.forEach(ProcessHandle::destroyForcibly);
				}
				else if (number("select count(*)" + RUNS + " and r.state = 'POSTING'") > 0) {
					killedAtWork++;
				}
				if (round % 2 == 0) {
					assertAllOrNothing();
				}
			}
		}
		assertThat(killedAtWork).as("kills in the middle of a posting").isPositive();
		try (JavaProcess portal = start()) {
			Await.until(LIMIT, () -> portal.output().contains("Started PostingUntilKilled")
					&& numberOrNot(
							"select count(*)" + RUNS + " and r.state in ('PREPARING', 'PREPARED', 'POSTING')") == 0
					&& numberOrNot("select count(*)" + RUNS + " and r.state = 'POSTED'") > 0);
			assertAllOrNothing();
			long posted = number("select count(*)" + RUNS + " and r.state = 'POSTED'");
			assertThat(number("select count(distinct (e.contribution_id, e.year)) from dividend_entry e join project p"
					+ " on p.id = e.project_id where p.code = '" + PostingUntilKilled.PROJECT + "'"))
				.isEqualTo(posted * PostingUntilKilled.CONTRIBUTIONS);
		}
	}

	/** What a run has in the ledger is what its preview showed, or nothing. */
	private void assertAllOrNothing() throws SQLException, IOException {
		assertThat(number(
				"select count(*) from (select r.id, r.state, r.differences, r.difference, (select count(*) from dividend_entry e"
						+ " where e.run_id = r.id) as lines, (select coalesce(sum(e.amount), 0) from dividend_entry e"
						+ " where e.run_id = r.id) as amount" + RUNS + ") x where not case state when 'POSTED'"
						+ " then lines = differences and amount = difference else lines = 0 end"))
			.isZero();
	}

	private JavaProcess start() {
		return JavaProcess.start(this.folder, Map.of(),
				List.of("-XX:TieredStopAtLevel=1", "-Xmx512m", "-Dfile.encoding=UTF-8", "-cp",
						System.getProperty("java.class.path"), PostingUntilKilled.class.getName(),
						this.folder.resolve("postgres").toString()));
	}

	private void awaitPosting(JavaProcess portal) {
		Await.until(LIMIT, () -> !portal.isAlive() || (portal.output().contains("Started PostingUntilKilled")
				&& numberOrNot("select count(*)" + RUNS + " and r.state = 'POSTING'") > 0));
		assertThat(portal.isAlive()).as(portal.output()).isTrue();
	}

	private List<ProcessHandle> postgres() throws IOException {
		ProcessHandle postgres = ProcessHandle.of(Long.parseLong(postmasterPid().get(0).strip())).orElseThrow();
		return Stream.concat(Stream.of(postgres), postgres.descendants()).toList();
	}

	private List<String> postmasterPid() throws IOException {
		return Files.readAllLines(this.folder.resolve("postgres/postmaster.pid"));
	}

	private long numberOrNot(String sql) {
		try {
			return number(sql);
		}
		catch (SQLException | IOException ex) {
			// it is not up yet
			return -1;
		}
	}

	private long number(String sql) throws SQLException, IOException {
		String port = postmasterPid().get(3).strip();
		try (Connection connection = DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres",
				"postgres", null);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getLong(1);
		}
	}

}

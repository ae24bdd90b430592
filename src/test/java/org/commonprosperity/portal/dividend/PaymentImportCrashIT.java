package org.commonprosperity.portal.dividend;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.commonprosperity.portal.support.Await;
import org.commonprosperity.portal.support.FormClient;
import org.commonprosperity.portal.support.JavaProcess;
import org.commonprosperity.portal.support.PortalProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bank's answer is on record as a whole or not at all, and a payment is posted once:
 * whether the portal is killed while it takes the file in, or its PostgreSQL is stopped
 * and started again, after which the official repeats it.
 */
class PaymentImportCrashIT {

	static final Duration LIMIT = Duration.ofMinutes(3);

	private static final int ROUNDS = Integer.getInteger("portal.crash.payments", 3);

	private static final String LINES = " from payment_line l join project p on p.id = l.project_id"
			+ " left join dividend_entry e on e.payment_line_id = l.id where p.code = '" + AnswersUntilKilled.PROJECT
			+ "'";

	/** The demo has taken files in before. */
	private static final String LATEST = "select count(*) from import_job where id = (select max(id) from import_job) and ";

	private final Random random = new Random(20250331);

	@TempDir
	private Path folder;

	@Test
	void takesInAllOfTheBanksFileOrNothingOfItAndOnce() throws Exception {
		int killedAtWork = 0;
		for (int round = 0; round < ROUNDS; round++) {
			try (JavaProcess portal = start("--server.port=0",
					"--portal.embedded.directory=" + this.folder.resolve("postgres"))) {
				awaitWriting(portal);
				LockSupport.parkNanos(Duration.ofMillis(this.random.nextInt(200 * (round + 1))).toNanos());
				portal.kill();
				if (number("select count(*) from import_job where state = 'WRITING'") > 0) {
					killedAtWork++;
				}
				assertAllOrNothing();
			}
		}
		assertThat(killedAtWork).as("kills in the middle of an import").isPositive();
		try (JavaProcess portal = start("--server.port=0",
				"--portal.embedded.directory=" + this.folder.resolve("postgres"))) {
			assertThat(Await.until(LIMIT,
					() -> portal.output().contains("Started AnswersUntilKilled") && numberOrNot(
							"select count(*) from import_job where state in ('READING', 'CHECKED', 'WRITING')") == 0
							&& numberOrNot("select count(*)" + LINES + " and l.state = 'PENDING'") == 0))
				.as(portal.output())
				.isTrue();
			assertEachIsPaidOnce();
		}
	}

	@Test
	void showsAClearPageWhilePostgresqlIsAwayAndTakesTheFileInOnceItIsBack() throws Exception {
		File data = this.folder.resolve("cluster").toFile();
		EmbeddedPostgres postgres = postgres(data, 0);
		int database = postgres.getPort();
		int port = PortalProcess.freePort();
		URI address = URI.create("http://localhost:" + port);
		try (JavaProcess portal = start("--server.port=" + port, "--portal.embedded.enabled=false",
				"--spring.datasource.url=jdbc:postgresql://localhost:" + database + "/postgres",
				"--spring.datasource.username=postgres")) {
			awaitWriting(portal);
			FormClient official = new FormClient();
			assertThat(official.signIn(address, "finance")).isEqualTo("/office");
			postgres.close();
			URI page = address.resolve("/office/imports");
			HttpResponse<String> away = official.get(page);
			assertThat(away.statusCode()).isIn(500, 503);
			assertThat(away.body()).contains("系统出了问题", "您已经保存过的内容都在").doesNotContain("Exception", "JDBC", "postgresql");
			postgres = postgres(data, database);
			assertAllOrNothing();
			assertThat(Await.until(LIMIT,
					() -> numberOrNot(LATEST + "state in ('CHECKED', 'INTERRUPTED', 'WRITTEN')") > 0))
				.as(portal.output())
				.isTrue();
			assertAllOrNothing();
			URI job = address.resolve("/office/imports/" + number("select max(id) from import_job"));
			repeat(official, job);
			assertThat(Await.until(LIMIT, () -> numberOrNot(LATEST + "state = 'WRITTEN'") > 0)).as(portal.output())
				.isTrue();
			assertEachIsPaidOnce();
		}
		finally {
			postgres.close();
		}
	}

	/** What the page of the import offers, pressed twice. */
	private void repeat(FormClient official, URI job) throws IOException, InterruptedException {
		for (int press = 0; press < 2; press++) {
			HttpResponse<String> page = official.get(job);
			assertThat(page.statusCode()).isEqualTo(200);
			Map<String, String> form = FormClient.hiddenFields(page.body());
			official.post(URI.create(job + "/write"), form);
		}
	}

	private static EmbeddedPostgres postgres(File data, int port) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setLocaleConfig("locale", "C.UTF-8")
			.setServerConfig("unix_socket_directories", "");
		return ((port > 0) ? builder.setPort(port) : builder).start();
	}

	/** Payments answered for, and lines in the ledger for them, batch by batch. */
	private void assertAllOrNothing() throws SQLException, IOException {
		assertThat(rows("select distinct count(*) filter (where l.state = 'PAID') || ' ' || count(e.id)" + LINES
				+ " group by l.batch_id"))
			.isSubsetOf("0 0", AnswersUntilKilled.PAYMENTS + " " + AnswersUntilKilled.PAYMENTS);
	}

	private void assertEachIsPaidOnce() throws SQLException, IOException {
		assertAllOrNothing();
		assertThat(number("select count(*)" + LINES + " and (l.state <> 'PAID' or e.amount <> -l.amount)")).isZero();
		assertThat(number("select count(*)" + LINES)).isPositive();
		assertThat(number("select count(*) from (select sum(d.amount) as owed from dividend_entry d join project p"
				+ " on p.id = d.project_id where p.code = '" + AnswersUntilKilled.PROJECT
				+ "' group by d.contributor_id, d.year) x where owed <> 0"))
			.isZero();
	}

	private JavaProcess start(String... arguments) {
		List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m", "-Dfile.encoding=UTF-8",
				"-cp", System.getProperty("java.class.path"), AnswersUntilKilled.class.getName()));
		command.addAll(List.of(arguments));
		return JavaProcess.start(this.folder, Map.of(), command);
	}

	private void awaitWriting(JavaProcess portal) {
		boolean writing = Await.until(LIMIT,
				() -> !portal.isAlive() || (portal.output().contains("Started AnswersUntilKilled")
						&& numberOrNot("select count(*) from import_job where state = 'WRITING'") > 0));
		assertThat(writing && portal.isAlive()).as(portal.output()).isTrue();
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
		return Long.parseLong(rows(sql).get(0));
	}

	private List<String> rows(String sql) throws SQLException, IOException {
		Path folder = this.folder.resolve(Files.exists(this.folder.resolve("cluster")) ? "cluster" : "postgres");
		String port = Files.readAllLines(folder.resolve("postmaster.pid")).get(3).strip();
		List<String> rows = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres",
				"postgres", null);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			while (result.next()) {
				rows.add(result.getString(1));
			}
		}
		return rows;
	}

}

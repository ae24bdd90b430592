package org.commonprosperity.portal.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import org.springframework.util.function.SingletonSupplier;

/**
 * One browser a run for all browser tests, and a fresh context, as of a reader who comes
 * for the first time, for each that asks. The context is closed by the one who asked for
 * it, the browser at the end of the run.
 */
public final class Browsers {

	private static final SingletonSupplier<Browser> BROWSER = SingletonSupplier.of(Browsers::launch);

	private Browsers() {
	}

	/**
	 * A reader in China before a screen 1440 pixels wide, unless a variant says
	 * otherwise.
	 * @param variants what is different
	 * @return a context that shares nothing with others
	 * @throws IllegalStateException if there is no browser and none can be installed; the
	 * message says how to install one
	 */
	public static BrowserContext newContext(Variant... variants) {
		Browser.NewContextOptions options = new Browser.NewContextOptions().setLocale("zh-CN")
			.setTimezoneId("Asia/Shanghai")
			.setViewportSize(1440, 900);
		for (Variant variant : variants) {
			variant.accept(options);
		}
		return BROWSER.obtain().newContext(options);
	}

	/**
	 * A screen of that width in CSS pixels: 320 is the narrowest, 360 the usual phone,
	 * 1440 a desk.
	 */
	public static Variant width(int pixels) {
		return (options) -> options.setViewportSize(pixels, (pixels < 600) ? 720 : 900);
	}

	public static Variant withoutJavaScript() {
		return (options) -> options.setJavaScriptEnabled(false);
	}

	private static Browser launch() {
		Optional<Path> browser = new BrowserInstallation().require();
		Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "playwright-close"));
		BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
			.setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"));
		browser.ifPresent(options::setExecutablePath);
		return playwright.chromium().launch(options);
	}

	/**
	 * How a context differs from the usual one.
	 */
	@FunctionalInterface
	public interface Variant extends Consumer<Browser.NewContextOptions> {

	}

}

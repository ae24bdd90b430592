package org.commonprosperity.portal.support;

import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person before a page of the portal, and what is asked of every page.
 */
public final class Visit implements AutoCloseable {

	/** The password of the demo accounts, as the README tells it. */
	public static final String PASSWORD = "gongfu-demo";

	private final BrowserContext context;

	private final String base;

	private final Page page;

	private Visit(BrowserContext context, int port) {
		this.context = context;
		this.base = "http://localhost:" + port;
		this.page = context.newPage();
	}

	public static Visit to(int port, Browsers.Variant... variants) {
		return new Visit(Browsers.newContext(variants), port);
	}

	/** Chooses how to read, as the links at the top of a page do. */
	public Visit prefer(String name, String value) {
		this.context.addCookies(List.of(new Cookie(name, value).setUrl(this.base)));
		return this;
	}

	public Page page() {
		return this.page;
	}

	public BrowserContext context() {
		return this.context;
	}

	public Page open(String path) {
		this.page.navigate(this.base + path);
		return this.page;
	}

	public Visit signIn(String username) {
		open("/login");
		this.page.locator("[name=username]").fill(username);
		this.page.locator("[name=password]").fill(PASSWORD);
		this.page.locator("main form button").first().click();
		this.page.waitForURL((url) -> url.contains("/office"));
		return this;
	}

	public void signOut() {
		Locator menu = this.page.locator(".menu > summary");
		if (menu.isVisible() && this.page.locator(".menu[open]").count() == 0) {
			menu.click();
		}
		this.page.locator(".me button").locator("visible=true").click();
		this.page.waitForURL(this.base + "/");
	}

	/**
	 * What axe finds, WCAG 2.2 AA rules on, as lines to read. What is read aloud contains
	 * what is seen (WCAG 2.5.3); axe leaves that rule off.
	 */
	@SuppressWarnings("unchecked")
	public List<String> violations() {
		this.page.evaluate(AxeBuilder.getAxeScript());
		return (List<String>) this.page.evaluate("""
				(tags) => axe.run(document, {
					runOnly: { type: "tag", values: tags },
					rules: { "label-content-name-mismatch": { enabled: true } },
					resultTypes: ["violations"]
				}).then((found) => found.violations.map((rule) => rule.id + ": " + rule.help + " "
					+ rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(" | ")))""",
				List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"));
	}

	/** How many pixels the page is wider than the screen. */
	public int overflow() {
		return ((Number) this.page
			.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).intValue();
	}

	/** The text of a page as a reader has it, without its white space. */
	public String text() {
		return this.page.locator("body").innerText().replaceAll("[\\s\\u00a0]+", " ");
	}

	public void mustSay(String text) {
		assertThat(text()).contains(text);
	}

	@Override
	public void close() {
		this.context.close();
	}

}

package org.commonprosperity.portal.publication.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.PublicPages;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold of every public page, seen in a real browser: nothing for axe to find,
 * no sideways scrolling on the narrowest phone, all of it without JavaScript, light over
 * the wire, usable by keyboard and on paper.
 */
@PortalTest
class PublicPagesBrowserTests {

	private static final long MOST_BYTES = 150 * 1024;

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	@Test
	void leavesNothingForAxeToFind() {
		Map<String, List<String>> found = new LinkedHashMap<>();
		for (String mode : List.of("standard", "elder")) {
			for (int width : new int[] { 360, 1440 }) {
				try (Visit visit = Visit.to(this.port, Browsers.width(width)).prefer("mode", mode)) {
					visit.prefer("lang", (width == 360) ? "zh" : "en");
					for (String address : PublicPages.addresses(this.mappings)) {
						visit.open(address);
						List<String> violations = visit.violations();
						if (!violations.isEmpty()) {
							found.put(mode + " " + width + " " + address, violations);
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void neverScrollsSidewaysAt320Pixels() {
		List<String> found = new ArrayList<>();
		for (String mode : List.of("standard", "elder")) {
			for (String language : List.of("zh", "en")) {
				try (Visit visit = Visit.to(this.port, Browsers.width(320))
					.prefer("mode", mode)
					.prefer("lang", language)) {
					for (String address : PublicPages.addresses(this.mappings)) {
						visit.open(address);
						if (visit.overflow() > 0) {
							found.add(mode + " " + language + " " + address + " by " + visit.overflow());
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void saysTheSameWithoutJavaScript() {
		try (Visit with = Visit.to(this.port); Visit without = Visit.to(this.port, Browsers.withoutJavaScript())) {
			for (String address : PublicPages.addresses(this.mappings)) {
				with.open(address);
				without.open(address);
				assertThat(moments(without.text())).as(address).isEqualTo(moments(with.text())).isNotBlank();
			}
			without.open("/projects");
			without.page().locator("[name=text]").fill("码头");
			without.page().locator(".filter button").click();
			assertThat(without.page().locator(".ledger tbody tr").count()).isEqualTo(1);
			without.page().locator(".tools a").first().click();
			assertThat(without.page().locator("html").getAttribute("data-mode")).isEqualTo("elder");
			assertThat(without.page().locator(".ledger tbody tr").count()).isEqualTo(1);
		}
	}

	@Test
	void weighsAtMost150KilobytesOnAFirstVisit() {
		Map<String, Long> heavy = new LinkedHashMap<>();
		for (String address : PublicPages.addresses(this.mappings)) {
			try (Visit visit = Visit.to(this.port)) {
				AtomicLong bytes = new AtomicLong();
				CDPSession session = visit.context().newCDPSession(visit.page());
				session.send("Network.enable");
				session.on("Network.loadingFinished",
						(JsonObject event) -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
				visit.open(address);
				visit.page().waitForLoadState();
				assertThat(bytes.get()).as(address + " was weighed").isGreaterThan(2000);
				if (bytes.get() > MOST_BYTES) {
					heavy.put(address, bytes.get());
				}
			}
		}
		assertThat(heavy).isEmpty();
	}

	@Test
	void leadsTheKeyboardPastTheNavigation() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.open("/");
			page.keyboard().press("Tab");
			assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");
			page.keyboard().press("Enter");
			page.keyboard().press("Tab");
			assertThat(page.evaluate("() => document.querySelector('main').contains(document.activeElement)"))
				.isEqualTo(true);
		}
	}

	@Test
	void remembersElderModeAndLanguageWithoutAnAccount() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.open("/projects?light=RED");
			Number standard = (Number) page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)");
			page.locator(".tools a").nth(0).click();
			assertThat(page.url()).endsWith("/projects?light=RED");
			Number elder = (Number) page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)");
			assertThat(elder.doubleValue()).isGreaterThanOrEqualTo(standard.doubleValue() * 1.4);
			page.locator(".tools a").nth(1).click();
			assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
			visit.open("/about");
			assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
			assertThat(page.locator("html").getAttribute("data-mode")).isEqualTo("elder");
			assertThat(visit.context().cookies()).extracting((cookie) -> cookie.name)
				.containsExactlyInAnyOrder("mode", "lang");
		}
	}

	@Test
	void printsTheRecordAndNotTheControls() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.open("/projects/wharf");
			page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
			assertThat(page.locator("nav.main").isVisible()).isFalse();
			assertThat(page.locator(".tools").isVisible()).isFalse();
			assertThat(page.locator("h1").isVisible()).isTrue();
			assertThat(page.locator(".demo").isVisible()).isTrue();
			assertThat(page.locator(".plan svg").isVisible()).isTrue();
			assertThat(page.pdf().length).isGreaterThan(10_000);
		}
	}

	@Test
	void saysOnEveryPageThatTheDataIsForDemonstration() {
		try (Visit visit = Visit.to(this.port)) {
			for (String address : PublicPages.addresses(this.mappings)) {
				visit.open(address);
				visit.mustSay("演示数据");
			}
		}
	}

	/** Without the minute of the day, which may turn between two visits. */
	private static String moments(String text) {
		return text.replaceAll("\\d{2}:\\d{2}", "--:--");
	}

}

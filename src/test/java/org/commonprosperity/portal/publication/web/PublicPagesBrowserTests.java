package org.commonprosperity.portal.publication.web;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import org.assertj.core.api.InstanceOfAssertFactories;
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

	/**
	 * What is hard to read on a page, a line each: the shape of a light that is not as
	 * wide as high, small type, small targets, a date or an amount that two lines share.
	 * How people break the lines of what they write is not looked at.
	 */
	private static final String HARD_TO_READ = """
			(elder) => {
				const found = [];
				const hidden = (element) => {
					for (let one = element; one; one = one.parentElement) {
						if (getComputedStyle(one).clipPath !== "none") {
							return true;
						}
					}
					return !element.checkVisibility({ visibilityProperty: true });
				};
				document.querySelectorAll(".light svg").forEach((shape) => {
					const box = shape.getBoundingClientRect();
					if (!hidden(shape) && (Math.abs(box.width - box.height) > 0.5 || box.width < 8)) {
						found.push("shape " + box.width + "x" + box.height + " " + shape.parentElement.textContent);
					}
				});
				const together = /\\d{4}-\\d{2}-\\d{2}([ \\u00a0]\\d{2}:\\d{2})?|\\d{4}[ \\u00a0]年([ \\u00a0]\\d{1,2}[ \\u00a0]月)?([ \\u00a0]\\d{1,2}[ \\u00a0]日)?|\\d{1,2}[ \\u00a0]月([ \\u00a0]\\d{1,2}[ \\u00a0]日)?|[+−]?\\d[\\d\\u202f.,]*(%|[ \\u00a0](?=[个天版次页条万亿]).)?/g;
				const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
				while (texts.nextNode()) {
					const text = texts.currentNode;
					const parent = text.parentElement;
					if (!text.data.trim() || hidden(parent) || parent.closest(".skip")) {
						continue;
					}
					const drawn = parent.closest("svg");
					const size = parseFloat(getComputedStyle(parent).fontSize) * (drawn ? parent.getScreenCTM().a : 1);
					if (elder ? size < 20 : size < 11.5) {
						found.push("type of " + size.toFixed(1) + " px: " + text.data.trim().slice(0, 20));
					}
					if (drawn || parent.closest(".prose, .statements, .source, .sources")) {
						continue;
					}
					for (const part of text.data.matchAll(together)) {
						const range = document.createRange();
						range.setStart(text, part.index);
						range.setEnd(text, part.index + part[0].length);
						const tops = Array.from(range.getClientRects(), (box) => box.top);
						if (tops.length && Math.max(...tops) - Math.min(...tops) > size / 2) {
							found.push("broken: " + part[0] + " in " + text.data.trim().slice(0, 30));
						}
					}
				}
				{
					document.querySelectorAll("a, button, select, summary, textarea, input:not([type=hidden], [type=checkbox], [type=radio])").forEach((target) => {
						const box = target.getBoundingClientRect();
						if (!hidden(target) && box.height && box.height < (elder ? 43.5 : 23.5)) {
							found.push("target " + Math.round(box.width) + "x" + Math.round(box.height) + " " + target.textContent.trim().slice(0, 20));
						}
					});
				}
				return [...new Set(found)];
			}""";

	/** From a phone to a desk, with what lies between. */
	private static final int[] WIDTHS = { 320, 360, 600, 800, 960, 1100, 1440 };

	/** The same in fewer steps, for the other ways to read. */
	private static final int[] FEWER = { 320, 600, 960, 1440 };

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	/**
	 * Headings of rows and columns and words of lights that stand one letter, or few, to
	 * a line.
	 */
	private static final String BROKEN_HEADINGS = """
			() => {
				const found = [];
				document.querySelectorAll("th, .light").forEach((heading) => {
					if (!heading.checkVisibility() || heading.closest(".sr")) {
						return;
					}
					const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
					while (texts.nextNode()) {
						const text = texts.currentNode;
						const words = text.data.trim();
						const range = document.createRange();
						range.selectNodeContents(text);
						const lines = new Set(Array.from(range.getClientRects(), (box) => Math.round(box.top))).size;
						const latin = /^[\\w’-]+$/.test(words) && lines > 1;
						if (latin || (lines > 2 && words.length / lines < 3)) {
							found.push(words);
						}
					}
				});
				return [...new Set(found)];
			}""";

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	/**
	 * Nothing for axe, nothing to scroll sideways, no heading broken by the letter. Axe
	 * looks at each mode once, in another language.
	 */
	@Test
	void isForEverybodyAtAnyWidth() {
		List<String> found = new ArrayList<>();
		for (String mode : List.of("standard", "elder")) {
			for (String language : List.of("zh", "en")) {
				try (Visit visit = Visit.to(this.port).prefer("mode", mode).prefer("lang", language)) {
					for (String address : PublicPages.addresses(this.mappings)) {
						visit.open(address);
						boolean common = mode.equals("standard") && language.equals("zh");
						for (int width : common ? WIDTHS : FEWER) {
							visit.page().setViewportSize(width, 900);
							boolean closely = mode.equals("standard") ? language.equals("zh") && width == 360
									: language.equals("en") && width == 1440;
							look(visit, closely, mode + " " + language + " " + width + " " + address, found);
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
	}

	private static void look(Visit visit, boolean closely, String where, List<String> found) {
		if (visit.overflow() > 0) {
			found.add(where + " by " + visit.overflow());
		}
		Object broken = visit.page().evaluate(BROKEN_HEADINGS);
		if (!List.of().equals(broken)) {
			found.add(where + " breaks " + broken);
		}
		List<String> violations = closely ? visit.violations() : List.of();
		if (!violations.isEmpty()) {
			found.add(where + " " + violations);
		}
	}

	@Test
	void findsAHeadingThatIsBrokenByTheLetter() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.open("/villages/dali");
			page.evaluate(
					"""
							() => {
								const heading = document.querySelector("th[scope=row]");
								heading.style.cssText = "display: block; width: 1em; min-width: 0; padding: 0; overflow-wrap: anywhere";
							}""");
			assertThat(page.evaluate(BROKEN_HEADINGS)).asString().contains("2025\u00a0年");
		}
	}

	@Test
	void standsOnPaperAsItDoesOnAScreenOfThatWidth() {
		for (String mode : List.of("standard", "elder")) {
			for (String language : List.of("zh", "en")) {
				// A4 between its margins
				try (Visit visit = Visit.to(this.port, Browsers.width(688))
					.prefer("mode", mode)
					.prefer("lang", language)) {
					visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
					for (String address : List.of("/", "/villages", "/villages/dali", "/projects/wharf")) {
						Page page = visit.open(address);
						assertThat(visit.overflow()).as(mode + " " + language + " " + address).isZero();
						assertThat(page.evaluate(BROKEN_HEADINGS)).as(mode + " " + language + " " + address)
							.isEqualTo(List.of());
						assertThat(page.locator(".printed").innerText()).contains(
								"http://localhost:" + this.port + address, LocalDate.now(SHANGHAI).getYear() + "");
					}
				}
			}
		}
	}

	@Test
	void keepsTheAddressOfAOneTimeLinkOffThePaper() {
		try (Visit visit = Visit.to(this.port)) {
			assertThat(visit.open("/password/gone").locator(".printed").count()).isZero();
		}
	}

	@Test
	void isEasyToReadForWhoeverIsOld() {
		Map<String, Object> found = new LinkedHashMap<>();
		for (String mode : List.of("standard", "elder")) {
			try (Visit visit = Visit.to(this.port).prefer("mode", mode)) {
				for (String address : PublicPages.addresses(this.mappings)) {
					visit.open(address);
					for (int width : new int[] { 320, 360, 1440 }) {
						visit.page().setViewportSize(width, 900);
						Object hard = visit.page().evaluate(HARD_TO_READ, mode.equals("elder"));
						if (!List.of().equals(hard)) {
							found.put(mode + " " + width + " " + address, hard);
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void findsAnImageWithoutWordsAndAButtonThatIsReadAloudAsSomethingElse() {
		try (Visit visit = Visit.to(this.port)) {
			visit.open("/about").evaluate("""
					() => document.querySelector("main").insertAdjacentHTML("beforeend",
						'<img src="/favicon.svg"><button aria-label="close">关闭</button>')""");
			assertThat(visit.violations()).anyMatch((one) -> one.startsWith("image-alt: "))
				.anyMatch((one) -> one.startsWith("label-content-name-mismatch: "));
		}
	}

	@Test
	void findsWhatIsHardToRead() {
		try (Visit visit = Visit.to(this.port, Browsers.width(320)).prefer("mode", "elder")) {
			Page page = visit.open("/about");
			page.evaluate("""
					() => {
						const main = document.querySelector("main");
						main.innerHTML = '<p>到 2026 年 1 月 31 日前报送</p><a href="/">x</a><small>小字</small>'
							+ '<span class="light green"><svg viewBox="0 0 1 1"></svg>正常</span>';
						main.querySelector("p").style.width = "4em";
						main.querySelector("a").style.cssText = "min-height: 0; font-size: 10px";
						main.querySelector("small").style.fontSize = "12px";
						main.querySelector(".light svg").style.width = "2px";
					}""");
			assertThat(page.evaluate(HARD_TO_READ, false)).asString().contains("target ");
			assertThat(page.evaluate(HARD_TO_READ, true)).asString()
				.contains("broken: 2026 年 1 月 31 日", "type of 12.0 px: 小字", "shape 2x", "target ");
		}
	}

	@Test
	void offersNothingToScrollAndShowsWhatCanBeFoldedOut() {
		try (Visit visit = Visit.to(this.port)) {
			Page page = visit.page();
			for (int width : new int[] { 800, 1100, 1440 }) {
				page.setViewportSize(width, 900);
				visit.open("/projects/wharf");
				assertThat(page.locator("figure.plan").evaluate("(plan) => plan.scrollWidth - plan.clientWidth"))
					.as("at " + width)
					.isEqualTo(0);
			}
			for (int width : new int[] { 320, 360 }) {
				page.setViewportSize(width, 900);
				visit.open("/about");
				assertThat(page.locator("nav.main ul").evaluate("(menu) => menu.scrollWidth - menu.clientWidth"))
					.as("menu at " + width)
					.isEqualTo(0);
				assertThat(page.locator("nav.main [aria-current]")
					.evaluate("(here) => here.getBoundingClientRect().right"))
					.asInstanceOf(InstanceOfAssertFactories.type(Number.class))
					.extracting(Number::doubleValue, InstanceOfAssertFactories.DOUBLE)
					.isLessThanOrEqualTo(width);
			}
			visit.open("/lights");
			Locator first = page.locator("details").first();
			assertThat(first.locator("summary").evaluate("(one) => getComputedStyle(one).display"))
				.isEqualTo("list-item");
			first.locator("summary").click();
			List<Integer> months = first.locator("li b")
				.allInnerTexts()
				.stream()
				.map(PublicPagesBrowserTests::monthOf)
				.toList();
			assertThat(months).hasSizeGreaterThan(2).isSortedAccordingTo(Comparator.reverseOrder());
		}
	}

	/** Months since the year 0 of a month in words. */
	private static int monthOf(String words) {
		String[] numbers = words.split("\\D+");
		return Integer.parseInt(numbers[0]) * 12 + Integer.parseInt(numbers[1]);
	}

	@Test
	void tellsTheMonthsOfAllProjectsInFewScreensOfAPhoneInElderMode() {
		try (Visit visit = Visit.to(this.port, Browsers.width(360)).prefer("mode", "elder")) {
			Page page = visit.open("/lights");
			Number height = (Number) page.evaluate("() => document.documentElement.scrollHeight");
			assertThat(height.intValue()).isLessThan(8000);
			Locator unplanned = page.locator(".grid tbody tr").filter(new Locator.FilterOptions().setHasText("网格智治"));
			assertThat(unplanned.innerText()).contains("尚未填报计划");
		}
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
			assertThat(page.locator(".foot ul").isVisible()).isFalse();
			assertThat(page.locator("section > h2 > a").first().isVisible()).isFalse();
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

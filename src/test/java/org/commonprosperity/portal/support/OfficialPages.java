package org.commonprosperity.portal.support;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.microsoft.playwright.Page;

/**
 * Officials' pages as they are on a phone and at a desk, in both modes: none wider than
 * its screen, nothing that axe finds.
 */
public final class OfficialPages {

	private OfficialPages() {
	}

	/**
	 * Opens pages twice over: in Chinese, and in English and large type, which takes most
	 * room.
	 * @param pages addresses by the name of the account that opens them
	 * @return what is wrong, by mode, width, account and address
	 */
	public static Map<String, Object> faults(int port, Map<String, List<String>> pages) {
		Map<String, Object> found = new TreeMap<>();
		for (boolean elder : new boolean[] { false, true }) {
			pages.forEach((person, addresses) -> {
				try (Visit official = Visit.to(port)) {
					official.prefer("mode", elder ? "elder" : "standard")
						.prefer("lang", elder ? "en" : "zh")
						.signIn(person);
					addresses.forEach((address) -> look(official.open(address), official, person + " " + address, found,
							elder ? 320 : 1440));
				}
			});
		}
		return found;
	}

	private static void look(Page page, Visit official, String at, Map<String, Object> found, int closely) {
		if (page.locator(".lost").count() > 0) {
			found.put(at, page.title());
		}
		for (int width : new int[] { 320, 1440 }) {
			page.setViewportSize(width, 900);
			if (official.overflow() > 0) {
				found.put(width + " " + at + " sideways", official.overflow());
			}
			List<String> violations = (width == closely) ? official.violations() : List.of();
			if (!violations.isEmpty()) {
				found.put(width + " " + at, violations);
			}
		}
	}

}

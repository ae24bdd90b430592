package org.commonprosperity.portal.support;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Officials' pages as they are on a phone and at a desk, in both modes: none wider than
 * its screen, nothing that axe finds.
 */
public final class OfficialPages {

	private OfficialPages() {
	}

	/**
	 * Opens pages four times over.
	 * @param pages addresses by the name of the account that opens them
	 * @return what is wrong, by mode, width, account and address
	 */
	public static Map<String, Object> faults(int port, Map<String, List<String>> pages) {
		Map<String, Object> found = new TreeMap<>();
		for (String mode : List.of("standard", "elder")) {
			for (int width : new int[] { 320, 1440 }) {
				pages.forEach((person, addresses) -> {
					try (Visit official = Visit.to(port, Browsers.width(width))) {
						official.prefer("mode", mode).prefer("lang", (width == 320) ? "zh" : "en").signIn(person);
						addresses.forEach((address) -> {
							official.open(address);
							String at = mode + " " + width + " " + person + " " + address;
							// each mode, width and language once
							if (mode.equals("elder") == (width == 320)) {
								put(found, at, official.violations());
							}
							put(found, at + " sideways", (official.overflow() > 0) ? official.overflow() : List.of());
						});
					}
				});
			}
		}
		return found;
	}

	private static void put(Map<String, Object> found, String at, Object fault) {
		if (!List.of().equals(fault)) {
			found.put(at, fault);
		}
	}

}

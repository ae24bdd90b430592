package org.commonprosperity.portal.reporting.web;

import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The officials' pages of reporting, on a phone and on a desk, in elder mode and in
 * English: nothing for axe to find, and nothing that scrolls sideways.
 */
@PortalTest
class ReportPagesBrowserTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Clock clock;

	@Test
	void leaveNothingForAxeToFindAndNothingToScrollSideways() {
		YearMonth now = YearMonth.now(this.clock);
		String project = "/office/projects/wharf";
		Map<String, List<String>> pages = Map.of("editor-agriculture", List.of("/office", "/office/reports",
				"/office/reports/wharf/" + now, "/office/reports/wharf/" + now.minusMonths(1),
				"/office/reports/wharf/" + now.minusMonths(3), "/office/reports/wharf/" + now.plusMonths(2)),
				"coordinator",
				List.of("/office", "/office/reports?month=" + now.minusMonths(2), "/office/reports/review",
						"/office/reports/factory/" + now.minusMonths(1),
						"/office/reports/workshops/" + now.minusMonths(2), project + "/leader"),
				"leader", List.of("/office", "/office/reports/wharf/" + now.minusMonths(2)), "admin",
				List.of("/office/policy"));
		Map<String, Object> found = new TreeMap<>();
		int seen = 0;
		for (String mode : List.of("standard", "elder")) {
			for (int width : new int[] { 320, 1440 }) {
				for (Map.Entry<String, List<String>> person : pages.entrySet()) {
					try (Visit official = Visit.to(this.port, Browsers.width(width))) {
						official.prefer("mode", mode).prefer("lang", (width == 320) ? "zh" : "en");
						official.signIn(person.getKey());
						for (String address : person.getValue()) {
							official.open(address);
							seen++;
							String at = mode + " " + width + " " + person.getKey() + " " + address;
							if (!official.violations().isEmpty()) {
								found.put(at, official.violations());
							}
							if (official.overflow() > 0) {
								found.put(at + " sideways", official.overflow());
							}
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
		assertThat(seen).isEqualTo(60);
	}

}

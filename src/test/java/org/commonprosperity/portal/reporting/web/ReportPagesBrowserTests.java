package org.commonprosperity.portal.reporting.web;

import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.support.OfficialPages;
import org.commonprosperity.portal.support.PortalTest;
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
		assertThat(OfficialPages.faults(this.port, pages)).isEmpty();
	}

}

package org.commonprosperity.portal.account.web;

import java.util.List;

import com.microsoft.playwright.Page;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.ProductionTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first page that anybody sees of a new portal, and its public pages before anything
 * is entered.
 */
@ProductionTest
class SetupBrowserTests {

	@LocalServerPort
	private int port;

	@Test
	void asksForTheFirstAdministratorsOnAPageThatLeavesNothingForAxeToFind() {
		for (String mode : List.of("standard", "elder")) {
			try (Visit visit = Visit.to(this.port, Browsers.width(320)).prefer("mode", mode)) {
				Page page = visit.open("/setup");
				assertThat(visit.violations()).as(mode).isEmpty();
				assertThat(visit.overflow()).as(mode).isZero();
				page.locator("main form button").last().click();
				assertThat(page.locator("#errors")).isVisible();
				assertThat(visit.violations()).as(mode + ", with errors").isEmpty();
			}
		}
	}

	@Test
	void showsThePublicPagesBeforeAnythingIsEntered() {
		try (Visit visit = Visit.to(this.port, Browsers.width(320))) {
			for (String address : List.of("/", "/projects", "/projects/wharf", "/projects/grid", "/about")) {
				visit.open(address);
				assertThat(visit.violations()).as(address).isEmpty();
				assertThat(visit.overflow()).as(address).isZero();
			}
		}
	}

}

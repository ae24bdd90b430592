package org.commonprosperity.portal.account.web;

import java.util.ArrayList;
import java.util.List;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages on which accounts are kept, seen in a real browser: nothing for axe to find
 * and no sideways scrolling, on a phone, at a desk and in elder mode.
 */
@PortalTest
class AccountPagesBrowserTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountDirectory accounts;

	@Test
	void leavesNothingForAxeToFind() {
		long editor = this.accounts.findByUsername("editor-social").orElseThrow().id();
		List<String> found = new ArrayList<>();
		look("admin", List.of("/office", "/office/accounts", "/office/accounts?role=EDITOR&sort=last",
				"/office/accounts?q=zzz", "/office/accounts/new", "/office/accounts/" + editor,
				"/office/accounts/" + editor + "/edit", "/office/accounts/" + editor + "/handover", "/office/password",
				"/office/resume", "/office/there-is-no-such-page", "/office/projects/wharf"), found);
		look("security",
				List.of("/office/accounts", "/office/accounts/" + editor, "/office/accounts/" + editor + "/grants"),
				found);
		assertThat(found).isEmpty();
	}

	private void look(String username, List<String> addresses, List<String> found) {
		for (String mode : List.of("standard", "elder")) {
			try (Visit visit = Visit.to(this.port, Browsers.width(360)).prefer("mode", mode)) {
				visit.signIn(username);
				for (String address : addresses) {
					visit.open(address);
					visit.violations().forEach((violation) -> found.add(mode + " " + address + " " + violation));
					if (visit.overflow() > 0) {
						found.add(mode + " " + address + " is wider than the screen by " + visit.overflow());
					}
				}
			}
		}
	}

}

package org.commonprosperity.portal.audit.web;

import com.microsoft.playwright.Page;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class AuditTrailBrowserTests {

	@LocalServerPort
	private int port;

	@Test
	void theAuditorFindsTheOwnSignInAndLooksForMore() {
		try (Visit auditor = Visit.to(this.port)) {
			auditor.signIn("auditor");
			Page page = auditor.open("/office/audit");
			assertThat(page.locator(".ledger tbody tr").first()).containsText("登录");
			assertThat(auditor.violations()).isEmpty();

			page.locator("[name=kind]").selectOption("SIGN_IN");
			page.locator("[name=from]").fill("2026-02-30");
			page.locator("main form button.btn").click();
			assertThat(page.locator("#errors")).isFocused();
			assertThat(page.locator("[name=from]")).hasValue("2026-02-30");
			assertThat(page.locator("[name=kind]")).hasValue("SIGN_IN");
			assertThat(auditor.violations()).isEmpty();

			page.locator("#errors a").click();
			assertThat(page.locator("[name=from]")).isFocused();
			page.locator("[name=from]").fill("９９９９年１月１日");
			page.locator("main form button.btn").click();
			assertThat(page.locator(".empty")).containsText("没有符合条件的记录");
		}
	}

	@Test
	void fitsASmallScreenInBothLanguages() {
		try (Visit auditor = Visit.to(this.port, Browsers.width(320))) {
			auditor.signIn("auditor");
			auditor.open("/office/audit");
			assertThat(auditor.overflow()).isZero();
			auditor.prefer("lang", "en").open("/office/audit");
			assertThat(auditor.overflow()).isZero();
			assertThat(auditor.text()).contains("Audit trail", "Signed in").doesNotContain("??");
			assertThat(auditor.violations()).isEmpty();
		}
	}

}

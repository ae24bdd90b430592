package org.commonprosperity.portal.account;

import java.time.Clock;

import org.commonprosperity.portal.support.TestClock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What tests of accounts need besides the portal.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import({ AccountFixture.class, AccountTestConfiguration.Failing.class })
class AccountTestConfiguration {

	@Bean
	@Primary
	TestClock testClock(@Qualifier("clock") Clock clock) {
		return new TestClock(clock);
	}

	/** Pages that fail, since no page of the portal does so when asked. */
	@Controller
	static class Failing {

		static final String SECRET = "the text of an exception";

		@GetMapping("/test/fails")
		String fails() {
			throw new IllegalStateException(SECRET);
		}

		@GetMapping("/test/fails-when-drawn")
		String failsWhenDrawn(Model model) {
			return "account/no-such-template";
		}

	}

}

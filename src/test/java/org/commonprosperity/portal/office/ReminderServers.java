package org.commonprosperity.portal.office;

import java.io.IOException;
import java.time.Clock;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.commonprosperity.portal.support.TestClock;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * A mail server and a group's robot on this machine, and a clock that stands where a test
 * sets it.
 */
@TestConfiguration(proxyBeanMethods = false)
class ReminderServers {

	@Bean(initMethod = "start", destroyMethod = "stop")
	GreenMail mail() {
		return new GreenMail(ServerSetup.SMTP.dynamicPort());
	}

	@Bean(destroyMethod = "close")
	Robot robot() throws IOException {
		return new Robot();
	}

	@Bean
	DynamicPropertyRegistrar addresses(GreenMail mail, Robot robot) {
		return (registry) -> {
			registry.add("spring.mail.port", () -> mail.getSmtp().getPort());
			registry.add("portal.reminders.webhook.url", robot::address);
		};
	}

	@Bean
	@Primary
	TestClock testClock(@Qualifier("clock") Clock clock) {
		return new TestClock(clock);
	}

}

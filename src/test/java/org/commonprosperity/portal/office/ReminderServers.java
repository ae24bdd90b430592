package org.commonprosperity.portal.office;

import java.io.IOException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

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
	DayClock dayClock() {
		return new DayClock();
	}

	/**
	 * Stands still until it is set.
	 */
	static final class DayClock extends Clock {

		private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

		private final Instant start = Instant.now();

		private volatile Instant now = this.start;

		/** The first such day after the one on which the tests began. */
		void set(DayOfWeek day, LocalTime time) {
			set(LocalDate.ofInstant(this.start, ZONE).with(TemporalAdjusters.next(day)), time);
		}

		void set(LocalDate day, LocalTime time) {
			this.now = day.atTime(time).atZone(ZONE).toInstant();
		}

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		LocalDate today() {
			return LocalDate.ofInstant(this.now, ZONE);
		}

		@Override
		public ZoneId getZone() {
			return ZONE;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}

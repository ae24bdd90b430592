package org.commonprosperity.portal.office;

import lombok.RequiredArgsConstructor;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Looks every few minutes whether a reminder is due, on a thread of its own: a mail
 * server that hangs holds up nothing else.
 */
@Component
@RequiredArgsConstructor
class ReminderSchedule {

	private static final String THREAD = "reminderScheduler";

	private final Reminders reminders;

	@Scheduled(cron = "${portal.reminders.check:5 */5 * * * *}", scheduler = THREAD)
	void look() {
		this.reminders.run();
	}

	/** The thread. */
	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Threads {

		@Bean(name = THREAD, defaultCandidate = false)
		ThreadPoolTaskScheduler reminderScheduler() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setThreadNamePrefix("reminders-");
			scheduler.setDaemon(true);
			return scheduler;
		}

	}

}

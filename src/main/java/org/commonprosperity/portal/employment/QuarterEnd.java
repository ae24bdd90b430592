package org.commonprosperity.portal.employment;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Each night after midnight, and at every start for the nights that were missed: closes
 * the quarters that are due.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class QuarterEnd {

	private final QuarterCloser closer;

	@EventListener(ApplicationReadyEvent.class)
	@Scheduled(cron = "12 1 0 * * *", zone = "Asia/Shanghai")
	public void run() {
		try {
			this.closer.closeDue();
		}
		catch (RuntimeException ex) {
			log.error("The quarter's figures of people in work could not be published; the next run tries again", ex);
		}
	}

}

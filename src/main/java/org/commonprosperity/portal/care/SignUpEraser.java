package org.commonprosperity.portal.care;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Erases who signed up once the activity is over: each night, and at every start, so that
 * a night on which the portal stood still is made up for.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class SignUpEraser {

	private final SignUps signUps;

	@EventListener(ApplicationReadyEvent.class)
	@Scheduled(cron = "${portal.care.erase:0 20 0 * * *}", zone = "Asia/Shanghai")
	void erase() {
		int erased = this.signUps.erase();
		if (erased > 0) {
			log.info("Erased {} sign-ups of activities that are over", erased);
		}
	}

}

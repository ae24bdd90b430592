package org.commonprosperity.planted.architecture.project;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;

/**
 * Looks at the clock of the machine.
 */
class OwnTime {

	LocalDate today() {
		return LocalDate.now(ZoneId.systemDefault());
	}

	long now() {
		return System.currentTimeMillis();
	}

	Date date() {
		return new Date();
	}

	Clock clock() {
		return Clock.systemUTC();
	}

}

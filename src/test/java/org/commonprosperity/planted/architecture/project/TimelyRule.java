package org.commonprosperity.planted.architecture.project;

import java.time.Clock;
import java.time.LocalDate;

/**
 * Depends on when it is asked.
 */
class TimelyRule {

	boolean isLate(LocalDate due, Clock clock) {
		return due.isBefore(LocalDate.now(clock));
	}

}

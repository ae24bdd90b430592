package org.commonprosperity.portal.reporting;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Why a month's report cannot be written now, and until when.
 *
 * @param reason last part of a message key {@code report.lock.}
 * @param until the day from which, or up to which, it can; null where no day changes it
 */
public record ReportLock(Reason reason, @Nullable LocalDate until) {

	/**
	 * Why.
	 */
	public enum Reason {

		/** No report is owed for the month. */
		NOT_OWED,
		/** The month has not gone far enough. */
		TOO_EARLY,
		/** The time to make it up is over. */
		TOO_LATE,
		/** It is with the coordinating office. */
		SUBMITTED,
		/** It is approved; a correction is a new version. */
		APPROVED

	}
}

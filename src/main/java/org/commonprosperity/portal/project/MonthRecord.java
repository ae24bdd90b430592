package org.commonprosperity.portal.project;

import java.util.Set;

import org.commonprosperity.portal.shared.ReportingMonth;
import org.jspecify.annotations.Nullable;

/**
 * What monthly reporting knows of one month of a project: whether its report came, and
 * how the month closed. The light takes these as they are.
 *
 * @param month the month
 * @param report whether its report came
 * @param close how it closed, null as long as it is open
 */
public record MonthRecord(ReportingMonth month, Report report, @Nullable Close close) {

	/**
	 * Whether a month's report came.
	 */
	public enum Report {

		/** Not owed, or its due day is not over. */
		NOT_DUE,
		/** Came by the end of its due day. */
		IN_TIME,
		/** Came after its due day; no longer counts as missing. */
		LATE,
		/** Its due day is over and it has not come. */
		MISSING

	}

	/**
	 * How a month closed.
	 *
	 * @param light the light at closing
	 * @param notBegun numbers of the milestones that should have begun by the end of the
	 * month and had not
	 */
	public record Close(ProgressLight light, Set<Long> notBegun) {

		public Close {
			notBegun = Set.copyOf(notBegun);
		}

	}

}

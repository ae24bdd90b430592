package org.commonprosperity.portal.reporting;

/**
 * How a month of a project stands, as everybody may know it: nothing of a draft or a
 * returned report shows.
 */
public enum MonthState {

	/** No report is owed for the month. */
	NOT_OWED,
	/** A report is owed and its due day is not over. */
	OPEN,
	/** A report came and is not approved yet. */
	SUBMITTED,
	/** The due day is over and no report came. */
	MISSING,
	/** Approved; it came in time. */
	APPROVED,
	/** Approved; it came late. */
	APPROVED_LATE

}

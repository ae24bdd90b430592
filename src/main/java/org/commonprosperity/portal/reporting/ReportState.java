package org.commonprosperity.portal.reporting;

/**
 * Where a version of a report is on its way.
 */
public enum ReportState {

	/** Being written; nobody but its department acts on it. */
	DRAFT,
	/** With the coordinating office. */
	SUBMITTED,
	/** Came back with a reason; to be sent again. */
	RETURNED,
	/** Approved and locked; only a correction, a new version, changes what it says. */
	APPROVED

}

package org.commonprosperity.portal.village;

/**
 * Where a version of a return is on its way.
 */
public enum IncomeState {

	/** Being written; nobody but its village acts on it. */
	DRAFT,
	/** With the coordinating office. */
	SUBMITTED,
	/** Came back with a reason; to be sent again. */
	RETURNED,
	/** Approved and public; only a correction, a new version, changes what it says. */
	APPROVED

}

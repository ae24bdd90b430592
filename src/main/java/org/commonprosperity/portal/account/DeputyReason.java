package org.commonprosperity.portal.account;

/**
 * Why an official is away.
 */
public enum DeputyReason {

	/** Travels on duty. */
	TRAVEL,
	/** Is on leave. */
	LEAVE,
	/** Is on a course. */
	TRAINING,
	/** Anything else. */
	OTHER

}

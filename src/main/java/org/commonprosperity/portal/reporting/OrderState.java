package org.commonprosperity.portal.reporting;

/**
 * How far a supervision order has come, as it is stored; how urgent it is, is worked out
 * from this and the date ({@link OrderWord}).
 */
public enum OrderState {

	/** Proposed by the system; the coordinating office has not decided on it. */
	PROPOSED,
	/** Proposed, and not issued after all. */
	DISMISSED,
	/** Issued; the department has not signed for it. */
	ISSUED,
	/** The department works on it, for the first time or once more. */
	SIGNED,
	/** The department replied; the coordinating office has to verify. */
	REPLIED,
	/** Verified and done with. */
	CLOSED,
	/** Taken back by the coordinating office; it keeps its number. */
	CANCELLED

}

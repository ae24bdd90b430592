package org.commonprosperity.portal.reporting;

/**
 * What a supervision order came from.
 */
public enum OrderCause {

	/** The light of the project turned red. */
	RED_LIGHT,
	/** The coordinating office itself. */
	OWN

}

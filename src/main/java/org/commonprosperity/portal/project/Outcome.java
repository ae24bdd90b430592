package org.commonprosperity.portal.project;

/**
 * What became of a form.
 */
public enum Outcome {

	/** It waits for the coordinating office. */
	PROPOSED,
	/** It was carried out at once, as the coordinating office's own. */
	APPLIED,
	/** It had come before; nothing was written a second time. */
	REPEATED

}

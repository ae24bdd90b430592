package org.commonprosperity.portal.project;

/**
 * How the responsible department itself sees the project; stands beside the computed
 * light and does not change it.
 */
public enum DeclaredState {

	/** Goes as planned. */
	ON_TRACK,
	/** May slip; a reason is given. */
	AT_RISK,
	/** Is held up; a reason is given. */
	OFF_TRACK

}

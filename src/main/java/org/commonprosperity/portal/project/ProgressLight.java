package org.commonprosperity.portal.project;

/**
 * How a project stands, computed from plan and fact; never typed in. The order is from
 * the most to the least urgent.
 */
public enum ProgressLight {

	/** More than 30 points behind, past the deadline, or silent for too long. */
	RED,
	/** 10 to 30 points behind, or something is overdue. */
	YELLOW,
	/** Less than 10 points behind. */
	GREEN,
	/** No milestone is on record, so nothing can be said. */
	NO_PLAN,
	/** The start is still to come. */
	NOT_STARTED,
	/** Every milestone is met. */
	COMPLETED

}

package org.commonprosperity.portal.project;

/**
 * Whether it is certain that the project is one of the seven.
 */
public enum Classification {

	/** One of the seven flagship projects. */
	FLAGSHIP,
	/** Counted among the seven provisionally, until an official confirms it. */
	PROVISIONAL

}

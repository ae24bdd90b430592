package org.commonprosperity.portal.project;

/**
 * The facts of a project whose source is kept.
 */
public enum FactField {

	/** Whether it is one of the seven. */
	CLASSIFICATION,
	/** What is done. */
	CONTENT,
	/** Who leads. */
	LEAD_OFFICIAL,
	/** Who is responsible. */
	DEPARTMENT,
	/** When it starts. */
	START,
	/** By when it is to be complete. */
	DEADLINE,
	/** Milestones and their weights and dates. */
	PLAN,
	/** The department's own word on how it stands. */
	DECLARED_STATE

}

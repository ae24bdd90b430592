package org.commonprosperity.portal.employment;

/**
 * The tables that are published of a quarter: a fixed set, coarse on purpose. No table
 * crosses groups, kinds and villages with each other, where most counts would be few and
 * the holes around them many; none is narrowed by whoever reads it.
 */
public enum PublishedTable {

	/** People in work at the quarter's end, by group. */
	GROUP,

	/** People in work at the quarter's end, by kind of workshop. */
	KIND,

	/** People in work at the quarter's end, by village. */
	VILLAGE,

	/** Placements that began in the quarter: one number. */
	PLACED,

	/**
	 * Of the people whose first twelve months ended in the year, those who stayed, by
	 * group; a table of the fourth quarter. Each year's people are others, so two years
	 * beside each other tell nothing.
	 */
	STAYED,

	/** Median wages of a month at the quarter's end, by group. */
	WAGE

}

package org.commonprosperity.portal.employment;

/**
 * Where a figure stands in the published tables.
 *
 * @param table the table
 * @param row code of the group, kind or village, or {@link #TOTAL}
 * @param column {@link #STAYED}, {@link #LEFT} or their {@link #TOTAL}; of a table that
 * has one column always the last
 */
public record Place(PublishedTable table, String row, String column) {

	/** The row, or column, of totals. */
	public static final String TOTAL = "";

	/** Those who stayed. */
	public static final String STAYED = "STAYED";

	/** Those who did not. */
	public static final String LEFT = "LEFT";

	/** People in work; the total is the same in all three tables. */
	static Place work(PublishedTable table, String row) {
		return row.equals(TOTAL) ? new Place(PublishedTable.GROUP, TOTAL, TOTAL) : new Place(table, row, TOTAL);
	}

	static Place inWork() {
		return work(PublishedTable.GROUP, TOTAL);
	}

	static Place placed() {
		return new Place(PublishedTable.PLACED, TOTAL, TOTAL);
	}

	static Place stayed(String group, String column) {
		return new Place(PublishedTable.STAYED, group, column);
	}

}

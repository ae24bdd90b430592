package org.commonprosperity.portal.dividend;

/**
 * The class that a contributor counts in where one is wanted for a whole year: the one
 * that holds at the year's end, or the last before it.
 */
final class ContributorClasses {

	/**
	 * A lateral question for {@code class_code}, to be filled with the contributor's
	 * column and the year's.
	 */
	static final String OF_YEAR = """
			select q.class_code from class_period q where q.contributor_id = %s and q.replaced_at is null
				and q.valid_from <= make_date(%s, 12, 31) order by q.valid_from desc limit 1""";

	private ContributorClasses() {
	}

}

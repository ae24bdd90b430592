package org.commonprosperity.portal.reporting;

import org.jspecify.annotations.Nullable;

/**
 * Which orders are asked for, and in which order.
 *
 * @param word the word that they carry today, null for any
 * @param department number of the department, null for all
 * @param year year of their numbers, null for any
 * @param project code of the project, null for all
 * @param sort by what they are sorted
 */
public record OrderQuery(@Nullable OrderWord word, @Nullable Long department, @Nullable Integer year,
		@Nullable String project, Sort sort) {

	/**
	 * The orders of one project.
	 */
	public static OrderQuery ofProject(String code) {
		return new OrderQuery(null, null, null, code, Sort.DEADLINE);
	}

	/**
	 * What a list can be sorted by; each is a full order.
	 */
	public enum Sort {

		/** What is not done with first, by deadline. */
		DEADLINE("""
				case when o.state in ('CLOSED', 'CANCELLED', 'DISMISSED') then 1 else 0 end, o.deadline nulls first,
				o.year, o.number, o.id"""),
		/** The latest number first. */
		NUMBER("o.year desc nulls first, o.number desc nulls first, o.id desc"),
		/** By the name of the department, then by deadline. */
		DEPARTMENT("d.name collate \"zh-x-icu\", d.id, " + DEADLINE.columns),
		/** In the order of the projects, then by deadline. */
		PROJECT("p.position, p.id, " + DEADLINE.columns);

		private final String columns;

		Sort(String columns) {
			this.columns = columns;
		}

		String columns() {
			return this.columns;
		}

	}

}

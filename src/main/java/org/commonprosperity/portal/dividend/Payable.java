package org.commonprosperity.portal.dividend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What of a project's dividend can be paid, in one statement over all contributors: what
 * is owed for a year and not on its way yet, and never more than the contributor is owed
 * in all.
 */
final class Payable {

	/** Begins a statement that reads {@code payable}: contributor, year, amount. */
	static final String SQL = """
			with booked as (
				select contributor_id, year, sum(amount) as owed from dividend_entry where project_id = :project group by 1, 2),
			underway as (
				select contributor_id, year, sum(amount) as amount from payment_line
				where project_id = :project and state = 'PENDING' group by 1, 2),
			open as (
				select b.contributor_id, b.year, b.owed - coalesce(u.amount, 0) as owed
				from booked b left join underway u using (contributor_id, year)),
			capped as (
				select o.*, sum(o.owed) over (partition by o.contributor_id)
					- coalesce(sum(o.owed) filter (where o.owed > 0 and o.year = coalesce(cast(:year as int), o.year))
						over (partition by o.contributor_id order by o.year rows between unbounded preceding and 1 preceding), 0) as most
				from open o),
			payable as (
				select contributor_id, year, least(owed, most) as amount from capped
				where owed > 0 and most > 0 and year = coalesce(cast(:year as int), year))
			""";

	private Payable() {
	}

	/**
	 * Its parameters.
	 * @param year null: every year
	 * @param numbers the chosen contributors; none: all
	 */
	static Map<String, @Nullable Object> parameters(long projectId, @Nullable Integer year, List<String> numbers) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("project", projectId);
		parameters.put("year", year);
		parameters.put("all", numbers.isEmpty());
		parameters.put("numbers", numbers.isEmpty() ? List.of("") : numbers);
		return parameters;
	}

}

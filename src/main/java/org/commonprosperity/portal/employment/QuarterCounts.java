package org.commonprosperity.portal.employment;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.employment.EmploymentRule.Stay;
import org.commonprosperity.portal.shared.CountSuppressionRule.Shown;

/**
 * The counts of a quarter, place by place, and how each is shown once that is decided.
 *
 * @param end the quarter's last day
 * @param counts how many people, or placements, stand at a place; what is not there is 0
 * @param shown how they are shown; empty as long as it is not decided
 */
public record QuarterCounts(LocalDate end, Map<Place, Long> counts, Map<Place, Shown> shown) {

	private static final int MONTHS = 3;

	private static final int DECEMBER = 12;

	public QuarterCounts {
		counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
		shown = Map.copyOf(shown);
	}

	/**
	 * Counts approved placements.
	 * @param end the quarter's last day
	 * @param breakDays so many days without work do not break a stay
	 * @param groups codes of all groups
	 * @param kinds codes of all kinds of workshop
	 * @param villages codes of all villages
	 */
	static QuarterCounts of(Collection<Spell> spells, LocalDate end, int breakDays, List<String> groups,
			List<String> kinds, List<String> villages) {
		Map<Place, Long> counts = new LinkedHashMap<>();
		groups.forEach((group) -> counts.put(Place.work(PublishedTable.GROUP, group), 0L));
		counts.put(Place.inWork(), 0L);
		kinds.forEach((kind) -> counts.put(Place.work(PublishedTable.KIND, kind), 0L));
		villages.forEach((village) -> counts.put(Place.work(PublishedTable.VILLAGE, village), 0L));
		for (Spell spell : EmploymentRule.inWork(spells, end)) {
			add(counts, Place.work(PublishedTable.GROUP, spell.group()));
			add(counts, Place.work(PublishedTable.KIND, spell.workshopKind()));
			add(counts, Place.work(PublishedTable.VILLAGE, spell.community()));
			add(counts, Place.inWork());
		}
		counts.put(Place.placed(), (long) EmploymentRule.begun(spells, first(end), end).size());
		if (end.getMonthValue() == DECEMBER) {
			addStays(counts, EmploymentRule.stays(spells, end.withDayOfYear(1), end, breakDays).values(), groups);
		}
		return new QuarterCounts(end, counts, Map.of());
	}

	private static void addStays(Map<Place, Long> counts, Collection<Stay> stays, List<String> groups) {
		for (String column : List.of(Place.STAYED, Place.LEFT, Place.TOTAL)) {
			groups.forEach((group) -> counts.put(Place.stayed(group, column), 0L));
			counts.put(Place.stayed(Place.TOTAL, column), 0L);
		}
		for (Stay stay : stays) {
			for (String group : List.of(stay.first().group(), Place.TOTAL)) {
				add(counts, Place.stayed(group, stay.stayed() ? Place.STAYED : Place.LEFT));
				add(counts, Place.stayed(group, Place.TOTAL));
			}
		}
	}

	private static void add(Map<Place, Long> counts, Place place) {
		counts.merge(place, 1L, Long::sum);
	}

	/** The first day of the quarter that ends on a day. */
	static LocalDate first(LocalDate end) {
		return YearMonth.from(end).minusMonths(MONTHS - 1L).atDay(1);
	}

	/** The last day of the latest quarter that is over on a day. */
	static LocalDate lastBefore(LocalDate day) {
		return YearMonth.from(day).minusMonths((day.getMonthValue() - 1) % MONTHS + 1L).atEndOfMonth();
	}

	/** The last day of the quarter after one. */
	static LocalDate next(LocalDate end) {
		return YearMonth.from(end).plusMonths(MONTHS).atEndOfMonth();
	}

	long count(Place place) {
		return this.counts.getOrDefault(place, 0L);
	}

	/** How a place is shown; one that is not there shows as 0. */
	Shown shown(Place place) {
		return this.shown.getOrDefault(place, Shown.COUNT);
	}

	QuarterCounts shownAs(Map<Place, Shown> shown) {
		return new QuarterCounts(this.end, this.counts, shown);
	}

}

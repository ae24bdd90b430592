package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * Who counts as being in work, who has stayed twelve months, what the median wage is:
 * pure functions of approved placements. A person counts once, however many placements
 * and villages there are.
 */
public final class EmploymentRule {

	/** After so many months a placement is followed up. */
	public static final List<Integer> FOLLOW_UPS = List.of(1, 3, 6, 12);

	private static final int YEAR = 12;

	private static final Comparator<Spell> ORDER = Comparator.comparing(Spell::started).thenComparing(Spell::placement);

	/** An open post that nobody confirmed for so many days is asked for. */
	static final int CONFIRM_AFTER = 90;

	private EmploymentRule() {
	}

	/**
	 * The day on which a follow-up is due: of the 31st, in a shorter month its last day.
	 */
	public static LocalDate dueOn(LocalDate started, int months) {
		return started.plusMonths(months);
	}

	/**
	 * The last day of the first twelve months at work: the day before the same date a
	 * year later; where that year has no such date, the month's last day.
	 */
	public static LocalDate endOfYear(LocalDate started) {
		LocalDate same = started.plusMonths(YEAR);
		return (same.getDayOfMonth() < started.getDayOfMonth()) ? same : same.minusDays(1);
	}

	/**
	 * Who is in work on a day, each person with one placement: the one that began last,
	 * so that tables by group, kind and village add up.
	 * @return one for each person, by person
	 */
	public static List<Spell> inWork(Collection<Spell> spells, LocalDate day) {
		Map<Long, Spell> found = new TreeMap<>();
		spells.stream()
			.filter((spell) -> spell.covers(day))
			.sorted(ORDER)
			.forEach((spell) -> found.put(spell.subject(), spell));
		return List.copyOf(found.values());
	}

	/**
	 * Placements that began in a span of days, re-placements included.
	 * @param from the first day
	 * @param until the last day
	 */
	public static List<Spell> begun(Collection<Spell> spells, LocalDate from, LocalDate until) {
		return spells.stream()
			.filter((spell) -> !spell.started().isBefore(from) && !spell.started().isAfter(until))
			.sorted(ORDER)
			.toList();
	}

	/**
	 * How many have stayed in work for twelve months, of those whose first twelve months
	 * ended in a span of days. A stay begins with a person's first placement and goes on
	 * through further ones, wherever they are, as long as no break between them is longer
	 * than allowed; it has to last until {@link #endOfYear}.
	 * @param from the first day on which the twelve months may end
	 * @param until the last one
	 * @param breakDays so many days without work do not break a stay
	 */
	public static Share stayed(Collection<Spell> spells, LocalDate from, LocalDate until, int breakDays) {
		return stays(spells, from, until, breakDays).values()
			.stream()
			.reduce(Share.NONE, (share, stay) -> share.with(stay.stayed()), Share::plus);
	}

	/**
	 * The same person by person, with the placement that the stay began with: by its
	 * group, kind and village a person is counted.
	 */
	public static Map<Long, Stay> stays(Collection<Spell> spells, LocalDate from, LocalDate until, int breakDays) {
		Map<Long, List<Spell>> people = spells.stream()
			.sorted(ORDER)
			.collect(Collectors.groupingBy(Spell::subject, TreeMap::new, Collectors.toList()));
		Map<Long, Stay> stays = new TreeMap<>();
		people.forEach((subject, all) -> {
			Spell first = all.get(0);
			LocalDate end = endOfYear(first.started());
			if (!end.isBefore(from) && !end.isAfter(until)) {
				stays.put(subject, new Stay(first, lasts(all, end, breakDays)));
			}
		});
		return stays;
	}

	private static boolean lasts(List<Spell> spells, LocalDate end, int breakDays) {
		LocalDate reached = spells.get(0).started().minusDays(1);
		for (Spell spell : spells) {
			if (ChronoUnit.DAYS.between(reached, spell.started()) - 1 > breakDays) {
				break;
			}
			if (spell.ended() == null) {
				return true;
			}
			reached = spell.ended().isAfter(reached) ? spell.ended() : reached;
			if (!reached.isBefore(end)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The median of monthly wages: the middle one, of an even number the mean of the two
	 * in the middle, rounded half-up to the fen.
	 * @return null if there are none
	 */
	public static @Nullable Money medianWage(Collection<Spell> spells) {
		List<BigDecimal> wages = spells.stream().map((spell) -> spell.wage().yuan()).sorted().toList();
		if (wages.isEmpty()) {
			return null;
		}
		BigDecimal upper = wages.get(wages.size() / 2);
		BigDecimal lower = wages.get((wages.size() - 1) / 2);
		return new Money(lower.add(upper).divide(BigDecimal.valueOf(2), 2, RoundingMode.HALF_UP));
	}

	/**
	 * A part of a whole in percent, exact to six decimals; for showing it is rounded.
	 * @return null if the whole is nothing
	 */
	public static @Nullable BigDecimal percent(long part, long whole) {
		return (whole == 0) ? null
				: BigDecimal.valueOf(part)
					.multiply(BigDecimal.valueOf(100))
					.divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP);
	}

	/**
	 * Whether a person stayed.
	 *
	 * @param first the placement that the stay began with
	 * @param stayed whether it lasted twelve months
	 */
	public record Stay(Spell first, boolean stayed) {
	}

	/**
	 * So many of so many.
	 *
	 * @param part how many
	 * @param of of how many
	 */
	public record Share(long part, long of) {

		static final Share NONE = new Share(0, 0);

		/** In percent; null if it is of nobody. */
		public @Nullable BigDecimal percent() {
			return EmploymentRule.percent(this.part, this.of);
		}

		private Share with(boolean one) {
			return new Share(this.part + (one ? 1 : 0), this.of + 1);
		}

		private Share plus(Share other) {
			return new Share(this.part + other.part, this.of + other.of);
		}

	}

}

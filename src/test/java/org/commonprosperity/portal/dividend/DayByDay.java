package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What contributions earn, reckoned a second time and another way: day after day, in
 * exact fractions, each day asked anew for phase, class and terms. Knows nothing of
 * {@link EntitlementRule}.
 */
final class DayByDay {

	/** A fen, in parts of a rate's millionth. */
	private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

	private final List<Term> terms = new ArrayList<>();

	private @Nullable LocalDate operation;

	/** By contribution, year, phase, class and term: the sum of the days' numerators. */
	private final Map<String, BigInteger> numerators = new TreeMap<>();

	private final Map<String, Integer> lengths = new TreeMap<>();

	private int without;

	DayByDay operation(@Nullable LocalDate day) {
		this.operation = day;
		return this;
	}

	/** Terms that hold from a day until another, which does not count. */
	DayByDay term(String name, boolean operating, @Nullable String of, String rate, LocalDate from, LocalDate until) {
		this.terms.add(
				new Term(name, operating, of, new BigDecimal(rate).movePointRight(6).toBigIntegerExact(), from, until));
		return this;
	}

	/**
	 * Lets a contribution earn day by day.
	 * @param fen what was paid in
	 * @param classOn says of which class the contributor is on a day
	 */
	DayByDay earn(String contribution, long fen, LocalDate from, LocalDate until, ClassOn classOn) {
		for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
			boolean operating = this.operation != null && day.compareTo(this.operation) >= 0;
			String of = classOn.on(day);
			boolean found = false;
			for (Term term : this.terms) {
				if (term.operating() == operating && day.compareTo(term.from()) >= 0 && day.compareTo(term.until()) < 0
						&& (term.of() == null || term.of().equals(of))) {
					found = true;
					String key = contribution + "|" + day.getYear() + "|" + operating + "|" + of + "|" + term.name();
					this.numerators.merge(key, BigInteger.valueOf(fen).multiply(term.millionths()), BigInteger::add);
					this.lengths.put(key, day.lengthOfYear());
				}
			}
			if (!found) {
				this.without++;
			}
		}
		return this;
	}

	/** Each line rounded half-up to the fen, by its key. */
	Map<String, BigDecimal> lines() {
		Map<String, BigDecimal> lines = new TreeMap<>();
		this.numerators.forEach((key, numerator) -> {
			BigInteger denominator = MILLION.multiply(BigInteger.valueOf(this.lengths.get(key)));
			BigInteger twice = numerator.shiftLeft(1).add(denominator);
			lines.put(key, new BigDecimal(twice.divide(denominator.shiftLeft(1)), 2));
		});
		return lines;
	}

	/** The sum of the rounded lines whose key has a part. */
	BigDecimal total(String part) {
		return lines().entrySet()
			.stream()
			.filter((entry) -> entry.getKey().contains(part))
			.map(Map.Entry::getValue)
			.reduce(new BigDecimal("0.00"), BigDecimal::add);
	}

	/** Days on which there were no terms. */
	int without() {
		return this.without;
	}

	/**
	 * Of which class a contributor is on a day.
	 */
	interface ClassOn {

		@Nullable String on(LocalDate day);

	}

	private record Term(String name, boolean operating, @Nullable String of, BigInteger millionths, LocalDate from,
			LocalDate until) {
	}

}

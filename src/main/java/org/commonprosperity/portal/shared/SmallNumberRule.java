package org.commonprosperity.portal.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Which figures about people are not published, from the rules of the domain: a group of
 * 1 to 4, and one of which a member makes up nearly all, is withheld, and with it further
 * figures, until none that is withheld can be worked out.
 * <p>
 * Amounts: the published figures are known, and so are the sums that hold between them. A
 * withheld amount is above zero and may be any amount above zero, so it can be worked out
 * exactly where the sums alone fix it; that is what is asked here, by elimination. What
 * the withheld parts of a published total come to can always be worked out, so these
 * together are never a small group either. Counts are narrower, since 少于5 says 1 to 4:
 * they have bounds, which are reckoned.
 * <p>
 * What is withheld for the sake of another figure depends on the order of the parts
 * alone: the next one, else the one before, the total last. So it is as a rule the same
 * in the table of the next quarter, and one table does not tell what another withholds.
 */
public final class SmallNumberRule {

	/** So many people are told of. */
	public static final int LEAST = 5;

	private static final BigDecimal NEARLY_ALL = new BigDecimal("0.85");

	private SmallNumberRule() {
	}

	/**
	 * The figures that are withheld.
	 * @param <K> what a figure is known by
	 * @param cells the people behind every figure, totals included
	 * @param sums which figures add up to which; those that show nothing are 0 and may be
	 * in them
	 * @param also figures that are withheld for another reason
	 */
	public static <K> Set<K> withheld(Map<K, Group> cells, List<Sum<K>> sums, Set<K> also) {
		Set<K> withheld = new LinkedHashSet<>();
		cells.forEach((key, group) -> {
			if (!group.isSafe() || (also.contains(key) && group.members() > 0)) {
				withheld.add(key);
			}
		});
		while (!withheld.isEmpty()) {
			boolean more = false;
			for (Sum<K> sum : sums) {
				K exposed = exposed(sum, cells, withheld);
				more |= exposed != null && withholdBeside(exposed, sum, cells, withheld);
			}
			if (!more && !withholdBesideWhatIsFixed(cells, sums, withheld)) {
				break;
			}
		}
		return withheld;
	}

	/**
	 * A figure beside which a sum must withhold another one; null if the sum is well.
	 */
	private static <K> @Nullable K exposed(Sum<K> sum, Map<K, Group> cells, Set<K> withheld) {
		List<K> parts = sum.parts().stream().filter(withheld::contains).toList();
		boolean total = withheld.contains(sum.total());
		if (total) {
			return parts.isEmpty() ? sum.total() : null;
		}
		if (parts.isEmpty()) {
			return null;
		}
		Group rest = Group.NOBODY;
		for (K part : parts) {
			rest = rest.with(cells.get(part), sum.apart());
		}
		return (parts.size() == 1 || !rest.isSafe()) ? parts.get(parts.size() - 1) : null;
	}

	/** The next part, else the one before, the total last. */
	private static <K> boolean withholdBeside(K key, Sum<K> sum, Map<K, Group> cells, Set<K> withheld) {
		int at = sum.parts().indexOf(key);
		List<K> order = new ArrayList<>();
		if (at >= 0) {
			order.addAll(sum.parts().subList(at + 1, sum.parts().size()));
		}
		for (int before = (at >= 0) ? at - 1 : sum.parts().size() - 1; before >= 0; before--) {
			order.add(sum.parts().get(before));
		}
		order.add(sum.total());
		for (K other : order) {
			Group group = cells.get(other);
			if (group != null && group.members() > 0 && withheld.add(other)) {
				return true;
			}
		}
		return false;
	}

	private static <K> boolean withholdBesideWhatIsFixed(Map<K, Group> cells, List<Sum<K>> sums, Set<K> withheld) {
		for (K fixed : fixed(sums, withheld)) {
			for (Sum<K> sum : sums) {
				if ((sum.total().equals(fixed) || sum.parts().contains(fixed))
						&& withholdBeside(fixed, sum, cells, withheld)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * The withheld figures that the sums fix: unknowns of linear equations, found by
	 * elimination without fractions.
	 */
	static <K> Set<K> fixed(List<Sum<K>> sums, Set<K> withheld) {
		List<K> unknown = List.copyOf(withheld);
		List<BigInteger[]> rows = new ArrayList<>();
		for (Sum<K> sum : sums) {
			BigInteger[] row = new BigInteger[unknown.size()];
			for (int i = 0; i < row.length; i++) {
				K key = unknown.get(i);
				row[i] = sum.parts().contains(key) ? BigInteger.ONE
						: sum.total().equals(key) ? BigInteger.ONE.negate() : BigInteger.ZERO;
			}
			rows.add(row);
		}
		int done = 0;
		for (int column = 0; column < unknown.size() && done < rows.size(); column++) {
			int pivot = done;
			while (pivot < rows.size() && rows.get(pivot)[column].signum() == 0) {
				pivot++;
			}
			if (pivot < rows.size()) {
				BigInteger[] row = rows.remove(pivot);
				for (BigInteger[] other : rows) {
					eliminate(other, row, column);
				}
				rows.add(done++, row);
			}
		}
		Set<K> fixed = new LinkedHashSet<>();
		for (BigInteger[] row : rows) {
			List<Integer> left = new ArrayList<>();
			for (int i = 0; i < row.length; i++) {
				if (row[i].signum() != 0) {
					left.add(i);
				}
			}
			if (left.size() == 1) {
				fixed.add(unknown.get(left.get(0)));
			}
		}
		return fixed;
	}

	private static void eliminate(BigInteger[] other, BigInteger[] row, int column) {
		BigInteger factor = other[column];
		if (factor.signum() == 0) {
			return;
		}
		BigInteger common = BigInteger.ZERO;
		for (int i = 0; i < other.length; i++) {
			other[i] = other[i].multiply(row[column]).subtract(row[i].multiply(factor));
			common = common.gcd(other[i]);
		}
		for (int i = 0; i < other.length && common.compareTo(BigInteger.ONE) > 0; i++) {
			other[i] = other[i].divide(common);
		}
	}

	/**
	 * Which counts of a row that has a total are withheld. A count of 1 to 4 is told as
	 * 少于5; one that is withheld for its sake is 5 or more, and the reader may know it.
	 * @param counts the counts, none below zero
	 */
	public static Counts counts(List<Long> counts) {
		Set<Integer> few = new TreeSet<>();
		for (int i = 0; i < counts.size(); i++) {
			if (isFew(counts.get(i))) {
				few.add(i);
			}
		}
		long sum = counts.stream().mapToLong(Long::longValue).sum();
		Set<Integer> withheld = new TreeSet<>(few);
		while (!few.isEmpty() && told(counts, few, withheld)) {
			int next = next(counts, withheld);
			if (next < 0) {
				return new Counts(few, few, false);
			}
			withheld.add(next);
		}
		return isFew(sum) ? new Counts(few, few, false) : new Counts(few, withheld, true);
	}

	public static boolean isFew(long count) {
		return count > 0 && count < LEAST;
	}

	/**
	 * Whether one of the few can have one value only, given what the withheld come to.
	 */
	private static boolean told(List<Long> counts, Set<Integer> few, Set<Integer> withheld) {
		long rest = withheld.stream().mapToLong(counts::get).sum();
		int others = withheld.size() - few.size();
		long least = few.size() + (long) LEAST * others;
		long most = (others > 0) ? Long.MAX_VALUE : (LEAST - 1L) * few.size();
		// one of them is as low, or as high, as the others let it
		long low = (others > 0) ? 1 : Math.max(1, rest - (most - (LEAST - 1)));
		long high = Math.min(LEAST - 1L, rest - (least - 1));
		return low >= high;
	}

	/** The smallest that is not withheld yet, for it tells least; none: below zero. */
	private static int next(List<Long> counts, Set<Integer> withheld) {
		int found = -1;
		for (int i = 0; i < counts.size(); i++) {
			if (counts.get(i) > 0 && !withheld.contains(i) && (found < 0 || counts.get(i) < counts.get(found))) {
				found = i;
			}
		}
		return found;
	}

	/**
	 * The people behind a figure.
	 *
	 * @param members how many there are
	 * @param amount what is theirs in all, each one's without its sign
	 * @param largest what is the one's who has most of it
	 */
	public record Group(long members, BigDecimal amount, BigDecimal largest) {

		/** Nobody, as behind a figure about legal persons alone. */
		public static final Group NOBODY = new Group(0, BigDecimal.ZERO, BigDecimal.ZERO);

		/** Whether a figure about them may be published. */
		public boolean isSafe() {
			return this.members == 0 || (this.members >= LEAST
					&& (this.largest.signum() == 0 || this.largest.compareTo(this.amount.multiply(NEARLY_ALL)) < 0));
		}

		/**
		 * The two groups as one.
		 * @param apart whether nobody is in both; else as few as can be are taken for
		 * granted, and the ones who have most for one and the same
		 */
		public Group with(@Nullable Group other, boolean apart) {
			if (other == null) {
				return this;
			}
			return new Group(apart ? this.members + other.members : Math.max(this.members, other.members),
					this.amount.add(other.amount),
					apart ? this.largest.max(other.largest) : this.largest.add(other.largest));
		}

	}

	/**
	 * Figures that add up to another.
	 *
	 * @param <K> what a figure is known by
	 * @param total the total
	 * @param parts its parts, in the order in which they stand
	 * @param apart whether nobody is behind two of them
	 */
	public record Sum<K>(K total, List<K> parts, boolean apart) {

		public Sum {
			parts = List.copyOf(parts);
		}

	}

	/**
	 * What is withheld of a row of counts.
	 *
	 * @param few those of 1 to 4, told as 少于5
	 * @param withheld these and those that are withheld for their sake
	 * @param total whether the total is published
	 */
	public record Counts(Set<Integer> few, Set<Integer> withheld, boolean total) {

		public Counts {
			few = Set.copyOf(few);
			withheld = Set.copyOf(withheld);
		}

	}

	/**
	 * Figures in rows and columns with the totals of both, each known by its row and
	 * column.
	 *
	 * @param rows names of the rows
	 * @param columns names of the columns
	 * @param rowsApart whether nobody is in two rows
	 */
	public record Table(List<String> rows, List<String> columns, boolean rowsApart) {

		/** The name of the row, or column, of totals. */
		public static final String TOTAL = "";

		public Table {
			rows = List.copyOf(rows);
			columns = List.copyOf(columns);
		}

		/** The sums that hold between its figures. */
		public List<Sum<Place>> sums() {
			List<Sum<Place>> sums = new ArrayList<>();
			for (String row : with(this.rows)) {
				sums.add(new Sum<>(new Place(row, TOTAL),
						this.columns.stream().map((column) -> new Place(row, column)).toList(), true));
			}
			for (String column : with(this.columns)) {
				sums.add(new Sum<>(new Place(TOTAL, column),
						this.rows.stream().map((row) -> new Place(row, column)).toList(), this.rowsApart));
			}
			return sums;
		}

		private static List<String> with(List<String> names) {
			List<String> all = new ArrayList<>(names);
			all.add(TOTAL);
			return all;
		}

		/** The figures that are withheld; those that are not among the cells are 0. */
		public Set<Place> withheld(Map<Place, Group> cells, Set<Place> also) {
			Map<Place, Group> ordered = new LinkedHashMap<>();
			for (String row : with(this.rows)) {
				for (String column : with(this.columns)) {
					Place place = new Place(row, column);
					if (cells.containsKey(place)) {
						ordered.put(place, cells.get(place));
					}
				}
			}
			return SmallNumberRule.withheld(ordered, sums(), also);
		}

	}

	/**
	 * Where a figure stands.
	 */
	public record Place(String row, String column) {
	}

}

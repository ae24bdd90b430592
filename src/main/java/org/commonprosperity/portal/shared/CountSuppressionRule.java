package org.commonprosperity.portal.shared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which counts of linked tables are hidden, from the rules of the domain: a count of 1 to
 * 4 is told as 少于5, and further counts are withheld until no hidden one can be worked out
 * from rows, columns, totals, shares, another table or an earlier quarter.
 * <p>
 * That a hidden count cannot be worked out is shown and not searched for: there is
 * another state of affairs, of whole people, in which everything published is the same
 * and the count is another. Such a state is one {@link Move} away, a change of counts
 * that keeps all the sums that hold between the tables, for instance "one person is of
 * another group, and another one the other way round". For each hidden count the cheapest
 * move is taken; the counts that it changes and that would still show are withheld too. A
 * move that touches hidden counts alone costs nothing, and stays possible whatever is
 * withheld afterwards. Counts published before cannot be hidden any more, so a move must
 * leave them as they are.
 */
public final class CountSuppressionRule {

	/** Changes whenever the same counts could come out differently. */
	public static final int VERSION = 1;

	private static final long IMPOSSIBLE = Long.MAX_VALUE;

	private CountSuppressionRule() {
	}

	/**
	 * How a count is shown.
	 */
	public enum Shown {

		/** As it is. */
		COUNT,

		/** As 少于5: it is 1 to 4. */
		FEW,

		/** Not at all; the reader may know that it is 5 or more. */
		WITHHELD,

		/** Not at all, and it may be any number. */
		NOTHING;

		boolean allows(long value) {
			return switch (this) {
				case COUNT -> false;
				case FEW -> SmallNumberRule.isFew(value);
				case WITHHELD -> value >= SmallNumberRule.LEAST;
				case NOTHING -> value >= 0;
			};
		}

	}

	/**
	 * How the counts that are not published yet are shown.
	 * @param <K> what a count is known by
	 * @param counts all counts that are known of, published ones included
	 * @param moves what may be different without a sum being so
	 * @param arrivals what holds between the stocks of two quarters
	 * @param leavers what can be reckoned from the tables without standing in them
	 */
	public static <K> Map<K, Shown> of(List<Count<K>> counts, List<Move<K>> moves, List<Arrivals<K>> arrivals,
			List<Leavers<K>> leavers) {
		return new Search<>(counts, moves, arrivals, leavers).run();
	}

	/**
	 * A count.
	 *
	 * @param <K> what it is known by
	 * @param value how many people
	 * @param published how it was published before; null: it is to be published now
	 * @param weight what it costs to withhold it, above zero
	 */
	public record Count<K>(K key, long value, @Nullable Shown published, int weight) {

		public Count {
			if (value < 0 || weight <= 0) {
				throw new IllegalArgumentException("a count of people is not below zero");
			}
		}

	}

	/**
	 * A change of counts that keeps every sum; what is possible one way is as a rule
	 * possible the other way too.
	 *
	 * @param <K> what a count is known by
	 * @param changes by how much each count changes
	 */
	public record Move<K>(Map<K, Integer> changes) {

		public Move {
			changes = Map.copyOf(changes);
		}

	}

	/**
	 * No more people can have come to the parts of a stock than arrived: what the parts
	 * have gained, those that gained, is within the arrivals.
	 *
	 * @param <K> what a count is known by
	 * @param before the parts a quarter before, in the order of {@code now}; null: there
	 * was none
	 * @param now the parts
	 * @param arrived how many arrived
	 */
	public record Arrivals<K>(List<@Nullable K> before, List<K> now, K arrived) {
	}

	/**
	 * A count that stands in no table: what was there and came, less what is there.
	 *
	 * @param <K> what a count is known by
	 * @param plus what is added up
	 * @param minus what is taken off
	 */
	public record Leavers<K>(List<K> plus, List<K> minus) {

		public Leavers {
			plus = List.copyOf(plus);
			minus = List.copyOf(minus);
		}

	}

	private static final class Search<K> {

		private final List<Count<K>> counts;

		private final Shown[] shown;

		private final List<int[]> cells = new ArrayList<>();

		private final List<int[]> changes = new ArrayList<>();

		private final List<List<Integer>> movesOf = new ArrayList<>();

		private final List<Limit> limits = new ArrayList<>();

		private final List<List<Limit>> limitsOf = new ArrayList<>();

		private final List<Rest> rests = new ArrayList<>();

		private final Set<Integer> proven = new LinkedHashSet<>();

		Search(List<Count<K>> counts, List<Move<K>> moves, List<Arrivals<K>> arrivals, List<Leavers<K>> leavers) {
			this.counts = counts;
			this.shown = new Shown[counts.size()];
			Map<K, Integer> index = new HashMap<>();
			for (int i = 0; i < counts.size(); i++) {
				Count<K> count = counts.get(i);
				if (index.put(count.key(), i) != null) {
					throw new IllegalArgumentException("a count is there twice");
				}
				this.shown[i] = (count.published() != null) ? count.published()
						: SmallNumberRule.isFew(count.value()) ? Shown.FEW : Shown.COUNT;
				this.movesOf.add(new ArrayList<>());
				this.limitsOf.add(new ArrayList<>());
			}
			moves.forEach((move) -> addMove(move, index));
			arrivals.forEach((one) -> addLimit(one, index));
			leavers.forEach((one) -> addRest(one, index));
		}

		private void addMove(Move<K> move, Map<K, Integer> index) {
			int[] at = new int[move.changes().size()];
			int[] by = new int[at.length];
			int n = 0;
			for (Map.Entry<K, Integer> change : move.changes().entrySet()) {
				at[n] = index.get(change.getKey());
				by[n++] = change.getValue();
			}
			// a published count that shows never changes
			for (int cell : at) {
				if (this.shown[cell] == Shown.COUNT && this.counts.get(cell).published() != null) {
					return;
				}
			}
			for (int cell : at) {
				this.movesOf.get(cell).add(this.cells.size());
			}
			this.cells.add(at);
			this.changes.add(by);
		}

		private void addLimit(Arrivals<K> arrivals, Map<K, Integer> index) {
			int[] before = new int[arrivals.now().size()];
			int[] now = new int[before.length];
			for (int i = 0; i < now.length; i++) {
				K then = arrivals.before().get(i);
				before[i] = (then != null) ? index.get(then) : -1;
				now[i] = index.get(arrivals.now().get(i));
			}
			Limit limit = new Limit(before, now, index.get(arrivals.arrived()));
			this.limits.add(limit);
			limit.setAllowance(Math.max(0, -limit.slack(this::value)));
			for (int cell : limit.all()) {
				this.limitsOf.get(cell).add(limit);
			}
		}

		private void addRest(Leavers<K> leavers, Map<K, Integer> index) {
			this.rests.add(new Rest(leavers.plus().stream().mapToInt(index::get).toArray(),
					leavers.minus().stream().mapToInt(index::get).toArray()));
		}

		private long value(int cell) {
			return this.counts.get(cell).value();
		}

		/**
		 * How a count has to show, so that it may be what a move makes of it; null if
		 * that is not to be had. As long as it does, it tells that it is few, or that it
		 * is not.
		 */
		private @Nullable Shown hidden(int cell, long changed) {
			Shown as = (this.shown[cell] == Shown.COUNT) ? Shown.WITHHELD : this.shown[cell];
			if (as.allows(value(cell)) && as.allows(changed)) {
				return as;
			}
			return (this.counts.get(cell).published() == null && changed >= 0) ? Shown.NOTHING : null;
		}

		private Map<K, Shown> run() {
			boolean told = false;
			// what can be shown without hiding more comes first
			for (int pass = 0; pass < 2; pass++) {
				boolean free = pass == 0;
				for (int cell = 0; cell < this.shown.length; cell++) {
					if (this.shown[cell] != Shown.COUNT && !this.proven.contains(cell)) {
						told |= !protect(this.movesOf.get(cell), cell, free) && !free;
					}
				}
				for (int at = 0; at < this.rests.size(); at++) {
					Rest rest = this.rests.get(at);
					if (SmallNumberRule.isFew(rest.value(this::value)) && !this.proven.contains(restId(at))) {
						told |= !protect(allMoves(), restId(at), free) && !free;
					}
				}
			}
			// counts withheld on the way were changed by the move that withheld them
			Map<K, Shown> result = new LinkedHashMap<>();
			for (int cell = 0; cell < this.shown.length; cell++) {
				if (this.counts.get(cell).published() == null) {
					result.put(this.counts.get(cell).key(), told ? Shown.NOTHING : this.shown[cell]);
				}
			}
			return result;
		}

		private int restId(int at) {
			return -1 - at;
		}

		private List<Integer> allMoves() {
			List<Integer> all = new ArrayList<>();
			for (int i = 0; i < this.cells.size(); i++) {
				all.add(i);
			}
			return all;
		}

		/**
		 * Finds the cheapest move that changes a count, and withholds what it touches.
		 * @param free whether it may cost nothing
		 * @return whether there is one
		 */
		private boolean protect(List<Integer> moves, int target, boolean free) {
			long least = free ? 1 : IMPOSSIBLE;
			int best = -1;
			int way = 0;
			for (int move : moves) {
				if (target < 0
						&& this.rests.get(-1 - target).change(this.cells.get(move), this.changes.get(move)) == 0) {
					continue;
				}
				for (int sign = 1; sign >= -1 && least > 0; sign -= 2) {
					long cost = cost(move, sign, least);
					if (cost < least) {
						least = cost;
						best = move;
						way = sign;
					}
				}
			}
			if (way == 0) {
				return false;
			}
			int[] at = this.cells.get(best);
			for (int i = 0; i < at.length; i++) {
				this.shown[at[i]] = Objects
					.requireNonNull(hidden(at[i], value(at[i]) + way * this.changes.get(best)[i]));
				this.proven.add(at[i]);
			}
			for (int rest = 0; rest < this.rests.size(); rest++) {
				if (this.rests.get(rest).change(at, this.changes.get(best)) != 0) {
					this.proven.add(restId(rest));
				}
			}
			return true;
		}

		private long cost(int move, int sign, long least) {
			int[] at = this.cells.get(move);
			int[] by = this.changes.get(move);
			long cost = 0;
			for (int i = 0; i < at.length; i++) {
				Shown was = this.shown[at[i]];
				Shown as = hidden(at[i], value(at[i]) + sign * by[i]);
				if (as == null) {
					return IMPOSSIBLE;
				}
				long weight = 1000L * this.counts.get(at[i]).weight();
				cost += (was == Shown.COUNT) ? weight + Math.min(999, value(at[i])) : 0;
				cost += (as == Shown.NOTHING && was != Shown.NOTHING) ? weight : 0;
				if (cost >= least) {
					return IMPOSSIBLE;
				}
			}
			Changed changed = (cell) -> {
				for (int i = 0; i < at.length; i++) {
					if (at[i] == cell) {
						return value(cell) + sign * by[i];
					}
				}
				return value(cell);
			};
			for (Rest rest : this.rests) {
				long was = rest.value(this::value);
				if (was + sign * rest.change(at, by) < Math.min(0, was)) {
					return IMPOSSIBLE;
				}
			}
			for (int cell : at) {
				for (Limit limit : this.limitsOf.get(cell)) {
					if (limit.slack(changed) < 0) {
						return IMPOSSIBLE;
					}
				}
			}
			return cost;
		}

	}

	private interface Changed {

		long of(int cell);

	}

	private static final class Limit {

		private final int[] before;

		private final int[] now;

		private final int arrived;

		/** What really came otherwise, from one part to another; it is taken as known. */
		private long allowance;

		Limit(int[] before, int[] now, int arrived) {
			this.before = before;
			this.now = now;
			this.arrived = arrived;
		}

		void setAllowance(long allowance) {
			this.allowance = allowance;
		}

		long slack(Changed value) {
			long gained = 0;
			for (int i = 0; i < this.now.length; i++) {
				gained += Math.max(0, value.of(this.now[i]) - ((this.before[i] >= 0) ? value.of(this.before[i]) : 0));
			}
			return value.of(this.arrived) + this.allowance - gained;
		}

		Set<Integer> all() {
			Set<Integer> all = new LinkedHashSet<>(Set.of(this.arrived));
			for (int i = 0; i < this.now.length; i++) {
				all.add(this.now[i]);
				if (this.before[i] >= 0) {
					all.add(this.before[i]);
				}
			}
			return all;
		}

	}

	private record Rest(int[] plus, int[] minus) {

		long value(Changed value) {
			long sum = 0;
			for (int cell : this.plus) {
				sum += value.of(cell);
			}
			for (int cell : this.minus) {
				sum -= value.of(cell);
			}
			return sum;
		}

		/** By how much a move changes it. */
		long change(int[] at, int[] by) {
			long change = 0;
			for (int i = 0; i < at.length; i++) {
				for (int cell : this.plus) {
					change += (cell == at[i]) ? by[i] : 0;
				}
				for (int cell : this.minus) {
					change -= (cell == at[i]) ? by[i] : 0;
				}
			}
			return change;
		}

	}

}

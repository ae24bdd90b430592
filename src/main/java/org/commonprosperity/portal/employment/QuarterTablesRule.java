package org.commonprosperity.portal.employment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.commonprosperity.portal.shared.CountSuppressionRule;
import org.commonprosperity.portal.shared.CountSuppressionRule.Arrivals;
import org.commonprosperity.portal.shared.CountSuppressionRule.Count;
import org.commonprosperity.portal.shared.CountSuppressionRule.Leavers;
import org.commonprosperity.portal.shared.CountSuppressionRule.Move;
import org.commonprosperity.portal.shared.CountSuppressionRule.Shown;

/**
 * Which counts of a quarter's tables are hidden, given what was published of the quarters
 * before. What a reader may be able to reckon with is all here: the tables share their
 * total; who is in work was so a quarter before or was placed since; whoever is missing
 * left. It is even taken for granted that the reader knows that nobody changed group,
 * kind or village but by a placement.
 * <p>
 * What may be different without anybody noticing: a person is of another group, kind or
 * village, or is there or not, in one quarter or in several that follow each other; and
 * was placed, or left, a quarter earlier or later.
 */
final class QuarterTablesRule {

	/** So many quarters before this one are kept in view: with it, a year. */
	static final int HORIZON = 3;

	private static final List<PublishedTable> STOCKS = List.of(PublishedTable.GROUP, PublishedTable.KIND,
			PublishedTable.VILLAGE);

	private final List<QuarterCounts> quarters;

	private final Map<PublishedTable, List<String>> rows = new LinkedHashMap<>();

	private final List<Move<Key>> moves = new ArrayList<>();

	private QuarterTablesRule(List<QuarterCounts> quarters) {
		this.quarters = quarters;
		for (PublishedTable table : STOCKS) {
			this.rows.put(table, rowsOf(quarters, table));
		}
	}

	private static List<String> rowsOf(List<QuarterCounts> quarters, PublishedTable table) {
		Set<String> rows = new TreeSet<>();
		quarters.forEach((quarter) -> quarter.counts()
			.keySet()
			.stream()
			.filter((place) -> place.table() == table)
			.forEach((place) -> rows.add(place.row())));
		rows.remove(Place.TOTAL);
		return List.copyOf(rows);
	}

	/**
	 * How each count of a quarter is shown.
	 * @param now the quarter
	 * @param before the quarters published before it, the oldest first
	 */
	static Map<Place, Shown> of(QuarterCounts now, List<QuarterCounts> before) {
		List<QuarterCounts> quarters = new ArrayList<>(
				before.subList(Math.max(0, before.size() - HORIZON), before.size()));
		quarters.add(now);
		Map<Place, Shown> shown = new LinkedHashMap<>();
		new QuarterTablesRule(quarters).run().forEach((key, as) -> shown.put(key.place(), as));
		return shown;
	}

	private Map<Key, Shown> run() {
		List<Count<Key>> counts = new ArrayList<>();
		List<Arrivals<Key>> arrivals = new ArrayList<>();
		List<Leavers<Key>> leavers = new ArrayList<>();
		for (int at = 0; at < this.quarters.size(); at++) {
			addCounts(at, counts);
			addStockMoves(at);
			this.moves.add(new Move<>(Map.of(new Key(at, Place.placed()), 1)));
			if (hasStays(at)) {
				addStayMoves(at);
			}
			if (at > 0) {
				Key arrived = new Key(at, Place.placed());
				for (PublishedTable table : STOCKS) {
					arrivals.add(new Arrivals<>(keys(at - 1, table), keys(at, table), arrived));
				}
				leavers.add(new Leavers<>(List.of(new Key(at - 1, Place.inWork()), arrived),
						List.of(new Key(at, Place.inWork()))));
			}
		}
		return CountSuppressionRule.of(counts, this.moves, arrivals, leavers);
	}

	private List<String> rows(PublishedTable table) {
		return this.rows.getOrDefault(table, List.of());
	}

	private List<Key> keys(int at, PublishedTable table) {
		return rows(table).stream().map((row) -> new Key(at, Place.work(table, row))).toList();
	}

	private boolean hasStays(int at) {
		return this.quarters.get(at).counts().containsKey(Place.stayed(Place.TOTAL, Place.TOTAL));
	}

	private void addCounts(int at, List<Count<Key>> counts) {
		List<Place> places = new ArrayList<>(List.of(Place.inWork(), Place.placed()));
		STOCKS.forEach((table) -> rows(table).forEach((row) -> places.add(Place.work(table, row))));
		if (hasStays(at)) {
			for (String column : List.of(Place.STAYED, Place.LEFT, Place.TOTAL)) {
				rows(PublishedTable.GROUP).forEach((group) -> places.add(Place.stayed(group, column)));
				places.add(Place.stayed(Place.TOTAL, column));
			}
		}
		QuarterCounts quarter = this.quarters.get(at);
		boolean last = at == this.quarters.size() - 1;
		for (Place place : places) {
			counts.add(new Count<>(new Key(at, place), quarter.count(place), last ? null : quarter.shown(place),
					weight(at, place)));
		}
	}

	/**
	 * What it costs to withhold a count: a total costs most; what was hidden a quarter
	 * before had better stay so.
	 */
	private int weight(int at, Place place) {
		boolean total = place.row().equals(Place.TOTAL);
		int weight = switch (place.table()) {
			case GROUP, KIND, VILLAGE, WAGE -> total ? 150 : 12;
			case PLACED -> 9;
			case STAYED -> (total ? 30 : 9) + (place.column().equals(Place.TOTAL) ? 9 : 0);
		};
		boolean before = at > 0 && this.quarters.get(at - 1).shown(place) != Shown.COUNT;
		return before ? weight * 2 / 3 : weight;
	}

	/** What may be different from a quarter on, until it or a later one. */
	private void addStockMoves(int from) {
		for (PublishedTable table : STOCKS) {
			for (String one : rows(table)) {
				for (String other : rows(table)) {
					if (!one.equals(other)) {
						addMoves(from, Map.of(Place.work(table, one), 1, Place.work(table, other), -1), 1, 1);
					}
				}
			}
		}
		for (String group : rows(PublishedTable.GROUP)) {
			for (String kind : rows(PublishedTable.KIND)) {
				for (String village : rows(PublishedTable.VILLAGE)) {
					addMoves(from,
							Map.of(Place.work(PublishedTable.GROUP, group), 1, Place.work(PublishedTable.KIND, kind), 1,
									Place.work(PublishedTable.VILLAGE, village), 1, Place.inWork(), 1),
							1, -1);
				}
			}
		}
	}

	/**
	 * A change with all that may go with it.
	 * @param before so many placements more may have begun it
	 * @param after so many may have begun in the quarter after it
	 */
	private void addMoves(int from, Map<Place, Integer> change, int before, int after) {
		Map<Key, Integer> changes = new LinkedHashMap<>();
		for (int to = from; to < this.quarters.size(); to++) {
			int quarter = to;
			change.forEach((place, by) -> changes.put(new Key(quarter, place), by));
			this.moves.add(new Move<>(changes));
			Map<Key, Integer> more = new LinkedHashMap<>(changes);
			more.put(new Key(from, Place.placed()), before);
			this.moves.add(new Move<>(more));
			if (to + 1 < this.quarters.size()) {
				more.put(new Key(to + 1, Place.placed()), after);
				this.moves.add(new Move<>(more));
				more.remove(new Key(from, Place.placed()));
				this.moves.add(new Move<>(more));
			}
		}
	}

	private void addStayMoves(int at) {
		List<String> groups = rows(PublishedTable.GROUP);
		for (String group : groups) {
			Place stayed = Place.stayed(group, Place.STAYED);
			Place left = Place.stayed(group, Place.LEFT);
			addStays(at, Map.of(stayed, 1));
			addStays(at, Map.of(left, 1));
			addStays(at, Map.of(stayed, 1, left, -1));
			for (String other : groups.subList(0, groups.indexOf(group))) {
				Place otherStayed = Place.stayed(other, Place.STAYED);
				Place otherLeft = Place.stayed(other, Place.LEFT);
				addStays(at, Map.of(stayed, 1, otherStayed, -1));
				addStays(at, Map.of(left, 1, otherLeft, -1));
				addStays(at, Map.of(stayed, 1, left, -1, otherStayed, -1, otherLeft, 1));
			}
		}
	}

	private void addStays(int at, Map<Place, Integer> inside) {
		Map<Key, Integer> changes = new LinkedHashMap<>();
		inside.forEach((place, by) -> {
			for (String group : List.of(place.row(), Place.TOTAL)) {
				changes.merge(new Key(at, Place.stayed(group, place.column())), by, Integer::sum);
				changes.merge(new Key(at, Place.stayed(group, Place.TOTAL)), by, Integer::sum);
			}
		});
		changes.values().removeIf((by) -> by == 0);
		this.moves.add(new Move<>(changes));
	}

	/**
	 * A place in a quarter.
	 */
	record Key(int quarter, Place place) {
	}

}

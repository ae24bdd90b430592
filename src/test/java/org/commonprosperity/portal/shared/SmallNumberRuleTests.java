package org.commonprosperity.portal.shared;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import org.commonprosperity.portal.shared.SmallNumberRule.Counts;
import org.commonprosperity.portal.shared.SmallNumberRule.Group;
import org.commonprosperity.portal.shared.SmallNumberRule.Place;
import org.commonprosperity.portal.shared.SmallNumberRule.Sum;
import org.commonprosperity.portal.shared.SmallNumberRule.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Small groups are withheld, and nobody works out what is. The reader who tries is played
 * here by means of his own: he lets amounts flow between the withheld cells as far as the
 * published ones allow, and tries counts out one after the other.
 */
class SmallNumberRuleTests {

	@ParameterizedTest
	@CsvSource({ "0, 0, true", "1, 100, false", "4, 25, false", "5, 20, true", "5, 84.99, true", "5, 85, false",
			"100, 99, false" })
	void withholdsFromOneToFourAndOneWhoIsNearlyAll(long members, BigDecimal largest, boolean safe) {
		BigDecimal amount = (members == 0) ? BigDecimal.ZERO : BigDecimal.valueOf(100);
		assertThat(new Group(members, amount, largest).isSafe()).isEqualTo(safe);
	}

	@Test
	void withholdsAFurtherCellInTheRowAndInTheColumn() {
		Map<String, long[]> people = new LinkedHashMap<>();
		people.put("2022", new long[] { 3, 9 });
		people.put("2023", new long[] { 8, 9 });
		people.put("2024", new long[] { 8, 9 });
		assertThat(withheld(people)).containsExactlyInAnyOrder(new Place("2022", "c0"), new Place("2022", "c1"),
				new Place("2023", "c0"), new Place("2023", "c1"));
	}

	@Test
	void withholdsTheTotalWhereNothingElseIsLeft() {
		assertThat(withheld(Map.of("2022", new long[] { 3 }))).hasSize(4);
		assertThat(withheld(Map.of("2022", new long[] { 3, 1 }))).hasSize(6);
		assertThat(withheld(Map.of("2022", new long[] { 7, 9 }))).isEmpty();
	}

	@Test
	void doesNotLetTwoSmallGroupsBeReadAsOne() {
		Group small = group(2, 10);
		Group large = group(50, 10);
		Map<String, Group> cells = new LinkedHashMap<>(
				Map.of("a", small, "b", small, "c", large, "total", group(54, 10)));
		assertThat(SmallNumberRule.withheld(cells, List.of(new Sum<>("total", List.of("a", "b", "c"), true)), Set.of()))
			.containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	void staysWithWhatWasWithheldWhenAYearIsAdded() {
		Map<String, long[]> people = new LinkedHashMap<>();
		people.put("2022", new long[] { 3, 9 });
		people.put("2023", new long[] { 8, 9 });
		Set<Place> before = withheld(people);
		people.put("2024", new long[] { 40, 90 });
		assertThat(withheld(people)).isEqualTo(before);
	}

	@Test
	void withholdsWhatAnotherTableWithholds() {
		Map<String, Group> cells = Map.of("a", group(20, 10), "b", group(20, 10), "total", group(40, 10));
		assertThat(
				SmallNumberRule.withheld(cells, List.of(new Sum<>("total", List.of("a", "b"), true)), Set.of("a", "z")))
			.containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void findsWhatTheSumsFix() {
		// a ring of withheld cells is open, a bridge between two rings is not
		List<Sum<String>> sums = List.of(new Sum<>("s1", List.of("a", "b"), true),
				new Sum<>("s2", List.of("c", "d", "bridge"), true), new Sum<>("s3", List.of("a", "c"), true),
				new Sum<>("s4", List.of("b", "d"), true), new Sum<>("s5", List.of("e", "f", "bridge"), true),
				new Sum<>("s6", List.of("g", "h"), true), new Sum<>("s7", List.of("e", "g"), true),
				new Sum<>("s8", List.of("f", "h"), true));
		assertThat(SmallNumberRule.fixed(sums, Set.of("a", "b", "c", "d", "e", "f", "g", "h", "bridge")))
			.containsExactly("bridge");
	}

	@Test
	void neverGivesAwayACellOfThreeThousandTablesToWhoSolvesForBounds() {
		Random random = new Random(20_221_031);
		int hidden = 0;
		int shown = 0;
		for (int n = 0; n < 3000; n++) {
			Case one = Case.of(random);
			Set<Place> withheld = one.table().withheld(one.groups(), Set.of());
			one.groups().forEach((place, group) -> {
				if (!group.isSafe()) {
					assertThat(withheld).contains(place);
				}
			});
			Reader reader = new Reader(one, withheld);
			for (Place place : withheld) {
				assertThat(reader.room(place)).as("%s of %s, withheld %s", place, one, withheld).isGreaterThan(0);
			}
			for (Group rest : one.rests(withheld)) {
				assertThat(rest.isSafe()).as("what is left of %s, withheld %s", one, withheld).isTrue();
			}
			hidden += withheld.size();
			shown += (int) one.groups().keySet().stream().filter((place) -> !withheld.contains(place)).count();
		}
		assertThat(hidden).isGreaterThan(3000);
		assertThat(shown).isGreaterThan(3000);
	}

	@Test
	void isFoundOutWhereOnlyTheSmallGroupsThemselvesAreWithheld() {
		Random random = new Random(5);
		int worked = 0;
		for (int n = 0; n < 300; n++) {
			Case one = Case.of(random);
			Set<Place> small = new LinkedHashSet<>();
			one.groups().forEach((place, group) -> {
				if (!group.isSafe()) {
					small.add(place);
				}
			});
			Reader reader = new Reader(one, small);
			worked += (int) small.stream().filter((place) -> reader.room(place) == 0).count();
		}
		assertThat(worked).isGreaterThan(100);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			7 9 | | true
			0 9 | | true
			3 9 | 0 1 | true
			3 5 9 | 0 1 | true
			1 5 9 | 0 1 2 | true
			4 4 | 0 1 | false
			1 1 9 | 0 1 2 | true
			2 3 9 | 0 1 | true
			3 | 0 | false
			""")
	void withholdsCounts(String counts, String withheld, boolean total) {
		Counts found = SmallNumberRule.counts(numbers(counts).stream().map(Integer::longValue).toList());
		assertThat(found.withheld()).containsExactlyInAnyOrderElementsOf(numbers(withheld));
		assertThat(found.total()).isEqualTo(total);
	}

	private static List<Integer> numbers(String text) {
		return (text == null) ? List.of() : Arrays.stream(text.trim().split(" ")).map(Integer::valueOf).toList();
	}

	@Test
	void neverGivesAwayACountToWhoTriesThemAll() {
		Random random = new Random(20_221_101);
		for (int n = 0; n < 5000; n++) {
			List<Long> counts = new ArrayList<>();
			for (int i = random.nextInt(4); i >= 0; i--) {
				counts.add((long) random.nextInt(random.nextBoolean() ? 5 : 12));
			}
			Counts told = SmallNumberRule.counts(counts);
			long rest = told.withheld().stream().mapToLong(counts::get).sum();
			for (int few : told.few()) {
				long possible = LongStream.rangeClosed(1, 4)
					.filter((value) -> !told.total()
							|| possible(value, few, new ArrayList<>(told.withheld()), told.few(), rest))
					.count();
				assertThat(possible).as("%s of %s: %s", few, counts, told).isGreaterThan(1);
			}
			if (told.total()) {
				assertThat(SmallNumberRule.isFew(counts.stream().mapToLong(Long::longValue).sum())).isFalse();
			}
		}
	}

	/** Whether the others can make up the rest, each within what is known of it. */
	private static boolean possible(long value, int of, List<Integer> withheld, Set<Integer> few, long rest) {
		List<Integer> others = withheld.stream().filter((one) -> one != of).toList();
		return make(rest - value, others, few);
	}

	private static boolean make(long rest, List<Integer> others, Set<Integer> few) {
		if (others.isEmpty()) {
			return rest == 0;
		}
		List<Integer> left = others.subList(1, others.size());
		boolean isFew = few.contains(others.get(0));
		for (long value = isFew ? 1 : 5; value <= (isFew ? 4 : rest); value++) {
			if (make(rest - value, left, few)) {
				return true;
			}
		}
		return false;
	}

	private static Set<Place> withheld(Map<String, long[]> people) {
		Map<Place, Group> groups = new HashMap<>();
		List<String> columns = new ArrayList<>();
		long[] most = new long[people.values().iterator().next().length];
		people.forEach((row, counts) -> {
			for (int i = 0; i < counts.length; i++) {
				groups.put(new Place(row, "c" + i), group(counts[i], 10));
				most[i] = Math.max(most[i], counts[i]);
			}
			groups.put(new Place(row, Table.TOTAL), group(Arrays.stream(counts).sum(), 10));
		});
		for (int i = 0; i < most.length; i++) {
			columns.add("c" + i);
			groups.put(new Place(Table.TOTAL, "c" + i), group(most[i], 10));
		}
		groups.put(new Place(Table.TOTAL, Table.TOTAL), group(Arrays.stream(most).sum(), 10));
		return new Table(List.copyOf(people.keySet()), columns, false).withheld(groups, Set.of());
	}

	private static Group group(long members, long each) {
		return new Group(members, BigDecimal.valueOf(members * each), BigDecimal.valueOf(each));
	}

	/**
	 * A table of years and classes: households with an amount of each year, in fen.
	 */
	private record Case(Table table, Map<Place, Long> amounts, Map<Place, Group> groups,
			Map<Place, Map<Integer, Long>> members) {

		static Case of(Random random) {
			int rows = 1 + random.nextInt(4);
			int columns = 1 + random.nextInt(4);
			Map<Place, Map<Integer, Long>> members = new LinkedHashMap<>();
			for (int column = 0; column < columns; column++) {
				int households = random.nextInt(random.nextBoolean() ? 6 : 15);
				for (int row = 0; row < rows; row++) {
					for (int household = 0; household < households; household++) {
						if (random.nextInt(10) < 7) {
							long amount = (random.nextInt(30) == 0) ? 10_000_000 : 2 + random.nextInt(200_000);
							for (String r : List.of("r" + row, Table.TOTAL)) {
								for (String c : List.of("c" + column, Table.TOTAL)) {
									members.computeIfAbsent(new Place(r, c), (place) -> new HashMap<>())
										.merge(column * 100 + household, amount, Long::sum);
								}
							}
						}
					}
				}
			}
			Map<Place, Long> amounts = new LinkedHashMap<>();
			Map<Place, Group> groups = new LinkedHashMap<>();
			members.forEach((place, each) -> {
				amounts.put(place, each.values().stream().mapToLong(Long::longValue).sum());
				groups.put(place, groupOf(each));
			});
			List<String> names = new ArrayList<>();
			List<String> heads = new ArrayList<>();
			for (int row = 0; row < rows; row++) {
				names.add("r" + row);
			}
			for (int column = 0; column < columns; column++) {
				heads.add("c" + column);
			}
			return new Case(new Table(names, heads, false), amounts, groups, members);
		}

		private static Group groupOf(Map<Integer, Long> each) {
			return new Group(each.size(), BigDecimal.valueOf(each.values().stream().mapToLong(Long::longValue).sum()),
					BigDecimal.valueOf(each.values().stream().mapToLong(Long::longValue).max().orElse(0)));
		}

		/** Who is behind what a published total and its published parts leave over. */
		List<Group> rests(Set<Place> withheld) {
			List<Group> rests = new ArrayList<>();
			for (Sum<Place> sum : this.table.sums()) {
				if (!withheld.contains(sum.total())) {
					Map<Integer, Long> rest = new HashMap<>();
					sum.parts()
						.stream()
						.filter(withheld::contains)
						.forEach((part) -> this.members.get(part)
							.forEach((household, amount) -> rest.merge(household, amount, Long::sum)));
					rests.add(groupOf(rest));
				}
			}
			return rests;
		}

	}

	/**
	 * Who solves for bounds: a cell can be a fen more or less if the others can make up
	 * for it. Rows and columns are knots, and each withheld cell leads from its row to
	 * its column; whoever changes a cell sets its row right by another cell there, that
	 * one's column by a third, and so on until the first one's column is right again.
	 */
	private static final class Reader {

		private final Case one;

		private final Set<Place> withheld;

		private Reader(Case one, Set<Place> withheld) {
			this.one = one;
			this.withheld = withheld;
		}

		/** How many fen up and down the cell can be, looking one fen far. */
		int room(Place place) {
			return (moves(place, 1) ? 1 : 0) + (moves(place, -1) ? 1 : 0);
		}

		private boolean moves(Place start, int by) {
			if (this.one.amounts().get(start) + by < 0) {
				return false;
			}
			// in rows the last change was by as much as the start's, in columns against
			// it
			int change = side(start) * by;
			Deque<String> knots = new ArrayDeque<>(List.of("row " + start.row()));
			Set<String> seen = new HashSet<>(knots);
			while (!knots.isEmpty()) {
				String knot = knots.removeFirst();
				boolean row = knot.startsWith("row ");
				for (Place next : this.withheld) {
					boolean here = knot.equals(row ? "row " + next.row() : "column " + next.column());
					int against = side(next) * (row ? -change : change);
					if (!here || next.equals(start) || this.one.amounts().get(next) + against < 0) {
						continue;
					}
					String to = row ? "column " + next.column() : "row " + next.row();
					if (to.equals("column " + start.column())) {
						return true;
					}
					if (seen.add(to)) {
						knots.add(to);
					}
				}
			}
			return false;
		}

		/** A total of a row or of a column stands on the other side of its equation. */
		private static int side(Place place) {
			return (place.row().equals(Table.TOTAL) == place.column().equals(Table.TOTAL)) ? 1 : -1;
		}

	}

}

package org.commonprosperity.portal.employment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.commonprosperity.portal.shared.CountSuppressionRule.Shown;
import org.commonprosperity.portal.shared.SmallNumberRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An attacker who knows everything published of a quarter and of the two before finds out
 * no hidden count; he is a real one, since he does as soon as the rule hides less.
 */
class QuarterTablesRuleTests {

	private static final int POPULATIONS = 2000;

	private static final LocalDate JUNE = LocalDate.of(2026, 6, 30);

	private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 30);

	@Test
	void noHiddenCountOfThousandsOfPopulationsCanBeWorkedOut() {
		Tally tally = new Tally();
		for (int seed = 0; seed < POPULATIONS; seed++) {
			tally.attack(seed, QuarterTablesRule::of);
		}
		assertThat(tally.found).isEmpty();
		assertThat(tally.hidden).as("hidden counts that were attacked").isGreaterThan(10L * POPULATIONS);
		// the few are hidden in any case; these are what is hidden for their sake
		assertThat(tally.percent(tally.withheld)).as("withheld beside the few").isBetween(2L, 8L);
		assertThat(tally.percent(tally.shown)).as("shown").isBetween(60L, 80L);
	}

	@Test
	void whoeverHidesTheFewAloneIsFoundOut() {
		Tally tally = new Tally();
		for (int seed = 0; seed < 100; seed++) {
			tally.attack(seed, (now, before) -> few(now));
		}
		assertThat(tally.populations).hasSizeGreaterThan(50);
	}

	@Test
	void whoeverForgetsTheQuarterBeforeIsFoundOut() {
		Tally tally = new Tally();
		for (int seed = 0; seed < 300; seed++) {
			tally.attack(seed, (now, before) -> QuarterTablesRule.of(now, List.of()));
		}
		assertThat(tally.populations).hasSizeGreaterThan(5);
	}

	/** Whole numbers, tried one by one: the attacker finds the same. */
	@Test
	void theAttackerFindsWhatTryingEveryNumberFinds() {
		Set<String> all = new TreeSet<>();
		for (int seed = 0; seed < 300; seed++) {
			Random random = new Random(seed);
			RandomPopulation people = new RandomPopulation(random, 3, 2, 3, 3 + random.nextInt(12), SEPTEMBER, 1);
			QuarterCounts counts = people.counts(SEPTEMBER);
			for (QuarterCounts published : List.of(counts.shownAs(few(counts)),
					counts.shownAs(QuarterTablesRule.of(counts, List.of())))) {
				Set<String> found = new Attacker(List.of(published)).findsOut(random);
				assertThat(found).as("population " + seed).isEqualTo(tried(published));
				all.addAll(found);
			}
		}
		assertThat(all).as("what is found where too little is hidden").hasSizeGreaterThan(20);
	}

	@Test
	void hidesTheSameAsLongAsNothingHappens() {
		for (int seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			RandomPopulation people = new RandomPopulation(random, 4, 4, 6, 5 + random.nextInt(120), JUNE, 1);
			QuarterCounts june = people.counts(JUNE);
			Map<Place, Shown> first = QuarterTablesRule.of(june, List.of());
			QuarterCounts september = people.counts(SEPTEMBER);
			Map<Place, Shown> then = QuarterTablesRule.of(september, List.of(june.shownAs(first)));
			first.remove(Place.placed());
			then.remove(Place.placed());
			assertThat(then).as("population " + seed).isEqualTo(first);
			assertThat(QuarterTablesRule.of(june, List.of())).as("again").containsAllEntriesOf(first);
		}
	}

	@Test
	void hidesTheNextAndNotTheTotalWhereOneGroupIsSmall() {
		Map<Place, Long> counts = counts(Map.of("a", 30L, "b", 3L, "c", 12L), Map.of("k", 45L), Map.of("v", 45L));
		Map<Place, Shown> shown = QuarterTablesRule.of(new QuarterCounts(JUNE, counts, Map.of()), List.of());
		assertThat(hidden(shown)).isEqualTo(Map.of("b", Shown.FEW, "c", Shown.WITHHELD));
	}

	@Test
	void hidesThatTwoLeftAlthoughNoTableSaysSo() {
		Map<Place, Long> counts = counts(Map.of("a", 30L, "b", 10L), Map.of("k", 40L), Map.of("v", 40L));
		QuarterCounts june = new QuarterCounts(JUNE, counts, Map.of());
		Map<Place, Long> later = counts(Map.of("a", 31L, "b", 12L), Map.of("k", 43L), Map.of("v", 43L));
		later.put(Place.placed(), 5L);
		Map<Place, Shown> shown = QuarterTablesRule.of(new QuarterCounts(SEPTEMBER, later, Map.of()),
				List.of(june.shownAs(QuarterTablesRule.of(june, List.of()))));
		assertThat(shown.get(Place.placed())).isNotEqualTo(Shown.COUNT);
		shown.remove(Place.placed());
		assertThat(hidden(shown)).isEmpty();
	}

	@Test
	void alwaysComesToAnEnd() {
		Map<Place, Long> none = counts(Map.of("a", 0L), Map.of("k", 0L), Map.of("v", 0L));
		assertThat(hidden(QuarterTablesRule.of(new QuarterCounts(JUNE, none, Map.of()), List.of()))).isEmpty();
		// four groups of one: whoever reads 少于5 of the total, too, would know it
		Map<Place, Long> ones = counts(Map.of("a", 1L, "b", 1L, "c", 1L, "d", 1L), Map.of("k", 4L), Map.of("v", 4L));
		Map<Place, Shown> shown = QuarterTablesRule.of(new QuarterCounts(JUNE, ones, Map.of()), List.of());
		assertThat(new Attacker(List.of(new QuarterCounts(JUNE, ones, shown))).findsOut(new Random(1))).isEmpty();
		Random random = new Random(7);
		RandomPopulation many = new RandomPopulation(random, 8, 10, 30, 2000, SEPTEMBER, 2);
		QuarterCounts june = many.counts(JUNE);
		QuarterCounts published = june.shownAs(QuarterTablesRule.of(june, List.of()));
		long begun = System.nanoTime();
		QuarterTablesRule.of(many.counts(SEPTEMBER), List.of(published));
		assertThat((System.nanoTime() - begun) / 1_000_000L).as("milliseconds").isLessThan(5000);
	}

	private static Map<Place, Long> counts(Map<String, Long> groups, Map<String, Long> kinds,
			Map<String, Long> villages) {
		Map<Place, Long> counts = new LinkedHashMap<>();
		groups.forEach((row, count) -> counts.put(Place.work(PublishedTable.GROUP, row), count));
		kinds.forEach((row, count) -> counts.put(Place.work(PublishedTable.KIND, row), count));
		villages.forEach((row, count) -> counts.put(Place.work(PublishedTable.VILLAGE, row), count));
		counts.put(Place.inWork(), groups.values().stream().mapToLong(Long::longValue).sum());
		counts.put(Place.placed(), 0L);
		return counts;
	}

	private static Map<String, Shown> hidden(Map<Place, Shown> shown) {
		return shown.entrySet()
			.stream()
			.filter((one) -> one.getValue() != Shown.COUNT)
			.collect(Collectors.toMap((one) -> one.getKey().row(), Map.Entry::getValue));
	}

	private static Map<Place, Shown> few(QuarterCounts now) {
		Map<Place, Shown> shown = new HashMap<>();
		now.counts()
			.forEach((place, count) -> shown.put(place, SmallNumberRule.isFew(count) ? Shown.FEW : Shown.COUNT));
		return shown;
	}

	/** The hidden counts of a quarter that have one value only, by trying. */
	private static Set<String> tried(QuarterCounts quarter) {
		Map<Place, Set<Long>> values = new HashMap<>();
		for (long total : possible(quarter, Place.inWork())) {
			Map<Place, Set<Long>> here = new HashMap<>();
			here.put(Place.inWork(), Set.of(total));
			boolean fits = true;
			for (PublishedTable table : List.of(PublishedTable.GROUP, PublishedTable.KIND, PublishedTable.VILLAGE)) {
				List<Place> parts = quarter.counts()
					.keySet()
					.stream()
					.filter((place) -> place.table() == table && !place.row().isEmpty())
					.toList();
				fits &= fill(quarter, parts, total, new ArrayList<>(), here);
			}
			if (fits) {
				here.forEach((place, some) -> values.computeIfAbsent(place, (key) -> new HashSet<>()).addAll(some));
			}
		}
		return values.entrySet()
			.stream()
			.filter((one) -> quarter.shown(one.getKey()) != Shown.COUNT && one.getValue().size() == 1)
			.map((one) -> "0 " + one.getKey() + " = " + quarter.count(one.getKey()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean fill(QuarterCounts quarter, List<Place> parts, long rest, List<Long> chosen,
			Map<Place, Set<Long>> values) {
		if (chosen.size() == parts.size()) {
			if (rest == 0) {
				for (int i = 0; i < parts.size(); i++) {
					values.computeIfAbsent(parts.get(i), (key) -> new HashSet<>()).add(chosen.get(i));
				}
			}
			return rest == 0;
		}
		boolean fits = false;
		for (long value : possible(quarter, parts.get(chosen.size()))) {
			if (value <= rest) {
				chosen.add(value);
				fits |= fill(quarter, parts, rest - value, chosen, values);
				chosen.remove(chosen.size() - 1);
			}
		}
		return fits;
	}

	private static List<Long> possible(QuarterCounts quarter, Place place) {
		List<Long> values = new ArrayList<>();
		for (long value = 0; value < 40; value++) {
			boolean allowed = switch (quarter.shown(place)) {
				case COUNT -> value == quarter.count(place);
				case FEW -> SmallNumberRule.isFew(value);
				case WITHHELD -> value >= 5;
				case NOTHING -> true;
			};
			if (allowed) {
				values.add(value);
			}
		}
		return values;
	}

	private interface Rule {

		Map<Place, Shown> of(QuarterCounts now, List<QuarterCounts> before);

	}

	/** What became of many populations. */
	private static final class Tally {

		private final Set<String> found = new TreeSet<>();

		private final Set<Integer> populations = new TreeSet<>();

		private long all;

		private long shown;

		private long hidden;

		private long withheld;

		/**
		 * Three quarters are published one after the other; the last two are attacked.
		 */
		void attack(int seed, Rule rule) {
			Random random = new Random(seed);
			LocalDate end = LocalDate.of(2026, 3 * (1 + random.nextInt(4)), 1).plusMonths(1).minusDays(1);
			RandomPopulation people = new RandomPopulation(random, 2 + random.nextInt(4), 2 + random.nextInt(4),
					2 + random.nextInt(11), 4 + random.nextInt((seed % 3 == 0) ? 40 : 150), end, 3);
			List<QuarterCounts> published = new ArrayList<>();
			LocalDate first = QuarterCounts.lastBefore(QuarterCounts.lastBefore(end));
			for (LocalDate quarter = first; !quarter.isAfter(end); quarter = QuarterCounts.next(quarter)) {
				QuarterCounts counts = people.counts(quarter);
				published.add(counts.shownAs(rule.of(counts, published)));
			}
			published.forEach(this::add);
			for (String one : new Attacker(published).findsOut(random)) {
				this.found.add(seed + ": " + one);
				this.populations.add(seed);
			}
		}

		private void add(QuarterCounts quarter) {
			quarter.counts().forEach((place, count) -> {
				boolean shows = quarter.shown(place) == Shown.COUNT;
				this.all++;
				this.shown += shows ? 1 : 0;
				this.hidden += shows ? 0 : 1;
				this.withheld += (shows || SmallNumberRule.isFew(count)) ? 0 : 1;
			});
		}

		private long percent(long part) {
			return Math.round(100.0 * part / this.all);
		}

	}

}

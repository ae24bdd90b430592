package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * People placed in work over some years: groups, kinds and villages of very different
 * size, comings and goings, further placements, quarters in which nothing happens.
 */
final class RandomPopulation {

	final List<String> groups;

	final List<String> kinds;

	final List<String> villages;

	final List<Spell> spells = new ArrayList<>();

	private final Random random;

	private final double groupSkew;

	private final double kindSkew;

	private final double villageSkew;

	private long numbers;

	RandomPopulation(Random random, int groups, int kinds, int villages, int people, LocalDate end, int quarters) {
		this.random = random;
		this.groups = codes("g", groups);
		this.kinds = codes("k", kinds);
		this.villages = codes("v", villages);
		this.groupSkew = random.nextDouble() * 2;
		this.kindSkew = random.nextDouble() * 2;
		this.villageSkew = random.nextDouble() * 2;
		LocalDate first = end;
		for (int back = 1; back < quarters; back++) {
			first = QuarterCounts.first(first).minusDays(1);
		}
		for (int i = 0; i < people; i++) {
			begin(++this.numbers, first.minusDays(random.nextInt(900)), null);
		}
		for (LocalDate quarter = QuarterCounts.next(first); !quarter.isAfter(end); quarter = QuarterCounts
			.next(quarter)) {
			double calm = random.nextDouble();
			play(QuarterCounts.first(quarter), quarter, (calm < 0.2) ? 0 : (calm < 0.6) ? 0.04 : 0.2);
		}
	}

	private static List<String> codes(String letter, int number) {
		return IntStream.range(0, number).mapToObj((i) -> letter + i).toList();
	}

	private void play(LocalDate from, LocalDate to, double change) {
		int days = (int) (to.toEpochDay() - from.toEpochDay());
		List<Spell> running = this.spells.stream().filter((one) -> one.ended() == null).toList();
		for (Spell spell : running) {
			if (this.random.nextDouble() < change) {
				LocalDate last = from.plusDays(this.random.nextInt(days));
				end(spell, last);
				if (this.random.nextDouble() < 0.3) {
					begin(spell.subject(), last.plusDays(1 + this.random.nextInt(5)), spell.group());
				}
			}
		}
		for (int i = (int) Math.round(running.size() * change * this.random.nextDouble() * 1.5); i > 0; i--) {
			LocalDate day = from.plusDays(this.random.nextInt(days));
			Spell spell = begin(++this.numbers, day, null);
			if (this.random.nextDouble() < 0.1) {
				end(spell, day.plusDays(this.random.nextInt((int) (to.toEpochDay() - day.toEpochDay()))));
			}
		}
	}

	private Spell begin(long subject, LocalDate day, @Nullable String group) {
		Spell spell = new Spell(subject, this.spells.size() + 1L, pick(this.villages, this.villageSkew),
				(group != null) ? group : pick(this.groups, this.groupSkew), pick(this.kinds, this.kindSkew), 1, day,
				null, new Money(new BigDecimal("3000")));
		this.spells.add(spell);
		return spell;
	}

	private void end(Spell spell, LocalDate day) {
		this.spells.set((int) spell.placement() - 1, new Spell(spell.subject(), spell.placement(), spell.community(),
				spell.group(), spell.workshopKind(), spell.workshop(), spell.started(), day, spell.wage()));
	}

	/** One of them: the greater the skew, the rarer the last. */
	private String pick(List<String> codes, double skew) {
		double at = Math.pow(this.random.nextDouble(), 1 + skew);
		return codes.get((int) (at * codes.size()));
	}

	QuarterCounts counts(LocalDate end) {
		return QuarterCounts.of(this.spells, end, 31, this.groups, this.kinds, this.villages);
	}

}

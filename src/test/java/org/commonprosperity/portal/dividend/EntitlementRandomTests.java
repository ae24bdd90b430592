package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.commonprosperity.portal.dividend.Entitlement.Gap;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand seeded cases: the rule gives what a reckoning day by day gives, a stretch
 * of days split anywhere adds up within rounding, and no day is lost or counted twice.
 */
class EntitlementRandomTests {

	private static final LocalDate FIRST = LocalDate.of(2018, 1, 1);

	private static final LocalDate EVER = LocalDate.of(1900, 1, 1);

	private static final LocalDate NEVER = LocalDate.of(2100, 1, 1);

	private static final List<String> CLASSES = List.of("VILLAGE_COLLECTIVE", "DIBAO", "DIBAO_MARGIN", "OTHER");

	@Test
	void tenThousandCasesAreWhatTheDaysAddUpTo() {
		Random random = new Random(20231215);
		for (int i = 0; i < 10_000; i++) {
			Case one = new Case(random);
			Entitlement rule = one.entitlement(null, one.until);
			DayByDay days = one.dayByDay();
			Map<String, BigDecimal> lines = new TreeMap<>();
			rule.lines()
				.forEach((line) -> lines.put("c|" + line.year() + "|" + (line.phase() == DividendPhase.IN_OPERATION)
						+ "|" + line.contributorClass() + "|" + line.terms().id(), line.amount().yuan()));
			assertThat(lines).as("case %d", i).isEqualTo(days.lines());
			assertThat(rule.gaps().stream().mapToLong(EntitlementRandomTests::length).sum()).as("case %d", i)
				.isEqualTo(days.without());
			long counted = rule.lines().stream().mapToLong(EntitlementLine::days).sum() + days.without();
			assertThat(counted).as("case %d", i).isEqualTo(one.daysInAll());
		}
	}

	@Test
	void aStretchSplitAnywhereAddsUpWithinRounding() {
		Random random = new Random(20221101);
		for (int i = 0; i < 10_000; i++) {
			Case one = new Case(random);
			LocalDate split = FIRST.plusDays(random.nextInt(3000));
			Entitlement whole = one.entitlement(null, one.until);
			Entitlement before = one.entitlement(null, split.isBefore(one.until) ? split : one.until);
			Entitlement after = one.entitlement(split, one.until);
			BigDecimal off = before.total().plus(after.total()).yuan().subtract(whole.total().yuan()).abs();
			// half a fen for each line rounded
			int lines = before.lines().size() + after.lines().size() + whole.lines().size();
			assertThat(off).as("case %d", i).isLessThanOrEqualTo(BigDecimal.valueOf(5L * lines, 3));
			if (split.getDayOfYear() == 1) {
				assertThat(off).as("case %d, at a turn of the year", i).isZero();
			}
		}
	}

	private static long length(Gap gap) {
		return gap.until().toEpochDay() - gap.from().toEpochDay();
	}

	/**
	 * A contribution with everything about it left to chance.
	 */
	private static final class Case {

		private final List<DividendTerms> terms = new ArrayList<>();

		private final List<ClassPeriod> classes = new ArrayList<>();

		private final Holding holding;

		private final @Nullable LocalDate start;

		private final LocalDate until;

		private Case(Random random) {
			LocalDate from = FIRST.plusDays(random.nextInt(1500));
			LocalDate end = (random.nextInt(3) == 0) ? from.plusDays(random.nextInt(1500)) : null;
			this.holding = new Holding(new Money(BigDecimal.valueOf(1 + random.nextInt(2_000_000_000), 2)), from, end);
			this.start = (random.nextInt(4) == 0) ? null : FIRST.plusDays(random.nextInt(2500));
			this.until = FIRST.plusDays(200 + random.nextInt(3000));
			LocalDate at = (random.nextBoolean()) ? EVER : FIRST.plusDays(random.nextInt(600));
			while (at.isBefore(this.until) && this.classes.size() < 5) {
				LocalDate next = (at.isBefore(FIRST) ? FIRST : at).plusDays(1 + random.nextInt(900));
				if (random.nextInt(4) > 0) {
					this.classes.add(new ClassPeriod(CLASSES.get(random.nextInt(CLASSES.size())), at, next));
				}
				at = next;
			}
			long id = 1;
			if (random.nextBoolean()) {
				id = chain(random, id, DividendPhase.BEFORE_OPERATION, null);
			}
			else {
				id = chain(random, id, DividendPhase.BEFORE_OPERATION, "DIBAO");
			}
			for (String one : CLASSES.subList(0, 3)) {
				id = chain(random, id, DividendPhase.IN_OPERATION, one);
			}
		}

		private long chain(Random random, long first, DividendPhase phase, @Nullable String of) {
			long id = first;
			LocalDate from = null;
			for (int version = random.nextInt(3); version >= 0; version--) {
				LocalDate to = (version == 0) ? null
						: ((from != null) ? from : FIRST).plusDays(1 + random.nextInt(800));
				this.terms.add(new DividendTerms(id++, phase, of, BigDecimal.valueOf(random.nextInt(200_000), 6), from,
						to, MonthDay.of(3, 31)));
				from = to;
			}
			return id;
		}

		private Entitlement entitlement(@Nullable LocalDate from, LocalDate to) {
			return EntitlementRule.of(this.holding, this.terms, this.classes, this.start, from, to);
		}

		private DayByDay dayByDay() {
			DayByDay days = new DayByDay().operation(this.start);
			for (DividendTerms one : this.terms) {
				days.term(String.valueOf(one.id()), one.phase() == DividendPhase.IN_OPERATION, one.contributorClass(),
						one.rate().toPlainString(), (one.from() != null) ? one.from() : EVER,
						(one.until() != null) ? one.until() : NEVER);
			}
			return days.earn("c", this.holding.principal().yuan().unscaledValue().longValueExact(), this.holding.from(),
					end(), this::classOn);
		}

		private @Nullable String classOn(LocalDate day) {
			for (ClassPeriod period : this.classes) {
				if (period.from() != null && period.until() != null && day.compareTo(period.from()) >= 0
						&& day.compareTo(period.until()) < 0) {
					return period.contributorClass();
				}
			}
			return null;
		}

		private LocalDate end() {
			LocalDate ended = this.holding.until();
			return (ended != null && ended.isBefore(this.until)) ? ended : this.until;
		}

		private long daysInAll() {
			return Math.max(0, end().toEpochDay() - this.holding.from().toEpochDay());
		}

	}

}

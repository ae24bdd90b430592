package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.commonprosperity.portal.dividend.DividendSheet.Balance;
import org.commonprosperity.portal.dividend.DividendSheet.Column;
import org.commonprosperity.portal.dividend.DividendSheet.Count;
import org.commonprosperity.portal.dividend.DividendSheet.Counts;
import org.commonprosperity.portal.dividend.DividendSheet.Figures;
import org.commonprosperity.portal.dividend.DividendSheet.Row;
import org.commonprosperity.portal.dividend.DividendSheet.Stand;
import org.commonprosperity.portal.dividend.DividendSheet.Village;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.SmallNumberRule;
import org.commonprosperity.portal.shared.SmallNumberRule.Group;
import org.commonprosperity.portal.shared.SmallNumberRule.Place;
import org.commonprosperity.portal.shared.SmallNumberRule.Sum;
import org.commonprosperity.portal.shared.SmallNumberRule.Table;
import org.jspecify.annotations.Nullable;

/**
 * A project's sums as the ledger has them, and what of them may be published.
 * <p>
 * What is known of village collectives is never withheld: whoever knows a collective's
 * contribution can reckon its dividend with the public terms. So a total over everybody
 * tells as much of the households in it as their own total would, and is published only
 * if that may be. For the same reason a total of principal stands only where nothing of
 * its row is withheld: with the rates it would be a second equation for the same
 * unknowns.
 *
 * @param classes all classes, in their order
 * @param accruals what was earned, by year, phase and class
 * @param principals what stood at the ends of years, by class or village
 * @param balances what was earned, paid and is owed in all years
 */
record DividendSums(List<ContributorClass> classes, List<Accrual> accruals, List<Principal> principals,
		List<Measured> balances) {

	/** Households of which no class is on record. */
	static final String NO_CLASS = "NONE";

	static final String COLLECTIVE = "VILLAGE_COLLECTIVE";

	private static final Money NOTHING = new Money(BigDecimal.ZERO);

	DividendSums {
		classes = List.copyOf(classes);
		accruals = List.copyOf(accruals);
		principals = List.copyOf(principals);
		balances = List.copyOf(balances);
	}

	Figures publish(LocalDate day) {
		List<String> columns = columns();
		Table table = table(columns);
		Set<Place> withheld = table.withheld(groups(), Set.of());
		return new Figures(balance(withheld.contains(new Place(Table.TOTAL, Table.TOTAL))),
				columns.stream().map(this::column).toList(), dividends(columns, withheld),
				row(0, null, Table.TOTAL, columns, withheld), stands(columns, withheld), counts(columns, day),
				villages(day));
	}

	/** The classes of which something is withheld in a year, or in any year. */
	Set<String> withheldIn(@Nullable Integer year) {
		Set<String> found = new LinkedHashSet<>();
		for (Place place : table(columns()).withheld(groups(), Set.of())) {
			if (!place.column().equals(Table.TOTAL)
					&& (year == null || place.row().equals(Table.TOTAL) || yearOf(place.row()) == year)) {
				found.add(place.column());
			}
		}
		return found;
	}

	private Table table(List<String> columns) {
		List<String> rows = this.accruals.stream()
			.filter((one) -> one.kind() != null)
			.sorted(Comparator.comparingInt(Accrual::year).thenComparing(Accrual::kind))
			.map(Accrual::row)
			.distinct()
			.toList();
		return new Table(rows, columns.stream().filter((column) -> !column.equals(COLLECTIVE)).toList(), false);
	}

	/** Collectives first, then the classes of households in their order. */
	private List<String> columns() {
		Set<String> known = new LinkedHashSet<>();
		this.accruals.forEach((one) -> known.add(one.unit()));
		this.principals.forEach((one) -> {
			if (one.household()) {
				known.add(one.unit());
			}
			else {
				known.add(COLLECTIVE);
			}
		});
		List<String> columns = new ArrayList<>(this.classes.stream()
			.sorted(Comparator.comparing(ContributorClass::household))
			.map(ContributorClass::code)
			.filter(known::contains)
			.toList());
		if (known.contains(NO_CLASS)) {
			columns.add(NO_CLASS);
		}
		return columns;
	}

	private Column column(String code) {
		return new Column(this.classes.stream().filter((one) -> one.code().equals(code)).findFirst().orElse(null));
	}

	private Map<Place, Group> groups() {
		Map<Place, Group> groups = new LinkedHashMap<>();
		this.accruals.stream()
			.filter(Accrual::household)
			.forEach((one) -> groups.put(new Place(one.row(), one.unit()), one.group()));
		return groups;
	}

	private List<Row> dividends(List<String> columns, Set<Place> withheld) {
		List<String> rows = new ArrayList<>(table(columns).rows());
		Collections.reverse(rows);
		return rows.stream()
			.map((row) -> row(yearOf(row), PublishedKind.valueOf(row.substring(row.indexOf(' ') + 1)), row, columns,
					withheld))
			.toList();
	}

	private static int yearOf(String row) {
		return row.isEmpty() ? 0 : Integer.parseInt(row.substring(0, row.indexOf(' ')));
	}

	private Row row(int year, @Nullable PublishedKind kind, String name, List<String> columns, Set<Place> withheld) {
		List<DividendFigure> figures = columns.stream().map((column) -> figure(name, column, withheld)).toList();
		Money total = this.accruals.stream()
			.filter((one) -> one.row().equals(name) && one.unit().equals(Table.TOTAL))
			.map(Accrual::amount)
			.reduce(NOTHING, Money::plus);
		Place place = new Place(name, Table.TOTAL);
		return new Row(year, kind, figures, withheld.contains(place)
				? DividendFigure.withheld(isFew(groups().get(place))) : DividendFigure.of(total));
	}

	private DividendFigure figure(String row, String column, Set<Place> withheld) {
		Accrual found = this.accruals.stream()
			.filter((one) -> one.row().equals(row) && one.unit().equals(column))
			.findFirst()
			.orElse(null);
		if (withheld.contains(new Place(row, column))) {
			return DividendFigure.withheld(found != null && isFew(found.group()));
		}
		return DividendFigure.of((found != null) ? found.amount() : NOTHING);
	}

	private static boolean isFew(@Nullable Group group) {
		return group != null && SmallNumberRule.isFew(group.members());
	}

	private List<Stand> stands(List<String> columns, Set<Place> withheld) {
		return this.principals.stream()
			.map(Principal::day)
			.distinct()
			.sorted(Comparator.reverseOrder())
			.map((day) -> stand(day, columns, withheld))
			.toList();
	}

	private Stand stand(LocalDate day, List<String> columns, Set<Place> withheld) {
		List<DividendFigure> figures = new ArrayList<>();
		Money total = NOTHING;
		boolean all = true;
		for (String column : columns) {
			Principal found = principal(day, column);
			total = total.plus(found.amount());
			boolean hidden = found.group().members() > 0 && (!found.group().isSafe()
					|| withheld.stream().anyMatch((place) -> place.column().equals(column)));
			all &= !hidden;
			figures.add(hidden ? DividendFigure.withheld(isFew(found.group())) : DividendFigure.of(found.amount()));
		}
		return new Stand(day, figures, all ? DividendFigure.of(total) : DividendFigure.withheld(false));
	}

	/** What stood of a column on a day; of the collectives all villages together. */
	private Principal principal(LocalDate day, String column) {
		boolean household = !column.equals(COLLECTIVE);
		Principal sum = new Principal(day, household, column, null, NOTHING, Group.NOBODY, 0);
		for (Principal one : this.principals) {
			if (one.day().equals(day) && one.household() == household && (!household || one.unit().equals(column))) {
				sum = new Principal(day, household, column, null, sum.amount().plus(one.amount()), one.group(),
						sum.contributors() + one.contributors());
			}
		}
		return sum;
	}

	private Counts counts(List<String> columns, LocalDate day) {
		List<Long> numbers = columns.stream().map((column) -> (long) principal(day, column).contributors()).toList();
		List<Long> households = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			households.add(columns.get(i).equals(COLLECTIVE) ? 0 : numbers.get(i));
		}
		SmallNumberRule.Counts told = SmallNumberRule.counts(households);
		List<Count> counts = new ArrayList<>();
		for (int i = 0; i < numbers.size(); i++) {
			counts.add(new Count(told.withheld().contains(i) ? null : numbers.get(i), told.few().contains(i)));
		}
		long all = households.stream().mapToLong(Long::longValue).sum();
		return new Counts(counts, new Count(told.total() ? all : null, SmallNumberRule.isFew(all)));
	}

	/**
	 * What is owed is told with who is still to get it: if these are few, neither what
	 * they are owed nor what all others were paid is told.
	 */
	private Balance balance(boolean accruedWithheld) {
		Map<Measure, Group> groups = new EnumMap<>(Measure.class);
		Map<Measure, Money> amounts = new EnumMap<>(Measure.class);
		for (Measured one : this.balances) {
			amounts.merge(one.measure(), one.amount(), Money::plus);
			if (one.village() == null) {
				groups.put(one.measure(), one.group());
			}
		}
		Set<Measure> withheld = SmallNumberRule.withheld(groups,
				List.of(new Sum<>(Measure.ACCRUED, List.of(Measure.PAID, Measure.OWED), false),
						new Sum<>(Measure.OWED, List.of(Measure.PAYABLE, Measure.ARREARS), false)),
				accruedWithheld ? Set.of(Measure.ACCRUED) : Set.of());
		Map<Measure, DividendFigure> figures = new EnumMap<>(Measure.class);
		for (Measure measure : Measure.values()) {
			figures.put(measure, withheld.contains(measure) ? DividendFigure.withheld(isFew(groups.get(measure)))
					: DividendFigure.of(amounts.getOrDefault(measure, NOTHING)));
		}
		return new Balance(figures.get(Measure.ACCRUED), figures.get(Measure.PAID), figures.get(Measure.OWED),
				figures.get(Measure.PAYABLE), figures.get(Measure.ARREARS));
	}

	private List<Village> villages(LocalDate day) {
		Map<String, VillageName> names = new LinkedHashMap<>();
		this.balances.stream()
			.filter((one) -> one.village() != null)
			.forEach((one) -> names.putIfAbsent(one.village().code(), one.village()));
		this.principals.stream()
			.filter((one) -> one.village() != null)
			.forEach((one) -> names.putIfAbsent(one.village().code(), one.village()));
		return names.values()
			.stream()
			.sorted(Comparator.comparingLong(VillageName::order).thenComparing(VillageName::code))
			.map((village) -> new Village(village.code(), village.name(), village.nameEn(),
					this.principals.stream()
						.filter((one) -> one.day().equals(day) && one.village() != null
								&& one.village().code().equals(village.code()))
						.map(Principal::amount)
						.reduce(NOTHING, Money::plus),
					of(village, Measure.ACCRUED), of(village, Measure.PAID), of(village, Measure.PAYABLE),
					of(village, Measure.ARREARS)))
			.toList();
	}

	private Money of(VillageName village, Measure measure) {
		return this.balances.stream()
			.filter((one) -> one.measure() == measure && one.village() != null
					&& one.village().code().equals(village.code()))
			.map(Measured::amount)
			.reduce(NOTHING, Money::plus);
	}

	/**
	 * What contributors earned.
	 *
	 * @param year the year; 0: all years
	 * @param kind the phase; null: all phases
	 * @param unit the class; {@link Table#TOTAL}: all classes
	 * @param household whether households earned it; else village collectives
	 * @param group the households behind it
	 */
	record Accrual(int year, @Nullable PublishedKind kind, String unit, boolean household, Money amount, Group group) {

		String row() {
			return (this.kind != null) ? this.year + " " + this.kind : Table.TOTAL;
		}

	}

	/**
	 * What stood on a day.
	 *
	 * @param unit the class of households, or code of the village of collectives
	 * @param village of collectives
	 */
	record Principal(LocalDate day, boolean household, String unit, @Nullable VillageName village, Money amount,
			Group group, int contributors) {
	}

	/**
	 * What was earned, paid or is owed.
	 *
	 * @param village of collectives; null: of all households
	 */
	record Measured(Measure measure, @Nullable VillageName village, Money amount, Group group) {
	}

	/**
	 * A village by name.
	 */
	record VillageName(String code, String name, @Nullable String nameEn, long order) {
	}

	/**
	 * What is told of all years together; in the order in which one is withheld for the
	 * other's sake.
	 */
	enum Measure {

		/** 应付. */
		ACCRUED,
		/** 已付. */
		PAID,
		/** 未付. */
		OWED,
		/** 待付. */
		PAYABLE,
		/** 欠付. */
		ARREARS

	}

}

package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.commonprosperity.portal.dividend.DividendSheet.Column;
import org.commonprosperity.portal.dividend.DividendSheet.Count;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.SmallNumberRule;
import org.commonprosperity.portal.shared.SmallNumberRule.Group;
import org.commonprosperity.portal.shared.SmallNumberRule.Place;
import org.commonprosperity.portal.shared.SmallNumberRule.Table;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a notice, and what of them may be published: villages as rows, classes as
 * columns, the totals of both known. A class of which the table of dividends withholds
 * something is withheld here too, since a notice of all villages would tell it.
 *
 * @param classes all classes, in their order
 * @param lines totals by village and class, at least one
 */
record NoticeSums(List<ContributorClass> classes, List<Line> lines) {

	NoticeSums {
		classes = List.copyOf(classes);
		lines = List.copyOf(lines);
	}

	/**
	 * The notice as residents may read it.
	 * @param elsewhere classes of which another table withholds something
	 */
	PublicNotice publish(Set<String> elsewhere) {
		List<String> columns = columns();
		Map<String, Line> villages = new LinkedHashMap<>();
		this.lines.forEach((line) -> villages.putIfAbsent(line.villageCode(), line));
		Map<Place, Group> groups = groups();
		Table table = new Table(List.copyOf(villages.keySet()),
				columns.stream().filter((column) -> !column.equals(DividendSums.COLLECTIVE)).toList(), true);
		Set<Place> also = groups.keySet()
			.stream()
			.filter((place) -> elsewhere.contains(place.column()))
			.collect(Collectors.toSet());
		Set<Place> withheld = table.withheld(groups, also);
		List<PublicNotice.Row> rows = villages.values()
			.stream()
			.map((village) -> new PublicNotice.Row(village.village(), village.villageEn(),
					columns.stream().map((column) -> cell(village.villageCode(), column, withheld)).toList()))
			.toList();
		Line first = this.lines.get(0);
		return new PublicNotice(first.notice(), first.project(), first.name(), first.nameEn(), first.year(),
				first.from(), first.to(), columns.stream().map(this::column).toList(), rows,
				columns.stream().map((column) -> figure(Table.TOTAL, column, groups, withheld)).toList(),
				figure(Table.TOTAL, Table.TOTAL, groups, withheld));
	}

	private List<String> columns() {
		List<String> columns = new ArrayList<>(this.classes.stream()
			.sorted(Comparator.comparing(ContributorClass::household))
			.map(ContributorClass::code)
			.filter((code) -> this.lines.stream().anyMatch((line) -> line.unit().equals(code)))
			.toList());
		if (this.lines.stream().anyMatch((line) -> line.unit().equals(DividendSums.NO_CLASS))) {
			columns.add(DividendSums.NO_CLASS);
		}
		return columns;
	}

	private Column column(String code) {
		return new Column(this.classes.stream().filter((one) -> one.code().equals(code)).findFirst().orElse(null));
	}

	private Map<Place, Group> groups() {
		Map<Place, Group> groups = new LinkedHashMap<>();
		for (Line line : this.lines) {
			if (!line.unit().equals(DividendSums.COLLECTIVE)) {
				for (String row : List.of(line.villageCode(), Table.TOTAL)) {
					for (String column : List.of(line.unit(), Table.TOTAL)) {
						groups.merge(new Place(row, column), line.group(), (one, other) -> one.with(other, true));
					}
				}
			}
		}
		return groups;
	}

	private PublicNotice.Cell cell(String village, String column, Set<Place> withheld) {
		long contributors = this.lines.stream()
			.filter((line) -> line.villageCode().equals(village) && line.unit().equals(column))
			.mapToLong(Line::contributors)
			.sum();
		boolean few = !column.equals(DividendSums.COLLECTIVE) && SmallNumberRule.isFew(contributors);
		return new PublicNotice.Cell(new Count(few ? null : contributors, few),
				figure(village, column, groups(), withheld));
	}

	private DividendFigure figure(String row, String column, Map<Place, Group> groups, Set<Place> withheld) {
		Place place = new Place(row, column);
		if (withheld.contains(place)) {
			return DividendFigure.withheld(SmallNumberRule.isFew(groups.getOrDefault(place, Group.NOBODY).members()));
		}
		return DividendFigure.of(this.lines.stream()
			.filter((line) -> (row.equals(Table.TOTAL) || line.villageCode().equals(row))
					&& (column.equals(Table.TOTAL) || line.unit().equals(column)))
			.map(Line::amount)
			.reduce(new Money(BigDecimal.ZERO), Money::plus));
	}

	/**
	 * A total of a notice.
	 *
	 * @param unit code of the class
	 * @param contributors how many they are
	 * @param largest the most that one household of the village gets
	 */
	record Line(long notice, long projectId, String project, String name, @Nullable String nameEn,
			@Nullable Integer year, LocalDate from, LocalDate to, String villageCode, String village,
			@Nullable String villageEn, String unit, long contributors, Money amount, BigDecimal largest) {

		Group group() {
			return new Group(this.contributors, this.amount.yuan(), this.largest.min(this.amount.yuan()));
		}

	}

}

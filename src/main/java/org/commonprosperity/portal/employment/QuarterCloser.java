package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.employment.EmploymentSheet.Name;
import org.commonprosperity.portal.shared.CountSuppressionRule;
import org.commonprosperity.portal.shared.CountSuppressionRule.Shown;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.SmallNumberRule;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Closes quarters: counts approved placements as they are known some days after the
 * quarter's end, lets {@link QuarterTablesRule} decide what shows, and writes it down for
 * good. What was published before is what the rule takes as known.
 */
@Service
@RequiredArgsConstructor
public class QuarterCloser {

	/** Placements of a quarter can be entered and approved for so many days after it. */
	static final int DAYS_TO_ENTER = 15;

	/** When nothing was ever published, so many past quarters are. */
	private static final int FIRST_TIME = 8;

	/** A median wage shows in hundreds of yuan, so that it is nobody's own. */
	private static final BigDecimal WAGE_STEP = new BigDecimal("100");

	private final JdbcClient jdbc;

	private final Spells spells;

	private final Clock clock;

	/**
	 * Closes the quarters that are due and not closed yet, the oldest first.
	 * @return their last days
	 */
	@Transactional
	public List<LocalDate> closeDue() {
		this.jdbc.sql("lock table published_quarter in share row exclusive mode").update();
		LocalDate due = QuarterCounts.lastBefore(LocalDate.now(this.clock).minusDays(DAYS_TO_ENTER));
		LocalDate last = this.jdbc.sql("select max(quarter_end) from published_quarter")
			.query(LocalDate.class)
			.optional()
			.orElse(null);
		if (last != null && !last.isBefore(due)) {
			return List.of();
		}
		List<Spell> all = this.spells.approved();
		LocalDate next = (last != null) ? QuarterCounts.next(last) : first(all, due);
		List<LocalDate> closed = new ArrayList<>();
		for (; next != null && !next.isAfter(due); next = QuarterCounts.next(next)) {
			close(next, all);
			closed.add(next);
		}
		return closed;
	}

	/** The first quarter to publish; null as long as nobody was placed. */
	private static @Nullable LocalDate first(List<Spell> spells, LocalDate due) {
		LocalDate begun = spells.stream().map(Spell::started).min(LocalDate::compareTo).orElse(null);
		LocalDate first = due;
		for (int back = 1; begun != null && back < FIRST_TIME && begun.isBefore(QuarterCounts.first(first)); back++) {
			first = QuarterCounts.first(first).minusDays(1);
		}
		return (begun == null || begun.isAfter(due)) ? null : first;
	}

	private void close(LocalDate end, List<Spell> all) {
		Map<String, Name> groups = names("select code, name, name_en from person_group order by position");
		Map<String, Name> kinds = names("select code, name, name_en from workshop_kind order by position, code");
		Map<String, Name> villages = names("""
				select code, name, name_en from community where active or id in (select community_id from placement)
				order by kind desc, name collate "zh-x-icu", code""");
		int breakDays = this.jdbc.sql("select break_days from employment_policy order by version desc limit 1")
			.query(Integer.class)
			.single();
		List<QuarterCounts> before = published(QuarterTablesRule.HORIZON);
		QuarterCounts counts = QuarterCounts.of(all, end, breakDays, List.copyOf(groups.keySet()),
				List.copyOf(kinds.keySet()), List.copyOf(villages.keySet()));
		QuarterCounts shown = counts.shownAs(QuarterTablesRule.of(counts, before));
		boolean corrected = !before.isEmpty()
				&& isCorrected(before.get(before.size() - 1), all, breakDays, groups, kinds, villages);
		this.jdbc
			.sql("insert into published_quarter (quarter_end, closed_at, rule_version, corrected) values (?, ?, ?, ?)")
			.params(end, Timestamp.from(this.clock.instant()), CountSuppressionRule.VERSION, corrected)
			.update();
		int position = 0;
		for (Map.Entry<Place, Long> count : counts.counts().entrySet()) {
			Place place = count.getKey();
			Map<String, Name> rows = (place.table() == PublishedTable.KIND) ? kinds
					: (place.table() == PublishedTable.VILLAGE) ? villages : groups;
			write(end, place, position++, rows.get(place.row()), count.getValue(), null, shown.shown(place));
		}
		List<Spell> inWork = EmploymentRule.inWork(all, end);
		for (String group : groups.keySet()) {
			wage(shown, position++, groups.get(group),
					inWork.stream().filter((spell) -> spell.group().equals(group)).toList(), group);
		}
		wage(shown, position, null, inWork, Place.TOTAL);
	}

	private void wage(QuarterCounts shown, int position, @Nullable Name name, List<Spell> of, String group) {
		boolean told = of.size() >= SmallNumberRule.LEAST
				&& shown.shown(Place.work(PublishedTable.GROUP, group)) == Shown.COUNT;
		Money median = told ? EmploymentRule.medianWage(of) : null;
		BigDecimal rounded = (median != null)
				? median.yuan().divide(WAGE_STEP, 0, RoundingMode.HALF_UP).multiply(WAGE_STEP) : null;
		write(shown.end(), new Place(PublishedTable.WAGE, group, Place.TOTAL), position, name, null, rounded,
				(rounded != null) ? Shown.COUNT : of.isEmpty() ? Shown.NOTHING : Shown.WITHHELD);
	}

	private void write(LocalDate end, Place place, int position, @Nullable Name name, @Nullable Long count,
			@Nullable BigDecimal wage, Shown shown) {
		this.jdbc.sql("""
				insert into published_figure (quarter_end, table_code, row_code, column_code, position, row_name,
					row_name_en, count, wage, shown_as)
				values (:end, :table, :row, :column, :position, :name, :nameEn, :count, :wage, :shown)""")
			.param("end", end)
			.param("table", place.table().name())
			.param("row", place.row())
			.param("column", place.column())
			.param("position", position)
			.param("name", (name != null) ? name.name() : null)
			.param("nameEn", (name != null) ? name.nameEn() : null)
			.param("count", count)
			.param("wage", wage)
			.param("shown", shown.name())
			.update();
	}

	/** Whether the quarter before would be counted differently by what is known now. */
	private static boolean isCorrected(QuarterCounts before, List<Spell> all, int breakDays, Map<String, Name> groups,
			Map<String, Name> kinds, Map<String, Name> villages) {
		QuarterCounts again = QuarterCounts.of(all, before.end(), breakDays, List.copyOf(groups.keySet()),
				List.copyOf(kinds.keySet()), List.copyOf(villages.keySet()));
		return !again.counts().keySet().stream().allMatch((place) -> again.count(place) == before.count(place))
				|| !before.counts().keySet().stream().allMatch((place) -> again.count(place) == before.count(place));
	}

	/** The latest published quarters with their counts, the oldest first. */
	List<QuarterCounts> published(int quarters) {
		Map<LocalDate, Map<Place, Long>> counts = new LinkedHashMap<>();
		Map<LocalDate, Map<Place, Shown>> shown = new LinkedHashMap<>();
		this.jdbc.sql("""
				select quarter_end, table_code, row_code, column_code, count, shown_as from published_figure
				where quarter_end in (select quarter_end from published_quarter order by quarter_end desc limit ?)
					and table_code <> 'WAGE'
				order by quarter_end, position""").param(quarters).query((row) -> {
			LocalDate end = Objects.requireNonNull(row.getObject("quarter_end", LocalDate.class));
			Place place = new Place(PublishedTable.valueOf(row.getString("table_code")), row.getString("row_code"),
					row.getString("column_code"));
			counts.computeIfAbsent(end, (key) -> new LinkedHashMap<>()).put(place, row.getLong("count"));
			shown.computeIfAbsent(end, (key) -> new LinkedHashMap<>())
				.put(place, Shown.valueOf(row.getString("shown_as")));
		});
		List<QuarterCounts> found = new ArrayList<>();
		counts.forEach((end, of) -> found.add(new QuarterCounts(end, of, shown.getOrDefault(end, Map.of()))));
		return Collections.unmodifiableList(found);
	}

	private Map<String, Name> names(String sql) {
		Map<String, Name> names = new LinkedHashMap<>();
		this.jdbc.sql(sql).query((row) -> {
			names.put(row.getString("code"),
					new Name(row.getString("code"), row.getString("name"), row.getString("name_en")));
		});
		return names;
	}

}

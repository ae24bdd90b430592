package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.employment.EmploymentSheet.Figure;
import org.commonprosperity.portal.employment.EmploymentSheet.Name;
import org.commonprosperity.portal.employment.EmploymentSheet.Stays;
import org.commonprosperity.portal.employment.EmploymentSheet.Totals;
import org.commonprosperity.portal.shared.CountSuppressionRule.Shown;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.SmallNumberRule;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The public read side of employment: frozen figures, and what is approved of workshops,
 * enterprises, open posts and stories. A count that does not show is not even read; no
 * statement asks a table of persons or of placements.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class EmploymentOverview {

	/** Quarters whose totals stand beside each other. */
	private static final int TREND = 8;

	private final JdbcClient jdbc;

	private final Clock clock;

	/**
	 * The latest quarter that was published, from one statement.
	 * @return null as long as there is none
	 */
	public @Nullable EmploymentSheet sheet() {
		List<Row> rows = this.jdbc.sql("""
				select q.quarter_end, q.closed_at, q.rule_version, q.corrected, f.table_code, f.row_code, f.column_code,
					f.row_name, f.row_name_en, f.shown_as,
					case when f.shown_as = 'COUNT' then f.count end as count,
					case when f.shown_as = 'COUNT' then f.wage end as wage
				from published_quarter q join published_figure f on f.quarter_end = q.quarter_end
				where q.quarter_end = (select max(quarter_end) from published_quarter)
					or (f.table_code = 'STAYED'
						and q.quarter_end = (select max(quarter_end) from published_figure where table_code = 'STAYED'))
					or (f.table_code in ('GROUP', 'PLACED') and f.row_code = '')
				order by q.quarter_end, f.position""").query((row, index) -> row(row)).list();
		if (rows.isEmpty()) {
			return null;
		}
		Row latest = rows.get(rows.size() - 1);
		Map<Place, Figure> figures = new LinkedHashMap<>();
		rows.stream()
			.filter((row) -> row.end().equals(latest.end()))
			.forEach((row) -> figures.put(row.place(), row.figure()));
		return new EmploymentSheet(latest.end(), latest.closedAt(), latest.ruleVersion(), latest.corrected(),
				names(rows, latest.end(), PublishedTable.GROUP), names(rows, latest.end(), PublishedTable.KIND),
				names(rows, latest.end(), PublishedTable.VILLAGE), figures, stays(rows), trend(rows));
	}

	private static Row row(ResultSet row) throws SQLException {
		BigDecimal wage = row.getBigDecimal("wage");
		return new Row(Objects.requireNonNull(row.getObject("quarter_end", LocalDate.class)),
				row.getTimestamp("closed_at").toInstant(), row.getInt("rule_version"), row.getBoolean("corrected"),
				new Place(PublishedTable.valueOf(row.getString("table_code")), row.getString("row_code"),
						row.getString("column_code")),
				row.getString("row_name"), row.getString("row_name_en"),
				new Figure(Shown.valueOf(row.getString("shown_as")), row.getObject("count", Long.class),
						(wage != null) ? new Money(wage) : null));
	}

	private static List<Name> names(List<Row> rows, LocalDate end, PublishedTable table) {
		Map<String, Name> names = new LinkedHashMap<>();
		for (Row row : rows) {
			String code = row.place().row();
			if (row.end().equals(end) && row.place().table() == table && !code.equals(Place.TOTAL)) {
				names.putIfAbsent(code, new Name(code, (row.name() != null) ? row.name() : code, row.nameEn()));
			}
		}
		return List.copyOf(names.values());
	}

	private static @Nullable Stays stays(List<Row> rows) {
		Map<Place, Figure> figures = new LinkedHashMap<>();
		LocalDate end = null;
		for (Row row : rows) {
			if (row.place().table() == PublishedTable.STAYED) {
				figures.put(row.place(), row.figure());
				end = row.end();
			}
		}
		return (end != null) ? new Stays(end, names(rows, end, PublishedTable.STAYED), figures) : null;
	}

	private static List<Totals> trend(List<Row> rows) {
		Map<LocalDate, Map<PublishedTable, Figure>> totals = new TreeMap<>();
		rows.stream()
			.filter((row) -> row.place().row().equals(Place.TOTAL))
			.forEach((row) -> totals.computeIfAbsent(row.end(), (end) -> new LinkedHashMap<>())
				.put(row.place().table(), row.figure()));
		List<Totals> trend = new ArrayList<>();
		totals.forEach((end, of) -> trend.add(new Totals(end, of.getOrDefault(PublishedTable.GROUP, Figure.NONE),
				of.getOrDefault(PublishedTable.PLACED, Figure.NONE))));
		return trend.subList(Math.max(0, trend.size() - TREND), trend.size());
	}

	/** The workshops, those at work first; by village. */
	public List<PublicWorkshop> workshops() {
		return this.jdbc
			.sql("""
					select w.id, w.name, w.name_en, k.name as kind, k.name_en as kind_en, e.name as host, e.name_en as host_en,
						c.name as village, c.name_en as village_en, w.opened_on, w.closed_on, w.capacity, w.state, s.title,
						s.title_en
					from workshop w join workshop_kind k on k.id = w.kind_id join community c on c.id = w.community_id
					join source s on s.id = w.source_id left join enterprise e on e.id = w.enterprise_id
					order by case w.state when 'OPEN' then 1 when 'PREPARING' then 2 when 'PAUSED' then 3 else 4 end,
						c.name collate "zh-x-icu", w.name collate "zh-x-icu", w.id""")
			.query((row, index) -> new PublicWorkshop(row.getLong("id"), row.getString("name"),
					row.getString("name_en"), row.getString("kind"), row.getString("kind_en"), row.getString("host"),
					row.getString("host_en"), row.getString("village"), row.getString("village_en"),
					row.getObject("opened_on", LocalDate.class), row.getObject("closed_on", LocalDate.class),
					row.getObject("capacity", Integer.class), row.getString("state"), row.getString("title"),
					row.getString("title_en")))
			.list();
	}

	/** The posts that are open, the latest first. */
	public List<PublicOpening> openings() {
		return this.jdbc
			.sql("""
					select o.post, o.requirements, o.places, o.pay_from, o.pay_to, o.contact, o.telephone, o.opened_on, o.confirmed_on,
						coalesce(w.name, e.name) as place, coalesce(w.name_en, e.name_en) as place_en, c.name as village,
						c.name_en as village_en, s.title, s.title_en,
						array(select a.name from opening_access x join post_access a on a.code = x.access_code
							where x.opening_id = o.id order by a.position) as access,
						array(select a.name_en from opening_access x join post_access a on a.code = x.access_code
							where x.opening_id = o.id order by a.position) as access_en
					from opening o join source s on s.id = o.source_id left join workshop w on w.id = o.workshop_id
					left join enterprise e on e.id = o.enterprise_id left join community c on c.id = w.community_id
					where o.state = 'OPEN' and o.opened_on <= ?
					order by o.opened_on desc, o.id desc""")
			.param(LocalDate.now(this.clock))
			.query((row, index) -> new PublicOpening(row.getString("post"), row.getString("requirements"),
					row.getObject("places", Integer.class), money(row, "pay_from"), money(row, "pay_to"),
					row.getString("contact"), row.getString("telephone"),
					Objects.requireNonNull(row.getObject("opened_on", LocalDate.class)),
					row.getObject("confirmed_on", LocalDate.class), row.getString("place"), row.getString("place_en"),
					row.getString("village"), row.getString("village_en"), texts(row, "access"),
					texts(row, "access_en"), row.getString("title"), row.getString("title_en")))
			.list();
	}

	private static @Nullable Money money(ResultSet row, String column) throws SQLException {
		BigDecimal amount = row.getBigDecimal(column);
		return (amount != null) ? new Money(amount) : null;
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		return Arrays.asList((String[]) row.getArray(column).getArray());
	}

	/**
	 * What enterprises report of their employees, the latest of each. A number of 1 to 4
	 * is told as such, and what would tell it is withheld.
	 */
	public List<PublicShare> shares() {
		return this.jdbc.sql("""
				select distinct on (e.id) e.id, e.name, e.name_en, f.as_of, f.as_of_precision, f.employees,
					f.disabled_employees, f.disabled_percent, f.percent_rough, s.title, s.title_en
				from enterprise_figure f join enterprise e on e.id = f.enterprise_id join source s on s.id = f.source_id
				order by e.id, f.as_of desc""")
			.query((row, index) -> PublicShare.of(row.getString("name"), row.getString("name_en"),
					Objects.requireNonNull(row.getObject("as_of", LocalDate.class)), row.getString("as_of_precision"),
					row.getObject("employees", Integer.class), row.getObject("disabled_employees", Integer.class),
					row.getBigDecimal("disabled_percent"), row.getBoolean("percent_rough"), row.getString("title"),
					row.getString("title_en")))
			.list();
	}

	/** Stories whose consent is on record and stands, the latest first. */
	public List<PublicStory> stories() {
		return this.jdbc.sql("""
				select t.title, t.text, t.published_at, w.name as workshop, w.name_en as workshop_en
				from story t join workshop w on w.id = t.workshop_id
				where t.withdrawn_on is null and t.consent_on <= ? order by t.published_at desc, t.id desc""")
			.param(LocalDate.now(this.clock))
			.query((row, index) -> new PublicStory(row.getString("title"), row.getString("text"),
					row.getTimestamp("published_at").toInstant(), row.getString("workshop"),
					row.getString("workshop_en")))
			.list();
	}

	private record Row(LocalDate end, Instant closedAt, int ruleVersion, boolean corrected, Place place,
			@Nullable String name, @Nullable String nameEn, Figure figure) {
	}

	/**
	 * A workshop; what is null is not reported yet.
	 */
	public record PublicWorkshop(long id, String name, @Nullable String nameEn, String kind, @Nullable String kindEn,
			@Nullable String host, @Nullable String hostEn, String village, @Nullable String villageEn,
			@Nullable LocalDate openedOn, @Nullable LocalDate closedOn, @Nullable Integer capacity, String state,
			String source, @Nullable String sourceEn) {
	}

	/**
	 * An open post; what is null is not reported yet.
	 *
	 * @param confirmedOn when somebody last said that it is still open, or null
	 */
	public record PublicOpening(String post, @Nullable String requirements, @Nullable Integer places,
			@Nullable Money payFrom, @Nullable Money payTo, String contact, String telephone, LocalDate openedOn,
			@Nullable LocalDate confirmedOn, String place, @Nullable String placeEn, @Nullable String village,
			@Nullable String villageEn, List<String> access, List<String> accessEn, String source,
			@Nullable String sourceEn) {

		public PublicOpening {
			access = List.copyOf(access);
			accessEn = List.copyOf(accessEn);
		}

	}

	/**
	 * What an enterprise reports.
	 *
	 * @param asOf the last day of what the source names
	 * @param precision how exactly the source names it
	 * @param employees how many employees there are
	 * @param disabled how many of them have a disability
	 * @param percent of all, as reported or reckoned; null if unknown or withheld
	 * @param rough whether it is about so much
	 */
	public record PublicShare(String name, @Nullable String nameEn, LocalDate asOf, String precision,
			@Nullable Figure employees, @Nullable Figure disabled, @Nullable BigDecimal percent, boolean rough,
			String source, @Nullable String sourceEn) {

		static PublicShare of(String name, @Nullable String nameEn, LocalDate asOf, String precision,
				@Nullable Integer employees, @Nullable Integer disabled, @Nullable BigDecimal percent, boolean rough,
				String source, @Nullable String sourceEn) {
			if (employees != null && disabled != null) {
				SmallNumberRule.Counts counts = SmallNumberRule
					.counts(List.of((long) disabled, (long) employees - disabled));
				boolean told = counts.withheld().isEmpty() && counts.total();
				return new PublicShare(name, nameEn, asOf, precision,
						counts.total() ? shown(employees) : hidden(employees),
						counts.withheld().contains(0) ? hidden(disabled) : shown(disabled),
						told ? EmploymentRule.percent(disabled, employees) : null, rough, source, sourceEn);
			}
			boolean few = SmallNumberRule.isFew((disabled != null) ? disabled
					: (employees != null && percent != null) ? percent.multiply(BigDecimal.valueOf(employees))
						.movePointLeft(2)
						.setScale(0, RoundingMode.HALF_UP)
						.longValue() : 0);
			return new PublicShare(name, nameEn, asOf, precision,
					(employees == null) ? null
							: SmallNumberRule.isFew(employees) ? hidden(employees) : shown(employees),
					(disabled == null) ? null : few ? hidden(disabled) : shown(disabled), few ? null : percent, rough,
					source, sourceEn);
		}

		private static Figure shown(long count) {
			return new Figure(Shown.COUNT, count, null);
		}

		private static Figure hidden(long count) {
			return new Figure(SmallNumberRule.isFew(count) ? Shown.FEW : Shown.WITHHELD, null, null);
		}

		/** Whether something of it is hidden. */
		public boolean isWithheld() {
			return (this.employees != null && this.employees.isWithheld())
					|| (this.disabled != null && this.disabled.isWithheld());
		}

	}

	/**
	 * A story.
	 */
	public record PublicStory(String title, String text, Instant publishedAt, String workshop,
			@Nullable String workshopEn) {
	}

}

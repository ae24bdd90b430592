package org.commonprosperity.portal.indicator;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The read side of the headline figures.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class IndicatorOverview {

	/** Each approved figure with the one of the same period a year before. */
	private static final String FIGURES = """
			i.code, i.position, i.name, i.name_en, i.unit, i.unit_en, v.period_start, v.period_end, v.revision, v.value,
			v.growth_percent, v.as_of, v.reason, v.approved_at, coalesce(v.source_text, s.title) as source,
			case when v.source_text is null then s.title_en end as source_en,
			coalesce(v.last_value, (select p.value from indicator_value p where p.indicator_id = v.indicator_id
				and p.period_start = (v.period_start - interval '1 year')::date
				and p.period_end = (v.period_end + 1 - interval '1 year')::date - 1
				order by p.revision desc limit 1)) as last
			from indicator i join indicator_value v on v.indicator_id = i.id join source s on s.id = v.source_id
			""";

	private final JdbcClient jdbc;

	/**
	 * The latest figure of each indicator, in the order of the record, in one query.
	 */
	public List<Figure> latest() {
		return this.jdbc.sql("select distinct on (i.position, i.code) " + FIGURES + """
				where i.active order by i.position, i.code, v.period_end desc, v.period_start, v.revision desc""")
			.query((row, index) -> figure(row))
			.list();
	}

	/**
	 * All figures with what they corrected, by indicator, the latest period first, in one
	 * query.
	 */
	public List<Figure> all() {
		return this.jdbc.sql("select " + FIGURES + """
				where i.active order by i.position, i.code, v.period_end desc, v.period_start, v.revision desc""")
			.query((row, index) -> figure(row))
			.list();
	}

	private static Figure figure(ResultSet row) throws SQLException {
		Timestamp approved = row.getTimestamp("approved_at");
		BigDecimal value = row.getBigDecimal("value");
		return new Figure(row.getString("code"), row.getString("name"), row.getString("name_en"), row.getString("unit"),
				row.getString("unit_en"), row.getObject("period_start", LocalDate.class),
				row.getObject("period_end", LocalDate.class), row.getInt("revision"), value,
				IndicatorGrowthRule.percent(row.getBigDecimal("growth_percent"), value, row.getBigDecimal("last")),
				row.getObject("as_of", LocalDate.class), row.getString("reason"), row.getString("source"),
				row.getString("source_en"), (approved != null) ? approved.toInstant() : null);
	}

	/**
	 * A headline figure.
	 *
	 * @param revision which version of the period it is, from 1
	 * @param value in the unit
	 * @param growth year on year in percent, null if not known
	 * @param asOf the day as of which its source states it, or null
	 * @param reason why it corrects the one before, or null
	 * @param source where it comes from
	 * @param approvedAt when it was approved; null of what was loaded from a publication
	 */
	public record Figure(String code, String name, String nameEn, String unit, String unitEn, LocalDate periodStart,
			LocalDate periodEnd, int revision, BigDecimal value, @Nullable BigDecimal growth, @Nullable LocalDate asOf,
			@Nullable String reason, String source, @Nullable String sourceEn, @Nullable Instant approvedAt) {
	}

}

package org.commonprosperity.portal.indicator;

import java.math.BigDecimal;
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

	private final JdbcClient jdbc;

	/**
	 * The latest figure of each indicator, in the order of the record, in one query.
	 */
	public List<Figure> latest() {
		return this.jdbc.sql("""
				select distinct on (i.position, i.code) i.code, i.name, i.name_en, i.unit, i.unit_en, v.period_start,
					v.period_end, v.value, v.growth_percent, s.title, s.title_en
				from indicator i join indicator_value v on v.indicator_id = i.id join source s on s.id = v.source_id
				order by i.position, i.code, v.period_end desc, v.period_start""")
			.query((row, index) -> new Figure(row.getString("code"), row.getString("name"), row.getString("name_en"),
					row.getString("unit"), row.getString("unit_en"), row.getObject("period_start", LocalDate.class),
					row.getObject("period_end", LocalDate.class), row.getBigDecimal("value"),
					row.getBigDecimal("growth_percent"), row.getString("title"), row.getString("title_en")))
			.list();
	}

	/**
	 * A headline figure.
	 *
	 * @param value in the unit
	 * @param growth year on year in percent, null if not known
	 * @param source where it comes from
	 */
	public record Figure(String code, String name, String nameEn, String unit, String unitEn, LocalDate periodStart,
			LocalDate periodEnd, BigDecimal value, @Nullable BigDecimal growth, String source,
			@Nullable String sourceEn) {
	}

}

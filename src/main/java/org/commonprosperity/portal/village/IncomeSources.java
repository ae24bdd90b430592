package org.commonprosperity.portal.village;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sources of income that the accounting rules know, with their years.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class IncomeSources {

	private final JdbcClient jdbc;

	/** All of them, in their order. */
	public List<IncomeSource> all() {
		return this.jdbc.sql("select * from income_source order by position")
			.query((row, index) -> new IncomeSource(row.getString("code"), row.getString("name"),
					row.getString("name_en"), row.getInt("first_year"), row.getObject("last_year", Integer.class),
					row.getBoolean("recurring")))
			.list();
	}

	/** Those in use in a year. */
	public List<IncomeSource> of(int year) {
		return all().stream().filter((source) -> source.holdsIn(year)).toList();
	}

	/**
	 * A source of income.
	 *
	 * @param code its code
	 * @param name its name
	 * @param nameEn its name in English
	 * @param firstYear the first year in which it is in use
	 * @param lastYear the last, null as long as it is
	 * @param recurring whether it comes every year
	 */
	public record IncomeSource(String code, String name, String nameEn, int firstYear, @Nullable Integer lastYear,
			boolean recurring) {

		public boolean holdsIn(int year) {
			return year >= this.firstYear && (this.lastYear == null || year <= this.lastYear);
		}

	}

}

package org.commonprosperity.portal.village;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What a return is about: a year, or a quarter of one.
 *
 * @param year the year
 * @param quarter 1 to 4; null for the whole year
 */
public record IncomePeriod(int year, @Nullable Integer quarter) {

	private static final int QUARTERS = 4;

	private static final int MONTHS = 3;

	public IncomePeriod {
		if (quarter != null && (quarter < 1 || quarter > QUARTERS)) {
			throw new IllegalArgumentException("a year has four quarters");
		}
	}

	public static IncomePeriod of(int year) {
		return new IncomePeriod(year, null);
	}

	/** The same part of the year before. */
	public IncomePeriod before() {
		return new IncomePeriod(this.year - 1, this.quarter);
	}

	/** The day on which it begins. */
	public LocalDate begins() {
		return LocalDate.of(this.year, (this.quarter != null) ? (this.quarter - 1) * MONTHS + 1 : 1, 1);
	}

	/** The day after it is over. */
	public LocalDate isOver() {
		return begins().plusMonths((this.quarter != null) ? MONTHS : MONTHS * QUARTERS);
	}

	/** As it stands in an address: 2026, 2026/q1. */
	public String path() {
		return (this.quarter != null) ? this.year + "/q" + this.quarter : String.valueOf(this.year);
	}

	/** 2026 年, 2026 年第 1 季度: in the record's own words. */
	public String inChinese() {
		return (this.quarter != null) ? this.year + " 年第 " + this.quarter + " 季度" : this.year + " 年";
	}

	/** The same in English. */
	public String inEnglish() {
		return (this.quarter != null) ? "quarter " + this.quarter + " of " + this.year : String.valueOf(this.year);
	}

	/** As records write it: 2026, 2026Q1. */
	@Override
	public String toString() {
		return (this.quarter != null) ? this.year + "Q" + this.quarter : String.valueOf(this.year);
	}

}

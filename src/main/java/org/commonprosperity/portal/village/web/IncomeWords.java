package org.commonprosperity.portal.village.web;

import java.math.BigDecimal;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.village.GrowthRule;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.commonprosperity.portal.village.IncomeEffect;
import org.commonprosperity.portal.village.IncomePeriod;
import org.commonprosperity.portal.village.IncomeRecord.Name;
import org.commonprosperity.portal.village.IncomeRecord.Names;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Periods, rows and growth of village income in the reader's language. Templates reach it
 * as {@code @incomes}.
 */
@Component("incomes")
@RequiredArgsConstructor
public class IncomeWords {

	private final Show show;

	/** 2025 年, 2026 年第 1 季度. */
	public String period(IncomePeriod period) {
		String year = String.valueOf(period.year());
		return (period.quarter() != null)
				? this.show.text("income.period.quarter", year, String.valueOf(period.quarter()))
				: this.show.text("income.period.year", year);
	}

	/** Why an approved return does not count on the public pages yet. */
	String effect(IncomeEffect effect) {
		if (effect.silent()) {
			return this.show.text("income.effect.silent");
		}
		return effect.byYear() ? this.show.text("income.effect.byYear")
				: this.show.text("income.effect.waits", String.valueOf(effect.waitsFor()));
	}

	/** The title of a return: 沈家弄村 · 2025 年村集体收入. */
	public String title(@Nullable String village, IncomePeriod period) {
		return this.show.text("income.title", village, period(period));
	}

	public String name(@Nullable Name name) {
		String known = (name != null) ? this.show.name(name.name(), name.nameEn()) : null;
		return (known != null) ? known : this.show.text("none");
	}

	/** A row: its source, and who paid where that is said. */
	public String line(Entry entry, Names names) {
		String source = name(names.sources().get(entry.source()));
		if (entry.payerId() != null) {
			return this.show.text("income.paidBy", source, name(names.villages().get(entry.payerId())));
		}
		return (entry.enclaveId() != null)
				? this.show.text("income.ofEnclave", source, name(names.enclaves().get(entry.enclaveId()))) : source;
	}

	/** Growth in percent; a dash where it is not to be said. */
	public String growth(@Nullable Money now, @Nullable Money last) {
		BigDecimal growth = GrowthRule.percent(now, last);
		return (growth != null) ? this.show.growth(growth) : this.show.text("none");
	}

}

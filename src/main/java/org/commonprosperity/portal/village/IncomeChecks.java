package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CellError;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What a return may state at all, typed or brought in by a spreadsheet alike.
 */
@Component
@RequiredArgsConstructor
class IncomeChecks {

	/** A hundred thousand million yuan: more is a slip of the decimal point. */
	static final Money MOST = new Money(new BigDecimal("100000000000"));

	/** The remark that an amount is far from the one of the year before. */
	static final String LAST_YEAR = "import.remark.lastYear";

	private static final String EARLY_YEAR = "import.remark.earlyYear";

	private static final String EARLY_QUARTER = "import.remark.earlyQuarter";

	private static final int FIRST_YEAR = 1950;

	private final IncomeSources sources;

	private final Clock clock;

	/** Refuses a period that has not begun, or is before all sources. */
	void period(IncomePeriod period) {
		Refusal refusal = refusalOf(period);
		if (refusal != null) {
			throw refusal;
		}
	}

	@Nullable Refusal refusalOf(IncomePeriod period) {
		LocalDate today = LocalDate.now(this.clock);
		if (period.year() > today.getYear()) {
			return new Refusal("year", "income.refusal.later", String.valueOf(today.getYear()));
		}
		if (period.begins().isAfter(today)) {
			return new Refusal("quarter", "income.refusal.quarter", period.begins().toString());
		}
		return (period.year() < FIRST_YEAR) ? new Refusal("year", "income.refusal.early", String.valueOf(FIRST_YEAR))
				: null;
	}

	/**
	 * Refuses what cannot be; the field names the row as {@code row/number}.
	 */
	void content(long communityId, IncomePeriod period, IncomeContent content) {
		Map<String, IncomeSource> known = known();
		Set<Entry> seen = new HashSet<>();
		List<Entry> entries = content.entries();
		for (int i = 0; i < entries.size(); i++) {
			Entry entry = entries.get(i);
			Refusal refusal = refusalOf(communityId, period, entry, known);
			if (refusal == null && !seen.add(new Entry(entry.source(), entry.payerId(), entry.enclaveId(), MOST))) {
				refusal = new Refusal("amount", "income.refusal.twice");
			}
			if (refusal != null) {
				throw refusal.of("row/" + i);
			}
		}
	}

	Map<String, IncomeSource> known() {
		return this.sources.all().stream().collect(Collectors.toMap(IncomeSource::code, Function.identity()));
	}

	/** Refuses a source in a year in which it is not in use. */
	static @Nullable Refusal refusalOf(IncomePeriod period, IncomeSource source) {
		Integer lastYear = source.lastYear();
		if (lastYear != null && period.year() > lastYear) {
			return new Refusal("source", "income.refusal.sourceYear", source.name(), String.valueOf(lastYear),
					String.valueOf(lastYear + 1));
		}
		return (period.year() < source.firstYear())
				? new Refusal("source", "income.refusal.early", String.valueOf(source.firstYear())) : null;
	}

	/**
	 * What is to be looked at before a row of a spreadsheet is written: its period is not
	 * over, or what it changes is approved.
	 */
	List<CellError> remarks(SheetRow row, IncomePeriod period, boolean approved) {
		List<CellError> remarks = new ArrayList<>();
		if (period.isOver().isAfter(LocalDate.now(this.clock))) {
			remarks.add((period.quarter() == null) ? CellError.of(row, null, EARLY_YEAR, String.valueOf(period.year()))
					: CellError.of(row, null, EARLY_QUARTER, String.valueOf(period.year()),
							String.valueOf(period.quarter())));
		}
		if (approved) {
			remarks.add(CellError.of(row, null, CheckedRow.CORRECTION));
		}
		return remarks;
	}

	@Nullable Refusal refusalOf(long communityId, IncomePeriod period, Entry entry, Map<String, IncomeSource> known) {
		IncomeSource source = known.get(entry.source());
		if (source == null) {
			return new Refusal("source", "income.refusal.source");
		}
		Refusal year = refusalOf(period, source);
		if (year != null) {
			return year;
		}
		if (entry.payerId() != null && entry.payerId() == communityId) {
			return new Refusal("payer", "income.refusal.payer");
		}
		if (entry.enclaveId() != null && entry.payerId() != null) {
			return new Refusal("payer", "income.refusal.enclavePayer");
		}
		if (entry.enclaveId() != null && !entry.source().equals(VillageIncomeRule.INVESTMENT)) {
			return new Refusal("source", "income.refusal.enclaveSource");
		}
		if (entry.amount().yuan().signum() < 0) {
			return new Refusal("amount", "income.refusal.negative");
		}
		return (entry.amount().compareTo(MOST) >= 0) ? new Refusal("amount", "income.refusal.most") : null;
	}

}

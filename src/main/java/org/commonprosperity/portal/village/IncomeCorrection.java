package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.VillageIncomeRule.Line;
import org.jspecify.annotations.Nullable;

/**
 * A correction of an approved return: what it said and what it says now, both readable.
 *
 * @param year the year
 * @param quarter the quarter, null for the whole year
 * @param approvedAt when the correction was approved
 * @param reason why
 * @param changes what changed
 */
public record IncomeCorrection(int year, @Nullable Integer quarter, Instant approvedAt, String reason,
		List<Change> changes) {

	private static final Money NOTHING = new Money(BigDecimal.ZERO);

	public IncomeCorrection {
		changes = List.copyOf(changes);
	}

	static IncomeCorrection of(ApprovedReturn before, ApprovedReturn after) {
		List<Change> changes = new ArrayList<>();
		Map<Row, Money> was = rows(before);
		Map<Row, Money> is = rows(after);
		Map<Row, Boolean> all = new LinkedHashMap<>();
		was.keySet().forEach((row) -> all.put(row, true));
		is.keySet().forEach((row) -> all.put(row, true));
		all.keySet().forEach((row) -> add(changes, Field.LINE, row, was.get(row), is.get(row)));
		if (!changes.isEmpty()) {
			add(changes, Field.STATED_TOTAL, null, sum(was), sum(is));
		}
		add(changes, Field.TARGET, null, before.target(), after.target());
		add(changes, Field.DISPOSABLE_INCOME, null, before.disposableIncome(), after.disposableIncome());
		add(changes, Field.POPULATION, null, before.population(), after.population());
		add(changes, Field.ASSETS, null, before.assets(), after.assets());
		add(changes, Field.NOTE, null, before.note(), after.note());
		return new IncomeCorrection(after.year(), after.quarter(), after.approvedAt(),
				Objects.requireNonNullElse(after.reason(), ""), changes);
	}

	private static void add(List<Change> changes, Field field, @Nullable Row row, @Nullable Object before,
			@Nullable Object after) {
		if (!Objects.equals(before, after)) {
			changes.add(new Change(field, row, before, after));
		}
	}

	private static Map<Row, Money> rows(ApprovedReturn from) {
		Map<Row, Money> rows = new LinkedHashMap<>();
		for (Line line : from.lines()) {
			rows.merge(new Row(line.source(), line.payerId(), line.enclaveId()), line.amount(), Money::plus);
		}
		return rows;
	}

	private static Money sum(Map<Row, Money> rows) {
		return rows.values().stream().reduce(NOTHING, Money::plus);
	}

	/** What of a return can be corrected. */
	public enum Field {

		/** A row of income. */
		LINE,
		/** The sum of all rows, as the village states them. */
		STATED_TOTAL,
		/** What the village means to reach. */
		TARGET,
		/** Yuan a head. */
		DISPOSABLE_INCOME,
		/** Residents. */
		POPULATION,
		/** Collective assets. */
		ASSETS,
		/** The village's words. */
		NOTE

	}

	/**
	 * Which row of income.
	 *
	 * @param payerId the village that paid it, or null
	 * @param enclaveId the enclave whose payment it states, or null
	 */
	public record Row(String source, @Nullable Long payerId, @Nullable Long enclaveId) {
	}

	/**
	 * What changed.
	 *
	 * @param row the row, null for what is none
	 * @param before a {@link Money}, number or text; null if it was not there
	 * @param after the same, null if it is not there any more
	 */
	public record Change(Field field, @Nullable Row row, @Nullable Object before, @Nullable Object after) {
	}

}

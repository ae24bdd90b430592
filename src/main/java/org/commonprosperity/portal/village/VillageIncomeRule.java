package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a village's income of a year adds up to, so that every yuan counts once: what an
 * enclave posted stands in place of the village's own figure of it, and what another
 * village paid is kept apart from what the district may add up.
 */
public final class VillageIncomeRule {

	/** The source under which an enclave's payment is filed. */
	public static final String INVESTMENT = "INVESTMENT";

	private static final Money NOTHING = new Money(BigDecimal.ZERO);

	private VillageIncomeRule() {
	}

	/**
	 * Adds up.
	 * @param lines what the village states, of one year
	 * @param postings what enclaves posted to the village for the year; what was taken
	 * back is a negative one
	 */
	public static Totals total(List<Line> lines, List<Posting> postings) {
		Map<String, Money> bySource = new LinkedHashMap<>();
		Money recurring = NOTHING;
		Money fromVillages = NOTHING;
		Map<Long, Money> own = new TreeMap<>();
		for (Line line : lines) {
			if (line.enclaveId() != null) {
				own.merge(line.enclaveId(), line.amount(), Money::plus);
				continue;
			}
			bySource.merge(line.source(), line.amount(), Money::plus);
			recurring = line.recurring() ? recurring.plus(line.amount()) : recurring;
			fromVillages = (line.payerId() != null) ? fromVillages.plus(line.amount()) : fromVillages;
		}
		Map<Long, Reconciliation> enclaves = new TreeMap<>();
		own.forEach((enclave, amount) -> enclaves.put(enclave, Reconciliation.of(enclave, amount, NOTHING)));
		Map<Long, Money> posted = new TreeMap<>();
		postings.forEach((posting) -> posted.merge(posting.enclaveId(), posting.amount(), Money::plus));
		posted
			.forEach((enclave, amount) -> enclaves.put(enclave, Reconciliation.of(enclave, own.get(enclave), amount)));
		Money enclave = enclaves.values().stream().map(Reconciliation::counted).reduce(NOTHING, Money::plus);
		if (!enclaves.isEmpty()) {
			bySource.merge(INVESTMENT, enclave, Money::plus);
		}
		Money total = bySource.values().stream().reduce(NOTHING, Money::plus);
		return new Totals(total, recurring.plus(enclave), enclave, fromVillages, bySource,
				List.copyOf(enclaves.values()));
	}

	/**
	 * A row of a return.
	 *
	 * @param source code of the source of income
	 * @param recurring whether the source is a recurring one
	 * @param payerId the village that paid it, or null
	 * @param enclaveId the enclave whose payment the village states with it, or null
	 * @param amount how much
	 */
	public record Line(String source, boolean recurring, @Nullable Long payerId, @Nullable Long enclaveId,
			Money amount) {
	}

	/**
	 * What an enclave posted to the village.
	 *
	 * @param enclaveId the enclave
	 * @param amount how much; negative where a posting is taken back
	 */
	public record Posting(long enclaveId, Money amount) {
	}

	/**
	 * What a village's income of a year comes to.
	 *
	 * @param total all of it
	 * @param recurring of that, from recurring sources
	 * @param enclave of that, from enclaves
	 * @param fromVillages of that, paid by other villages and so left out of the
	 * district's total
	 * @param bySource all of it by source, in the order of the lines
	 * @param enclaves how each enclave's posting stands to the village's own figure, by
	 * the enclaves' numbers
	 */
	public record Totals(Money total, Money recurring, Money enclave, Money fromVillages, Map<String, Money> bySource,
			List<Reconciliation> enclaves) {

		public Totals {
			bySource = Collections.unmodifiableMap(new LinkedHashMap<>(bySource));
			enclaves = List.copyOf(enclaves);
		}

		/** What of it the district's total takes in. */
		public Money forDistrict() {
			return new Money(this.total.yuan().subtract(this.fromVillages.yuan()));
		}

	}

	/**
	 * What an enclave posted beside what the village states.
	 *
	 * @param enclaveId the enclave
	 * @param own the village's own figure, or null if it states none
	 * @param posted what was posted; zero if nothing was, or all of it was taken back
	 * @param difference own − posted, none being nothing
	 */
	public record Reconciliation(long enclaveId, @Nullable Money own, Money posted, Money difference) {

		static Reconciliation of(long enclaveId, @Nullable Money own, Money posted) {
			Money stated = (own != null) ? own : NOTHING;
			return new Reconciliation(enclaveId, own, posted, new Money(stated.yuan().subtract(posted.yuan())));
		}

		public boolean isPosted() {
			return this.posted.yuan().signum() != 0;
		}

		/** Which of the two counts. */
		public Money counted() {
			return isPosted() ? this.posted : (this.own != null) ? this.own : NOTHING;
		}

	}

}

package org.commonprosperity.portal.village;

import java.util.List;
import java.util.Objects;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a clerk writes in a return. Drafts may lack any of it; of a quarter only the
 * entries count.
 *
 * @param entries income by source
 * @param target what the village means to reach in the year
 * @param disposableIncome residents' disposable income a head and year
 * @param population how many residents
 * @param collectiveAssets the collective's assets at the end of the year
 * @param note a word to it; public once approved
 */
public record IncomeContent(List<Entry> entries, @Nullable Money target, @Nullable Money disposableIncome,
		@Nullable Integer population, @Nullable Money collectiveAssets, @Nullable String note) {

	public IncomeContent {
		entries = List.copyOf(entries);
	}

	/** Nothing but entries. */
	public static IncomeContent of(List<Entry> entries) {
		return new IncomeContent(entries, null, null, null, null, null);
	}

	/** Whether it says nothing at all. */
	public boolean isEmpty() {
		return this.entries.isEmpty() && this.target == null && this.disposableIncome == null && this.population == null
				&& this.collectiveAssets == null && this.note == null;
	}

	/** What it states of a row, or null. */
	public @Nullable Money stated(String source, @Nullable Long payerId, @Nullable Long enclaveId) {
		return this.entries.stream()
			.filter((entry) -> entry.source().equals(source) && Objects.equals(entry.payerId(), payerId)
					&& Objects.equals(entry.enclaveId(), enclaveId))
			.map(Entry::amount)
			.findFirst()
			.orElse(null);
	}

	/**
	 * A row.
	 *
	 * @param source code of the source of income
	 * @param payerId the village that paid it, or null
	 * @param enclaveId the enclave whose payment it states, or null
	 * @param amount how much
	 */
	public record Entry(String source, @Nullable Long payerId, @Nullable Long enclaveId, Money amount) {
	}

}

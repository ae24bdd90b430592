package org.commonprosperity.portal.dividend;

import org.jspecify.annotations.Nullable;

/**
 * What is on record of a contributor. Says nothing of a person in words, so that nothing
 * of it gets into a log.
 *
 * @param community code of the village or community
 * @param name name; of a household that of its head
 * @param identifier what the contributor is registered under, or null
 * @param bankName the bank that dividends are paid to, or null
 * @param bankAccount the account there, or null
 */
public record ContributorDetails(@Nullable String community, @Nullable String name, @Nullable String identifier,
		@Nullable String bankName, @Nullable String bankAccount) {

	@Override
	public String toString() {
		return "ContributorDetails[" + this.community + "]";
	}

}

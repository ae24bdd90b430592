package org.commonprosperity.portal.dividend;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A contributor as somebody enters it. Says nothing of a person in words, so that nothing
 * of it gets into a log.
 *
 * @param number the contributor's number
 * @param kind village collective or household
 * @param details what can be changed later
 * @param classCode code of the class; null: none on record yet. A collective needs none
 * @param classFrom the first day that the class holds for; null only without a class
 * @param document number or title of the document that says so
 */
public record NewContributor(@Nullable String number, @Nullable ContributorKind kind, ContributorDetails details,
		@Nullable String classCode, @Nullable LocalDate classFrom, @Nullable String document) {

	@Override
	public String toString() {
		return "NewContributor[" + this.number + "]";
	}

}

package org.commonprosperity.portal.reporting;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A supervision order as a row of a list.
 *
 * @param id its number in the database, part of its address
 * @param year year of its number, null as long as it is not issued
 * @param number its number within the year, null as long as it is not issued
 * @param matter what it is about
 * @param projectCode code of the project
 * @param projectName name of the project
 * @param projectNameEn that name in English, or null
 * @param departmentId number of the department that has to act
 * @param department name of that department
 * @param departmentEn that name in English, or null
 * @param state how far it has come
 * @param word the word by which it is known today
 * @param issuedOn when it was issued, null if it was not
 * @param deadline last day for the reply, null as long as it is not issued
 */
public record OrderLine(long id, @Nullable Integer year, @Nullable Integer number, String matter, String projectCode,
		String projectName, @Nullable String projectNameEn, long departmentId, String department,
		@Nullable String departmentEn, OrderState state, OrderWord word, @Nullable LocalDate issuedOn,
		@Nullable LocalDate deadline) {

	/** Whether a deadline counts: it is issued and no reply is in. */
	public boolean isRunning() {
		return this.state == OrderState.ISSUED || this.state == OrderState.SIGNED;
	}

}

package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Days on which a contributor is of a class.
 *
 * @param contributorClass code of the class
 * @param from the first day; null: always was
 * @param until the first day that it does not hold for any more; null: still does
 */
public record ClassPeriod(String contributorClass, @Nullable LocalDate from, @Nullable LocalDate until) {

	public ClassPeriod {
		Objects.requireNonNull(contributorClass, "contributorClass");
		if (from != null && until != null && !until.isAfter(from)) {
			throw new IllegalArgumentException("a period ends after it begins");
		}
	}

	/** The class at all times, as that of a village collective. */
	public static ClassPeriod always(String contributorClass) {
		return new ClassPeriod(contributorClass, null, null);
	}

	boolean holds(LocalDate day) {
		return (this.from == null || !day.isBefore(this.from)) && (this.until == null || day.isBefore(this.until));
	}

}

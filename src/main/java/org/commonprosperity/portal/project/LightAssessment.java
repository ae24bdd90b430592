package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.util.List;

/**
 * The light of a project and why it shows.
 *
 * @param light the light
 * @param planned how much was to be done by now, in percent of the whole
 * @param actual how much is done, in percent of the whole
 * @param reasons why, most weighty first; together they make one sentence
 */
public record LightAssessment(ProgressLight light, BigDecimal planned, BigDecimal actual, List<Reason> reasons) {

	public LightAssessment {
		reasons = List.copyOf(reasons);
	}

	/**
	 * How far the project is behind its plan.
	 * @return points of a percentage, negative when ahead
	 */
	public BigDecimal lag() {
		return this.planned.subtract(this.actual);
	}

	/**
	 * A clause of the sentence that says why.
	 *
	 * @param key last part of a message key {@code light.why.}
	 * @param arguments what the clause speaks of: numbers as strings, dates and months as
	 * {@link java.time.LocalDate} and {@link java.time.YearMonth}
	 */
	public record Reason(String key, List<Object> arguments) {

		public Reason {
			arguments = List.copyOf(arguments);
		}

		static Reason of(String key, Object... arguments) {
			return new Reason(key, List.of(arguments));
		}

	}

}

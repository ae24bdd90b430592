package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Set;

import org.commonprosperity.portal.project.LightAssessment;
import org.commonprosperity.portal.project.MonthRecord;

/**
 * How a month closed, as it is stored.
 *
 * @param month the month
 * @param revision 1, or more where a correction revised it
 * @param assessment the light, the two percentages and the reasons
 * @param notBegun milestones that should have begun by its end and had not
 * @param closedAt the moment whose facts it knows
 * @param ruleVersion version of the rule that gave the light
 * @param policy number of the reporting policy in force
 */
record StoredClose(YearMonth month, int revision, LightAssessment assessment, Set<Long> notBegun, Instant closedAt,
		String ruleVersion, long policy) {

	StoredClose {
		notBegun = Set.copyOf(notBegun);
	}

	MonthRecord.Close forLight() {
		return new MonthRecord.Close(this.assessment.light(), this.notBegun);
	}

	MonthBoard.Closed shown() {
		return new MonthBoard.Closed(this.assessment, this.revision, this.closedAt, this.ruleVersion, this.policy);
	}

}

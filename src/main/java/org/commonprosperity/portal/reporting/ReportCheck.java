package org.commonprosperity.portal.reporting;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.ProjectChange.ReportProgress;
import org.commonprosperity.portal.project.ProjectService;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What stands against sending a report, all of it at once: a draft may hold any of it, a
 * report that was sent none.
 */
@Component
@RequiredArgsConstructor
class ReportCheck {

	private final JdbcClient jdbc;

	private final ProjectService projects;

	/**
	 * Checks what is written.
	 * @param correction why the approved version was wrong; null for a first version
	 * @return refusals; the field of one that concerns a milestone is
	 * {@code milestone/number/field}
	 */
	List<Refusal> of(String code, YearMonth month, ReportContent content, @Nullable String correction) {
		List<Refusal> refusals = new ArrayList<>(
				this.projects.refusalsOf(code, new ReportProgress(content.progress(), correction)));
		content.progress()
			.stream()
			.filter((one) -> one.now().metOn() == null && one.now().note() != null
					&& !one.now().note().equals(one.was().note()))
			.forEach((one) -> refusals
				.add(new Refusal("milestone/" + one.milestoneId() + "/note", "report.refusal.noteUnmet")));
		if (content.done() == null) {
			refusals.add(new Refusal("done", "report.refusal.doneMissing"));
		}
		Money invested = content.invested();
		if (invested != null) {
			investedBefore(code, month).filter((before) -> before.compareTo(invested.yuan()) > 0)
				.ifPresent((before) -> refusals
					.add(new Refusal("invested", "report.refusal.investedFalls", new Money(before).toString())));
		}
		return refusals;
	}

	/** What is invested to date does not become less from one month to the next. */
	private Optional<BigDecimal> investedBefore(String code, YearMonth month) {
		return this.jdbc.sql("""
				select r.invested from progress_report r join project p on p.id = r.project_id
				where p.code = ? and r.month < ? and r.state = 'APPROVED' and r.invested is not null
				order by r.month desc, r.revision desc limit 1""")
			.params(code, month.atDay(1))
			.query(BigDecimal.class)
			.optional();
	}

}

package org.commonprosperity.portal.reporting;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What monthly reporting asks of an official: reports to write and to send again, reports
 * to check, requests that wait for the lead official's word.
 */
@Component
@RequiredArgsConstructor
class ReportTodos implements TodoSource {

	private final JdbcClient jdbc;

	private final ProjectOverview projects;

	private final MonthLedger ledger;

	private final ReportingPolicies policies;

	private final ReportDesk desk;

	private final Clock clock;

	@Override
	@Transactional(readOnly = true)
	public List<Todo> todosOf(Principal principal) {
		List<Todo> todos = new ArrayList<>();
		if (!(principal instanceof Official official)) {
			return todos;
		}
		if (official.is(Role.COORDINATOR)) {
			long waiting = this.desk.countWaiting();
			if (waiting > 0) {
				todos.add(new Todo("reports", String.valueOf(waiting), null, null, null, "/office/reports/review"));
			}
		}
		if (official.is(Role.EDITOR)) {
			returned(official, todos);
			toWrite(official, todos);
		}
		if (official.is(Role.LEADER)) {
			asked(official, todos);
		}
		return todos;
	}

	private void toWrite(Official official, List<Todo> todos) {
		LocalDate today = LocalDate.now(this.clock);
		YearMonth now = YearMonth.from(today);
		List<ProjectLine> own = this.projects.lines()
			.stream()
			.filter((line) -> ProjectAccess.isOwn(official, line.departmentId()))
			.toList();
		if (own.isEmpty()) {
			return;
		}
		Map<Long, List<MonthEntry>> entries = this.ledger.entries(this.projects.plans());
		ReportingCalendar calendar = this.policies.calendar(now.minusMonths(36), now);
		for (ProjectLine line : own) {
			for (MonthEntry month : entries.getOrDefault(line.id(), List.of())) {
				ReportingPolicy policy = calendar.policy(month.month());
				if (month.submittedAt() == null && !today.isBefore(policy.opensOn(month.month()))
						&& !today.isAfter(policy.closesOn(month.dueOn()))) {
					todos.add(new Todo("report", line.name(), line.nameEn(), null, month.month().toString(),
							month.dueOn(), "/office/reports/" + line.code() + "/" + month.month()));
				}
			}
		}
	}

	private void returned(Official official, List<Todo> todos) {
		if (official.departmentIds().isEmpty()) {
			return;
		}
		this.jdbc.sql("""
				select p.name, p.name_en, p.code, r.month, (select s.note from report_step s
					where s.report_id = r.id and s.action = 'RETURNED' order by s.id desc limit 1) as note
				from progress_report r join project p on p.id = r.project_id
				where r.state = 'RETURNED' and p.department_id in (:departments) order by r.month, p.position""")
			.param("departments", official.departmentIds())
			.query((row) -> {
				YearMonth month = YearMonth.from(row.getObject("month", LocalDate.class));
				todos.add(new Todo("reportReturned", row.getString("name"), row.getString("name_en"), null,
						row.getString("note"), null, "/office/reports/" + row.getString("code") + "/" + month));
			});
	}

	private void asked(Official official, List<Todo> todos) {
		this.jdbc
			.sql("""
					select p.name, p.name_en, p.code, r.month, r.requests from progress_report r join project p on p.id = r.project_id
					where r.state in ('SUBMITTED', 'APPROVED') and r.requests is not null and p.lead_account_id = :me
						and r.month >= :since and not exists (select from progress_report later
							where later.project_id = r.project_id and later.month = r.month and later.revision > r.revision)
						and not exists (select from report_step s where s.report_id = r.id and s.action in ('SIGNED', 'COMMENTED'))
					order by r.month, p.position""")
			.param("me", official.postId())
			.param("since", YearMonth.now(this.clock).minusMonths(2).atDay(1))
			.query((row) -> {
				YearMonth month = YearMonth.from(row.getObject("month", LocalDate.class));
				todos.add(new Todo("asked", row.getString("name"), row.getString("name_en"), null,
						row.getString("requests"), null, "/office/reports/" + row.getString("code") + "/" + month));
			});
	}

}

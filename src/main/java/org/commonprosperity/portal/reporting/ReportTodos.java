package org.commonprosperity.portal.reporting;

import java.security.Principal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
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
				todos.add(new Todo("reports", String.valueOf(waiting), "/office/reports/review"));
			}
		}
		if (official.is(Role.EDITOR) && !official.departmentIds().isEmpty()) {
			Map<Long, List<MonthEntry>> entries = this.ledger.entries(this.projects.plans());
			returned(official, entries, todos);
			toWrite(official, entries, todos);
		}
		if (official.is(Role.LEADER)) {
			asked(official, todos);
		}
		return todos;
	}

	private void toWrite(Official official, Map<Long, List<MonthEntry>> entries, List<Todo> todos) {
		LocalDate today = LocalDate.now(this.clock);
		this.jdbc.sql("""
				select id, code, name, name_en from project where department_id in (:departments)
				order by position, code""").param("departments", official.departmentIds()).query((row) -> {
			for (MonthEntry month : entries.getOrDefault(row.getLong("id"), List.of())) {
				if (month.submittedAt() == null && !today.isBefore(month.opensOn())
						&& !today.isAfter(month.closesOn())) {
					todos.add(new Todo("report", row.getString("name"), row.getString("name_en"),
							address(row.getString("code"), month.month()))
						.withMonth(month.month())
						.withDue(month.dueOn()));
				}
			}
		});
	}

	/**
	 * A month's first report has the day of its month; the correction of an approved one,
	 * which nobody waits for, has none.
	 */
	private void returned(Official official, Map<Long, List<MonthEntry>> entries, List<Todo> todos) {
		this.jdbc.sql("""
				select p.id, p.name, p.name_en, p.code, r.month, r.revision, s.note, s.happened_at
				from progress_report r join project p on p.id = r.project_id
				left join lateral (select note, happened_at from report_step
					where report_id = r.id and action = 'RETURNED' order by id desc limit 1) s on true
				where r.state = 'RETURNED' and p.department_id in (:departments) order by r.month, p.position""")
			.param("departments", official.departmentIds())
			.query((row) -> {
				YearMonth month = YearMonth.from(row.getObject("month", LocalDate.class));
				LocalDate dueOn = entries.getOrDefault(row.getLong("id"), List.of())
					.stream()
					.filter((entry) -> entry.month().equals(month))
					.map(MonthEntry::dueOn)
					.findFirst()
					.orElse(null);
				Timestamp returned = row.getTimestamp("happened_at");
				todos.add(new Todo("reportReturned", row.getString("name"), row.getString("name_en"),
						address(row.getString("code"), month))
					.withMonth(month)
					.withDetail(row.getString("note"))
					.withDue((row.getInt("revision") == 1) ? dueOn : null)
					.withReturnedOn((returned != null) ? LocalDate.ofInstant(returned.toInstant(), this.clock.getZone())
							: null));
			});
	}

	private static String address(String project, YearMonth month) {
		return "/office/reports/" + project + "/" + month;
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
				todos.add(new Todo("asked", row.getString("name"), row.getString("name_en"),
						address(row.getString("code"), month))
					.withMonth(month)
					.withDetail(row.getString("requests")));
			});
	}

}

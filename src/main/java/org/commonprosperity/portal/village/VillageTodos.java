package org.commonprosperity.portal.village;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What village income asks of an official: returns that came back or are missing, returns
 * to approve, an enclave's shares and payments to decide.
 */
@Component
@RequiredArgsConstructor
class VillageTodos implements TodoSource {

	/** Until the end of January the year before is to be reported. */
	private static final int DUE_DAY = 31;

	private final JdbcClient jdbc;

	private final IncomeDesk desk;

	private final EnclaveDesk enclaves;

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
				todos.add(new Todo("incomes", String.valueOf(waiting), "/office/villages/review"));
			}
			long enclave = this.enclaves.countWaiting();
			if (enclave > 0) {
				todos.add(new Todo("enclaveWaiting", String.valueOf(enclave), "/office/villages/enclave"));
			}
		}
		if (official.is(Role.CLERK) && !official.communityIds().isEmpty()) {
			returned(official, todos);
			missing(official, todos);
		}
		if (official.is(Role.EDITOR) && !official.departmentIds().isEmpty()) {
			returnedPayments(official, todos);
		}
		return todos;
	}

	private void returned(Official official, List<Todo> todos) {
		this.jdbc.sql("""
				select c.code, c.name, c.name_en, r.year, r.quarter, r.decided_at, (select s.note from return_step s
					where s.return_id = r.id and s.action = 'RETURNED' order by s.id desc limit 1) as note
				from income_return r join community c on c.id = r.community_id
				where r.state = 'RETURNED' and r.community_id in (:own) order by r.year, r.quarter, c.code limit 50""")
			.param("own", official.communityIds())
			.query((row) -> {
				IncomePeriod period = new IncomePeriod(row.getInt("year"), row.getObject("quarter", Integer.class));
				todos.add(new Todo("incomeReturned", row.getString("name") + " " + period.inChinese(),
						(row.getString("name_en") != null) ? row.getString("name_en") + ", " + period.inEnglish()
								: null,
						"/office/villages/" + row.getString("code") + "/" + period.path())
					.withDetail(row.getString("note"))
					.withReturnedOn(
							LocalDate.ofInstant(row.getTimestamp("decided_at").toInstant(), this.clock.getZone())));
			});
	}

	private void missing(Official official, List<Todo> todos) {
		int year = LocalDate.now(this.clock).getYear() - 1;
		this.jdbc.sql("""
				select c.code, c.name, c.name_en from community c
				where c.kind = 'VILLAGE' and c.active and c.id in (:own) and not exists (select from income_return r
					where r.community_id = c.id and r.year = :year and r.quarter is null and r.state <> 'DRAFT'
						and exists (select from income_line l where l.return_id = r.id))
				order by c.code""").param("own", official.communityIds()).param("year", year).query((row) -> {
			todos.add(new Todo("incomeMissing", row.getString("name"), row.getString("name_en"),
					"/office/villages/" + row.getString("code") + "/" + year + "/edit")
				.withSubject(String.valueOf(year))
				.withDue(LocalDate.of(year + 1, 1, DUE_DAY)));
		});
	}

	private void returnedPayments(Official official, List<Todo> todos) {
		this.jdbc
			.sql("""
					select e.name, e.name_en, d.decision_note, d.decided_at from (
						select enclave_id, id, decision_note, entered_for, decided_at from enclave_payment where state = 'RETURNED'
						union all select enclave_id, id, decision_note, entered_for, decided_at from enclave_share_change
						where state = 'RETURNED') d
					join enclave e on e.id = d.enclave_id join project p on p.id = e.project_id
					where p.department_id in (:departments) and d.entered_for = :me
						and not exists (select from enclave_payment n where n.enclave_id = e.id and n.entered_at > d.decided_at)
						and not exists (select from enclave_share_change n where n.enclave_id = e.id and n.entered_at > d.decided_at)
					order by d.decided_at""")
			.param("departments", official.departmentIds())
			.param("me", official.postId())
			.query((row) -> {
				todos.add(new Todo("enclaveReturned", row.getString("name"), row.getString("name_en"),
						"/office/villages/enclave")
					.withDetail(row.getString("decision_note"))
					.withReturnedOn(
							LocalDate.ofInstant(row.getTimestamp("decided_at").toInstant(), this.clock.getZone())));
			});
	}

}

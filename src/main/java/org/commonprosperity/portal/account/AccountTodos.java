package org.commonprosperity.portal.account;

import java.security.Principal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings accounts that cannot be used yet before who can help: without a role the
 * security administrator, without a password or a link to set one the administrator.
 */
@Component
@RequiredArgsConstructor
class AccountTodos implements TodoSource {

	private static final int MOST = 50;

	private final JdbcClient jdbc;

	private final Clock clock;

	@Override
	@Transactional(readOnly = true)
	public List<Todo> todosOf(Principal principal) {
		List<Todo> todos = new ArrayList<>();
		if (principal instanceof Official official && official.is(Role.SECURITY)) {
			this.jdbc.sql("""
					select id, name, unit from account a where enabled
					and not exists (select 1 from account_role r where r.account_id = a.id) order by id limit ?""")
				.param(MOST)
				.query((row) -> {
					todos.add(new Todo("account-grant", row.getString("name"), "/office/accounts/" + row.getLong("id"))
						.withSubject(row.getString("unit")));
				});
		}
		if (principal instanceof Official official && official.is(Role.ADMIN)) {
			this.jdbc
				.sql("""
						select id, name, unit from account a where enabled and password_hash is null and not exists (
							select 1 from one_time_link l where l.account_id = a.id and l.used_at is null and l.expires_at > ?)
						order by id limit ?""")
				.param(Timestamp.from(this.clock.instant()))
				.param(MOST)
				.query((row) -> {
					todos.add(new Todo("account-link", row.getString("name"), "/office/accounts/" + row.getLong("id"))
						.withSubject(row.getString("unit")));
				});
		}
		return todos;
	}

}

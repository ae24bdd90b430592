package org.commonprosperity.portal.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.organisation.Communities;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the pages about accounts show: three queries a list, however long it is.
 */
@Service
@RequiredArgsConstructor
public class AccountOverview {

	private static final int PAGE = 20;

	private static final String CHOSEN = """
			from account a where (:text = '' or a.username ilike :like or a.name ilike :like or a.unit ilike :like
				or a.telephone ilike :like)
			and (:enabled::boolean is null or a.enabled = :enabled::boolean)
			and (:role::text is null
				or :role = 'NONE' and not exists (select 1 from account_role r where r.account_id = a.id)
				or exists (select 1 from account_role r where r.account_id = a.id and r.role = :role))
			""";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final OneTimeLinks links;

	private final Departments departments;

	private final Communities communities;

	private final Clock clock;

	/**
	 * One page of the accounts, for who keeps them or grants.
	 */
	@Transactional(readOnly = true)
	public Slice<AccountLine> list(Official reader, AccountQuery query) {
		Map<String, @Nullable Object> chosen = chosen(reader, query);
		long total = this.jdbc.sql("select count(*) " + CHOSEN).params(chosen).query(Long.class).single();
		int pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
		int page = Math.min(Math.max(1, query.page()), pages);
		return new Slice<>(lines(chosen, query, PAGE, (page - 1) * PAGE), page, PAGE, total);
	}

	/**
	 * All accounts that are asked for, whatever the page, for who keeps them or grants.
	 */
	@Transactional(readOnly = true)
	public List<AccountLine> all(Official reader, AccountQuery query) {
		return lines(chosen(reader, query), query, Integer.MAX_VALUE, 0);
	}

	private static Map<String, @Nullable Object> chosen(Official reader, AccountQuery query) {
		Keepers.require(reader, Role.ADMIN, Role.SECURITY);
		Map<String, @Nullable Object> chosen = new HashMap<>();
		chosen.put("text", query.text());
		chosen.put("like", "%" + query.text().replaceAll("([\\\\%_])", "\\\\$1") + "%");
		chosen.put("enabled", query.enabled());
		chosen.put("role", query.role());
		return chosen;
	}

	private List<AccountLine> lines(Map<String, @Nullable Object> chosen, AccountQuery query, int limit, int offset) {
		List<AccountLine> lines = this.jdbc.sql("""
				select a.id, a.username, a.name, a.unit, a.last_sign_in_at, a.enabled, a.password_set_at,
					array(select r.role from account_role r where r.account_id = a.id) as roles
				""" + CHOSEN + " order by " + query.order().sql() + " limit :limit offset :offset")
			.params(chosen)
			.param("limit", limit)
			.param("offset", offset)
			.query(AccountOverview::line)
			.list();
		Map<Long, List<ScopeName>> scopes = scopesOf(lines.stream().map(AccountLine::id).toList());
		return lines.stream()
			.map((line) -> new AccountLine(line.id(), line.username(), line.name(), line.unit(), line.lastSignInAt(),
					line.state(), line.roles(), scopes.getOrDefault(line.id(), List.of())))
			.toList();
	}

	private static AccountLine line(ResultSet row, int index) throws SQLException {
		List<Role> roles = Arrays.stream((String[]) row.getArray("roles").getArray())
			.map(Role::valueOf)
			.sorted()
			.toList();
		Timestamp lastSignInAt = row.getTimestamp("last_sign_in_at");
		return new AccountLine(row.getLong("id"), row.getString("username"), row.getString("name"),
				row.getString("unit"), (lastSignInAt != null) ? lastSignInAt.toInstant() : null,
				AccountState.of(row.getBoolean("enabled"), !roles.isEmpty(), row.getTimestamp("password_set_at")),
				roles, List.of());
	}

	private Map<Long, List<ScopeName>> scopesOf(List<Long> ids) {
		Map<Long, List<ScopeName>> scopes = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql("""
					select s.account_id, 1 as kind, d.code, d.name, d.name_en
					from account_department s join department d on d.id = s.department_id where s.account_id in (:ids)
					union all
					select s.account_id, 2, c.code, c.name, c.name_en
					from account_community s join community c on c.id = s.community_id where s.account_id in (:ids)
					order by 1, 2, 3""").param("ids", ids).query((row) -> {
				scopes.computeIfAbsent(row.getLong("account_id"), (id) -> new ArrayList<>())
					.add(new ScopeName(row.getString("name"), row.getString("name_en")));
			});
		}
		return scopes;
	}

	/**
	 * One account, for who keeps accounts or grants.
	 */
	@Transactional(readOnly = true)
	public AccountDetails details(Official reader, long id) {
		Keepers.require(reader, Role.ADMIN, Role.SECURITY);
		Account account = this.accounts.findById(id).orElseThrow(() -> new NotOnRecord("account " + id));
		Instant now = this.clock.instant();
		Instant linkExpiresAt = this.links.findByAccountIdAndUsedAtIsNull(id)
			.filter((link) -> !link.isExpired(now))
			.map(OneTimeLink::getExpiresAt)
			.orElse(null);
		Account predecessor = (account.getPredecessorId() != null)
				? this.accounts.findById(account.getPredecessorId()).orElse(null) : null;
		return new AccountDetails(id,
				new Particulars(account.getUsername(), account.getName(), account.getUnit(), account.getTelephone(),
						account.getEmail()),
				AccountState.of(account.isEnabled(), !account.getRoles().isEmpty(), account.getPasswordSetAt()),
				account.isEnabled(), account.getCreatedAt(), account.getPasswordSetAt(), account.getLastSignInAt(),
				linkExpiresAt, account.getVersion(), account.grants(), scopeOf(account), post(predecessor),
				post(this.accounts.findByPredecessorId(id).orElse(null)));
	}

	private AccountDetails.@Nullable Post post(@Nullable Account account) {
		return (account == null) ? null : new AccountDetails.Post(account.getId(), account.getName(),
				account.getUsername(), List.copyOf(account.getRoles()), scopeOf(account));
	}

	private List<ScopeName> scopeOf(Account account) {
		return scopeOf(account.grants());
	}

	/** The names of what is in scope. */
	@Transactional(readOnly = true)
	public List<ScopeName> scopeOf(Grants grants) {
		return Stream
			.concat(this.departments.findAllByOrderByCode()
				.stream()
				.filter((department) -> grants.departmentIds().contains(department.getId()))
				.map((department) -> new ScopeName(department.getName(), department.getNameEn())),
					this.communities.findAllByOrderByKindDescCode()
						.stream()
						.filter((community) -> grants.communityIds().contains(community.getId()))
						.map((community) -> new ScopeName(community.getName(), community.getNameEn())))
			.toList();
	}

}

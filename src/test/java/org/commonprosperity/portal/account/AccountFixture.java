package org.commonprosperity.portal.account;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.organisation.Communities;
import org.commonprosperity.portal.organisation.Departments;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accounts made to order, each new, so that no test meets another's.
 */
@RequiredArgsConstructor
public class AccountFixture {

	/**
	 * The password of all of them.
	 */
	public static final String PASSWORD = "three unrelated words";

	private static final AtomicInteger NUMBER = new AtomicInteger();

	private final Accounts accounts;

	private final Departments departments;

	private final Communities communities;

	private final Passwords passwords;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final JdbcClient jdbc;

	private volatile String hash = "";

	/** A username that nobody has. */
	public static String username() {
		return "official-" + UUID.randomUUID().toString().substring(0, 8);
	}

	/** An internet address that no other test comes from. */
	public static String address() {
		int number = NUMBER.incrementAndGet();
		return "10.9." + number / 250 + "." + number % 250;
	}

	public static Particulars particulars(String username) {
		return new Particulars(username, "测试员", "测试单位", "0573-85000000", null);
	}

	/** Who has the role, with a password, and a scope if the role needs one. */
	public Official with(Role role) {
		Set<Long> inScope = (role == Role.EDITOR) ? Set.of(department("agriculture")) : Set.of();
		Set<Long> places = (role == Role.CLERK) ? Set.of(community("dali")) : Set.of();
		return make(new Grants(Set.of(role), inScope, places), true).asOfficial();
	}

	/** Somebody of a name and a unit of one's own, with a password. */
	public Official with(String name, String unit, Grants grants) {
		return make(new Particulars(username(), name, unit, null, null), grants, true).asOfficial();
	}

	/** An editor of that name for a department, in a unit of one's own. */
	public Official editor(String name, String department) {
		return with(name, name + "的单位", new Grants(Set.of(Role.EDITOR), Set.of(department(department)), Set.of()));
	}

	/** Takes newcomers of other tests off the list of the security administrator. */
	public void letNobodyWaitForGrants() {
		this.jdbc.sql("""
				update account set enabled = false, version = version + 1
				where enabled and not exists (select from account_role r where r.account_id = account.id)""").update();
	}

	/** Somebody without role and without password. */
	public Official newcomer() {
		return make(new Grants(Set.of(), Set.of(), Set.of()), false).asOfficial();
	}

	/** An official as a test writes one down, without an account. */
	public static Official official(long id, Role role) {
		return new Official(id, "nobody-" + id, "无名", "测试单位", Set.of(role), Set.of(), Set.of());
	}

	public long department(String code) {
		return this.departments.findByCode(code).orElseThrow().getId();
	}

	public long community(String code) {
		return this.communities.findByCode(code).orElseThrow().getId();
	}

	Account find(long id) {
		return this.transaction.execute((status) -> {
			Account account = this.accounts.findById(id).orElseThrow();
			account.grants();
			return account;
		});
	}

	long version(Official official) {
		return find(official.id()).getVersion();
	}

	private Account make(Grants grants, boolean withPassword) {
		return make(particulars(username()), grants, withPassword);
	}

	private Account make(Particulars particulars, Grants grants, boolean withPassword) {
		if (this.hash.isEmpty()) {
			this.hash = this.passwords.hash(PASSWORD);
		}
		return this.transaction.execute((status) -> {
			Account account = Account.open(particulars, this.clock.instant());
			if (withPassword) {
				account.setPassword(this.hash, this.clock.instant());
			}
			account.grant(grants);
			return this.accounts.saveAndFlush(account);
		});
	}

}

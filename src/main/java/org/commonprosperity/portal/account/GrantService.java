package org.commonprosperity.portal.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.organisation.Communities;
import org.commonprosperity.portal.organisation.Community;
import org.commonprosperity.portal.organisation.Department;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the security administrator does: says what an account may do and for whom. Opens
 * and closes no account, so that nobody alone can make an official.
 */
@Service
@RequiredArgsConstructor
public class GrantService {

	private final Accounts accounts;

	private final Departments departments;

	private final Communities communities;

	private final Keepers keepers;

	private final EndOfSessions sessions;

	private final Submissions submissions;

	private final ApplicationEventPublisher events;

	/**
	 * Gives an account these roles and scopes instead of those that it had.
	 * @param version the version that the form was drawn from
	 * @throws Refusal if the grants break a rule, are for the own account, or leave
	 * nobody with a role that somebody has to have
	 * @throws OptimisticLockingFailureException if the account was changed meanwhile
	 */
	@Transactional
	public void grant(Official actor, UUID submission, long id, long version, Grants grants) {
		Keepers.require(actor, Role.SECURITY);
		this.keepers.oneAtATime();
		if (!this.submissions.first(submission)) {
			return;
		}
		grant(actor, load(id, version), grants);
	}

	/**
	 * Gives whoever took over a post what the predecessor had.
	 * @throws Refusal as {@link #grant}, and if there is no predecessor with a role
	 */
	@Transactional
	public void grantAsPredecessor(Official actor, UUID submission, long id, long version) {
		Keepers.require(actor, Role.SECURITY);
		this.keepers.oneAtATime();
		if (!this.submissions.first(submission)) {
			return;
		}
		Account account = load(id, version);
		Long predecessor = account.getPredecessorId();
		Grants grants = (predecessor != null) ? this.accounts.findById(predecessor).map(Account::grants).orElse(null)
				: null;
		if (grants == null || grants.roles().isEmpty()) {
			throw new Refusal(null, "account.refusal.noPredecessor");
		}
		grant(actor, account, grants);
	}

	private void grant(Official actor, Account account, Grants grants) {
		if (actor.id() == account.getId()) {
			throw new Refusal(null, "account.refusal.ownRoles");
		}
		grants.check();
		this.keepers.requireAnother(account, grants);
		List<AccountChanged.Change> changes = differences(account.grants(), grants);
		if (changes.isEmpty()) {
			return;
		}
		account.grant(grants);
		this.accounts.saveAndFlush(account);
		this.events.publishEvent(new AccountChanged(actor, account.getUsername(), "account-granted", changes));
		this.sessions.afterCommit(account);
	}

	private Account load(long id, long version) {
		Account account = this.accounts.findById(id).orElseThrow(() -> new NotOnRecord("account " + id));
		if (account.getVersion() != version) {
			throw new OptimisticLockingFailureException("account " + id + " was changed meanwhile");
		}
		return account;
	}

	private List<AccountChanged.Change> differences(Grants before, Grants after) {
		List<AccountChanged.Change> changes = new ArrayList<>();
		add(changes, "accounts.role", before.roles(), after.roles(), (role) -> "{account.role." + role + "}");
		add(changes, "accounts.department", before.departmentIds(), after.departmentIds(), this::departmentName);
		add(changes, "accounts.community", before.communityIds(), after.communityIds(), this::communityName);
		return changes;
	}

	private static <T extends Comparable<T>> void add(List<AccountChanged.Change> changes, String field, Set<T> before,
			Set<T> after, Function<T, String> name) {
		before.stream()
			.filter((value) -> !after.contains(value))
			.sorted()
			.forEach((value) -> changes.add(new AccountChanged.Change(field, name.apply(value), null)));
		after.stream()
			.filter((value) -> !before.contains(value))
			.sorted()
			.forEach((value) -> changes.add(new AccountChanged.Change(field, null, name.apply(value))));
	}

	private String departmentName(Long id) {
		return this.departments.findById(id)
			.map(Department::getName)
			.orElseThrow(() -> new Refusal("departments", "account.refusal.departments.unknown"));
	}

	private String communityName(Long id) {
		return this.communities.findById(id)
			.map(Community::getName)
			.orElseThrow(() -> new Refusal("communities", "account.refusal.communities.unknown"));
	}

}

package org.commonprosperity.portal.account;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the administrator does: opens accounts, keeps their particulars, disables and
 * enables them, hands them over and gives out links to set a password. Grants nothing.
 */
@Service
@RequiredArgsConstructor
public class AccountService {

	private static final Grants NOTHING = new Grants(Set.of(), Set.of(), Set.of());

	private final Accounts accounts;

	private final OneTimeLinks links;

	private final AccountDevices devices;

	private final Keepers keepers;

	private final EndOfSessions sessions;

	private final Submissions submissions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	/**
	 * Opens an account without password, role or scope.
	 * @return number of the account
	 * @throws Refusal if the username is taken
	 */
	@Transactional
	public long create(Official actor, UUID submission, Particulars particulars) {
		Keepers.require(actor, Role.ADMIN);
		if (!this.submissions.first(submission)) {
			return this.accounts.findByUsername(particulars.username()).map(Account::getId).orElseThrow();
		}
		Account account = save(Account.open(particulars, this.clock.instant()));
		tell(actor, account, "account-created", differences(null, account));
		return account.getId();
	}

	/**
	 * Changes who an account says it is for.
	 * @param version the version that the form was drawn from
	 * @throws OptimisticLockingFailureException if the account was changed meanwhile
	 */
	@Transactional
	public void change(Official actor, UUID submission, long id, long version, String name, String unit,
			@Nullable String telephone, @Nullable String email) {
		Keepers.require(actor, Role.ADMIN);
		if (!this.submissions.first(submission)) {
			return;
		}
		Account account = load(id, version);
		List<AccountChanged.Change> changes = differences(account, name, unit, telephone, email);
		if (changes.isEmpty()) {
			return;
		}
		boolean shown = !account.getName().equals(name) || !account.getUnit().equals(unit);
		account.rename(name, unit, telephone, email);
		this.accounts.saveAndFlush(account);
		tell(actor, account, "account-changed", changes);
		if (shown) {
			this.sessions.afterCommit(account);
		}
	}

	/**
	 * Disables an account and ends its sessions and links.
	 * @throws Refusal if it is the own one or the last with a role that somebody has to
	 * have
	 */
	@Transactional
	public void disable(Official actor, UUID submission, long id, long version) {
		Keepers.require(actor, Role.ADMIN);
		this.keepers.oneAtATime();
		if (!this.submissions.first(submission)) {
			return;
		}
		Account account = load(id, version);
		close(actor, account);
		this.accounts.saveAndFlush(account);
		tell(actor, account, "account-disabled", List.of());
	}

	/**
	 * Enables a disabled account again; its roles and scopes are what they were.
	 */
	@Transactional
	public void enable(Official actor, UUID submission, long id, long version) {
		Keepers.require(actor, Role.ADMIN);
		if (!this.submissions.first(submission)) {
			return;
		}
		Account account = load(id, version);
		account.enable();
		this.accounts.saveAndFlush(account);
		tell(actor, account, "account-enabled", List.of());
	}

	/**
	 * Hands a post over: the old account is closed, the successor's is opened with a
	 * one-time link and waits for its grants.
	 * @throws Refusal if it is the own account, was handed over before, is the last with
	 * a role that somebody has to have, or if the successor's username is taken
	 */
	@Transactional
	public HandedOver handOver(Official actor, UUID submission, long id, long version, Particulars successor) {
		Keepers.require(actor, Role.ADMIN);
		this.keepers.oneAtATime();
		if (!this.submissions.first(submission)) {
			return new HandedOver(this.accounts.findByPredecessorId(id).map(Account::getId).orElseThrow(), null);
		}
		Account old = load(id, version);
		if (this.accounts.existsByPredecessorId(id)) {
			throw new Refusal(null, "account.refusal.handedOver");
		}
		close(actor, old);
		this.accounts.saveAndFlush(old);
		Account account = save(old.successor(successor, this.clock.instant()));
		tell(actor, old, "account-handed-over",
				List.of(new AccountChanged.Change("accounts.successor", null, account.getUsername())));
		tell(actor, account, "account-created", differences(null, account));
		return new HandedOver(account.getId(), newLink(account));
	}

	/**
	 * Gives out a link to set a password; an older one that is still open ends.
	 * @throws Refusal if the account is disabled
	 */
	@Transactional
	public IssuedLink issueLink(Official actor, long id) {
		Keepers.require(actor, Role.ADMIN);
		Account account = load(id);
		if (!account.isEnabled()) {
			throw new Refusal(null, "account.refusal.disabled");
		}
		IssuedLink link = newLink(account);
		tell(actor, account, "account-link-issued", List.of());
		return link;
	}

	IssuedLink newLink(Account account) {
		this.links.endOpen(account.getId());
		String token = Secrets.random();
		OneTimeLink link = this.links.save(new OneTimeLink(Secrets.hash(token), account.getId(), this.clock.instant()));
		return new IssuedLink(token, link.getExpiresAt());
	}

	private void close(Official actor, Account account) {
		this.keepers.requireAnother(account, NOTHING);
		if (actor.id() == account.getId()) {
			throw new Refusal(null, "account.refusal.self");
		}
		account.disable();
		this.links.endOpen(account.getId());
		this.devices.forget(account.getId());
		this.sessions.afterCommit(account);
	}

	/** Saves a new account; of two who take the same username at once, one is refused. */
	Account save(Account account) {
		if (this.accounts.existsByUsername(account.getUsername())) {
			throw new Refusal("username", "account.refusal.usernameTaken", account.getUsername());
		}
		try {
			return this.accounts.saveAndFlush(account);
		}
		catch (DataIntegrityViolationException ex) {
			throw new Refusal("username", "account.refusal.usernameTaken", account.getUsername());
		}
	}

	private Account load(long id) {
		return this.accounts.findById(id).orElseThrow(() -> new NotOnRecord("account " + id));
	}

	private Account load(long id, long version) {
		Account account = load(id);
		if (account.getVersion() != version) {
			throw new OptimisticLockingFailureException("account " + id + " was changed meanwhile");
		}
		return account;
	}

	void tell(Official actor, Account account, String action, List<AccountChanged.Change> changes) {
		this.events.publishEvent(new AccountChanged(actor, account.getUsername(), action, changes));
	}

	static List<AccountChanged.Change> differences(@Nullable Account before, Account after) {
		return differences(before, after.getName(), after.getUnit(), after.getTelephone(), after.getEmail());
	}

	private static List<AccountChanged.Change> differences(@Nullable Account before, String name, String unit,
			@Nullable String telephone, @Nullable String email) {
		List<AccountChanged.Change> changes = new ArrayList<>();
		add(changes, "accounts.name", (before != null) ? before.getName() : null, name);
		add(changes, "accounts.unit", (before != null) ? before.getUnit() : null, unit);
		add(changes, "accounts.telephone", (before != null) ? before.getTelephone() : null, telephone);
		add(changes, "accounts.email", (before != null) ? before.getEmail() : null, email);
		return changes;
	}

	private static void add(List<AccountChanged.Change> changes, String field, @Nullable String before,
			@Nullable String after) {
		if (!Objects.equals(before, after)) {
			changes.add(new AccountChanged.Change(field, before, after));
		}
	}

	/**
	 * A link as it is shown once.
	 *
	 * @param token the secret part of the address
	 * @param expiresAt until when it may be used
	 */
	public record IssuedLink(String token, Instant expiresAt) {

		@Override
		public String toString() {
			return "IssuedLink[expiresAt=" + this.expiresAt + "]";
		}

	}

	/**
	 * A post that was handed over.
	 *
	 * @param successorId number of the successor's account
	 * @param link the successor's link; null if the same form came a second time
	 */
	public record HandedOver(long successorId, @Nullable IssuedLink link) {
	}

}

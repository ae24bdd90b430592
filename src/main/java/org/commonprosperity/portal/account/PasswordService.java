package org.commonprosperity.portal.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How an official comes to a password: by a one-time link, or by changing the own one.
 * Nobody ever sets somebody else's.
 */
@Service
@RequiredArgsConstructor
public class PasswordService {

	private final Accounts accounts;

	private final OneTimeLinks links;

	private final Passwords passwords;

	private final Throttle throttle;

	private final EndOfSessions sessions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	/**
	 * What a link is good for; looking does not use it up.
	 */
	@Transactional(readOnly = true)
	public Link look(String token) {
		OneTimeLink link = this.links.findByTokenHash(Secrets.hash(token)).orElse(null);
		State state = stateOf(link);
		Account account = (link != null && state == State.OPEN)
				? this.accounts.findById(link.getAccountId()).orElseThrow() : null;
		return new Link(state, (account != null) ? account.getUsername() : null,
				(account != null) ? account.getName() : null);
	}

	/**
	 * Sets a password by a link, which is then used up.
	 * @return whose password it is
	 * @throws Refusal if the link is not open (field null) or the password breaks a rule
	 * (the link stays open)
	 */
	@Transactional
	public Official setByLink(String token, String password) {
		OneTimeLink link = this.links.lockByTokenHash(Secrets.hash(token)).orElse(null);
		State state = stateOf(link);
		if (link == null || state != State.OPEN) {
			throw new Refusal(null, "password.link." + state);
		}
		Account account = this.accounts.findById(link.getAccountId()).orElseThrow();
		PasswordRules.require(account.getUsername(), password);
		link.use(this.clock.instant());
		set(account, password, "account-password-set");
		return account.asOfficial();
	}

	/**
	 * Changes the own password, which ends all of the official's sessions.
	 * @throws Refusal if the current password is wrong or the new one breaks a rule
	 */
	@Transactional
	public void changeOwn(Official official, String current, String password) {
		Account account = this.accounts.findById(official.id())
			.orElseThrow(() -> new NotOnRecord("account " + official.id()));
		List<Throttle.Key> budget = List.of(Throttle.Budget.OWN_PASSWORD.of(official.username()));
		if (this.throttle.reserve(budget).isPresent()) {
			throw new Refusal("currentPassword", "password.refusal.throttled");
		}
		if (!this.passwords.matches(account.getPasswordHash(), current)) {
			throw new Refusal("currentPassword", "password.refusal.current");
		}
		this.throttle.giveBack(budget);
		PasswordRules.require(account.getUsername(), password);
		set(account, password, "account-password-changed");
	}

	private void set(Account account, String password, String action) {
		account.setPassword(this.passwords.hash(password), this.clock.instant());
		this.accounts.saveAndFlush(account);
		this.events.publishEvent(new AccountChanged(account.asOfficial(), account.getUsername(), action, List.of()));
		this.sessions.afterCommit(account);
	}

	private State stateOf(@Nullable OneTimeLink link) {
		Instant now = this.clock.instant();
		if (link == null) {
			return State.UNKNOWN;
		}
		if (link.isUsed()) {
			return State.USED;
		}
		return link.isExpired(now) ? State.EXPIRED : State.OPEN;
	}

	/**
	 * What a one-time link is good for.
	 */
	public enum State {

		/** It may be used. */
		OPEN,
		/** It was used. */
		USED,
		/** It came too late. */
		EXPIRED,
		/** It never was, or a newer one took its place. */
		UNKNOWN

	}

	/**
	 * A one-time link and, while it is open, whose it is.
	 *
	 * @param state what it is good for
	 * @param username name to sign in with, or null
	 * @param name the person's name, or null
	 */
	public record Link(State state, @Nullable String username, @Nullable String name) {
	}

}

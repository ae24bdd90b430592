package org.commonprosperity.portal.account;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the first two accounts of an installation, since there is no default one: the
 * administrator and, another person, the security administrator. Whoever reads the
 * server's log may do it, once.
 */
@Service
@RequiredArgsConstructor
@Slf4j
public class Setup {

	private static final Grants ADMIN = new Grants(Set.of(Role.ADMIN), Set.of(), Set.of());

	private static final Grants SECURITY = new Grants(Set.of(Role.SECURITY), Set.of(), Set.of());

	private final Accounts accounts;

	private final AccountService service;

	private final Passwords passwords;

	private final Keepers keepers;

	private final Throttle throttle;

	private final Environment environment;

	private final Clock clock;

	private volatile @Nullable String tokenHash;

	@EventListener(ApplicationReadyEvent.class)
	void offer() {
		if (this.environment.acceptsProfiles(Profiles.of("demo")) || this.accounts.existsWith(Role.ADMIN)) {
			return;
		}
		log.warn("No administrator yet. Open /setup and enter this one-time token: {}", newToken());
	}

	String newToken() {
		String token = Secrets.random();
		this.tokenHash = Secrets.hash(token);
		return token;
	}

	/** Whether set-up is still to be done. */
	@Transactional(readOnly = true)
	public boolean isOpen() {
		return this.tokenHash != null && !this.accounts.existsWith(Role.ADMIN);
	}

	/**
	 * Makes both accounts and closes the set-up.
	 * @param token the token from the log
	 * @param admin the administrator
	 * @param password the administrator's password
	 * @param security the security administrator
	 * @param address from which internet address
	 * @return the security administrator's link to set a password
	 * @throws Refusal naming the field that is wrong
	 */
	@Transactional
	public AccountService.IssuedLink complete(String token, Particulars admin, String password, Particulars security,
			String address) {
		this.keepers.oneAtATime();
		if (!isOpen()) {
			throw new Refusal(null, "setup.refusal.closed");
		}
		check(token, address);
		if (admin.username().equals(security.username())) {
			throw new Refusal("securityUsername", "setup.refusal.samePerson");
		}
		if (admin.name().equals(security.name())) {
			throw new Refusal("securityName", "setup.refusal.samePerson");
		}
		PasswordRules.require(admin.username(), password);
		Account administrator = Account.open(admin, this.clock.instant());
		administrator.setPassword(this.passwords.hash(password), this.clock.instant());
		administrator.grant(ADMIN);
		this.service.save(administrator);
		Account securityAdministrator = Account.open(security, this.clock.instant());
		securityAdministrator.grant(SECURITY);
		this.service.save(securityAdministrator);
		for (Account account : List.of(administrator, securityAdministrator)) {
			this.service.tell(administrator.asOfficial(), account, "account-set-up",
					AccountService.differences(null, account));
		}
		return this.service.newLink(securityAdministrator);
	}

	private void check(String token, String address) {
		List<Throttle.Key> budget = List.of(Throttle.Budget.SETUP.ofAddress(address));
		if (this.throttle.reserve(budget).isPresent()) {
			throw new Refusal("token", "setup.refusal.throttled");
		}
		if (!Secrets.hash(token.strip()).equals(this.tokenHash)) {
			throw new Refusal("token", "setup.refusal.token");
		}
		this.throttle.giveBack(budget);
	}

}

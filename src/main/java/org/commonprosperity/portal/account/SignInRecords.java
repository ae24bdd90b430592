package org.commonprosperity.portal.account;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a sign-in reads and writes, in two short transactions, so that no connection waits
 * while a password is compared.
 */
@Component
@RequiredArgsConstructor
class SignInRecords {

	private final Accounts accounts;

	private final Devices devices;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	@Transactional(readOnly = true)
	public Optional<Candidate> candidate(String username, List<String> deviceTokens) {
		return this.accounts.findByUsername(username)
			.map((account) -> new Candidate(account.getId(), account.getPasswordHash(), account.isEnabled(),
					this.devices.known(account.getId(), deviceTokens).map(AccountDevice::getId).orElse(null)));
	}

	/**
	 * Grants the sign-in, unless the account was disabled or got another password while
	 * the old one was compared.
	 */
	@Transactional
	public Optional<Granted> grant(Candidate candidate, String address) {
		Account account = this.accounts.findById(candidate.id()).orElseThrow();
		if (!account.isEnabled() || !Objects.equals(account.getPasswordHash(), candidate.passwordHash())) {
			return Optional.empty();
		}
		Official official = account.asOfficial();
		this.accounts.signedIn(account.getId(), this.clock.instant());
		this.events.publishEvent(new SignedIn(official, address));
		return Optional.of(new Granted(official, new SignInMark(address, account.getVersion())));
	}

	@Transactional
	public void refuse(@Nullable String username, SignInRefused.Reason reason, String address) {
		this.events.publishEvent(new SignInRefused(username, reason, address));
	}

	record Granted(Official official, SignInMark mark) {
	}

	record Candidate(long id, @Nullable String passwordHash, boolean enabled, @Nullable Long deviceId) {
	}

}

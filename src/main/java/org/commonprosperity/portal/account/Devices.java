package org.commonprosperity.portal.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import lombok.RequiredArgsConstructor;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers with which browsers an official has signed in, a bounded number of them.
 */
@Service
@RequiredArgsConstructor
public class Devices {

	private static final int MOST = 20;

	private final AccountDevices devices;

	private final Clock clock;

	/** The device of the account among those that a browser presents. */
	Optional<AccountDevice> known(long accountId, List<String> tokens) {
		if (tokens.isEmpty()) {
			return Optional.empty();
		}
		Instant since = this.clock.instant().minus(AccountDevice.REMEMBERED);
		List<String> hashes = tokens.stream().map(Secrets::hash).toList();
		return this.devices.findKnown(accountId, hashes, since).stream().findFirst();
	}

	/**
	 * Remembers the browser of an official who has just proved to be one.
	 * @param tokens what the browser presents
	 * @return the token that the browser is to present from now on
	 */
	@Transactional
	public String remember(Official official, List<String> tokens) {
		Instant now = this.clock.instant();
		AccountDevice device = known(official.id(), tokens).orElse(null);
		if (device != null) {
			device.used(now);
			String hash = device.getTokenHash();
			return tokens.stream().filter((token) -> Secrets.hash(token).equals(hash)).findFirst().orElseThrow();
		}
		List<AccountDevice> all = this.devices.findByAccountIdOrderByLastUsedAtDescIdDesc(official.id());
		this.devices.deleteAll(all.subList(Math.min(MOST - 1, all.size()), all.size()));
		String token = Secrets.random();
		this.devices.save(new AccountDevice(Secrets.hash(token), official.id(), now));
		return token;
	}

}

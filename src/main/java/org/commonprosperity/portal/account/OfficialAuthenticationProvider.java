package org.commonprosperity.portal.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Signs an official in by name and password. A device that the official has used before
 * has a budget of failures of its own, so that nobody can lock the official out;
 * strangers share theirs.
 */
@Component
@RequiredArgsConstructor
class OfficialAuthenticationProvider implements AuthenticationProvider {

	private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9-]{2,39}");

	private final SignInRecords records;

	private final Passwords passwords;

	private final Throttle throttle;

	@Override
	public Authentication authenticate(Authentication authentication) throws AuthenticationException {
		String username = authentication.getName().strip().toLowerCase(Locale.ROOT);
		String password = String.valueOf(authentication.getCredentials());
		SignInDetails details = (authentication.getDetails() instanceof SignInDetails given) ? given
				: new SignInDetails("", List.of());
		boolean plausible = USERNAME.matcher(username).matches();
		SignInRecords.Candidate candidate = plausible
				? this.records.candidate(username, details.deviceTokens()).orElse(null) : null;
		List<Throttle.Key> budget = budget(username, plausible, candidate, details);
		Optional<Throttle.UsedUp> usedUp = this.throttle.reserve(budget);
		if (usedUp.isPresent()) {
			if (usedUp.get().news()) {
				this.records.refuse(plausible ? username : null, SignInRefused.Reason.THROTTLED, details.address());
			}
			throw new TooManyFailures(usedUp.get().pause());
		}
		String hash = (candidate != null) ? candidate.passwordHash() : null;
		boolean right = this.passwords.matches(hash, password);
		SignInRecords.Granted granted = (right && candidate != null && candidate.enabled())
				? this.records.grant(candidate, details.address()).orElse(null) : null;
		if (granted == null) {
			this.records.refuse(plausible ? username : null, reason(candidate), details.address());
			throw new BadCredentialsException("refused");
		}
		this.throttle.giveBack(budget);
		// with details, because those of the try (with the device's secret) would be
		// copied
		// over otherwise
		return OfficialAuthentication.of(granted.official(), granted.mark());
	}

	private static List<Throttle.Key> budget(String username, boolean plausible,
			SignInRecords.@Nullable Candidate candidate, SignInDetails details) {
		if (candidate != null && candidate.deviceId() != null) {
			return List.of(Throttle.Budget.DEVICE.of(candidate.deviceId()));
		}
		Throttle.Key address = Throttle.Budget.ADDRESS.ofAddress(details.address());
		return plausible ? List.of(address, Throttle.Budget.USERNAME.of(username)) : List.of(address);
	}

	private static SignInRefused.Reason reason(SignInRecords.@Nullable Candidate candidate) {
		if (candidate == null) {
			return SignInRefused.Reason.UNKNOWN;
		}
		if (!candidate.enabled()) {
			return SignInRefused.Reason.DISABLED;
		}
		return (candidate.passwordHash() == null) ? SignInRefused.Reason.NO_PASSWORD
				: SignInRefused.Reason.WRONG_PASSWORD;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

}

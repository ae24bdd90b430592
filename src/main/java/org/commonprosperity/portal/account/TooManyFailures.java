package org.commonprosperity.portal.account;

import java.io.Serial;
import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/**
 * The budget of failures is used up; the password was not looked at.
 */
public class TooManyFailures extends AuthenticationException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Duration wait;

	TooManyFailures(Duration wait) {
		super("too many failures");
		this.wait = wait;
	}

	/** In whole minutes, rounded up, never 0. */
	public long minutes() {
		return Math.max(1, (this.wait.toSeconds() + 59) / 60);
	}

	public long seconds() {
		return Math.max(1, this.wait.toSeconds() + 1);
	}

}

package org.commonprosperity.portal.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that a test moves on, so that nothing has to be waited for. Never moves back:
 * what has run out stays so.
 */
public final class MovableClock extends Clock {

	private final Clock clock;

	private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

	public MovableClock(ZoneId zone) {
		this.clock = Clock.system(zone);
	}

	public void advance(Duration duration) {
		this.ahead.updateAndGet((ahead) -> ahead.plus(duration));
	}

	@Override
	public ZoneId getZone() {
		return this.clock.getZone();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Instant instant() {
		return this.clock.instant().plus(this.ahead.get());
	}

}

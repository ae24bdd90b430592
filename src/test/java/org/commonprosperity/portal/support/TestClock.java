package org.commonprosperity.portal.support;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The portal's clock in the hands of a test: it runs as the portal's own until it is
 * advanced or set, so that nothing has to be waited for. Set, it stands still.
 */
public final class TestClock extends Clock {

	private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

	private final Clock base;

	private volatile Duration ahead = Duration.ZERO;

	private volatile @Nullable Instant stopped;

	public TestClock(Clock base) {
		this.base = base;
	}

	/** Stops it at a moment of the district's time. */
	public void set(LocalDateTime moment) {
		this.stopped = moment.atZone(ZONE).toInstant();
	}

	public void set(LocalDate day, LocalTime time) {
		set(day.atTime(time));
	}

	/** Stops it on the first such day after today. */
	public void set(DayOfWeek day, LocalTime time) {
		set(LocalDate.ofInstant(this.base.instant(), ZONE).with(TemporalAdjusters.next(day)), time);
	}

	public void advance(Duration duration) {
		Instant stopped = this.stopped;
		if (stopped != null) {
			this.stopped = stopped.plus(duration);
		}
		else {
			this.ahead = this.ahead.plus(duration);
		}
	}

	/** Lets it run again as the portal's own. */
	public void reset() {
		this.stopped = null;
		this.ahead = Duration.ZERO;
	}

	public LocalDate today() {
		return LocalDate.ofInstant(instant(), ZONE);
	}

	@Override
	public ZoneId getZone() {
		return ZONE;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Instant instant() {
		Instant stopped = this.stopped;
		return (stopped != null) ? stopped : this.base.instant().plus(this.ahead);
	}

	/**
	 * Puts it into the portal.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	public static class InPortal {

		@Bean
		@Primary
		TestClock testClock(@Qualifier("clock") Clock clock) {
			return new TestClock(clock);
		}

	}

}

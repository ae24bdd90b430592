package org.commonprosperity.portal.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets the loading of the demo live through the past: while it says so, and on its own
 * thread alone, the portal's clock shows another time. So the months behind us were
 * reported, approved and closed by the same services as those to come.
 */
@Component
@Profile("demo")
class DemoTime implements BeanPostProcessor {

	private static final ThreadLocal<@Nullable Instant> PAST = new ThreadLocal<>();

	/** Lets something happen at another time. */
	void at(Instant moment, Runnable what) {
		PAST.set(moment);
		try {
			what.run();
		}
		finally {
			PAST.remove();
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof Clock clock && name.equals("clock")) ? new Shifted(clock) : bean;
	}

	private static final class Shifted extends Clock {

		private final Clock clock;

		private Shifted(Clock clock) {
			this.clock = clock;
		}

		@Override
		public ZoneId getZone() {
			return this.clock.getZone();
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return new Shifted(this.clock.withZone(zone));
		}

		@Override
		public Instant instant() {
			Instant past = PAST.get();
			return (past != null) ? past : this.clock.instant();
		}

	}

}

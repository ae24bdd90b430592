package org.commonprosperity.portal.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import org.springframework.stereotype.Component;

/**
 * Counts failures, so that nobody can guess on and on. A try is paid for before it is
 * looked at and given back if it was right: else many tries at once would all be looked
 * at before the first is counted. Kept in memory, bounded; a restart forgives.
 */
@Component
public class Throttle {

	private static final int MOST = 50_000;

	private final Map<Budget, Cache<String, Counter>> counters = new EnumMap<>(Budget.class);

	private final TimeMeter time;

	Throttle(Clock clock) {
		this.time = new ClockMeter(clock);
		Ticker ticker = this.time::currentTimeNanos;
		for (Budget budget : Budget.values()) {
			this.counters.put(budget,
					Caffeine.newBuilder()
						.maximumSize(MOST)
						.expireAfterAccess(budget.period)
						.ticker(ticker)
						.<String, Counter>build());
		}
	}

	/**
	 * Pays for one try.
	 * @param keys all that it is counted against
	 * @return empty if it may be looked at
	 */
	public Optional<UsedUp> reserve(List<Key> keys) {
		List<Key> paid = new ArrayList<>();
		for (Key key : keys) {
			Counter counter = counter(key);
			ConsumptionProbe probe = counter.bucket.tryConsumeAndReturnRemaining(1);
			if (!probe.isConsumed()) {
				giveBack(paid);
				boolean news = !counter.told;
				counter.told = true;
				return Optional.of(new UsedUp(Duration.ofNanos(probe.getNanosToWaitForRefill()), news));
			}
			counter.told = false;
			paid.add(key);
		}
		return Optional.empty();
	}

	/** Gives back what was paid for a try that was right. */
	public void giveBack(List<Key> keys) {
		keys.forEach((key) -> counter(key).bucket.addTokens(1));
	}

	private Counter counter(Key key) {
		return this.counters.get(key.budget()).get(key.value(), (value) -> new Counter(bucket(key.budget())));
	}

	private Bucket bucket(Budget budget) {
		return Bucket.builder()
			.withCustomTimePrecision(this.time)
			.addLimit((limit) -> limit.capacity(budget.failures).refillGreedy(budget.failures, budget.period))
			.build();
	}

	/**
	 * What failures are counted against.
	 */
	public enum Budget {

		/** A device that the official has signed in with; nobody else touches it. */
		DEVICE(10, Duration.ofMinutes(15)),
		/** All unknown devices of one address. */
		ADDRESS(20, Duration.ofMinutes(15)),
		/** All unknown devices that try one username. */
		USERNAME(30, Duration.ofHours(1)),
		/** An official who states the own current password. */
		OWN_PASSWORD(10, Duration.ofMinutes(15)),
		/** The set-up token. */
		SETUP(10, Duration.ofMinutes(15)),
		/** Forms kept for somebody who has still to sign in. */
		HELD_FORM(30, Duration.ofMinutes(15));

		private final int failures;

		private final Duration period;

		Budget(int failures, Duration period) {
			this.failures = failures;
			this.period = period;
		}

		public Key of(Object value) {
			return new Key(this, value.toString());
		}

		/**
		 * Counts against an internet address; of an IPv6 address against its network of
		 * 64 bits, because one person has all of it.
		 */
		public Key ofAddress(String address) {
			if (address.indexOf(':') < 0) {
				return of(address);
			}
			try {
				byte[] network = Arrays.copyOf(InetAddress.getByName(address).getAddress(), 8);
				return of(HexFormat.of().formatHex(network));
			}
			catch (UnknownHostException ex) {
				return of(address);
			}
		}

	}

	/**
	 * One count.
	 *
	 * @param budget which sort
	 * @param value whose
	 */
	public record Key(Budget budget, String value) {
	}

	/**
	 * Nothing is left.
	 *
	 * @param pause how long until one more try is looked at
	 * @param news whether it is the first time that this is said since it ran out
	 */
	public record UsedUp(Duration pause, boolean news) {
	}

	private static final class Counter {

		private final Bucket bucket;

		private volatile boolean told;

		private Counter(Bucket bucket) {
			this.bucket = bucket;
		}

	}

	private record ClockMeter(Clock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			Instant now = this.clock.instant();
			return now.getEpochSecond() * 1_000_000_000L + now.getNano();
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}

	}

}

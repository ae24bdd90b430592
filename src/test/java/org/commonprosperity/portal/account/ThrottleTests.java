package org.commonprosperity.portal.account;

import java.time.Duration;
import java.time.Clock;
import java.util.List;

import org.commonprosperity.portal.support.TestClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How failures are counted.
 */
class ThrottleTests {

	private final TestClock clock = new TestClock(Clock.systemUTC());

	private final Throttle throttle = new Throttle(this.clock);

	@Test
	void looksAtTenFailuresOfADeviceAndThenAtOneEveryMinuteAndAHalf() {
		List<Throttle.Key> device = List.of(Throttle.Budget.DEVICE.of(1));
		for (int i = 0; i < 10; i++) {
			assertThat(this.throttle.reserve(device)).isEmpty();
		}
		assertThat(this.throttle.reserve(device)).hasValueSatisfying(
				(usedUp) -> assertThat(usedUp.pause()).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(90)));
		this.clock.advance(Duration.ofSeconds(91));
		assertThat(this.throttle.reserve(device)).isEmpty();
		assertThat(this.throttle.reserve(device)).isPresent();
	}

	@Test
	void countsNothingForATryThatWasRight() {
		List<Throttle.Key> device = List.of(Throttle.Budget.DEVICE.of(2));
		for (int i = 0; i < 50; i++) {
			assertThat(this.throttle.reserve(device)).isEmpty();
			this.throttle.giveBack(device);
		}
	}

	@Test
	void takesNothingFromOneCountWhenAnotherIsUsedUp() {
		Throttle.Key address = Throttle.Budget.ADDRESS.ofAddress("10.0.0.1");
		Throttle.Key username = Throttle.Budget.USERNAME.of("somebody");
		for (int i = 0; i < 30; i++) {
			this.throttle.reserve(List.of(username));
		}
		for (int i = 0; i < 100; i++) {
			assertThat(this.throttle.reserve(List.of(address, username))).isPresent();
		}
		assertThat(this.throttle.reserve(List.of(address))).isEmpty();
	}

	@Test
	void tellsOnceThatACountIsUsedUp() {
		List<Throttle.Key> device = List.of(Throttle.Budget.DEVICE.of(3));
		for (int i = 0; i < 10; i++) {
			this.throttle.reserve(device);
		}
		assertThat(this.throttle.reserve(device)).hasValueSatisfying((usedUp) -> assertThat(usedUp.news()).isTrue());
		assertThat(this.throttle.reserve(device)).hasValueSatisfying((usedUp) -> assertThat(usedUp.news()).isFalse());
	}

	@Test
	void takesAnIpv6NetworkForOneAddress() {
		Throttle.Budget address = Throttle.Budget.ADDRESS;
		assertThat(address.ofAddress("2001:db8:1:2::1")).isEqualTo(address.ofAddress("2001:db8:1:2:ffff::9"));
		assertThat(address.ofAddress("2001:db8:1:2::1")).isNotEqualTo(address.ofAddress("2001:db8:1:3::1"));
		assertThat(address.ofAddress("10.0.0.1")).isNotEqualTo(address.ofAddress("10.0.0.2"));
	}

}

package org.commonprosperity.portal.dividend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.support.TestClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sums are drawn up once for many readers, and anew when their time or the quarter is
 * over.
 */
class KeptSumsTests {

	private static final LocalDate JUNE = LocalDate.of(2026, 6, 30);

	private final TestClock clock = new TestClock(Clock.fixed(Instant.parse("2026-07-01T00:00:00Z"), ZoneOffset.UTC));

	private final List<LocalDate> drawnUp = new ArrayList<>();

	@Test
	void areDrawnUpOnceUntilTheirTimeIsOver() {
		KeptSums kept = new KeptSums(this.clock, Duration.ofMinutes(10));
		ask(kept, JUNE);
		this.clock.advance(Duration.ofSeconds(599));
		ask(kept, JUNE);
		assertThat(this.drawnUp).containsExactly(JUNE);
		this.clock.advance(Duration.ofSeconds(1));
		ask(kept, JUNE);
		assertThat(this.drawnUp).containsExactly(JUNE, JUNE);
	}

	@Test
	void areDrawnUpAnewForAnotherQuarter() {
		KeptSums kept = new KeptSums(this.clock, Duration.ofMinutes(10));
		ask(kept, JUNE);
		ask(kept, JUNE.plusMonths(3));
		assertThat(this.drawnUp).containsExactly(JUNE, JUNE.plusMonths(3));
	}

	@Test
	void areDrawnUpAnewWhereTheClockWasSetBack() {
		KeptSums kept = new KeptSums(this.clock, Duration.ofMinutes(10));
		ask(kept, JUNE);
		this.clock.advance(Duration.ofSeconds(-1));
		ask(kept, JUNE);
		assertThat(this.drawnUp).hasSize(2);
	}

	@Test
	void areNotKeptAtAllWhereNoTimeIsSet() {
		KeptSums kept = new KeptSums(this.clock, Duration.ZERO);
		ask(kept, JUNE);
		ask(kept, JUNE);
		assertThat(this.drawnUp).hasSize(2);
	}

	private void ask(KeptSums kept, LocalDate asOf) {
		DividendSums sums = new DividendSums(List.of(), List.of(), List.of(), List.of());
		assertThat(kept.of(asOf, () -> {
			this.drawnUp.add(asOf);
			return Map.of(1L, sums);
		})).containsEntry(1L, sums);
	}

}

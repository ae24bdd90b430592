package org.commonprosperity.portal.dividend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was summed up for the end of a quarter for a while, since it is asked for by
 * every reader and changes no more: only a posting that was under way as the quarter
 * ended can still come in.
 */
@RequiredArgsConstructor
final class KeptSums {

	private final Clock clock;

	private final Duration time;

	private volatile @Nullable Kept kept;

	/**
	 * What is kept of the quarter that ended on the day, or else what is summed up now.
	 */
	Map<Long, DividendSums> of(LocalDate asOf, Supplier<Map<Long, DividendSums>> sums) {
		Kept found = this.kept;
		Instant now = this.clock.instant();
		if (found == null || !found.asOf().equals(asOf) || now.isBefore(found.at())
				|| !now.isBefore(found.at().plus(this.time))) {
			found = new Kept(asOf, now, sums.get());
			this.kept = found;
		}
		return found.sums();
	}

	private record Kept(LocalDate asOf, Instant at, Map<Long, DividendSums> sums) {

		Kept {
			sums = Map.copyOf(sums);
		}

	}

}

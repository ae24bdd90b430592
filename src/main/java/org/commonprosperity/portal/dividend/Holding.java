package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.Objects;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A contribution and the days on which it earns.
 *
 * @param principal what was paid in
 * @param from the day that it was paid in, which counts
 * @param until the day that it was withdrawn or transferred, which does not count; null:
 * it still stands
 */
public record Holding(Money principal, LocalDate from, @Nullable LocalDate until) {

	public Holding {
		Objects.requireNonNull(from, "from");
		if (principal.yuan().signum() <= 0) {
			throw new IllegalArgumentException("a contribution is more than nothing: " + principal);
		}
		if (until != null && until.isBefore(from)) {
			throw new IllegalArgumentException("a contribution does not end before it begins");
		}
	}

}

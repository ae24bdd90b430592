package org.commonprosperity.portal.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for a condition instead of a time, so that a test is as quick as the machine and
 * no quicker.
 */
public final class Await {

	private static final long PAUSE = Duration.ofMillis(20).toNanos();

	private Await() {
	}

	/**
	 * Waits until the condition holds or the limit is over.
	 * @return whether it holds
	 */
	public static boolean until(Duration limit, BooleanSupplier condition) {
		long end = System.nanoTime() + limit.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				return false;
			}
			LockSupport.parkNanos(PAUSE);
		}
		return true;
	}

}

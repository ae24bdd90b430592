package org.commonprosperity.portal.dividend;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Refusal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps those apart who would get in each other's way: a posting has the ledger and all
 * that it is reckoned from to itself; facts are decided on while nothing is posted.
 */
@Component
@RequiredArgsConstructor
class DividendLedger {

	/** The key of the lock, the same for everybody who asks the database for it. */
	private static final long LOCK = 20_221_031;

	private final JdbcClient jdbc;

	private final Clock clock;

	/** Waits until nobody else posts or decides, and keeps it so until the commit. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void lock() {
		this.jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((row) -> {
		});
	}

	/**
	 * Makes sure that nothing is posted until the commit.
	 * @throws Refusal if something is being posted: that can take its time
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void holdStill() {
		if (!this.jdbc.sql("select pg_try_advisory_xact_lock_shared(?)").param(LOCK).query(Boolean.class).single()) {
			throw new Refusal(null, "dividend.refusal.posting");
		}
	}

	Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	LocalDate today() {
		return LocalDate.now(this.clock);
	}

}

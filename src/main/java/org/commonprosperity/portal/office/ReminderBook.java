package org.commonprosperity.portal.office;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps book of the reminders of a day. Whoever would send one claims it here first, in a
 * transaction of its own; the database lets one win, among threads, among instances, and
 * after a restart. What failed can be claimed again, a few times and not at once; what
 * was claimed and never reported on cannot: it may have gone out.
 */
@Service
@RequiredArgsConstructor
class ReminderBook {

	static final int MOST_ATTEMPTS = 3;

	static final Duration PAUSE = Duration.ofMinutes(30);

	private static final int DAYS_KEPT = 90;

	private final JdbcClient jdbc;

	private final Clock clock;

	/**
	 * Claims the reminder of a day.
	 * @param account number of the official's account, null for the group
	 * @return the claim, or nothing if it is somebody else's or done
	 */
	@Transactional
	public Optional<Claim> claim(LocalDate day, Channel channel, @Nullable Long account) {
		Instant now = this.clock.instant();
		return this.jdbc
			.sql("""
					insert into reminder (day, channel, account_id, state, attempts, claimed_at)
					values (:day, :channel, :account, 'CLAIMED', 1, :now)
					on conflict (day, channel, account_id) do update
					set state = 'CLAIMED', attempts = reminder.attempts + 1, claimed_at = excluded.claimed_at, failure = null
					where reminder.state = 'FAILED' and reminder.attempts < :most and reminder.claimed_at <= :before
					returning id, attempts""")
			.param("day", day)
			.param("channel", channel.name())
			.param("account", account, Types.BIGINT)
			.param("now", Timestamp.from(now))
			.param("most", MOST_ATTEMPTS)
			.param("before", Timestamp.from(now.minus(PAUSE)))
			.query((row, index) -> new Claim(row.getLong("id"), row.getInt("attempts")))
			.optional();
	}

	/**
	 * The accounts of which nothing is left to claim at this moment, so that they need
	 * not be looked at.
	 */
	@Transactional(readOnly = true)
	public Set<Long> settled(LocalDate day) {
		return this.jdbc.sql("""
				select account_id from reminder where day = ? and channel = 'MAIL'
				and not (state = 'FAILED' and attempts < ? and claimed_at <= ?)""")
			.param(day)
			.param(MOST_ATTEMPTS)
			.param(Timestamp.from(this.clock.instant().minus(PAUSE)))
			.query(Long.class)
			.list()
			.stream()
			.collect(Collectors.toSet());
	}

	/** It went out. */
	@Transactional
	public void sent(Claim claim) {
		this.jdbc.sql("update reminder set state = 'SENT', sent_at = ? where id = ?")
			.param(Timestamp.from(this.clock.instant()))
			.param(claim.id())
			.update();
	}

	/** There was nothing to remind of. */
	@Transactional
	public void nothing(Claim claim) {
		this.jdbc.sql("update reminder set state = 'NOTHING' where id = ?").param(claim.id()).update();
	}

	/** It did not go out, or nobody knows. */
	@Transactional
	public void failed(Claim claim, NotSent failure) {
		this.jdbc.sql("update reminder set state = ?, failure = ? where id = ?")
			.param(failure.isUncertain() ? "UNCERTAIN" : "FAILED")
			.param(failure.reason())
			.param(claim.id())
			.update();
	}

	/** Lets go of what is long past. */
	@Transactional
	public void forget(LocalDate today) {
		this.jdbc.sql("delete from reminder where day < ?").param(today.minusDays(DAYS_KEPT)).update();
	}

	/**
	 * Ways of reminding.
	 */
	enum Channel {

		/** An e-mail to an official. */
		MAIL,
		/** A message to the group. */
		GROUP

	}

	/**
	 * A reminder that is one's own to send.
	 *
	 * @param id number of the row
	 * @param attempt which attempt it is, from 1
	 */
	record Claim(long id, int attempt) {
	}

}

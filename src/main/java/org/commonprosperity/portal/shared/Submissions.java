package org.commonprosperity.portal.shared;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import lombok.RequiredArgsConstructor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a form count once, however often its button is pressed: each rendered form
 * carries a number of its own, and whoever brings the number first carries it out. Taking
 * the number is part of the caller's transaction, so a second press waits for the first
 * and a failed first leaves the number free.
 */
@Component
@RequiredArgsConstructor
public class Submissions {

	private static final Duration REMEMBERED = Duration.ofDays(7);

	private final JdbcClient jdbc;

	private final Clock clock;

	/**
	 * Takes the number of a form.
	 * @param submission the number that the form carried
	 * @return false if it was carried out before: nothing is to be written again
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean first(UUID submission) {
		Timestamp now = Timestamp.from(this.clock.instant());
		this.jdbc.sql("delete from submission where received_at < ?")
			.param(Timestamp.from(this.clock.instant().minus(REMEMBERED)))
			.update();
		return this.jdbc.sql("insert into submission (id, received_at) values (?, ?) on conflict do nothing")
			.param(submission)
			.param(now)
			.update() == 1;
	}

}

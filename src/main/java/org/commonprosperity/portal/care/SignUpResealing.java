package org.commonprosperity.portal.care;

import java.util.List;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Seals;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals anew what a former key sealed of who signed up, before the portal takes its first
 * request, so that the former key is needed no more. They are few, for they are erased
 * when the activity is over.
 */
@Component
@RequiredArgsConstructor
class SignUpResealing implements SmartLifecycle {

	private final JdbcClient jdbc;

	private final Seals seals;

	private final TransactionTemplate transaction;

	private volatile boolean running;

	@Override
	public void start() {
		this.transaction.executeWithoutResult((status) -> List.of("name", "number").forEach(this::reseal));
		this.running = true;
	}

	private void reseal(String column) {
		this.jdbc
			.sql("select reference, %1$s as sealed from care_sign_up where substring(%1$s from 1 for 5) <> ? for update"
				.formatted(column))
			.param(this.seals.beginning())
			.query((row, index) -> new Old(row.getObject("reference", UUID.class), row.getBytes("sealed")))
			.list()
			.forEach((old) -> {
				String row = SignUps.row(old.reference(), column);
				this.jdbc.sql("update care_sign_up set " + column + " = ? where reference = ?")
					.params(this.seals.seal(this.seals.openBytes(old.sealed(), row), row), old.reference())
					.update();
			});
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the demo and the web server. */
	@Override
	public int getPhase() {
		return -1;
	}

	private record Old(UUID reference, byte[] sealed) {
	}

}

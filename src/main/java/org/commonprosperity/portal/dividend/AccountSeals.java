package org.commonprosperity.portal.dividend;

import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Seals;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals what a contributor is to be registered and paid under, each seal bound to its
 * row; and seals anew what a former key sealed, before the portal takes its first
 * request.
 */
@Component
@RequiredArgsConstructor
class AccountSeals implements SmartLifecycle {

	private final JdbcClient jdbc;

	private final Seals seals;

	private final JsonMapper json;

	private final TransactionTemplate transaction;

	private volatile boolean running;

	byte[] seal(AccountChange change, UUID reference) {
		return this.seals.seal(this.json.writeValueAsString(change), row(reference));
	}

	AccountChange open(byte[] seal, UUID reference) {
		return this.json.readValue(this.seals.open(seal, row(reference)), AccountChange.class);
	}

	@Override
	public void start() {
		this.transaction.executeWithoutResult((status) -> reseal());
		this.running = true;
	}

	private void reseal() {
		this.jdbc.sql("""
				select reference, content from contributor_change
				where content is not null and substring(content from 1 for 5) <> ? for update""")
			.param(this.seals.beginning())
			.query((row, index) -> new Old(row.getObject("reference", UUID.class), row.getBytes("content")))
			.list()
			.forEach((old) -> {
				String row = row(old.reference());
				this.jdbc.sql("update contributor_change set content = ? where reference = ?")
					.params(this.seals.seal(this.seals.openBytes(old.content(), row), row), old.reference())
					.update();
			});
	}

	private static String row(UUID reference) {
		return "contributor_change/" + reference;
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

	private record Old(UUID reference, byte[] content) {
	}

}

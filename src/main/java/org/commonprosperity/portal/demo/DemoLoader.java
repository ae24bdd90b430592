package org.commonprosperity.portal.demo;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads the demo data once, before the web server takes its first request, and says at
 * every start which accounts there are.
 */
@Component
@Profile("demo")
@RequiredArgsConstructor
@Slf4j
class DemoLoader implements SmartLifecycle {

	private final JdbcClient jdbc;

	private final DemoAccounts accounts;

	private final DemoProjects projects;

	private final DemoVillages villages;

	private final DemoDividends dividends;

	private final DemoJobs jobs;

	private final DemoCare care;

	private final TransactionTemplate transaction;

	private volatile boolean running;

	@Override
	public void start() {
		if (this.jdbc.sql("select count(*) from source where code = 'demo'").query(Long.class).single() == 0) {
			// all or nothing, so that a start that is killed half-way leaves no half demo
			this.transaction.executeWithoutResult((status) -> {
				this.projects.departments();
				this.accounts.seed();
				this.projects.seed();
				this.villages.seed();
				this.dividends.seed();
				this.jobs.seed();
				this.care.seed();
			});
		}
		log.info("Demo mode: synthetic data. Accounts, all with the password {}: {}", DemoAccounts.PASSWORD,
				String.join(", ", DemoAccounts.USERNAMES));
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server, which starts late. */
	@Override
	public int getPhase() {
		return 0;
	}

}

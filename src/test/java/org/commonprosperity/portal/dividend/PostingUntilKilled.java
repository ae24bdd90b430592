package org.commonprosperity.portal.dividend;

import org.commonprosperity.portal.PortalApplication;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A portal that posts a large run as soon as it has started, for a test that kills it.
 */
final class PostingUntilKilled {

	static final String PROJECT = "until-killed";

	static final int CONTRIBUTIONS = 20_000;

	private PostingUntilKilled() {
	}

	/** Takes up what is on record under the folder given as the only argument. */
	public static void main(String[] arguments) {
		ConfigurableApplicationContext portal = new SpringApplicationBuilder(PortalApplication.class).profiles("demo")
			.run("--portal.embedded.directory=" + arguments[0], "--server.port=0", "--management.server.port=-1");
		JdbcClient jdbc = portal.getBean(JdbcClient.class);
		DividendRunService runs = portal.getBean(DividendRunService.class);
		AccountDirectory accounts = portal.getBean(AccountDirectory.class);
		Official finance = accounts.findByUsername("finance").orElseThrow();
		Official coordinator = accounts.findByUsername("coordinator").orElseThrow();
		if (jdbc.sql("select count(*) from project where code = ?").param(PROJECT).query(Integer.class).single() == 0) {
			ManyContributions.make(jdbc, PROJECT, CONTRIBUTIONS);
		}
		int year = jdbc.sql("""
				select 2016 + count(*) from dividend_run r join project p on p.id = r.project_id
				where p.code = ? and r.state = 'POSTED'""").param(PROJECT).query(Integer.class).single();
		long run = jdbc.sql("""
				select r.id from dividend_run r join project p on p.id = r.project_id
				where p.code = ? and r.state = 'PREPARED'""")
			.param(PROJECT)
			.query(Long.class)
			.optional()
			.orElseGet(() -> runs.prepareNow(PROJECT, year, finance));
		runs.post(run, jdbc.sql("select version from dividend_run where id = ?").param(run).query(Long.class).single(),
				coordinator);
	}

}

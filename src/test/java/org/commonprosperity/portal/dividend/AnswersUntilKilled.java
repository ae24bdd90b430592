package org.commonprosperity.portal.dividend;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.commonprosperity.portal.PortalApplication;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.spreadsheet.ImportService;
import org.commonprosperity.portal.spreadsheet.ImportState;
import org.commonprosperity.portal.support.Await;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A portal that takes in the bank's answer to a large batch as soon as it has started,
 * for a test that kills it, or its database.
 */
final class AnswersUntilKilled {

	static final String PROJECT = "answers-until-killed";

	static final int PAYMENTS = 8_000;

	private final JdbcClient jdbc;

	private final DividendRunService runs;

	private final PaymentService payments;

	private final ImportService imports;

	private final Official finance;

	private final Official coordinator;

	private AnswersUntilKilled(ConfigurableApplicationContext portal) {
		this.jdbc = portal.getBean(JdbcClient.class);
		this.runs = portal.getBean(DividendRunService.class);
		this.payments = portal.getBean(PaymentService.class);
		this.imports = portal.getBean(ImportService.class);
		AccountDirectory accounts = portal.getBean(AccountDirectory.class);
		this.finance = accounts.findByUsername("finance").orElseThrow();
		this.coordinator = accounts.findByUsername("coordinator").orElseThrow();
	}

	/** The arguments are the portal's. */
	public static void main(String[] arguments) {
		new AnswersUntilKilled(new SpringApplicationBuilder(PortalApplication.class).profiles("demo")
			.run(Stream.concat(Arrays.stream(arguments), Stream.of("--management.server.port=-1"))
				.toArray(String[]::new)))
			.takeIn();
	}

	private void takeIn() {
		if (this.jdbc.sql("select count(*) from project where code = ?")
			.param(PROJECT)
			.query(Integer.class)
			.single() == 0) {
			ManyContributions.make(this.jdbc, PROJECT, PAYMENTS);
			this.jdbc.sql("update contributor set bank_name = '试验银行', bank_account = '6222' || id where number like ?")
				.param(PROJECT + "-%")
				.update();
		}
		long batch = this.jdbc.sql("""
				select b.id from payment_batch b join project p on p.id = b.project_id
				where p.code = ? and b.state = 'POSTED'""")
			.param(PROJECT)
			.query(Long.class)
			.optional()
			.orElseGet(this::batch);
		String answers = Stream
			.concat(Stream.of("付款编号,结果,日期,银行流水号"),
					this.jdbc
						.sql("""
								select reference || ',已付,' || cast(now() at time zone 'Asia/Shanghai' as date) || ',BK' || reference from payment_line
								where batch_id = ? order by id""")
						.param(batch)
						.query(String.class)
						.list()
						.stream())
			.collect(Collectors.joining("\n"));
		long job = this.imports.receive("bank-answers", "回单.csv", answers.getBytes(StandardCharsets.UTF_8),
				UUID.randomUUID(), this.finance);
		Await.until(PaymentImportCrashIT.LIMIT,
				() -> this.imports.job(job, this.finance).state() != ImportState.READING);
		this.imports.write(job, this.imports.job(job, this.finance).version(), this.finance);
	}

	/** What the next year brought, on its way to the bank; its notice is over. */
	private long batch() {
		int year = this.jdbc.sql("""
				select 2016 + count(*) from payment_batch b join project p on p.id = b.project_id where p.code = ?""")
			.param(PROJECT)
			.query(Integer.class)
			.single();
		long run = this.runs.prepareNow(PROJECT, year, this.finance);
		this.runs.postNow(run,
				this.jdbc.sql("select version from dividend_run where id = ?").param(run).query(Long.class).single(),
				this.coordinator);
		long batch = this.payments.prepare(PROJECT, year, List.of(), null, UUID.randomUUID(), this.finance);
		this.jdbc.sql("""
				update payment_batch set state = 'POSTED', decided_by = :by, decided_for = :by, decided_by_name = '试验',
					decided_at = now() where id = :batch""")
			.param("by", this.coordinator.id())
			.param("batch", batch)
			.update();
		return batch;
	}

}

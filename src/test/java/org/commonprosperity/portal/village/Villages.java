package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.support.TestClock;
import org.commonprosperity.portal.village.IncomeContent.Entry;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Villages for tests, their clerk, and the steps that their returns take.
 */
@TestComponent
class Villages {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	final JdbcClient jdbc;

	final TestClock clock;

	final IncomeService incomes;

	final IncomeDesk desk;

	final EnclaveService enclaves;

	private final AccountDirectory accounts;

	private final Set<Long> made = new HashSet<>();

	Villages(JdbcClient jdbc, TestClock clock, IncomeService incomes, IncomeDesk desk, EnclaveService enclaves,
			AccountDirectory accounts) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.incomes = incomes;
		this.desk = desk;
		this.enclaves = enclaves;
		this.accounts = accounts;
	}

	void at(String moment) {
		this.clock.set(LocalDateTime.parse(moment));
	}

	/** A new village, in the clerk's scope. */
	String village() {
		String code = "v-%04d".formatted(COUNTER.incrementAndGet());
		this.made.add(this.jdbc.sql("insert into community (code, kind, name) values (?, 'VILLAGE', ?) returning id")
			.params(code, "试验" + code + "村")
			.query(Long.class)
			.single());
		return code;
	}

	long id(String village) {
		return this.jdbc.sql("select id from community where code = ?").param(village).query(Long.class).single();
	}

	Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	/** The clerk of all villages that the tests made. */
	Official clerk() {
		return clerk("clerk-dali");
	}

	Official clerk(String username) {
		Official clerk = official(username);
		return new Official(clerk.id(), clerk.username(), clerk.fullName(), clerk.unit(), Set.of(Role.CLERK), Set.of(),
				this.made);
	}

	Official coordinator() {
		return official("coordinator");
	}

	/** Another person of the coordinating office. */
	Official second() {
		Official leader = official("leader");
		return new Official(leader.id(), "second", "演示统筹员二", "共富办", Set.of(Role.COORDINATOR), Set.of(), Set.of());
	}

	/** Content of income as source=amount. */
	static IncomeContent content(String... entries) {
		List<Entry> all = new ArrayList<>();
		Arrays.stream(entries)
			.map((entry) -> entry.split("="))
			.forEach((entry) -> all.add(new Entry(entry[0], null, null, money(entry[1]))));
		return IncomeContent.of(all);
	}

	static Money money(String yuan) {
		return new Money(new BigDecimal(yuan));
	}

	long version(String village, IncomePeriod period) {
		IncomeRecord.Version current = record(village, period).current();
		return (current != null) ? current.version() : IncomeService.NOT_WRITTEN;
	}

	IncomeRecord record(String village, IncomePeriod period) {
		return this.desk.record(village, period, coordinator());
	}

	IncomeRecord.Version current(String village, IncomePeriod period) {
		IncomeRecord.Version current = record(village, period).current();
		if (current == null) {
			throw new AssertionError("nothing is written of " + village + " " + period);
		}
		return current;
	}

	void submit(String village, IncomePeriod period, IncomeContent content) {
		this.incomes.submit(village, period, content, new Submission(UUID.randomUUID(), version(village, period)),
				clerk());
	}

	void approve(String village, IncomePeriod period) {
		IncomeRecord.Version current = current(village, period);
		this.incomes.approve(current.id(), current.version(), coordinator());
	}

	void approved(String village, IncomePeriod period, IncomeContent content) {
		submit(village, period, content);
		approve(village, period);
	}

	/** A new enclave of a project of the department of editor-agriculture. */
	String enclave() {
		String code = "e-%04d".formatted(COUNTER.incrementAndGet());
		this.jdbc.sql("""
				insert into enclave (code, name, project_id, source_id)
				select ?, ?, p.id, s.id from project p, source s where p.code = 'wharf' and s.code = 'portal-record'""")
			.params(code, "试验飞地" + code)
			.update();
		return code;
	}

	void share(String enclave, String village, int firstYear, String capital) {
		this.enclaves.enterShare(enclave, village, firstYear, money(capital), UUID.randomUUID(),
				official("editor-agriculture"));
		this.enclaves.approveShare(latest("enclave_share_change"), coordinator());
	}

	long payment(String enclave, int year, String amount) {
		this.enclaves.enterPayment(enclave, year, money(amount), null, UUID.randomUUID(),
				official("editor-agriculture"));
		return latest("enclave_payment");
	}

	long latest(String table) {
		return this.jdbc.sql("select max(id) from " + table).query(Long.class).single();
	}

	long paymentVersion(long id) {
		return this.jdbc.sql("select version from enclave_payment where id = ?").param(id).query(Long.class).single();
	}

}

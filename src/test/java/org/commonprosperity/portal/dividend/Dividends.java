package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.support.TestClock;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Projects with contributors for tests of the ledger, and the steps that officials take.
 */
@TestComponent
class Dividends {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	final JdbcClient jdbc;

	final TestClock clock;

	final TransactionTemplate transaction;

	final ContributorService contributors;

	final ContributorChangeService changes;

	final ContributionService contributions;

	final OperationStartService starts;

	final TermsService terms;

	final DividendRunService runs;

	final SecondDistributionService distributions;

	private final AccountDirectory accounts;

	Dividends(JdbcClient jdbc, TestClock clock, TransactionTemplate transaction, ContributorService contributors,
			ContributorChangeService changes, ContributionService contributions, OperationStartService starts,
			TermsService terms, DividendRunService runs, SecondDistributionService distributions,
			AccountDirectory accounts) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.transaction = transaction;
		this.contributors = contributors;
		this.changes = changes;
		this.contributions = contributions;
		this.starts = starts;
		this.terms = terms;
		this.runs = runs;
		this.distributions = distributions;
		this.accounts = accounts;
	}

	void at(String moment) {
		this.clock.set(LocalDateTime.parse(moment));
	}

	/** A new project of the agriculture office, with the wharf's terms. */
	String project() {
		String code = "d-%04d".formatted(COUNTER.incrementAndGet());
		this.jdbc.sql("""
				insert into project (code, position, name, classification, department_id, updated_at)
				select ?, 900, ?, 'FLAGSHIP', id, now() from department where code = 'agriculture'""")
			.params(code, "试验项目" + code)
			.update();
		this.jdbc
			.sql("""
					insert into dividend_terms (project_id, phase, class_code, rate, source_id, state, entered_at, decided_at)
					select p.id, t.phase, t.class_code, t.rate, t.source_id, 'APPROVED', t.entered_at, t.decided_at
					from project p, dividend_terms t join project w on w.id = t.project_id
					where p.code = ? and w.code = 'wharf' and t.entered_by is null""")
			.param(code)
			.update();
		return code;
	}

	Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	Official editor() {
		return official("editor-agriculture");
	}

	Official finance() {
		return official("finance");
	}

	Official coordinator() {
		return official("coordinator");
	}

	Official leader() {
		return official("leader");
	}

	/** An official who acts for another one as its deputy. */
	Official inPlaceOf(String username, Official absent) {
		Official person = official(username);
		return new Official(person.id(), person.username(), person.fullName(), person.unit(), absent.roles(),
				absent.departmentIds(), absent.communityIds(),
				new Official.ActingFor(absent.id(), absent.fullName(), 1, 0));
	}

	/** A person with all the roles at once, as no account of the demo has them. */
	Official everything() {
		Official editor = editor();
		return new Official(editor.id(), editor.username(), editor.fullName(), editor.unit(),
				Set.of(Role.EDITOR, Role.FINANCE, Role.COORDINATOR), editor.departmentIds(), Set.of());
	}

	String collective(String project) {
		return register(project, ContributorKind.COLLECTIVE, null, null);
	}

	String household(String project, @Nullable String contributorClass, @Nullable String from) {
		return register(project, ContributorKind.HOUSEHOLD, contributorClass, from);
	}

	private String register(String project, ContributorKind kind, @Nullable String contributorClass,
			@Nullable String from) {
		String number = "T-%05d".formatted(COUNTER.incrementAndGet());
		return this.contributors.register(project,
				new NewContributor(number, kind, new ContributorDetails("dali", "试验户" + number, null, null, null),
						contributorClass, day(from), "试验〔1〕号"),
				UUID.randomUUID(), editor());
	}

	void setClass(String contributor, @Nullable String contributorClass, String from) {
		Long change = this.contributors.setClass(contributor, contributorClass, day(from), "试验〔2〕号", UUID.randomUUID(),
				editor());
		this.changes.approve(Objects.requireNonNull(change), 0, coordinator());
	}

	/** Changes what is on record of a contributor, for good. */
	void change(String contributor, ContributorDetails details) {
		Long change = propose(contributor, details);
		if (change != null) {
			this.changes.approve(change, 0, coordinator());
		}
	}

	/** The same, of account and identifier waiting for the second person. */
	@Nullable Long propose(String contributor, ContributorDetails details) {
		long version = this.jdbc.sql("select version from contributor where number = ?")
			.param(contributor)
			.query(Long.class)
			.single();
		return this.contributors.change(contributor, version, details, "换卡", "试验〔7〕号", UUID.randomUUID(), editor());
	}

	long enter(String project, String contributor, String paidIn, String principal) {
		return this.contributions.enter(project, new NewContribution(contributor, "R-" + COUNTER.incrementAndGet(),
				day(paidIn), money(principal), null, null, "试验〔3〕号", null), UUID.randomUUID(), editor());
	}

	/** A contribution that was approved. */
	long contribution(String project, String contributor, String paidIn, String principal) {
		long id = enter(project, contributor, paidIn, principal);
		this.contributions.approve(id, version("contribution", id), coordinator());
		return id;
	}

	void withdraw(long contribution, String day, @Nullable String amount) {
		approveChange(this.contributions.withdraw(contribution, version("contribution", contribution), day(day),
				(amount != null) ? money(amount) : null, null, "试验〔4〕号", UUID.randomUUID(), editor()));
	}

	/** Transfers a contribution, or a part; the number of the receiver's. */
	long transfer(long contribution, String day, @Nullable String amount, String to) {
		long change = this.contributions.transfer(contribution, version("contribution", contribution), day(day),
				(amount != null) ? money(amount) : null, to, null, "试验〔5〕号", UUID.randomUUID(), editor());
		approveChange(change);
		return this.jdbc.sql("select id from contribution where reference = ?")
			.param("T" + change)
			.query(Long.class)
			.single();
	}

	/** Corrects a contribution; the number of what takes its place. */
	long correct(long contribution, String contributor, String paidIn, String principal) {
		long change = this.contributions.correct(contribution, version("contribution", contribution), contributor,
				day(paidIn), money(principal), "录入有误", null, UUID.randomUUID(), editor());
		approveChange(change);
		return this.jdbc.sql("select id from contribution where reference = ?")
			.param("C" + change)
			.query(Long.class)
			.single();
	}

	void approveChange(long change) {
		this.contributions.approveChange(change, version("contribution_change", change), coordinator());
	}

	/** Lets operation start on a day. */
	void start(String project, @Nullable String day) {
		long id = this.starts.propose(project, day(day), "按验收日期", "试验〔6〕号", UUID.randomUUID(), editor());
		this.starts.approve(id, version("operation_start", id), coordinator());
	}

	/** Prepares and posts the run of a year. */
	long post(String project, int year) {
		long run = this.runs.prepareNow(project, year, finance());
		this.runs.postNow(run, version("dividend_run", run), coordinator());
		return run;
	}

	long version(String table, long id) {
		return this.jdbc.sql("select version from " + table + " where id = ?").param(id).query(Long.class).single();
	}

	String state(String table, long id) {
		return this.jdbc.sql("select state from " + table + " where id = ?").param(id).query(String.class).single();
	}

	/** What the ledger says in all of a project, or of a part of it. */
	BigDecimal sum(String project, String where, Object... values) {
		Object[] all = new Object[values.length + 1];
		all[0] = project;
		System.arraycopy(values, 0, all, 1, values.length);
		return this.jdbc.sql("""
				select coalesce(sum(e.amount), 0.00) from dividend_entry e join project p on p.id = e.project_id
				join contributor c on c.id = e.contributor_id where p.code = ? and\s""" + where)
			.params(all)
			.query(BigDecimal.class)
			.single();
	}

	BigDecimal sum(String project) {
		return sum(project, "true");
	}

	int lines(String project, String where, Object... values) {
		Object[] all = new Object[values.length + 1];
		all[0] = project;
		System.arraycopy(values, 0, all, 1, values.length);
		return this.jdbc.sql("""
				select count(*) from dividend_entry e join project p on p.id = e.project_id
				join contributor c on c.id = e.contributor_id where p.code = ? and\s""" + where)
			.params(all)
			.query(Integer.class)
			.single();
	}

	/** The ledger of a project by contribution, year, phase and class. */
	Map<String, BigDecimal> ledger(String project) {
		Map<String, BigDecimal> ledger = new TreeMap<>();
		this.jdbc.sql("""
				select e.contribution_id, e.year, e.phase = 'IN_OPERATION' as operating, e.class_code, t.rate,
					sum(e.amount) as amount
				from dividend_entry e join project p on p.id = e.project_id join dividend_terms t on t.id = e.terms_id
				where p.code = ? group by 1, 2, 3, 4, 5 having sum(e.amount) <> 0""").param(project).query((row) -> {
			ledger.put(row.getLong(1) + "|" + row.getInt(2) + "|" + row.getBoolean(3) + "|" + row.getString(4) + "|"
					+ DividendFacts.rate(row.getBigDecimal(5)), row.getBigDecimal(6));
		});
		return ledger;
	}

	static @Nullable LocalDate day(@Nullable String day) {
		return (day != null) ? LocalDate.parse(day) : null;
	}

	static Money money(String yuan) {
		return new Money(new BigDecimal(yuan));
	}

}

package org.commonprosperity.portal.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.ProjectChange;
import org.commonprosperity.portal.project.ProjectChange.MilestoneProgress;
import org.commonprosperity.portal.project.ProjectChange.PlannedMilestone;
import org.commonprosperity.portal.project.ProjectChange.Progress;
import org.commonprosperity.portal.project.ProjectChange.RevisePlan;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectService;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.support.TestClock;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Projects for tests of reporting, and the steps that their months take.
 */
@TestComponent
class Months {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	final JdbcClient jdbc;

	final TestClock clock;

	final ProjectService projects;

	final ProjectOverview overview;

	final ReportService reports;

	final ReportOverview published;

	final MonthEnd monthEnd;

	private final AccountDirectory accounts;

	Months(JdbcClient jdbc, TestClock clock, ProjectService projects, ProjectOverview overview, ReportService reports,
			ReportOverview published, MonthEnd monthEnd, AccountDirectory accounts) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.projects = projects;
		this.overview = overview;
		this.reports = reports;
		this.published = published;
		this.monthEnd = monthEnd;
		this.accounts = accounts;
	}

	Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	Official editor() {
		return official("editor-agriculture");
	}

	Official coordinator() {
		return official("coordinator");
	}

	/**
	 * A project of the department of editor-agriculture that starts today, with a plan.
	 */
	String project(Planned... milestones) {
		String code = "test-" + COUNTER.incrementAndGet();
		this.jdbc
			.sql("""
					insert into project (code, position, name, classification, department_id, start_date, lead_account_id, updated_at)
					values (?, 100, ?, 'FLAGSHIP', (select id from department where code = 'agriculture'), ?, ?, now())""")
			.params(code, "试验项目 " + code, this.clock.today(), official("leader").id())
			.update();
		List<PlannedMilestone> plan = new ArrayList<>();
		for (Planned milestone : milestones) {
			plan.add(new PlannedMilestone(null, milestone.name(), Percent.of(milestone.weight()),
					LocalDate.parse(milestone.start()), LocalDate.parse(milestone.due())));
		}
		change(code, new RevisePlan(plan, List.of(), null));
		return code;
	}

	/** A change by the coordinating office. */
	void change(String code, ProjectChange change) {
		ProjectSheet sheet = this.overview.sheet(code);
		long version = (change.milestone() == null) ? sheet.version()
				: sheet.milestones()
					.stream()
					.filter((milestone) -> milestone.id() == change.milestone())
					.findFirst()
					.orElseThrow()
					.version();
		this.projects.submit(code, change, new Submission(UUID.randomUUID(), version), coordinator());
	}

	long milestone(String code, int number) {
		return this.overview.sheet(code).milestones().get(number - 1).id();
	}

	/** States that a milestone has begun, and how much is done; met where it is all. */
	MilestoneProgress progress(String code, int number, String begun, String percent, @Nullable String met) {
		ProjectSheet.MilestoneLine line = this.overview.sheet(code).milestones().get(number - 1);
		return new MilestoneProgress(line.id(),
				new Progress(line.begunOn(), line.percentDone(), line.metOn(), line.metNote()),
				new Progress(LocalDate.parse(begun), Percent.of(percent), (met != null) ? LocalDate.parse(met) : null,
						null));
	}

	static ReportContent content(String done, MilestoneProgress... progress) {
		return new ReportContent(done, null, "问题", "请求", "下月计划", List.of(progress));
	}

	static ReportContent invested(String yuan) {
		return new ReportContent("完成", new Money(new BigDecimal(yuan)), null, null, null, List.of());
	}

	void submit(String code, YearMonth month, ReportContent content) {
		this.reports.submit(code, month, content, new Submission(UUID.randomUUID(), version(code, month)), editor());
	}

	void approve(String code, YearMonth month) {
		this.reports.approve(id(code, month), version(code, month), coordinator());
	}

	void report(String code, YearMonth month, ReportContent content) {
		submit(code, month, content);
		approve(code, month);
	}

	long id(String code, YearMonth month) {
		return this.jdbc.sql("""
				select r.id from progress_report r join project p on p.id = r.project_id
				where p.code = ? and r.month = ? order by r.revision desc limit 1""")
			.params(code, month.atDay(1))
			.query(Long.class)
			.single();
	}

	long version(String code, YearMonth month) {
		return this.jdbc.sql("""
				select r.version from progress_report r join project p on p.id = r.project_id
				where p.code = ? and r.month = ? order by r.revision desc limit 1""")
			.params(code, month.atDay(1))
			.query(Long.class)
			.optional()
			.orElse(ReportService.NOT_WRITTEN);
	}

	String state(String code, YearMonth month) {
		return this.jdbc.sql("""
				select r.state from progress_report r join project p on p.id = r.project_id
				where p.code = ? and r.month = ? order by r.revision desc limit 1""")
			.params(code, month.atDay(1))
			.query(String.class)
			.optional()
			.orElse("NONE");
	}

	/** How the months closed: month, revision, cause and light, in their order. */
	List<String> closes(String code) {
		return this.jdbc.sql("""
				select to_char(c.month, 'YYYY-MM') || ' ' || c.revision || ' ' || c.cause || ' ' || c.light
				from month_close c join project p on p.id = c.project_id
				where p.code = ? order by c.month, c.revision""").param(code).query(String.class).list();
	}

	String light(String code) {
		return this.overview.sheet(code).line().light().name();
	}

	/** A milestone as a test plans it. */
	record Planned(String name, String weight, String start, String due) {
	}

}

package org.commonprosperity.portal.publication.web;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.PublicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing of a draft, a returned or a waiting report, of a problem, a request, a note or
 * an order can be reached by any public address: marks are put into every field that is
 * not public, and a reader who follows every link, opens every file and guesses every
 * month finds none. A mark in a public field is found, so the reader does look.
 */
@PortalTest(properties = "portal.test.database=publication")
class PublicCrawlIntegrationTests {

	private static final Pattern MARK = Pattern.compile("mark-[A-Za-z]+-[A-Za-z]+|8[\\s\\u202f]?765[\\s\\u202f]?432");

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clock clock;

	@Autowired
	private TransactionOperations transactions;

	@BeforeEach
	void plant() {
		Long planted = this.jdbc.sql("select count(*) from progress_report where problems like 'mark-%'")
			.query(Long.class)
			.single();
		if (planted == 0) {
			this.transactions.executeWithoutResult((status) -> plantMarks());
			plantIncome();
			plantDividends();
		}
	}

	private void plantMarks() {
		YearMonth last = YearMonth.now(this.clock).minusMonths(1);
		long draft = insert("DRAFT", "factory", last, 1, "mark-DRAFT-done");
		long approved = insert("APPROVED", "wharf", last.minusMonths(1), 2, "公开的内容");
		List<Long> others = this.jdbc
			.sql("""
					update progress_report set done = 'mark-' || state || '-done', problems = 'mark-' || state || '-problems',
						requests = 'mark-' || state || '-requests', next_plan = 'mark-' || state || '-next',
						invested = 87654320000,
						differences = replace('[{"field":"percentDone","subject":"mark-X-subject","before":"mark-X-before","after":"mark-X-after"}]',
							'X', state)
					where state in ('RETURNED', 'SUBMITTED') returning id""")
			.query(Long.class)
			.list();
		assertThat(others).as("a returned and a submitted report").hasSizeGreaterThanOrEqualTo(2);
		others.add(draft);
		others.add(approved);
		others.forEach((report) -> this.jdbc.sql("""
				insert into report_step (report_id, action, happened_at, actor_id, post_id, actor_name, note)
				select ?, 'COMMENTED', now(), min(id), min(id), 'mark-step-actor', 'mark-step-note' from account""")
			.param(report)
			.update());
		this.jdbc
			.sql("""
					with issued as (
						insert into supervision_order (project_id, department_id, cause, matter, requirement, state, year, number,
							issued_on, deadline)
						select p.id, p.department_id, 'OWN', 'mark-order-matter', 'mark-order-requirement', 'ISSUED',
							extract(year from current_date), 999, current_date, current_date
						from project p where p.code = 'factory' returning id)
					insert into order_step (order_id, action, happened_at, actor_id, post_id, actor_name, note)
					select issued.id, 'ISSUED', now(), a.id, a.id, 'mark-order-actor', 'mark-order-note'
					from issued, (select min(id) as id from account) a""")
			.update();
		long file = this.jdbc.sql("""
				insert into stored_file (name, media_type, size, sha256, content, width, height, small, small_width,
					small_height, uploaded_by, uploaded_at)
				select 'mark-file-name', 'image/jpeg', 18, repeat('0', 64), 'mark-photo-content', 1600, 1200,
					'mark-photo-small', 320, 240, min(id), now() from account returning id""")
			.query(Long.class)
			.single();
		others.forEach((report) -> this.jdbc
			.sql("""
					insert into report_file (report_id, file_id, kind, caption, people_agreed, position)
					select id, ?, case when state = 'APPROVED' then 'ATTACHMENT' else 'PHOTO' end, 'mark-file-caption', true, 1
					from progress_report where id = ?""")
			.param(file)
			.param(report)
			.update());
		this.jdbc.sql("""
				insert into report_reopening (project_id, month, until, reason, opened_by, opened_at)
				select p.id, ?, current_date, 'mark-reopening-reason', (select min(id) from account), now()
				from project p where p.code = 'wharf'""").param(last.minusMonths(3).atDay(1)).update();
	}

	/**
	 * Returns and payments that are not decided, each with marks and an amount that
	 * shows.
	 */
	private void plantIncome() {
		IncomeFixture income = new IncomeFixture(this.jdbc);
		income.clear();
		for (String state : List.of("DRAFT", "SUBMITTED", "RETURNED")) {
			String village = Map.of("DRAFT", "dali", "SUBMITTED", "zhongdai", "RETURNED", "shenjianong").get(state);
			income.of(village, 2024)
				.line("OPERATING", "87654320000")
				.target("87654320000")
				.residents("87654320000", 1, "87654320000")
				.note("mark-" + state + "-note")
				.in(state);
			income.of(village, 2023).line("OPERATING", "12345678").note("公开的说明").approved();
			income.of(village, 2023)
				.revision(2, "mark-" + state + "-reason")
				.line("OPERATING", "87654320000")
				.note("mark-" + state + "-corrected")
				.in(state);
		}
		for (String state : List.of("SUBMITTED", "RETURNED", "WITHDRAWN")) {
			income.payment(state, 2023, Map.of("dali", "87654320000"));
		}
		income.payment("POSTED", 2023, Map.of("dali", "100000"));
	}

	/**
	 * Contributors, whose names, identifiers and accounts are theirs alone, and what is
	 * not decided of their contributions.
	 */
	private void plantDividends() {
		DividendFixture dividends = new DividendFixture(this.jdbc);
		dividends.clear();
		dividends.collective("C1", "dali", "2022-11-01", "1000000.00");
		dividends.earned("C1", 2023, "BEFORE_OPERATION", "50000.00", "2024-02-01T09:00:00+08:00");
		Map<String, String> amounts = new LinkedHashMap<>();
		for (int n = 1; n <= 12; n++) {
			dividends.household("H" + n, "dali", (n <= 10) ? "DIBAO" : "DIBAO_MARGIN", "2022-11-01", "20000.00");
			dividends.earned("H" + n, 2023, "BEFORE_OPERATION", "1000.00", "2024-02-01T09:00:00+08:00");
			dividends.paid("H" + n, 2023, "1000.00", "2024-03-01T09:00:00+08:00");
			amounts.put("H" + n, "1000.00");
		}
		for (String state : List.of("ENTERED", "RETURNED")) {
			dividends.contribution("C1", "2023-01-01", "87654320000", state, "2023-02-01T09:00:00+08:00");
		}
		LocalDate today = LocalDate.now(this.clock);
		dividends.notice(2024, today, today.plusDays(7), amounts);
	}

	private long insert(String state, String project, YearMonth month, int revision, String done) {
		return this.jdbc
			.sql("""
					insert into progress_report (project_id, month, revision, state, done, invested, problems, requests,
						next_plan, facts, differences, correction_reason, first_submitted_at, submitted_at, decided_at, updated_at)
					select id, :month, :revision, :state, :done, :invested, 'mark-' || :state || '-problems',
						'mark-' || :state || '-requests', :next, :facts, '[]', :reason, :at, :at, :at, now()
					from project where code = :project returning id""")
			.param("month", month.atDay(1))
			.param("revision", revision)
			.param("state", state)
			.param("done", done)
			.param("invested", state.equals("APPROVED") ? 12_340_000 : 87_654_320_000L)
			.param("next", state.equals("APPROVED") ? "公开的计划" : "mark-" + state + "-next")
			.param("facts", "[{\"mark-" + state + "-facts\":1}]")
			.param("reason", (revision > 1) ? "公开的更正原因" : null)
			.param("at",
					state.equals("DRAFT") ? null
							: Timestamp.from(
									month.plusMonths(1).atDay(3).atTime(9, 0).atZone(this.clock.getZone()).toInstant()),
					Types.TIMESTAMP)
			.param("project", project)
			.query(Long.class)
			.single();
	}

	@Test
	void findsNothingThatIsNotPublicAndNoLinkThatLeadsNowhere() throws Exception {
		Map<String, String> read = crawl();
		assertThat(read.keySet()).as("the reader came around")
			.contains("/", "/wall", "/lights", "/feed.atom", "/projects/wharf/months", "/sitemap", "/villages",
					"/villages?year=2023&sort=name", "/villages/dali", "/villages/dali.xlsx", "/villages.csv",
					"/dividends", "/dividends/calculator", "/dividends.csv", "/dividends/notices.csv", "/jobs",
					"/jobs/villages.csv")
			.anyMatch((address) -> address.endsWith(".docx"))
			.hasSizeGreaterThan(60);
		assertThat(marks(read)).isEmpty();
		assertThat(read.values()).as("the approved correction is public").anyMatch((text) -> text.contains("公开的更正原因"));
		assertThat(read.get("/villages/dali")).contains("公开的说明");
		assertThat(read.get("/dividends/villages.csv")).contains("大力村,1000000.00,50000.00");
	}

	@Test
	void findsAMarkInAPublicFieldWhereverItIsShown() throws Exception {
		YearMonth month = YearMonth.now(this.clock).minusMonths(3);
		insert("APPROVED", "boutique-line", month, 2, "mark-public-done");
		Map<String, Set<String>> found = marks(crawl());
		assertThat(found).containsOnlyKeys("mark-public-done");
		assertThat(found.get("mark-public-done")).contains("/projects/boutique-line",
				"/projects/boutique-line/months/" + month, "/bulletins/" + month, "/bulletins/" + month + ".docx",
				"/feed.atom");
		// an approved report is not rewritten, so its mark is taken out of the way as a
		// whole
		this.jdbc.sql("alter table progress_report disable trigger progress_report_approved_stays").update();
		this.jdbc.sql("delete from progress_report where done = 'mark-public-done'").update();
		this.jdbc.sql("alter table progress_report enable trigger progress_report_approved_stays").update();
	}

	/** The marks that were found, and where. */
	private static Map<String, Set<String>> marks(Map<String, String> read) {
		Map<String, Set<String>> marks = new LinkedHashMap<>();
		read.forEach((address, text) -> {
			Matcher matcher = MARK.matcher(text);
			while (matcher.find()) {
				marks.computeIfAbsent(matcher.group(), (mark) -> new TreeSet<>()).add(address);
			}
		});
		return marks;
	}

	private Map<String, String> crawl() throws Exception {
		return new PublicReader(this.port, this.mappings, this.jdbc, this.clock).crawl();
	}

}

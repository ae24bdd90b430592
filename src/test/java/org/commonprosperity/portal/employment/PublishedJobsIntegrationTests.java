package org.commonprosperity.portal.employment;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.commonprosperity.portal.employment.EmploymentOverview.PublicShare;
import org.commonprosperity.portal.shared.CountSuppressionRule.Shown;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.SmallNumberRule;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.StatementCounter;
import org.commonprosperity.portal.support.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What residents read of people in work: the figures frozen at a quarter's end, the same
 * on every page and in every file, whatever becomes known afterwards.
 */
@PortalTest(properties = "portal.test.database=published-jobs")
@Import(TestClock.InPortal.class)
class PublishedJobsIntegrationTests {

	private static final List<String> TABLES = List.of("/jobs", "/jobs/kinds", "/jobs/villages", "/jobs/quarters",
			"/jobs/stays", "/jobs/wages", "/jobs/enterprises", "/jobs/workshops", "/jobs/posts");

	/** What was published of the demo, before the first test makes its own. */
	private static List<QuarterCounts> demo = List.of();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private QuarterCloser closer;

	@Autowired
	private EmploymentOverview employment;

	@Autowired
	private PersonSeals seals;

	@Autowired
	private StatementCounter counter;

	@Autowired
	private TestClock clock;

	private final HttpClient browser = HttpClient.newHttpClient();

	@BeforeEach
	void anew() {
		if (demo.isEmpty()) {
			demo = this.closer.published(100);
		}
		for (String table : List.of("published_quarter", "published_figure")) {
			this.jdbc.sql("alter table " + table + " disable trigger user").update();
		}
		this.jdbc.sql("truncate published_quarter, published_figure, placement, person cascade").update();
		for (String table : List.of("published_quarter", "published_figure")) {
			this.jdbc.sql("alter table " + table + " enable trigger user").update();
		}
		for (String kind : List.of("farm", "workshop")) {
			this.jdbc
				.sql("""
						insert into workshop (name, kind_id, community_id, state, source_id, updated_at)
						select 'test-' || k.code, k.id, c.id, 'OPEN', (select min(id) from source), now()
						from workshop_kind k, community c where k.code = ? and c.code = 'dali' on conflict (name) do nothing""")
				.param(kind)
				.update();
		}
	}

	private void people(int number, String village, String group, String kind, String from, @Nullable String to,
			String wage) {
		for (int i = 0; i < number; i++) {
			placed(person(village), village, group, kind, from, to, wage);
		}
	}

	private long person(String village) {
		return this.jdbc.sql("""
				insert into person (reference, community_id, subject_id, created_at, erased_at)
				select ?, id, nextval('person_subject'), now(), now() from community where code = ? returning id""")
			.param(UUID.randomUUID())
			.param(village)
			.query(Long.class)
			.single();
	}

	private void placed(long person, String village, String group, String kind, String from, @Nullable String to,
			String wage) {
		UUID reference = UUID.randomUUID();
		this.jdbc
			.sql("""
					insert into placement (reference, person_id, community_id, group_code, workshop_id, started_on, ended_on, end_reason,
						insurance, sealed, state, entered_by, entered_for, entered_by_name, entered_at, decided_by, decided_for, decided_at)
					select :reference, :person, c.id, :group, w.id, cast(:from as date), cast(:to as date),
						case when cast(:to as date) is not null then 'RESIGNED' end, 'NONE', :sealed, 'APPROVED', a.one, a.one, 'mark-entered',
						now(), a.other, a.other, now()
					from community c, workshop w, (select min(id) as one, max(id) as other from account) a
					where c.code = :village and w.name = 'test-' || :kind""")
			.param("reference", reference)
			.param("person", person)
			.param("group", group)
			.param("from", from)
			.param("to", to)
			.param("sealed",
					this.seals.terms(new Terms("mark-post", new Money(new BigDecimal(wage)), "mark-note"), reference))
			.param("village", village)
			.param("kind", kind)
			.update();
	}

	/** 12 and 9 people of two groups, 3 of another; in two villages and two kinds. */
	private void twentyFour() {
		people(12, "dali", "DISABLED", "farm", "2026-02-01", null, "3012.00");
		people(3, "zhongdai", "DIBAO", "workshop", "2026-02-28", null, "2912.00");
		people(9, "zhongdai", "OLDER_WORKER", "workshop", "2026-03-31", null, "3456.78");
		// not yet, no more, not at all
		people(6, "dali", "OTHER", "farm", "2026-04-01", null, "3000.00");
		people(7, "dali", "OTHER", "farm", "2025-11-01", "2025-12-30", "3000.00");
		this.jdbc.sql(
				"update placement set state = 'RETRACTED' where group_code = 'OTHER' and started_on < date '2026-01-01'")
			.update();
	}

	@Test
	void saysTheSameOnThePageInEveryFileAndInWhatWasFrozen() throws Exception {
		twentyFour();
		this.clock.set(LocalDate.of(2026, 4, 16), LocalTime.of(9, 0));
		assertThat(this.closer.closeDue()).containsExactly(LocalDate.of(2026, 3, 31));
		String page = words("/jobs");
		assertThat(page)
			.contains("数字截至 2026 年 3 月 31 日", "在岗人数 24", "残疾人 12", "低保家庭成员 少于5", "大龄就业困难人员 不公开", "合计 24", "大力村 12",
					"钟埭村 12", "2026 年第 1 季度 24 24")
			.contains("1 到 4 人写“少于5”", "低保家庭成员 不公开", "残疾人 3 000", "大龄就业困难人员 不公开")
			.doesNotContain("mark");
		assertThat(get("/jobs.csv")).contains("残疾人,12,", "低保家庭成员,,少于5", "大龄就业困难人员,,不公开", "合计,24,");
		assertThat(get("/jobs/villages.csv")).contains("大力村,12,", "沈家弄村,0,", "合计,24,");
		assertThat(cells("/jobs/kinds.xlsx")).contains("共富农场\n12", "共富车间\n12", "合计\n24");
		assertThat(words("/")).contains("在共富工坊上班的人 24");
		assertThat(words("/projects/workshops")).contains("在工坊上班的人", "在岗人数 24");
		// frozen, page and file, figure by figure
		EmploymentSheet sheet = this.employment.sheet();
		assertThat(sheet).isNotNull();
		this.jdbc.sql("select * from published_figure where table_code in ('GROUP', 'VILLAGE')").query((row) -> {
			EmploymentSheet.Figure figure = row.getString("table_code").equals("GROUP")
					? sheet.group(row.getString("row_code")) : sheet.village(row.getString("row_code"));
			assertThat(figure.shown()).isEqualTo(Shown.valueOf(row.getString("shown_as")));
			assertThat(figure.count()).isEqualTo(figure.isWithheld() ? null : row.getLong("count"));
		});
		for (String table : TABLES) {
			assertThat(get(table + ".csv")).as(table)
				.doesNotContain("低保家庭成员,3", "大龄就业困难人员,9", "mark", "3456", "3012", "2912");
		}
	}

	@Test
	void publishesFifteenDaysAfterTheQuarterWhatIsKnownThenAndNeverAnythingElse() throws Exception {
		twentyFour();
		this.clock.set(LocalDate.of(2026, 4, 15), LocalTime.of(23, 59));
		assertThat(this.closer.closeDue()).isEmpty();
		assertThat(words("/jobs")).contains("就业的数字待填报");
		assertThat(words("/")).contains("在共富工坊上班的人 待填报");
		this.clock.set(LocalDate.of(2026, 4, 16), LocalTime.of(0, 1));
		assertThat(this.closer.closeDue()).hasSize(1);
		String before = words("/jobs");
		// registered late: the next quarter tells of it
		people(8, "dali", "DISABLED", "farm", "2026-01-15", null, "3000.00");
		assertThat(this.closer.closeDue()).isEmpty();
		assertThat(words("/jobs")).isEqualTo(before).doesNotContain("两个季度不能简单相减");
		for (String statement : List.of("update published_figure set count = 1", "delete from published_figure",
				"truncate published_figure", "update published_quarter set corrected = true")) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.jdbc.sql(statement).update());
		}
		this.clock.set(LocalDate.of(2026, 11, 20), LocalTime.of(9, 0));
		assertThat(this.closer.closeDue()).containsExactly(LocalDate.of(2026, 6, 30), LocalDate.of(2026, 9, 30));
		assertThat(this.jdbc.sql("select corrected from published_quarter order by quarter_end")
			.query(Boolean.class)
			.list()).containsExactly(false, true, false);
		assertThat(words("/jobs")).contains("在岗人数 38", "2026 年第 1 季度 24", "2026 年第 3 季度 38");
		List<QuarterCounts> published = this.closer.published(3);
		assertThat(published).hasSize(3);
		assertThat(new Attacker(published.subList(1, 3)).findsOut(new Random(1))).isEmpty();
	}

	@Test
	void countsThoseWhoStayedTwelveMonthsOfTheYearsPeople() throws Exception {
		// first twelve months end in 2025: 11 of 16; a break of a week, another village
		people(10, "dali", "DISABLED", "farm", "2024-02-29", null, "3000.00");
		people(5, "dali", "DISABLED", "farm", "2024-06-01", "2025-05-30", "3000.00");
		long again = person("zhongdai");
		placed(again, "zhongdai", "DISABLED", "farm", "2024-03-31", "2024-12-31", "3000.00");
		placed(again, "zhongdai", "DISABLED", "workshop", "2025-01-08", null, "3000.00");
		// in 2024 and in 2026
		people(6, "dali", "DISABLED", "farm", "2024-01-01", null, "3000.00");
		people(6, "dali", "DISABLED", "farm", "2025-01-02", null, "3000.00");
		this.clock.set(LocalDate.of(2026, 1, 20), LocalTime.of(9, 0));
		assertThat(this.closer.closeDue()).hasSize(8).endsWith(LocalDate.of(2025, 12, 31));
		assertThat(words("/jobs")).contains("2025 年期满的人", "残疾人 16 11 5 68.8%", "合计 16 11 5 68.8%");
		assertThat(get("/jobs/stays.csv")).contains("残疾人,16,11,5,68.8%");
		this.clock.set(LocalDate.of(2026, 4, 20), LocalTime.of(9, 0));
		assertThat(this.closer.closeDue()).hasSize(1);
		assertThat(words("/jobs")).as("until the next fourth quarter").contains("残疾人 16 11 5 68.8%");
	}

	@Test
	void tellsWhatAnEnterpriseReportedWithItsSource() throws Exception {
		String page = words("/jobs");
		assertThat(page).contains("浙江荣晟环保纸业股份有限公司 2022 年第 4 季度，来源：公开报道", "403 待填报 约 50%");
		assertThat(get("/jobs/enterprises.csv")).contains("浙江荣晟环保纸业股份有限公司,2022 年第 4 季度,待填报,403,约 50%");
		PublicShare few = share(100, 3, null);
		assertThat(few.disabled()).isEqualTo(new EmploymentSheet.Figure(Shown.FEW, null, null));
		assertThat(few.percent()).isNull();
		assertThat(share(20, null, "10").percent()).as("two of twenty").isNull();
		assertThat(share(100, 40, null).percent()).isEqualByComparingTo("40");
	}

	private static PublicShare share(@Nullable Integer employees, @Nullable Integer disabled,
			@Nullable String percent) {
		return PublicShare.of("企业", null, LocalDate.of(2026, 1, 1), "DAY", employees, disabled,
				(percent != null) ? new BigDecimal(percent) : null, false, "来源", null);
	}

	@Test
	void asksAsOftenForHundredsOfPeopleAsForNone() throws Exception {
		int none = asked();
		people(150, "dali", "DISABLED", "farm", "2025-02-01", null, "3000.00");
		people(60, "zhongdai", "DIBAO", "workshop", "2025-08-01", null, "3000.00");
		this.clock.set(LocalDate.of(2026, 4, 20), LocalTime.of(9, 0));
		this.closer.closeDue();
		assertThat(asked()).isEqualTo(none).isBetween(5, 10);
		assertThat(this.counter.statements()).noneMatch((sql) -> sql.contains(" placement") || sql.contains("person "));
	}

	private int asked() throws Exception {
		this.counter.reset();
		get("/jobs");
		return this.counter.statements().size();
	}

	@Test
	void showsAStoryOnlyAsLongAsTheConsentStands() throws Exception {
		this.jdbc.sql("delete from story").update();
		for (String title : List.of("同意的故事", "撤回的故事")) {
			this.jdbc
				.sql("""
						insert into story (title, text, workshop_id, consent_on, consent_document, withdrawn_on, published_at, source_id, updated_at)
						select :title, '正文', min(id), date '2020-01-01', 'mark-document',
							case when :title = '撤回的故事' then current_date end, now(), (select min(id) from source), now()
						from workshop""")
				.param("title", title)
				.update();
		}
		assertThat(words("/jobs")).contains("同意的故事").doesNotContain("撤回的故事", "mark");
	}

	@Test
	void hidesOfTheDemoLittleBesideTheFew() {
		assertThat(demo).hasSizeGreaterThanOrEqualTo(6);
		long all = 0;
		long shown = 0;
		long few = 0;
		for (int at = 0; at < demo.size(); at++) {
			QuarterCounts quarter = demo.get(at);
			for (Map.Entry<Place, Long> count : quarter.counts().entrySet()) {
				all++;
				shown += (quarter.shown(count.getKey()) == Shown.COUNT) ? 1 : 0;
				few += SmallNumberRule.isFew(count.getValue()) ? 1 : 0;
			}
			if (at > 0) {
				assertThat(new Attacker(demo.subList(Math.max(0, at - 3), at + 1)).findsOut(new Random(at))).isEmpty();
			}
		}
		assertThat(100 * shown / all).as("percent shown").isGreaterThanOrEqualTo(55);
		assertThat(100 * (all - shown - few) / all).as("percent withheld beside the few").isLessThanOrEqualTo(12);
	}

	private String cells(String address) throws Exception {
		byte[] body = this.browser
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + address)).build(),
					BodyHandlers.ofByteArray())
			.body();
		StringBuilder text = new StringBuilder();
		DataFormatter formatter = new DataFormatter();
		try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(body))) {
			book.getSheetAt(0)
				.forEach((row) -> row.forEach((cell) -> text.append(formatter.formatCellValue(cell)).append('\n')));
		}
		return text.toString();
	}

	/** What a page says, white space and narrow spaces alike. */
	private String words(String address) throws Exception {
		return get(address)
			.replaceAll("<small[^>]*>|<td[^>]*>|<th[^>]*>|<p[^>]*>|<h\\d[^>]*>|<span[^>]*>|<b>|<li>", " ")
			.replaceAll("<[^>]*>", "")
			.replaceAll("[\\s\\u00a0\\u202f]+", " ");
	}

	private String get(String address) throws Exception {
		var answer = this.browser.send(
				HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + address)).build(),
				BodyHandlers.ofString(StandardCharsets.UTF_8));
		assertThat(answer.statusCode()).as(address).isEqualTo(200);
		return answer.body().replaceAll("[\\u00a0]", " ");
	}

}

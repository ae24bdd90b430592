package org.commonprosperity.portal.publication.web;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.io.WireFeedInput;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.commonprosperity.portal.support.PortalTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Months as residents read them: history, lights, bulletin, Word file and feed say the
 * same, and a month that is not there is a page that is not there.
 */
@PortalTest(properties = "portal.test.database=publication")
class PublishedMonthsIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clock clock;

	private final HttpClient browser = HttpClient.newHttpClient();

	@ParameterizedTest
	@ValueSource(strings = { "/bulletins/2019-10", "/bulletins/2026-13", "/bulletins/2026-1", "/bulletins/october",
			"/bulletins/2026-13.docx", "/bulletins/x.docx", "/projects/wharf/months/2019-10",
			"/projects/wharf/months/2026-00", "/projects/nowhere/months", "/projects/nowhere/months/2026-10",
			"/lights?year=1999", "/lights?year=26" })
	void answersThatThereIsNoSuchPage(String address) throws Exception {
		HttpResponse<String> answer = get(address);
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains("没有这个页面");
	}

	@Test
	void hasNoBulletinOfTheCurrentMonth() throws Exception {
		assertThat(get("/bulletins/" + now()).statusCode()).isEqualTo(404);
		assertThat(get("/bulletins/" + now().minusMonths(2)).statusCode()).isEqualTo(200);
	}

	@Test
	void showsAMissingReportAsMissingWhereverTheMonthIsShown() throws Exception {
		YearMonth last = now().minusMonths(1);
		assertThat(this.jdbc.sql("""
				select count(*) from progress_report r join project p on p.id = r.project_id
				where p.code = 'factory' and r.month = ? and r.state = 'APPROVED'""")
			.param(last.atDay(1))
			.query(Long.class)
			.single()).isZero();
		boolean due = this.jdbc.sql("""
				select count(*) from month_close c join project p on p.id = c.project_id
				where p.code = 'factory' and c.month = ?""").param(last.atDay(1)).query(Long.class).single() > 0;
		String word = due ? "未报" : "未到报送期限";
		assertThat(read("/projects/factory")).contains(word);
		assertThat(read("/projects/factory/months")).contains(word);
		assertThat(read("/projects/factory/months/" + last)).contains(word);
	}

	@Test
	void tellsTheLightsOfAMonthAlikeOnEveryPage() throws Exception {
		YearMonth month = now().minusMonths(2);
		List<String> lights = this.jdbc.sql("""
				select distinct on (project_id) light from month_close where month = ?
				order by project_id, revision desc""").param(month.atDay(1)).query(String.class).list();
		long green = lights.stream().filter("GREEN"::equals).count();
		assertThat(green).isPositive();
		String bulletin = read("/bulletins/" + month);
		assertThat(bulletin).contains("月末：正常 " + green + " 个").contains(lights.size() + " 个项目的月末状态都已认定");
		try (XWPFDocument word = word(month)) {
			assertThat(text(word)).contains("月末：正常 " + green + " 个");
			assertThat(word.getTables()).singleElement()
				.satisfies(
						(table) -> assertThat(cells(table).filter((cell) -> cell.equals("● 正常"))).hasSize((int) green));
		}
	}

	@Test
	void readsBothVersionsOfACorrectedReportAndOfItsClose() throws Exception {
		YearMonth month = now().minusMonths(4);
		this.jdbc
			.sql("""
					insert into progress_report (project_id, month, revision, state, done, facts, differences,
						correction_reason, first_submitted_at, submitted_at, decided_at, updated_at)
					select project_id, month, 2, 'APPROVED', '更正后的进展', '[]', '[]', '数字抄错', first_submitted_at, now(), now(), now()
					from progress_report r join project p on p.id = r.project_id
					where p.code = 'workshops' and r.month = ? and r.revision = 1""")
			.param(month.atDay(1))
			.update();
		this.jdbc.sql("""
				insert into month_close (project_id, month, revision, cause, light, planned, actual, reasons, not_begun,
					facts, rule_version, policy_id, due_on, closed_at, recorded_at)
				select project_id, month, 2, 'CORRECTION', 'YELLOW', planned, actual, reasons, not_begun, facts,
					rule_version, policy_id, due_on, closed_at, now()
				from month_close c join project p on p.id = c.project_id
				where p.code = 'workshops' and c.month = ? and c.revision = 1""").param(month.atDay(1)).update();
		String page = read("/projects/workshops/months/" + month);
		assertThat(page).contains("更正后的进展", "数字抄错", "月报第 2 版（现行）", "月报第 1 版（已被更正，保留备查）", "第 2 次认定（更正后）",
				"第 1 次认定（更正前，保留备查）");
		assertThat(page.split("class=\"report-body\"", -1)).hasSize(3);
		String history = read("/projects/workshops");
		assertThat(history).contains("数字抄错", "看全部 2 个版本", "已修订");
		assertThat(read("/lights")).contains("已修订");
	}

	@Test
	void showsThePhotosOfAnApprovedReportSmallAndWithWords() throws Exception {
		YearMonth month = now().minusMonths(2);
		long file = this.jdbc.sql("""
				insert into stored_file (name, media_type, size, sha256, content, width, height, small, small_width,
					small_height, uploaded_by, uploaded_at)
				select 'a.jpg', 'image/jpeg', 3, repeat('0', 64), 'abc', 1600, 1200, 'ab', 320, 240, min(id), now()
				from account returning id""").query(Long.class).single();
		long photo = this.jdbc
			.sql("""
					insert into report_file (report_id, file_id, kind, caption, people_agreed, position)
					select r.id, ?, 'PHOTO', '码头“东侧”全景', true, 1 from progress_report r join project p on p.id = r.project_id
					where p.code = 'wharf' and r.month = ? and r.state = 'APPROVED' order by r.revision desc limit 1 returning id""")
			.param(file)
			.param(month.atDay(1))
			.query(Long.class)
			.single();
		for (String address : List.of("/projects/wharf", "/projects/wharf/months/" + month)) {
			assertThat(read(address)).contains("<a href=\"/photos/" + photo + "\"><img loading=\"lazy\" src=\"/photos/"
					+ photo + "/small\" alt=\"码头“东侧”全景\" width=\"320\" height=\"240\">");
		}
		assertThat(read("/photos/" + photo + "/small")).isEqualTo("ab");
	}

	@Test
	void writesAFileForWordAndWps() throws Exception {
		try (XWPFDocument word = word(now().minusMonths(2))) {
			assertThat(word.getProperties().getCoreProperties().getCreator()).isEqualTo("共富项目公开台");
			assertThat(word.getProperties().getCoreProperties().getUnderlyingProperties().getLastModifiedByProperty())
				.contains("共富项目公开台");
			var section = word.getDocument().getBody().getSectPr();
			assertThat(section.getPgSz().getW()).isEqualTo(BigInteger.valueOf(11906));
			assertThat(section.getPgSz().getH()).isEqualTo(BigInteger.valueOf(16838));
			assertThat(word.getFooterList()).singleElement()
				.satisfies((footer) -> assertThat(
						footer.getParagraphs().get(0).getCTP().getFldSimpleList().get(0).getInstr())
					.isEqualTo("PAGE"));
			assertThat(word.getParagraphs().stream().map(XWPFParagraph::getStyle)).contains("Title", "Heading1",
					"Heading2");
			for (String[] style : new String[][] { { "Title", "宋体" }, { "Heading1", "黑体" }, { "Heading2", "楷体" },
					{ "Normal", "仿宋" } }) {
				assertThat(word.getStyles().getStyle(style[0]).getCTStyle().getRPr().getRFontsArray(0).getEastAsia())
					.as(style[0])
					.isEqualTo(style[1]);
			}
			assertThat(word.getTables().get(0).getRow(0).isRepeatHeader()).isTrue();
			assertThat(text(word)).contains("公共码头", "二、各项目进展", "演示数据");
		}
		assertThat(get("/bulletins/" + now().minusMonths(2) + ".docx").headers().firstValue("Content-Disposition"))
			.hasValueSatisfying((header) -> assertThat(header).startsWith("attachment")
				.contains("filename=\"bulletin-" + now().minusMonths(2) + ".docx\"", "filename*=UTF-8''")
				.doesNotContain("%C2%A0"));
	}

	@Test
	void feedsWhatWasPublishedNewestFirst() throws Exception {
		HttpResponse<String> answer = get("/feed.atom");
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/atom+xml"));
		assertThat(answer.body()).contains("xml:lang=\"zh-CN\"");
		Feed feed = (Feed) new WireFeedInput().build(new StringReader(answer.body()));
		assertThat(feed.getOtherLinks()).extracting("href")
			.containsExactly("http://localhost:" + this.port + "/feed.atom");
		List<Entry> entries = feed.getEntries();
		assertThat(entries).hasSizeBetween(20, 60);
		assertThat(feed.getUpdated()).isEqualTo(entries.get(0).getUpdated());
		assertThat(entries).extracting(Entry::getUpdated).isSortedAccordingTo(Comparator.<Date>reverseOrder());
		assertThat(entries).extracting(Entry::getId).doesNotHaveDuplicates().allMatch((id) -> id.startsWith("tag:"));
		assertThat(entries).anyMatch((entry) -> entry.getId().endsWith(":bulletin:" + now().minusMonths(2)));
		for (Entry entry : entries) {
			String link = entry.getAlternateLinks().get(0).getHref();
			assertThat(link).startsWith("http://localhost:" + this.port + "/");
			assertThat(get(URI.create(link).getPath()).statusCode()).as(link).isEqualTo(200);
			assertThat(entry.getContents().get(0).getType()).isEqualTo("text");
			assertThat(entry.getContents().get(0).getValue()).isNotBlank();
		}
		assertThat(read("/")).contains("rel=\"alternate\" type=\"application/atom+xml\"");
	}

	@Test
	void sendsTheWallAgainOnlyIfItChanged() throws Exception {
		HttpResponse<String> first = get("/wall");
		String mark = first.headers().firstValue("ETag").orElseThrow();
		assertThat(mark).startsWith("W/");
		assertThat(again(mark).statusCode()).isEqualTo(304);
		this.jdbc.sql("update project set lead_official = lead_official || '　' where code = 'wharf'").update();
		assertThat(again(mark).statusCode()).isEqualTo(200);
	}

	@Test
	void sendsTheFeedCompressed() throws Exception {
		HttpResponse<byte[]> answer = this.browser.send(
				HttpRequest.newBuilder(here("/feed.atom")).header("Accept-Encoding", "gzip").build(),
				BodyHandlers.ofByteArray());
		assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
	}

	@Test
	void refersToTheSameStyleSheetWhereThereIsNoPage() throws Exception {
		String here = read("/").replaceAll("(?s).*href=\"(/assets/portal[^\"]*\\.css)\".*", "$1");
		assertThat(here).matches("/assets/portal-[0-9a-f]+\\.css");
		assertThat(read("/there-is-no-such-page")).contains("href=\"" + here + "\"");
	}

	@Test
	void showsDrawnPicturesInTheDemoAndSaysSo() throws Exception {
		YearMonth month = now().minusMonths(2);
		String page = read("/projects/boutique-line/months/" + month);
		assertThat(page.split("alt=\"演示图片（程序绘制，不是实景）", -1)).hasSize(3);
	}

	@Test
	void tellsOfProgressWhatWasAndWhatIsAndCrossesNothingOut() throws Exception {
		YearMonth month = now().minusMonths(5);
		this.jdbc.sql("alter table progress_report disable trigger progress_report_approved_stays").update();
		this.jdbc.sql("""
				update progress_report
				set differences = '[{"field":"percentDone","subject":"二期泊位主体","before":"60%","after":"70%"}]'
				where month = ? and project_id = (select id from project where code = 'wharf')""")
			.param(month.atDay(1))
			.update();
		this.jdbc.sql("alter table progress_report enable trigger progress_report_approved_stays").update();
		assertThat(read("/projects/wharf/months/" + month)).contains("二期泊位主体 · 完成比例：上次 60%，现在 70%")
			.doesNotContain("原来", "改为");
	}

	@Test
	void tellsTheRuleOfTheLightInFull() throws Exception {
		assertThat(read("/about")).contains("落后计划不到 10 个百分点", "10 至 30 个百分点", "超过 30 个百分点", "最近一个月的月报过了报送期限还没有报",
				"最近连续三个月的月报都没有报", "连续三个月的月末都该开始而没有开始", "过了完成时间", "上一次月末状态是严重滞后", "全部节点都已完成", "还没到项目的开始时间");
	}

	private HttpResponse<String> again(String mark) throws Exception {
		return this.browser.send(HttpRequest.newBuilder(here("/wall")).header("If-None-Match", mark).build(),
				BodyHandlers.ofString());
	}

	private XWPFDocument word(YearMonth month) throws Exception {
		return new XWPFDocument(new ByteArrayInputStream(this.browser
			.send(HttpRequest.newBuilder(here("/bulletins/" + month + ".docx")).build(), BodyHandlers.ofByteArray())
			.body()));
	}

	private static String text(XWPFDocument word) {
		List<String> text = new ArrayList<>();
		word.getParagraphs().forEach((paragraph) -> text.add(paragraph.getText()));
		return String.join("\n", text).replace('\u00a0', ' ');
	}

	private static Stream<String> cells(XWPFTable table) {
		return table.getRows().stream().flatMap((row) -> row.getTableCells().stream()).map((cell) -> cell.getText());
	}

	private YearMonth now() {
		return YearMonth.now(this.clock);
	}

	/** A page as it is read: a space that does not break is a space. */
	private String read(String address) throws Exception {
		return get(address).body().replace('\u00a0', ' ');
	}

	private HttpResponse<String> get(String address) throws Exception {
		return this.browser.send(HttpRequest.newBuilder(here(address)).build(),
				BodyHandlers.ofString(StandardCharsets.UTF_8));
	}

	private URI here(String address) {
		return URI.create("http://localhost:" + this.port + address);
	}

}

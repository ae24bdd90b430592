package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.commonprosperity.portal.project.ProjectChange.BeginMilestone;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.reporting.Months.Planned;
import org.commonprosperity.portal.support.Officials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * The pages on which a report is written and decided, as they answer.
 */
@ReportingTest
@AutoConfigureMockMvc
class ReportFormIntegrationTests {

	private static final YearMonth MONTH = YearMonth.of(2028, 1);

	private static final Pattern ERROR = Pattern.compile("<a href=\"#([^\"]+)\">([^<]+)</a>");

	@Autowired
	private Months months;

	@Autowired
	private ReportDesk desk;

	@Autowired
	private MockMvc mvc;

	private String code;

	@BeforeEach
	void january() {
		at("2028-01-01T09:00");
		this.code = this.months.project(new Planned("甲", "60", "2028-01-01", "2028-12-31"),
				new Planned("乙", "40", "2028-02-01", "2028-12-31"));
		at("2028-01-26T09:00");
	}

	@AfterEach
	void reset() {
		this.months.clock.reset();
	}

	@Test
	void tellsAllErrorsInTheOrderOfThePageAndNamesTheMilestones() throws Exception {
		String page = answer(form("submit").param("rows[0].percent", "60%")
			.param("rows[1].begunOn", "2028-01-27")
			.param("rows[1].metOn", "2028-02-30")
			.param("rows[1].note", "写过的说明")
			.param("invested", "4200万")
			.param("problems", "长".repeat(2001)), "editor-agriculture");
		assertThat(errors(page)).containsExactly("rows0.percent 甲：完成比例（%）：只填 0 到 100 的数字，不写“%”：60% 请填 60",
				"rows1.begunOn 乙：实际开始：不能填写今天以后的日期，请填实际发生的日期", "rows1.metOn 乙：实际完成：请填写日期，格式如 2026-11-24",
				"done 请填写本月完成的工作；没有进展也请写明原因", "invested 累计完成投资（元）：累计完成投资只填数字，单位是元，不写“元”“万”：4200 万元请填 42000000",
				"problems 存在的问题：最多 2000 字，请精简");
		assertThat(page).contains("value=\"60%\"", "value=\"2028-01-27\"", "value=\"2028-02-30\"", "value=\"写过的说明\"",
				"value=\"4200万\"");
		assertThat(this.months.state(this.code, MONTH)).as("what could be read is kept").isEqualTo("DRAFT");
	}

	@Test
	void saysWhereANoteOnWhatIsNotMetBelongs() throws Exception {
		String page = answer(form("submit").param("rows[1].note", "两台吊机就位").param("done", "做了"), "editor-agriculture");
		assertThat(errors(page)).containsExactly("rows1.note 乙：完成说明要和“实际完成”的日期一起填；还没有完成的，请写在“本月完成的工作”里");
		assertThat(page).contains("value=\"两台吊机就位\"");
	}

	@Test
	void saysWhatOfADraftCouldNotBeRead() throws Exception {
		MockHttpServletRequestBuilder draft = post(home() + "/draft").param("version", "-1")
			.param("rows[0].id", String.valueOf(this.months.milestone(this.code, 1)))
			.param("rows[0].percent", "130")
			.param("invested", "四千万");
		assertThat(answer(draft, "editor-agriculture")).contains("\"whole\":false", "甲：", "累计完成投资只填数字");
	}

	@Test
	void saysOfADateInTheFutureThatItIsInTheFuture() throws Exception {
		String page = answer(form("submit").param("rows[1].metOn", "2028-01-27").param("done", "做了"),
				"editor-agriculture");
		assertThat(errors(page)).containsExactly("rows1.metOn 乙：实际完成：不能填写今天以后的日期，请填实际发生的日期");
	}

	@Test
	void takesAPhotoBeforeAnythingIsWrittenAndKeepsWhatTheFormOpenedWith() throws Exception {
		MockMultipartFile photo = new MockMultipartFile("file", "a.jpg", null, FileFixture.jpeg(100, 80));
		assertThat(page("editor-agriculture")).contains("id=\"photo-file\"");
		send(files(new MockMultipartFile("file", "a.jpg", null, FileFixture.program())), "editor-agriculture");
		send(files(photo), "editor-economy");
		assertThat(this.months.state(this.code, MONTH)).as("nothing is written with a refused one").isEqualTo("NONE");
		MvcResult result = send(files(photo), "editor-agriculture");
		assertThat(result.getResponse().getRedirectedUrl()).endsWith(MONTH + "#files");
		assertThat(this.months.state(this.code, MONTH)).isEqualTo("DRAFT");
		ReportSheet.Version draft = this.desk.sheet(this.code, MONTH, this.months.editor()).current();
		assertThat(draft).isNotNull();
		assertThat(draft.nextPlan()).contains("启动“乙”");
		assertThat(page("editor-agriculture")).contains("岸线护坡", "启动&ldquo;乙&rdquo;");
	}

	private AbstractMockHttpServletRequestBuilder<?> files(MockMultipartFile file) {
		return multipart(home() + "/files").file(file)
			.param("kind", "PHOTO")
			.param("caption", "岸线护坡")
			.param("agreed", "true")
			.param("submission", UUID.randomUUID().toString());
	}

	@Test
	void comesBackToTheListAfterAReturnWithTheOtherTicksAndNotes() throws Exception {
		this.months.submit(this.code, MONTH, Months.content("退回的"));
		String returned = tick(this.code);
		long id = this.months.id(this.code, MONTH);
		january();
		this.months.submit(this.code, MONTH, Months.content("勾选的"));
		String ticked = tick(this.code);
		String note = "note-" + this.months.id(this.code, MONTH);
		MockHttpServletRequestBuilder without = post("/office/reports/review").param("report", ticked)
			.param(note, "请看一下")
			.param("action", "return:" + returned);
		MvcResult refused = send(without, "coordinator");
		assertThat(refused.getFlashMap().get("problem")).asString().contains("意见");
		MvcResult result = send(post("/office/reports/review").param("report", ticked)
			.param(note, "请看一下")
			.param("note-" + id, "请补充")
			.param("action", "return:" + returned), "coordinator");
		assertThat(result.getResponse().getRedirectedUrl()).isEqualTo("/office/reports/review");
		for (MvcResult one : List.of(refused, result)) {
			String page = answer(get("/office/reports/review").requestAttr(DispatcherServlet.INPUT_FLASH_MAP_ATTRIBUTE,
					one.getFlashMap()), "coordinator");
			assertThat(page).containsPattern("value=\"" + ticked + "\"[^>]* checked=\"checked\"")
				.containsPattern("name=\"" + note + "\"[^>]* value=\"请看一下\"");
			assertThat(page.contains("value=\"" + returned + "\"")).isFalse();
		}
		assertThat(this.months.state(this.code, MONTH)).as("ticked, not approved yet").isEqualTo("SUBMITTED");
		send(post("/office/reports/review").param("report", ticked).param("action", ""), "coordinator");
		assertThat(this.months.state(this.code, MONTH)).as("the enter key decides nothing").isEqualTo("SUBMITTED");
		send(post("/office/reports/review").param("report", ticked).param("action", "approve"), "coordinator");
		assertThat(this.months.state(this.code, MONTH)).isEqualTo("APPROVED");
	}

	@Test
	void speaksOfButtonsOnlyToThoseWhoHaveThem() throws Exception {
		this.months.submit(this.code, MONTH, Months.content("做了"));
		for (String reader : List.of("coordinator", "leader", "finance")) {
			assertThat(page(reader)).as(reader).contains("已报送，正在审核。").doesNotContain("可以撤回修改");
		}
		assertThat(page("editor-agriculture")).contains("审核前可以撤回修改");
		this.months.approve(this.code, MONTH);
		assertThat(page("leader")).contains("已审核通过并锁定。").doesNotContain("请用“更正”");
		assertThat(page("editor-agriculture")).contains("请用“更正”");
	}

	@Test
	void foldsWhatACorrectionDoesNotNeed() throws Exception {
		this.months.report(this.code, MONTH,
				Months.content("做了", this.months.progress(this.code, 1, "2028-01-04", "30", null)));
		this.months.reports.correct(this.code, MONTH, "数字有误", UUID.randomUUID(), this.months.editor());
		assertThat(page("editor-agriculture")).contains("没有改动的节点（2 个）");
		String page = answer(form("submit").param("rows[0].percent", "三成").param("done", "做了"), "editor-agriculture");
		assertThat(page).contains("没有改动的节点（1 个）");
		assertThat(page.indexOf("id=\"row0\"")).isLessThan(page.indexOf("没有改动的节点（")).isPositive();
		assertThat(page.indexOf("id=\"row1\"")).isGreaterThan(page.indexOf("没有改动的节点（"));
	}

	@Test
	void saysOfWhichMilestoneAMarkWaits() throws Exception {
		assertThat(page("editor-agriculture")).doesNotContain("还在等待审核");
		this.months.projects.submit(this.code,
				new BeginMilestone(this.months.milestone(this.code, 1), LocalDate.of(2028, 1, 5)),
				new Submission(UUID.randomUUID(), 0), this.months.editor());
		assertThat(page("editor-agriculture")).contains("还在等待审核", "value=\"2028-01-05\"");
	}

	@Test
	void saysThatOneWaitsToWhomSendsAnotherForm() throws Exception {
		this.months.submit(this.code, MONTH, Months.content("先报的"));
		String page = answer(form("submit").param("done", "后报的"), "editor-agriculture");
		assertThat(page).contains("已报送，正在审核", "后报的");
		assertThat(this.desk.sheet(this.code, MONTH, this.months.editor()).current()).isNotNull()
			.satisfies((current) -> assertThat(current.done()).isEqualTo("先报的"));
	}

	private MockHttpServletRequestBuilder form(String action) {
		MockHttpServletRequestBuilder form = post(home()).param("action", action)
			.param("submission", UUID.randomUUID().toString())
			.param("version", String.valueOf(this.months.version(this.code, MONTH)));
		for (int row = 0; row < 2; row++) {
			form.param("rows[" + row + "].id", String.valueOf(this.months.milestone(this.code, row + 1)));
		}
		return form;
	}

	private String tick(String code) {
		return this.months.id(code, MONTH) + ":" + this.months.version(code, MONTH);
	}

	private String home() {
		return "/office/reports/" + this.code + "/" + MONTH;
	}

	private String page(String username) throws Exception {
		return answer(get(home()), username);
	}

	private String answer(AbstractMockHttpServletRequestBuilder<?> request, String username) throws Exception {
		return send(request, username).getResponse().getContentAsString();
	}

	private MvcResult send(AbstractMockHttpServletRequestBuilder<?> request, String username) throws Exception {
		request.with(csrf()).with(Officials.signedIn(this.months.official(username)));
		return this.mvc.perform(request).andReturn();
	}

	private static List<String> errors(String page) {
		int start = page.indexOf("id=\"errors\"");
		return ERROR.matcher(page.substring(start, page.indexOf("</ul>", start)))
			.results()
			.map((MatchResult error) -> error.group(1) + " " + error.group(2))
			.toList();
	}

	private void at(String moment) {
		this.months.clock.set(LocalDateTime.parse(moment));
	}

}

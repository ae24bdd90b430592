package org.commonprosperity.portal.office.web;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.organisation.WorkingDays;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * An administrator loads the calendar of a year: looked at first, then written as a
 * whole, with a line of history.
 */
@AutoConfigureMockMvc
@PortalTest(properties = "portal.test.database=reminders")
class CalendarPagesIntegrationTests {

	private static final LocalDate HOLIDAY = LocalDate.of(2031, 10, 1);

	@Autowired
	private MockMvc mvc;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private WorkingDays workingDays;

	@Autowired
	private Clock clock;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void nothingIsLoaded() {
		this.jdbc.sql("delete from calendar_day").update();
	}

	@Test
	void writesNothingBeforeItWasLookedAt() throws Exception {
		String page = send(Map.of("year", "2031", "lines", "2031-10-01,休,国庆节\n2031-10-11,班")).getContentAsString();
		assertThat(page).contains("核对 2031 年", "新增 2 天", "2031-10-01", "国庆节", "保存 2031 年");
		assertThat(this.workingDays.loadedYears()).isEmpty();

		// unseen, so shown again instead of written
		String unseen = send(Map.of("year", "2031", "lines", "2031-10-01,休", "step", "write", "checked", "1"))
			.getContentAsString();
		assertThat(unseen).contains("核对 2031 年");
		assertThat(this.workingDays.loadedYears()).isEmpty();
	}

	@Test
	void replacesTheYearWhollyAndLeavesOthersAlone() throws Exception {
		write("2030", "2030-01-01,休,元旦");
		write("2031", "2031-10-01,休,国庆节\n2031-10-11,班");
		assertThat(this.workingDays.isWorking(HOLIDAY)).isFalse();
		assertThat(this.workingDays.isWorking(LocalDate.of(2031, 10, 11))).isTrue();

		write("2031", "2031-10-02,休,国庆节");
		assertThat(this.workingDays.isWorking(HOLIDAY)).isTrue();
		assertThat(this.workingDays.loaded(2031)).hasSize(1);
		assertThat(this.workingDays.loadedYears()).containsExactly(2030, 2031);
		String history = this.jdbc.sql("""
				select string_agg(differences::text, ' ' order by id) from record_change
				where record_type = 'calendar' and record_key = '2031' and action = 'calendar-loaded'""")
			.query(String.class)
			.single();
		assertThat(history).contains("2031-10-11", "{calendar.on}", "2031-10-02");
	}

	@Test
	void tellsEachLineThatCannotBeReadAndKeepsWhatWasTyped() throws Exception {
		String page = send(Map.of("year", "2031", "lines", "2031-10-01,休,国庆节\n2031-02-30,休\n2031-10-12,歇"))
			.getContentAsString();
		assertThat(page).contains("第 2 行：日期“2031-02-30”读不出来", "第 3 行：“歇”应写休或班", "2031-10-01,休,国庆节")
			.doesNotContain("保存 2031 年");
		assertThat(this.workingDays.loadedYears()).isEmpty();
	}

	@Test
	void showsTheLatestRecordWhenSomebodyLoadedTheYearMeanwhile() throws Exception {
		Map<String, String> slow = looked("2031", "2031-10-01,休,国庆节");
		write("2031", "2031-10-03,休,国庆节");
		String page = send(slow).getContentAsString();
		assertThat(page).contains("别人刚保存过这一年", "新增 1 天", "去掉 1 天", "2031-10-03");
		assertThat(this.workingDays.isWorking(HOLIDAY)).isTrue();
		assertThat(this.workingDays.loaded(2031)).hasSize(1);
	}

	@Test
	void readsAFileFromASpreadsheetOfAnOffice() throws Exception {
		MockMultipartFile file = new MockMultipartFile("file", "2031 年放假安排.csv", "text/csv",
				"日期,安排,名称\r\n2031/10/1,休,国庆节\r\n".getBytes(Charset.forName("GB18030")));
		String page = this.mvc
			.perform(MockMvcRequestBuilders.multipart("/office/calendar")
				.file(file)
				.param("year", "2031")
				.param("submission", UUID.randomUUID().toString())
				.with(Officials.signedIn(admin()))
				.with(csrf()))
			.andReturn()
			.getResponse()
			.getContentAsString();
		assertThat(page).contains("2031/10/1,休,国庆节", "保存 2031 年");
	}

	@Test
	void refusesAFileThatIsNoText() throws Exception {
		MockMultipartFile file = new MockMultipartFile("file", "a.xlsx", null, new byte[] { 'P', 'K', 3, 4, 0, 0 });
		String page = this.mvc
			.perform(MockMvcRequestBuilders.multipart("/office/calendar")
				.file(file)
				.param("year", "2031")
				.with(Officials.signedIn(admin()))
				.with(csrf()))
			.andReturn()
			.getResponse()
			.getContentAsString();
		assertThat(page).contains("文件读不出来");
	}

	@Test
	void saysWhereWeekendsAloneCount() throws Exception {
		int year = LocalDate.now(this.clock).getYear();
		assertThat(open()).contains(year + " 年还没有安排，只按周末休息计算");
		write(String.valueOf(year), year + "-10-01,休,国庆节");
		assertThat(open()).doesNotContain(year + " 年还没有安排").contains((year + 1) + " 年还没有安排", "国庆节");
	}

	private String open() throws Exception {
		return this.mvc.perform(MockMvcRequestBuilders.get("/office/calendar").with(Officials.signedIn(admin())))
			.andReturn()
			.getResponse()
			.getContentAsString();
	}

	private void write(String year, String lines) throws Exception {
		MockHttpServletResponse answer = send(looked(year, lines));
		assertThat(answer.getRedirectedUrl()).isEqualTo("/office/calendar");
	}

	/** The form as it stands after its change was shown. */
	private Map<String, String> looked(String year, String lines) throws Exception {
		String page = send(Map.of("year", year, "lines", lines)).getContentAsString();
		return Map.of("year", year, "lines", lines, "step", "write", "version", hidden(page, "version"), "checked",
				hidden(page, "checked"));
	}

	private static String hidden(String page, String name) {
		Matcher field = Pattern.compile("name=\"" + name + "\" value=\"(-?\\d+)\"").matcher(page);
		assertThat(field.find()).as(name).isTrue();
		return field.group(1);
	}

	private MockHttpServletResponse send(Map<String, String> form) throws Exception {
		var request = MockMvcRequestBuilders.post("/office/calendar")
			.param("submission", UUID.randomUUID().toString())
			.with(Officials.signedIn(admin()))
			.with(csrf());
		form.forEach(request::param);
		return this.mvc.perform(request).andReturn().getResponse();
	}

	private Official admin() {
		return this.accounts.findByUsername("admin").orElseThrow();
	}

}

package org.commonprosperity.portal.reporting.web;

import java.time.Clock;
import java.time.YearMonth;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * The form of a new reporting policy opens with what holds for the month that it offers,
 * and offers no month that has a version of its own.
 */
@AutoConfigureMockMvc
@PortalTest(properties = "portal.test.database=reminders")
class PolicyPagesIntegrationTests {

	@Autowired
	private MockMvc mvc;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clock clock;

	@AfterEach
	void theFirstVersionAlone() {
		this.jdbc.sql("delete from reporting_policy where set_by is not null").update();
	}

	@Test
	void opensWithTheLatestVersionAndTheNextMonthThatIsFree() throws Exception {
		YearMonth next = YearMonth.now(this.clock).plusMonths(1);
		String before = open();
		assertThat(value(before, "dueDay") + " " + value(before, "opensDay") + " " + value(before, "lateMonths"))
			.isEqualTo("5 25 3");
		assertThat(month(before)).isEqualTo(next.toString());
		assertThat(before).contains("本月适用").doesNotContain("尚未开始");

		this.mvc.perform(asAdmin(MockMvcRequestBuilders.post("/office/policy")).param("dueDay", "8")
			.param("opensDay", "20")
			.param("lateMonths", "2")
			.param("validFrom", next.toString())
			.param("submission", UUID.randomUUID().toString())
			.with(csrf()));

		String after = open();
		assertThat(value(after, "dueDay") + " " + value(after, "opensDay") + " " + value(after, "lateMonths"))
			.isEqualTo("8 20 2");
		assertThat(month(after)).isEqualTo(next.plusMonths(1).toString());
		assertThat(after).contains("本月适用", "尚未开始").doesNotContain("<option value=\"" + next + "\"");
	}

	private String open() throws Exception {
		return this.mvc.perform(asAdmin(MockMvcRequestBuilders.get("/office/policy")))
			.andReturn()
			.getResponse()
			.getContentAsString();
	}

	private MockHttpServletRequestBuilder asAdmin(MockHttpServletRequestBuilder request) {
		return request.with(Officials.signedIn(this.accounts.findByUsername("admin").orElseThrow()));
	}

	private static String value(String page, String name) {
		Matcher field = Pattern.compile("<input[^>]*name=\"" + name + "\"[^>]*>").matcher(page);
		assertThat(field.find()).as(name).isTrue();
		return field.group().replaceAll(".* value=\"([^\"]*)\".*", "$1");
	}

	private static String month(String page) {
		Matcher option = Pattern.compile("<option value=\"(\\d{4}-\\d{2})\"[^>]*selected").matcher(page);
		assertThat(option.find()).as("a month is chosen").isTrue();
		return option.group(1);
	}

}

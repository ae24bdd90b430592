package org.commonprosperity.portal.dividend;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.Payments.Project;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * What is taken away from the pages of payments is what they show, and who took it away
 * is on record; forms tell what to mend and count once.
 */
@AutoConfigureMockMvc
@PortalTest(properties = "portal.test.database=payment-pages")
@Import({ TestClock.InPortal.class, Dividends.class, Payments.class })
class PaymentPagesIntegrationTests {

	private static final String PAGE = "/office/dividends/payments/";

	@Autowired
	private Payments payments;

	@Autowired
	private Dividends dividends;

	@Autowired
	private MockMvc mvc;

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void theBanksFileHoldsWhatTheBankNeedsAndWhoTookItIsOnRecord() throws Exception {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025);
		String file = PAGE + batch + "/bank.csv";
		MockHttpServletResponse refused = get(file, this.dividends.finance());
		assertThat(refused.getStatus()).isEqualTo(302);
		assertThat(refused.getRedirectedUrl()).endsWith(PAGE + batch);
		this.payments.publish(batch);
		this.dividends.at("2026-02-01T09:00");
		this.payments.post(batch);
		String csv = get(file, this.dividends.finance()).getContentAsString(StandardCharsets.UTF_8);
		String account = this.dividends.jdbc.sql("select bank_account from contributor where number = ?")
			.param(project.one())
			.query(String.class)
			.single();
		assertThat(csv.lines().filter((line) -> line.contains(project.one()))).singleElement()
			.asString()
			.contains(this.payments.reference(batch, project.one()), account, "示例银行", "2000.00", "2025");
		assertThat(this.dividends.jdbc.sql("select count(*) from audit_entry where kind = 'EXPORT' and subject = ?")
			.param(file)
			.query(Long.class)
			.single()).isEqualTo(1);
		assertThat(this.dividends.jdbc.sql(
				"select count(*) from record_change where record_type = 'payment-batch' and record_key = ? and action = 'payment-batch.taken-out'")
			.param(String.valueOf(batch))
			.query(Long.class)
			.single()).isEqualTo(1);
		for (String other : List.of("leader", "editor-agriculture", "clerk-dali", "admin", "auditor")) {
			assertThat(get(file, this.dividends.official(other)).getStatus()).as(other).isEqualTo(403);
		}
	}

	@Test
	void noTrailAndNoHistoryNamesAPersonOrAnAccount() throws Exception {
		Project project = this.payments.project();
		long batch = this.payments.posted(project.code(), 2025);
		get(PAGE + batch + "/bank.xlsx", this.dividends.finance());
		get("/office/dividends/statements/" + project.one() + ".xlsx", this.dividends.finance());
		this.payments.write(this.payments.paid(this.payments.reference(batch, project.one()), "NN" + batch));
		String all = String.join("\n",
				this.dividends.jdbc.sql("""
						select coalesce(subject, '') || coalesce(detail, '') from audit_entry
						union all select record_key || coalesce(note, '') || differences::text from record_change""")
					.query(String.class)
					.list());
		assertThat(all).contains("payment-batch/" + batch)
			.doesNotContain("试验户" + project.one())
			.doesNotContain("6222020000" + project.one().replaceAll("\\D", ""));
	}

	@Test
	void tablesGoOutAsTheyStand() throws Exception {
		Project project = this.payments.project();
		long batch = this.payments.posted(project.code(), 2025);
		this.payments.write(this.payments.paid(this.payments.reference(batch, project.one()), "TT" + batch),
				this.payments.answer(this.payments.reference(batch, project.two()), "FAILED", "2026-01-27", null,
						"账号不符"));
		Official finance = this.dividends.finance();
		assertThat(csv(PAGE + batch + ".csv", finance)).contains(project.one(), "已付", "TT" + batch, "账号不符", "银行办理中")
			.doesNotContain("6222020000");
		assertThat(csv(PAGE + batch + ".csv?state=FAILED", finance)).contains(project.two())
			.doesNotContain(project.one());
		assertThat(csv("/office/dividends/payments.csv?state=POSTED", finance)).contains("试验项目" + project.code(),
				"银行办理中", "84000.00");
		assertThat(csv("/office/dividends/notices.csv", finance)).contains("低保家庭", "村集体经济组织", "80000.00");
		assertThat(csv("/office/dividends/statements/" + project.one() + ".csv", finance)).contains("年度分红", "2000.00",
				"-2000.00", "银行 2026-01-27 付");
		assertThat(csv("/office/dividends/due.csv", finance)).contains("试验项目" + project.code(), "80000.00");
		assertThat(csv("/office/dividends/due/quarters.csv", finance)).contains("2026 年第 1 季度");
		assertThat(csv("/office/dividends/due/ages.csv", finance)).contains("未到期（元）", "82000.00");
	}

	@Test
	void formsTellWhatToMendAndCountOnce() throws Exception {
		Project project = this.payments.project();
		UUID form = UUID.randomUUID();
		Official finance = this.dividends.finance();
		String first = null;
		for (int i = 0; i < 2; i++) {
			String to = post(PAGE + "new", finance, "project", project.code(), "year", "2025", "submission",
					form.toString())
				.getRedirectedUrl();
			assertThat(to).matches(PAGE + "\\d+");
			assertThat(first == null || first.equals(to)).isTrue();
			first = to;
		}
		assertThat(post(PAGE + "new", finance, "project", project.code(), "year", "2025").getContentAsString())
			.contains("没有要付的");
		long batch = Long.parseLong(String.valueOf(first).substring(PAGE.length()));
		this.payments.publish(batch);
		long notice = this.payments.notice(batch);
		String objections = "/office/dividends/notices/" + notice + "/objections";
		assertThat(post(objections, finance, "receivedOn", "2026-02-30", "objection", "x").getContentAsString())
			.contains("errors");
		assertThat(post(objections, finance, "receivedOn", "2026-01-20", "objection", " ").getContentAsString())
			.contains("请填写异议内容");
		assertThat(post(objections, finance, "receivedOn", "2026-01-20", "objection", "x".repeat(2001))
			.getContentAsString()).contains("errors");
		Official admin = this.dividends.official("admin");
		String policy = "/office/dividends/notices/policy";
		assertThat(post(policy, admin, "days", "0").getContentAsString()).contains("请填写 1 到 60 之间的整数");
		assertThat(post(policy, admin, "days", "七").getContentAsString()).contains("errors");
		assertThat(get(policy, admin).getContentAsString()).contains("第");
	}

	@Test
	void whatIsNotThereIsNotFound() throws Exception {
		for (String address : List.of(PAGE + "999999", PAGE + "999999.csv", PAGE + "999999/bank.csv",
				"/office/dividends/statements/nobody", "/office/dividends/notices/999999/objections")) {
			assertThat(get(address, this.dividends.finance()).getStatus()).as(address).isEqualTo(404);
		}
		assertThat(get(PAGE + "new?project=nowhere&year=x", this.dividends.finance()).getStatus()).isEqualTo(200);
		assertThat(get("/office/dividends/payments?state=nothing&page=99", this.dividends.finance()).getStatus())
			.isEqualTo(200);
	}

	private String csv(String address, Official by) throws Exception {
		MockHttpServletResponse response = get(address, by);
		assertThat(response.getStatus()).as(address).isEqualTo(200);
		return response.getContentAsString(StandardCharsets.UTF_8).replace('\u00a0', ' ');
	}

	private MockHttpServletResponse get(String address, Official by) throws Exception {
		MockHttpServletResponse response = this.mvc
			.perform(MockMvcRequestBuilders.get(address).with(Officials.signedIn(by)))
			.andReturn()
			.getResponse();
		response.setCharacterEncoding("UTF-8");
		return response;
	}

	private MockHttpServletResponse post(String address, Official by, String... fields) throws Exception {
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(address)
			.with(Officials.signedIn(by))
			.with(csrf());
		for (int i = 0; i < fields.length; i += 2) {
			request.param(fields[i], fields[i + 1]);
		}
		MockHttpServletResponse response = this.mvc.perform(request).andReturn().getResponse();
		response.setCharacterEncoding("UTF-8");
		return response;
	}

}

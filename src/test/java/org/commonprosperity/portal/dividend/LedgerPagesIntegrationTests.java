package org.commonprosperity.portal.dividend;

import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.account.Visitor;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The officials' pages of the ledger over HTTP: what is left out, what came in between,
 * what is taken away as a file.
 */
@DividendTest
class LedgerPagesIntegrationTests {

	private static final String HOME = "/office/dividends";

	@LocalServerPort
	private int port;

	@Autowired
	private Dividends dividends;

	private String project;

	@BeforeEach
	void aProject() {
		this.dividends.at("2026-02-10T09:00:00");
		this.project = this.dividends.project();
	}

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void tellEverythingThatIsMissingAtOnceAndKeepWhatWasTyped() {
		Visitor editor = signedIn("editor-agriculture");
		String address = HOME + "/projects/" + this.project + "/contributions/new";
		editor.get(address).submit(address, Map.of("reference", "SJ-9", "principal", "一千"));
		assertThat(editor.status()).isEqualTo(200);
		assertThat(editor.body()).contains("请填写“出资人编号”", "请填写“出资日期”", "请填写“文件的名称或文号”", "value=\"SJ-9\"", "value=\"一千\"")
			.doesNotContain("请填写“收据号或协议号”");
	}

	@Test
	void showBothVersionsWhereAnotherPersonSavedInBetween() {
		String number = this.dividends.household(this.project, null, null);
		Visitor editor = signedIn("editor-agriculture");
		String address = HOME + "/contributors/" + number + "/edit";
		editor.get(address);
		this.dividends.change(number, new ContributorDetails("dali", "别人改的", null, null, null));
		editor.submit(address, Map.of("community", "dali", "name", "自己改的"));
		assertThat(editor.status()).isEqualTo(409);
		assertThat(editor.body()).contains("别人改过这份登记", "别人改的", "value=\"自己改的\"");
		editor.submit(address, Map.of("community", "dali", "name", "自己改的"));
		assertThat(editor.status()).isEqualTo(302);
		assertThat(editor.follow().body()).contains("自己改的").doesNotContain("别人改的");
	}

	@Test
	void showBeforehandWhatAnotherStartOfOperationWouldPost() {
		String giver = this.dividends.collective(this.project);
		this.dividends.contribution(this.project, giver, "2022-11-01", "1000000.00");
		this.dividends.start(this.project, "2024-01-01");
		this.dividends.post(this.project, 2023);
		Visitor editor = signedIn("editor-agriculture");
		String address = HOME + "/projects/" + this.project + "/operation/new";
		editor.get(address).submit(address, Map.of("action", "preview", "startedOn", "2023-12-15"));
		assertThat(editor.body().replace('\u202f', ' ')).contains("如果自 2023 年 12 月 15 日起运营", "47 671.23", "3 726.03",
				"-2 328.77", "合计补记", "value=\"2023-12-15\"");
		assertThat(this.dividends.jdbc.sql("""
				select count(*) from operation_start o join project p on p.id = o.project_id where p.code = ?""")
			.param(this.project)
			.query(Long.class)
			.single()).as("nothing is entered by looking").isOne();
		editor.submit(address, Map.of("action", "propose", "startedOn", "2023-12-15", "document", "验收报告"));
		assertThat(editor.body()).as("a correction needs a reason").contains("id=\"errors\"");
		Map<String, Object> late = Map.of("action", "propose", "startedOn", "2027-01-01", "document", "验收报告", "reason",
				"推迟");
		editor.get(address).submit(address, late);
		assertThat(editor.status()).isEqualTo(200);
		assertThat(editor.body().replace('\u202f', ' ')).contains("这一天还没有到", "比现在登记的 2024 年 1 月 1 日 晚",
				"name=\"warned\"");
		editor.submit(address, late);
		assertThat(editor.status()).as("who was warned and means it").isEqualTo(302);
	}

	@Test
	void letAnotherPersonDecideAndSayWhatWasReturned() {
		String giver = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		long id = this.dividends.enter(this.project, giver, "2024-01-01", "20000.00");
		String address = HOME + "/contributions/" + id;
		Visitor coordinator = signedIn("coordinator");
		coordinator.get(address).submit(address + "/return", Map.of("note", ""));
		assertThat(coordinator.follow().body()).contains("flash problem");
		coordinator.submit(address + "/return", Map.of("note", "协议上是 2 万 5 千"));
		assertThat(coordinator.follow().body()).contains("已退回");
		assertThat(signedIn("editor-agriculture").get(address).body()).contains("协议上是 2 万 5 千", "改好后重新登记");
	}

	@Test
	void approveWhatWasTickedAndSayWhatStoodInTheWayOfTheRest() {
		String giver = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		long one = this.dividends.enter(this.project, giver, "2024-01-01", "100.00");
		long other = this.dividends.enter(this.project, giver, "2024-01-02", "100.00");
		Visitor coordinator = signedIn("coordinator");
		coordinator.get(HOME + "/review");
		this.dividends.contributions.retract(other, this.dividends.editor());
		coordinator.submit(HOME + "/review",
				Map.of("entry", List.of("c:" + one + ":0", "c:" + other + ":0", "nonsense")));
		assertThat(coordinator.follow().body()).contains("已通过 1 项", "flash problem");
		assertThat(this.dividends.state("contribution", one)).isEqualTo("APPROVED");
		assertThat(this.dividends.state("contribution", other)).isEqualTo("RETRACTED");
	}

	@Test
	void giveListsAwayNarrowedAndInert() {
		String number = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		this.dividends.change(number, new ContributorDetails("dali", "=1+1", "330482197001010011", null, null));
		this.dividends.contribution(this.project, number, "2024-01-01", "20000.00");
		Visitor finance = signedIn("finance");
		String roll = finance.get(HOME + "/contributors.csv?q=" + number).body();
		assertThat(roll).contains(number, "3304**********0011", "20000.00")
			.doesNotContain("330482197001010011", "\n=1+1", ",=1+1");
		String listed = finance.get(HOME + "/contributions.csv?project=" + this.project).body();
		assertThat(listed).contains(number, "2024-01-01", "已审核").contains("20000.00");
		assertThat(finance.get(HOME + "/contributions.csv?project=" + this.project + "&standing=ENDED").body())
			.doesNotContain(number);
		assertThat(signedIn("editor-economy").get(HOME + "/contributions.csv?project=" + this.project).body())
			.doesNotContain(number);
	}

	@Test
	void giveARunAwayLineByLine() {
		String known = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		String unknown = this.dividends.household(this.project, null, null);
		this.dividends.contribution(this.project, known, "2022-01-01", "20000.00");
		this.dividends.contribution(this.project, unknown, "2022-01-01", "10000.00");
		this.dividends.start(this.project, "2024-01-01");
		long run = this.dividends.runs.prepareNow(this.project, 2024, this.dividends.finance());
		Visitor coordinator = signedIn("coordinator");
		String page = coordinator.get(HOME + "/runs/" + run).body().replace('\u202f', ' ');
		assertThat(page).contains("20 000.00 元 × 10% = 2 000.00 元（全年）", "这些日子没有登记类别", "请责任部门核对并登记这户的类别");
		assertThat(coordinator.get(HOME + "/runs/" + run + ".csv?q=" + known).body()).contains(known, "2000.00")
			.doesNotContain(unknown);
		assertThat(coordinator.get(HOME + "/runs/" + run + "/unresolved.csv").body()).contains(unknown, "2024-12-31")
			.doesNotContain(known);
	}

	private Visitor signedIn(String username) {
		Visitor visitor = new Visitor(this.port).signIn(username, Visit.PASSWORD);
		assertThat(visitor.location()).as(username + " is signed in").doesNotContain("/login");
		return visitor;
	}

}

package org.commonprosperity.portal.publication.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.commonprosperity.portal.support.ProductionTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Outside demo mode the portal shows what is really known of the district, says where it
 * comes from, and says 待填报 of everything else.
 */
@ProductionTest
class RealFactsIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void knowsTheSevenProjectsAndNoPlanOfThem() throws Exception {
		String overview = get("/");
		assertThat(overview).contains("公共码头", "“钟溪棹歌·隐世田园”精品线运营", "共富工厂", "“飞地抱团”发展", "共富工坊", "“一老一小”服务提升", "网格智治")
			.contains("7 个尚未填报计划。")
			.doesNotContain("演示");
		assertThat(overview.split("项目归类待确认", -1)).hasSize(5);
	}

	@Test
	void showsTheHeadlineFiguresWithPeriodGrowthAndSource() throws Exception {
		assertThat(get("/")).contains("151.9", "480.87", "109.68", "同比 +10.4%", "同比 +6.0%", "2022 年 1–9 月",
				"《共赴一场“共富之约” 平湖经开以党建统领凝聚奔富力量》");
	}

	@Test
	void showsWhatIsKnownOfAProjectAndSaysWhatIsNot() throws Exception {
		String wharf = get("/projects/wharf");
		assertThat(wharf).contains("2023-12-31", "2022 年 10 月完成码头部分施工招标", "村集体经济组织每年固定分红 8%");
		assertThat(wharf.split("待填报", -1).length).as("lead, department, start, state and plan are unknown")
			.isGreaterThan(5);
		assertThat(get("/projects/workshops")).contains("残疾职工 403 人，约占职工总数的 50%");
		assertThat(get("/projects/boutique-line")).contains("好德研学", "绿醇酒肆", "藤萝花宿", "白荡浜", "大力村", "总投资超过 3000 万元");
	}

	@Test
	void citesASourceForEveryFactOnRecord() {
		List<String> without = this.jdbc
			.sql("""
					select p.code || ' ' || f.field from project p cross join lateral (values
						('CONTENT', p.content is not null), ('LEAD_OFFICIAL', p.lead_official is not null),
						('DEPARTMENT', p.department_id is not null), ('START', p.start_date is not null),
						('DEADLINE', p.deadline is not null), ('CLASSIFICATION', true)) as f (field, known)
					where f.known and not exists (select 1 from fact_source s where s.project_id = p.id and s.field = f.field)""")
			.query(String.class)
			.list();
		assertThat(without).isEmpty();
	}

	@Test
	void hasNoAccountAndNoDemoData() {
		assertThat(this.jdbc.sql("select count(*) from account").query(Long.class).single()).isZero();
		assertThat(this.jdbc.sql("select count(*) from source where kind = 'DEMO'").query(Long.class).single())
			.isZero();
		assertThat(this.jdbc.sql("select count(*) from milestone").query(Long.class).single()).isZero();
	}

	@Test
	void answersInEnglishToWhoChoseIt() throws Exception {
		HttpResponse<String> english = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/projects/wharf"))
				.header("Cookie", "lang=en")
				.build(), BodyHandlers.ofString());
		assertThat(english.body()).contains("lang=\"en\"", "Public wharf", "to be reported", "village collectives");
		assertThat(english.headers().firstValue("Vary"))
			.hasValueSatisfying((vary) -> assertThat(vary).containsIgnoringCase("Cookie"));
	}

	private String get(String path) throws Exception {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
				.header("Accept-Language", "en")
				.build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body().replaceAll("<[^>]*>", "").replace('\u00a0', ' ');
	}

}

package org.commonprosperity.portal.publication.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.PublicPages;
import org.commonprosperity.portal.support.StatementCounter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A public page asks the database a fixed number of questions, however many rows there
 * are: counted over the wire for the seven projects and for seven thousand.
 */
@PortalTest(properties = "portal.test.database=statements")
class StatementsIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	@Autowired
	private StatementCounter counter;

	@Autowired
	private JdbcClient jdbc;

	private final HttpClient browser = HttpClient.newHttpClient();

	@Test
	void answersEveryPublicPageFromAsManyStatementsForSevenThousandProjectsAsForSeven() throws Exception {
		Map<String, List<String>> few = statements();
		assertThat(few.get("/")).as("the overview asks the database at all").isNotEmpty();
		assertThat(few.get("/projects/wharf").size()).isBetween(5, 30);
		this.jdbc
			.sql("""
					insert into project (code, position, name, classification, department_id, start_date, deadline, updated_at, plan_since)
					select 'many-' || n, 100 + n, '项目' || n, 'FLAGSHIP', (select min(id) from department), date '2026-01-01',
						date '2027-12-31', now(), current_date - 150 from generate_series(1, 6993) n""")
			.update();
		this.jdbc.sql("""
				insert into milestone (project_id, position, name, weight, planned_start, due_date)
				select p.id, n, '节点' || n, 25, date '2026-01-01' + 90 * n, date '2026-03-31' + 90 * n
				from project p cross join generate_series(1, 4) n where p.code like 'many-%'""").update();
		// the wharf's own page gets longer too
		this.jdbc
			.sql("""
					insert into venture (project_id, name, kind, source_id)
					select p.id, '商户' || n, '餐饮', (select min(id) from source) from project p cross join generate_series(1, 500) n
					where p.code = 'wharf'""")
			.update();
		// the page of jobs, too
		this.jdbc.sql("""
				insert into workshop (name, kind_id, community_id, state, source_id, updated_at)
				select '工坊' || n, (select min(id) from workshop_kind), (select min(id) from community), 'OPEN',
					(select min(id) from source), now() from generate_series(1, 500) n""").update();
		this.jdbc.sql("""
				insert into opening (workshop_id, post, contact, telephone, opened_on, state, source_id, updated_at)
				select id, '岗位', '村委会', '0573-00000000', current_date, 'OPEN', source_id, now() from workshop""")
			.update();
		this.jdbc
			.sql("""
					insert into alliance_support (code, organisation_id, project_id, workshop_id, what, since, source_id, updated_at)
					select 'many-' || w.id, o.id, p.id, w.id, '派师傅带教', current_date, w.source_id, now()
					from workshop w, party_organisation o, project p
					where p.code = 'workshops' and o.id = (select min(id) from party_organisation)""")
			.update();
		assertThat(this.jdbc.sql("select count(*) from project").query(Long.class).single()).isEqualTo(7000);
		Map<String, List<String>> many = statements();
		few.forEach((address, asked) -> assertThat(many.get(address)).as(address).hasSameSizeAs(asked));
	}

	private Map<String, List<String>> statements() throws Exception {
		Map<String, List<String>> statements = new LinkedHashMap<>();
		List<String> addresses = new ArrayList<>(PublicPages.addresses(this.mappings));
		addresses.addAll(PublicPages.files());
		for (String address : addresses) {
			this.counter.reset();
			int status = this.browser
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + address)).build(),
						BodyHandlers.discarding())
				.statusCode();
			assertThat(status).as(address).isIn(200, 404, 410);
			statements.put(address, this.counter.statements());
		}
		return statements;
	}

}

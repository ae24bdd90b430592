package org.commonprosperity.portal;

import java.time.YearMonth;
import java.time.ZoneId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.reporting.OrderLetter;
import org.commonprosperity.portal.reporting.OrderService;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * Every office address against every role, for the wharf and the enclave, which belong to
 * the department of editor-agriculture, and for the village of clerk-dali. An address
 * that is missing from the table fails the test, so nobody adds one without saying who
 * may use it.
 */
@AutoConfigureMockMvc
@PortalTest(properties = "portal.test.database=office-access")
class OfficeAccessIntegrationTests {

	private static final Set<String> ANYBODY = Set.of("admin", "security", "auditor", "coordinator", "leader",
			"finance", "editor-agriculture", "editor-economy", "clerk-dali");

	private static final Set<String> SEE = Set.of("coordinator", "leader", "finance", "editor-agriculture");

	private static final Set<String> EDIT = Set.of("coordinator", "editor-agriculture");

	private static final Set<String> OWN = Set.of("editor-agriculture");

	private static final Set<String> CLERK = Set.of("clerk-dali");

	/**
	 * Whose records can come as spreadsheets; whose import it is, is asked of the import.
	 */
	private static final Set<String> IMPORT = Set.of("coordinator", "finance", "editor-agriculture", "editor-economy",
			"clerk-dali");

	private static final Set<String> COORDINATOR = Set.of("coordinator");

	private static final String CONTRIBUTOR = "OA-1";

	private static final Set<String> ADMIN = Set.of("admin");

	private static final Set<String> SECURITY = Set.of("security");

	private static final Set<String> ACCOUNTS = Set.of("admin", "security");

	private static final Set<String> AUDITOR = Set.of("auditor");

	/** A form that would be taken from who may send it, wherever its fields fit. */
	private static final Map<String, String> FULL_FORM = Map.of("submission", "00000000-0000-0000-0000-000000000001",
			"version", "0", "on", "2026-11-01", "percent", "50", "reason", "x", "name", "x", "newDueDate", "2030-01-01",
			"state", "ON_TRACK", "note", "x", "content", "x");

	/** The last month, whose report is on record. */
	private static final String MONTH = YearMonth.now(ZoneId.of("Asia/Shanghai")).minusMonths(2).toString();

	private static final Map<String, Set<String>> ALLOWED = new LinkedHashMap<>();

	static {
		ALLOWED.put("GET /office", ANYBODY);
		ALLOWED.put("GET /office/resume", ANYBODY);
		ALLOWED.put("POST /office/resume/discard", ANYBODY);
		ALLOWED.put("GET /office/password", ANYBODY);
		ALLOWED.put("POST /office/password", ANYBODY);
		ALLOWED.put("GET /office/deputy", ANYBODY);
		ALLOWED.put("POST /office/deputy", ANYBODY);
		ALLOWED.put("POST /office/deputy/{id}/end", ANYBODY);
		ALLOWED.put("POST /office/deputy/{id}/act", ANYBODY);
		ALLOWED.put("POST /office/deputy/stop", ANYBODY);
		ALLOWED.put("GET /office/projects", ANYBODY);
		ALLOWED.put("GET /office/projects/{code}", SEE);
		for (String form : List.of("record", "plan", "state", "classification", "ventures/new", "ventures/{id}",
				"ventures/{id}/remove", "sites/new", "milestones/{id}/begin", "milestones/{id}/percent",
				"milestones/{id}/met", "milestones/{id}/postpone", "milestones/{id}/correct")) {
			ALLOWED.put("GET /office/projects/{code}/" + form, EDIT);
			ALLOWED.put("POST /office/projects/{code}/" + form, EDIT);
		}
		ALLOWED.put("GET /office/projects/{code}/leader", COORDINATOR);
		ALLOWED.put("POST /office/projects/{code}/leader", COORDINATOR);
		ALLOWED.put("POST /office/projects/{code}/proposals/{id}/withdraw", OWN);
		ALLOWED.put("GET /office/approvals", COORDINATOR);
		ALLOWED.put("POST /office/approvals/{id}/approve", COORDINATOR);
		ALLOWED.put("POST /office/approvals/{id}/return", COORDINATOR);
		ALLOWED.put("GET /office/reports", ANYBODY);
		ALLOWED.put("GET /office/reports/review", COORDINATOR);
		ALLOWED.put("POST /office/reports/review", COORDINATOR);
		ALLOWED.put("GET /office/reports/{code}/{month}", SEE);
		for (String action : List.of("", "/draft", "/withdraw", "/correct", "/discard")) {
			ALLOWED.put("POST /office/reports/{code}/{month}" + action, Set.of("editor-agriculture"));
		}
		for (String action : List.of("/approve", "/return", "/reopen")) {
			ALLOWED.put("POST /office/reports/{code}/{month}" + action, COORDINATOR);
		}
		ALLOWED.put("POST /office/reports/{code}/{month}/comment", Set.of("leader"));
		ALLOWED.put("GET /office/policy", ADMIN);
		ALLOWED.put("POST /office/policy", ADMIN);
		ALLOWED.put("POST /office/reports/{code}/{month}/files", OWN);
		ALLOWED.put("POST /office/reports/{code}/{month}/files/{id}/remove", OWN);
		ALLOWED.put("POST /office/reports/{code}/{month}/files/{id}/caption", OWN);
		ALLOWED.put("GET /office/reports/{code}/{month}/files/{id}", SEE);
		ALLOWED.put("GET /office/reports/{code}/{month}/files/{id}/small", SEE);
		ALLOWED.put("GET /office/calendar", ADMIN);
		ALLOWED.put("POST /office/calendar", ADMIN);
		ALLOWED.put("GET /office/orders",
				Set.of("coordinator", "leader", "finance", "editor-agriculture", "editor-economy"));
		for (String page : List.of("{id}", "{id}/print", "{id}/files/{file}")) {
			ALLOWED.put("GET /office/orders/" + page, SEE);
		}
		ALLOWED.put("GET /office/orders/new", COORDINATOR);
		for (String action : List.of("new", "{id}/issue", "{id}/dismiss", "{id}/return", "{id}/close", "{id}/extend",
				"{id}/cancel")) {
			ALLOWED.put("POST /office/orders/" + action, COORDINATOR);
		}
		for (String action : List.of("sign", "reply")) {
			ALLOWED.put("POST /office/orders/{id}/" + action, Set.of("editor-agriculture"));
		}
		ALLOWED.put("GET /office/villages", ANYBODY);
		ALLOWED.put("GET /office/villages/new", ANYBODY);
		ALLOWED.put("GET /office/villages/review", COORDINATOR);
		ALLOWED.put("POST /office/villages/review", COORDINATOR);
		for (String period : List.of("{code}/{year}", "{code}/{year}/{quarter}")) {
			String home = " /office/villages/" + period;
			ALLOWED.put("GET" + home, Set.of("coordinator", "leader", "finance", "clerk-dali"));
			ALLOWED.put("GET" + home + "/edit", CLERK);
			for (String action : List.of("/edit", "/withdraw", "/correct", "/discard")) {
				ALLOWED.put("POST" + home + action, CLERK);
			}
			for (String action : List.of("/approve", "/return")) {
				ALLOWED.put("POST" + home + action, COORDINATOR);
			}
		}
		ALLOWED.put("GET /office/villages/enclave", SEE);
		for (String form : List.of("shares", "payments")) {
			ALLOWED.put("GET /office/villages/enclave/{code}/" + form, EDIT);
			ALLOWED.put("POST /office/villages/enclave/{code}/" + form, EDIT);
			ALLOWED.put("POST /office/villages/enclave/" + form + "/{id}/return", COORDINATOR);
			ALLOWED.put("POST /office/villages/enclave/" + form + "/{id}/withdraw", OWN);
		}
		ALLOWED.put("POST /office/villages/enclave/shares/{id}/approve", COORDINATOR);
		ALLOWED.put("POST /office/villages/enclave/payments/{id}/post", COORDINATOR);
		ALLOWED.put("POST /office/villages/enclave/payments/{id}/reverse", EDIT);
		for (String page : List.of("", "/new", "/{id}", "/{id}/file", "/{id}/marked")) {
			ALLOWED.put("GET /office/imports" + page, IMPORT);
		}
		for (String action : List.of("new", "{id}/columns", "{id}/mend", "{id}/again", "{id}/write", "{id}/drop",
				"{id}/undo")) {
			ALLOWED.put("POST /office/imports/" + action, IMPORT);
		}
		ALLOWED.put("GET /office/imports/template/{sheet}.xlsx", CLERK);
		ALLOWED.put("GET /office/audit", AUDITOR);
		ALLOWED.put("GET /office/accounts", ACCOUNTS);
		ALLOWED.put("GET /office/accounts/{id}", ACCOUNTS);
		for (String form : List.of("new", "{id}/edit", "{id}/handover")) {
			ALLOWED.put("GET /office/accounts/" + form, ADMIN);
			ALLOWED.put("POST /office/accounts/" + form, ADMIN);
		}
		for (String action : List.of("disable", "enable", "link")) {
			ALLOWED.put("POST /office/accounts/{id}/" + action, ADMIN);
		}
		ALLOWED.put("GET /office/accounts/{id}/grants", SECURITY);
		ALLOWED.put("POST /office/accounts/{id}/grants", SECURITY);
		ALLOWED.put("POST /office/accounts/{id}/grants/predecessor", SECURITY);
		ALLOWED.put("GET /office/accounts/{id}/deputy", SECURITY);
		ALLOWED.put("POST /office/accounts/{id}/deputy", SECURITY);
	}

	private static final Set<String> FINANCE = Set.of("finance");

	/** Who reads lists of the ledger; an editor, of the own department alone. */
	private static final Set<String> LEDGER = Set.of("coordinator", "leader", "finance", "editor-agriculture",
			"editor-economy");

	static {
		String ledger = "GET /office/dividends";
		ALLOWED.put(ledger, LEDGER);
		for (String page : List.of("", "/terms", "/operation", "/runs", "/distributions")) {
			ALLOWED.put(ledger + "/projects/{code}" + page, SEE);
		}
		for (String method : List.of("GET", "POST")) {
			String home = method + " /office/dividends";
			ALLOWED.put(home + "/review", COORDINATOR);
			ALLOWED.put(home + "/contributors/new", Set.of("editor-agriculture", "editor-economy"));
			ALLOWED.put(home + "/contributors/{number}/edit", OWN);
			ALLOWED.put(home + "/contributors/{number}/class", OWN);
			ALLOWED.put(home + "/contributions/{id}/change/{kind}", OWN);
			ALLOWED.put(home + "/projects/{code}/contributions/new", OWN);
			ALLOWED.put(home + "/projects/{code}/operation/new", OWN);
			ALLOWED.put(home + "/projects/{code}/terms/new", Set.of("coordinator", "finance", "editor-agriculture"));
			ALLOWED.put(home + "/projects/{code}/distributions/new", FINANCE);
		}
		ALLOWED.put("POST /office/dividends/projects/{code}/runs", FINANCE);
		ALLOWED.put(ledger + "/contributors", LEDGER);
		ALLOWED.put(ledger + "/contributions", LEDGER);
		ALLOWED.put(ledger + "/contributors/{number}", SEE);
		for (String one : List.of("contributions", "runs", "distributions")) {
			ALLOWED.put(ledger + "/" + one + "/{id}", SEE);
		}
		for (String one : List.of("contributions", "changes", "terms", "operation")) {
			ALLOWED.put("POST /office/dividends/" + one + "/{id}/approve", COORDINATOR);
			ALLOWED.put("POST /office/dividends/" + one + "/{id}/return", COORDINATOR);
			ALLOWED.put("POST /office/dividends/" + one + "/{id}/retract", OWN);
		}
		for (String one : List.of("runs", "distributions")) {
			ALLOWED.put("POST /office/dividends/" + one + "/{id}/post", COORDINATOR);
			ALLOWED.put("POST /office/dividends/" + one + "/{id}/return", COORDINATOR);
			ALLOWED.put("POST /office/dividends/" + one + "/{id}/drop", FINANCE);
		}
	}

	static {
		for (String ending : List.of(".xlsx", ".csv")) {
			ALLOWED.put("GET /office/dividends/runs/{id}/unresolved" + ending, SEE);
			for (String list : List.of("", "/contributors", "/contributions", "/projects/{code}",
					"/projects/{code}/terms", "/projects/{code}/operation", "/projects/{code}/runs",
					"/projects/{code}/distributions", "/runs/{id}", "/distributions/{id}")) {
				String page = "GET /office/dividends" + list;
				ALLOWED.put(page + ending, ALLOWED.get(page));
			}
		}
	}

	static {
		for (String ending : List.of(".xlsx", ".csv")) {
			ALLOWED.put("GET /office/villages/enclave/shares" + ending, SEE);
		}
		// a table is taken away by whoever sees its page
		for (String list : List.of("projects", "approvals", "reports", "orders", "villages", "villages/enclave",
				"imports", "accounts", "audit")) {
			for (String ending : List.of(".xlsx", ".csv")) {
				ALLOWED.put("GET /office/" + list + ending, ALLOWED.get("GET /office/" + list));
			}
		}
	}

	static {
		Set<String> readers = Set.of("coordinator", "leader", "finance", "editor-agriculture", "editor-economy");
		Set<String> answerable = Set.of("coordinator", "leader", "finance");
		Set<String> finance = Set.of("finance");
		String payments = " /office/dividends/payments";
		String notices = " /office/dividends/notices";
		for (String method : List.of("GET", "POST")) {
			ALLOWED.put(method + payments + "/new", finance);
			ALLOWED.put(method + notices + "/{id}/objections", Set.of("coordinator", "finance", "editor-agriculture"));
			ALLOWED.put(method + notices + "/objections/{id}", COORDINATOR);
			ALLOWED.put(method + notices + "/policy", ADMIN);
		}
		for (String step : List.of("notice", "post", "return")) {
			ALLOWED.put("POST" + payments + "/{id}/" + step, COORDINATOR);
		}
		ALLOWED.put("POST" + payments + "/{id}/drop", finance);
		for (String ending : List.of("", ".xlsx", ".csv")) {
			ALLOWED.put("GET" + payments + ending, readers);
			ALLOWED.put("GET" + payments + "/{id}" + ending, SEE);
			ALLOWED.put("GET" + notices + ending, readers);
			ALLOWED.put("GET /office/dividends/statements/{number}" + ending, SEE);
			ALLOWED.put("GET /office/dividends/due" + ending, answerable);
		}
		ALLOWED.put("GET /office/dividends/statements", readers);
		for (String ending : List.of(".xlsx", ".csv")) {
			ALLOWED.put("GET" + payments + "/{id}/bank" + ending, Set.of("coordinator", "finance"));
			ALLOWED.put("GET /office/dividends/due/quarters" + ending, answerable);
			ALLOWED.put("GET /office/dividends/due/ages" + ending, answerable);
		}
	}

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private OrderService orders;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvc mvc;

	@Test
	void namesEveryOfficeAddressThatThereIs() {
		Set<String> served = new TreeSet<>();
		this.mappings.getHandlerMethods().keySet().forEach((mapping) -> {
			Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
			mapping.getPatternValues()
				.stream()
				.filter((pattern) -> pattern.startsWith("/office"))
				.forEach((pattern) -> {
					assertThat(methods).as(pattern + " is bound to its methods").isNotEmpty();
					methods.forEach((method) -> served.add(method + " " + pattern));
				});
		});
		assertThat(served).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
	}

	@Test
	void opensEachAddressToItsRolesAndToNobodyElse() throws Exception {
		List<String> wrong = new ArrayList<>();
		for (String username : ANYBODY) {
			Official official = this.accounts.findByUsername(username).orElseThrow();
			for (Map.Entry<String, Set<String>> address : ALLOWED.entrySet()) {
				int status = call(address.getKey(), official, Map.of());
				boolean allowed = address.getValue().contains(username);
				if ((status == 403) == allowed || status >= 500) {
					wrong.add(username + " " + address.getKey() + ": " + status);
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void answers403ToAnEditorOfAnotherDepartmentWhateverTheFormSays() throws Exception {
		Official other = this.accounts.findByUsername("editor-economy").orElseThrow();
		List<String> wrong = new ArrayList<>();
		int asked = 0;
		for (String address : ALLOWED.keySet()) {
			if (!address.contains("{code}") && !address.contains("/orders/{id}") && !address
				.matches(".*/dividends/(contribut|changes|terms|operation|runs|distributions).*\\{(id|number)}.*")) {
				continue;
			}
			asked++;
			int status = call(address, other, FULL_FORM);
			if (status != 403) {
				wrong.add(address + ": " + status);
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(asked).isGreaterThan(25);
	}

	@Test
	void sendsWhoIsNotSignedInToTheSignInPage() throws Exception {
		for (String address : ALLOWED.keySet()) {
			String[] parts = address.split(" ");
			if (parts[0].equals("GET")) {
				int status = this.mvc.perform(MockMvcRequestBuilders.get(path(parts[1])))
					.andReturn()
					.getResponse()
					.getStatus();
				assertThat(status).as(address).isEqualTo(302);
			}
		}
	}

	private int call(String address, Official official, Map<String, String> form) throws Exception {
		String[] parts = address.split(" ");
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders
			.request(HttpMethod.valueOf(parts[0]), path(parts[1]))
			.with(Officials.signedIn(official))
			.with(csrf());
		form.forEach(request::param);
		return this.mvc.perform(request).andReturn().getResponse().getStatus();
	}

	/** An order to the department of the wharf. */
	private String order() {
		Optional<Long> issued = this.jdbc.sql(
				"select max(o.id) from supervision_order o join project p on p.id = o.project_id where o.number is not null and p.code = 'wharf'")
			.query(Long.class)
			.optional();
		return String.valueOf(issued.orElseGet(
				() -> this.orders
					.issueOwn("wharf", new OrderLetter("x", "x", LocalDate.of(2999, 1, 1), null), UUID.randomUUID(),
							this.accounts.findByUsername("coordinator").orElseThrow())
					.orElseThrow()));
	}

	/** What a pattern asks for around a batch of the wharf that waits for its review. */
	private String payment(String pattern) {
		this.jdbc
			.sql("""
					with made as (
						insert into payment_batch (project_id, state, prepared_by, prepared_for, prepared_by_name, prepared_at)
						select p.id, 'PREPARED', a.id, a.id, 'x', now() from project p, account a
						where p.code = 'wharf' and a.username = 'finance' and not exists (select from payment_batch)
						returning id, project_id, prepared_by),
					told as (
						insert into public_notice (project_id, batch_id, from_day, to_day, published_by, published_by_name, published_at)
						select project_id, id, current_date, current_date + 6, prepared_by, 'x', now() from made returning id, published_by)
					insert into notice_objection (notice_id, received_on, objection, recorded_by, recorded_by_name, recorded_at)
					select id, current_date, 'x', published_by, 'x', now() from told""")
			.update();
		this.jdbc
			.sql("""
					insert into contributor (number, kind, department_id, community_id, name, created_at)
					select 'ACCESS', 'COLLECTIVE', p.department_id, (select min(id) from community), 'x', now() from project p
					where p.code = 'wharf' on conflict do nothing""")
			.update();
		String asked = pattern.contains("/statements/") ? "select number from contributor where number = 'ACCESS'"
				: pattern.contains("/objections/{id}") ? "select max(id) from notice_objection"
						: pattern.contains("/notices/") ? "select max(id) from public_notice"
								: "select max(id) from payment_batch";
		return this.jdbc.sql(asked).query(String.class).single();
	}

	/** Something of the wharf's ledger that waits, of each kind one. */
	private String ledger(String kind) {
		if (this.jdbc.sql("select count(*) from contributor where number = ?")
			.param(CONTRIBUTOR)
			.query(Long.class)
			.single() == 0) {
			this.jdbc.sql("""
					insert into contributor (number, kind, department_id, community_id, name, created_at)
					select ?, 'HOUSEHOLD', p.department_id, c.id, '试验户', now() from project p, community c
					where p.code = 'wharf' and c.code = 'dali'""").param(CONTRIBUTOR).update();
			this.jdbc
				.sql("""
						with o as (select p.id as project, g.id as giver, e.id as editor, f.id as finance, s.id as source
							from project p, contributor g, account e, account f, source s where p.code = 'wharf' and g.number = ?
								and e.username = 'editor-agriculture' and f.username = 'finance' and s.code = 'portal-record'),
						c as (insert into contribution (project_id, contributor_id, reference, paid_in_on, principal, origin, state,
								entered_by, entered_for, entered_by_name, entered_at)
							select project, giver, 'OA', date '2023-01-01', 1000, 'PAID_IN', 'ENTERED', editor, editor, 'x', now() from o
							returning id),
						x as (insert into contribution_change (contribution_id, kind, day, state, entered_by, entered_for,
								entered_by_name, entered_at)
							select c.id, 'WITHDRAWAL', date '2024-01-01', 'ENTERED', editor, editor, 'x', now() from o, c),
						t as (insert into dividend_terms (project_id, phase, rate, valid_from, source_id, state, entered_by,
								entered_for, entered_by_name, entered_at)
							select project, 'BEFORE_OPERATION', 0.06, date '2030-01-01', source, 'ENTERED', editor, editor, 'x', now()
							from o),
						s as (insert into operation_start (project_id, started_on, state, entered_by, entered_for, entered_by_name,
								entered_at)
							select project, date '2024-01-01', 'ENTERED', editor, editor, 'x', now() from o),
						r as (insert into dividend_run (project_id, year, state, prepared_by, prepared_for, prepared_by_name,
								prepared_at)
							select project, 1999, 'PREPARED', finance, finance, 'x', now() from o)
						insert into second_distribution (project_id, year, resolution, resolved_on, document, pool, rule, record_day,
							pay_by, state, prepared_by, prepared_for, prepared_by_name, prepared_at)
						select project, 2024, 'OA', date '2025-01-01', 'x', 1, 'PRINCIPAL', date '2024-12-31', date '2025-12-31',
							'PREPARED', finance, finance, 'x', now() from o""")
				.param(CONTRIBUTOR)
				.update();
		}
		String table = Map
			.of("contributions", "contribution", "changes", "contribution_change", "terms", "dividend_terms",
					"operation", "operation_start", "runs", "dividend_run", "distributions", "second_distribution")
			.get(kind);
		return (table != null) ? this.jdbc
			.sql("select max(id) from " + table + " where "
					+ (table.matches("dividend_run|second_distribution") ? "prepared" : "entered") + "_by_name = 'x'")
			.query(String.class)
			.single() : CONTRIBUTOR;
	}

	private String path(String pattern) {
		String id = "999999";
		if (pattern.endsWith("/comment")) {
			this.jdbc.sql("update project set lead_account_id = (select id from account where username = 'leader')")
				.update();
		}
		if (pattern.contains("/milestones/")) {
			id = this.jdbc.sql("""
					select max(m.id) from milestone m join project p on p.id = m.project_id
					where p.code = 'wharf' and m.removed_at is null""").query(String.class).single();
		}
		if (pattern.contains("/orders/")) {
			id = order();
		}
		String code = "wharf";
		if (pattern.contains("/villages/")) {
			String table = pattern.contains("/shares/") ? "enclave_share_change" : "enclave_payment";
			id = this.jdbc.sql("select min(id) from " + table).query(String.class).single();
			code = pattern.contains("/enclave/") ? "enclave" : "dali";
		}
		if (pattern.matches("/office/dividends/(payments|notices|statements)/.*")) {
			id = payment(pattern);
		}
		if (pattern
			.matches("/office/dividends/(contributions|contributors|changes|terms|operation|runs|distributions)/.*")) {
			id = ledger(pattern.replaceFirst(".*/dividends/([a-z]+).*", "$1"));
		}
		return pattern.replace("{code}", code)
			.replace("{number}", id)
			.replace("{kind}", "withdraw")
			.replace("{year}", MONTH.substring(0, 4))
			.replace("{quarter}", "q1")
			.replace("{month}", MONTH)
			.replace("{id}", id)
			.replace("{sheet}", "village-income")
			.replace("{file}", "999999");
	}

}

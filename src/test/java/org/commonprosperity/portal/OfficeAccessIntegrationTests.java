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
			if (!address.contains("{code}") && !address.contains("/orders/{id}")) {
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
		return pattern.replace("{code}", code)
			.replace("{year}", MONTH.substring(0, 4))
			.replace("{quarter}", "q1")
			.replace("{month}", MONTH)
			.replace("{id}", id)
			.replace("{sheet}", "village-income")
			.replace("{file}", "999999");
	}

}

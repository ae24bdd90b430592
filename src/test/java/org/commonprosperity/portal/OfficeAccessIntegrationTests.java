package org.commonprosperity.portal;

import java.net.URI;
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
import java.util.regex.Pattern;

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
import org.springframework.mock.web.MockHttpServletResponse;
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

	private static final Pattern CRUMBS = Pattern.compile("<(?:nav|p)[^>]* class=\"crumbs\"[^>]*>(.*?)</(?:nav|p)>",
			Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]*)\"");

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
		for (String one : List.of("contributions", "changes", "contributor-changes", "terms", "operation")) {
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

	static {
		Set<String> concern = Set.of("coordinator", "leader", "clerk-dali");
		Set<String> people = Set.of("coordinator", "clerk-dali");
		String jobs = " /office/jobs";
		for (String ending : List.of("", ".xlsx", ".csv")) {
			for (String list : List.of("", "/workshops", "/enterprises", "/openings")) {
				ALLOWED.put("GET" + jobs + list + ending, concern);
			}
			ALLOWED.put("GET" + jobs + "/placements" + ending, people);
		}
		for (String ending : List.of(".xlsx", ".csv")) {
			ALLOWED.put("GET" + jobs + "/placements/full" + ending, COORDINATOR);
		}
		ALLOWED.put("GET" + jobs + "/stories", concern);
		ALLOWED.put("POST" + jobs + "/placements", people);
		ALLOWED.put("GET" + jobs + "/due", people);
		ALLOWED.put("GET" + jobs + "/duplicates", COORDINATOR);
		for (String method : List.of("GET", "POST")) {
			ALLOWED.put(method + jobs + "/review", COORDINATOR);
			ALLOWED.put(method + jobs + "/kinds", COORDINATOR);
			ALLOWED.put(method + jobs + "/policy", ADMIN);
			ALLOWED.put(method + jobs + "/people/new", CLERK);
			ALLOWED.put(method + jobs + "/erasure", people);
			ALLOWED.put(method + jobs + "/entries/new/{kind}", people);
			ALLOWED.put(method + jobs + "/entries/{kind}/{key}", people);
			// what is not in the official's scope is not there
			for (String form : List.of("people/{reference}/placements/new", "people/{reference}/edit",
					"people/{reference}/erase", "placements/{reference}/follow-up", "placements/{reference}/end",
					"placements/{reference}/correct")) {
				ALLOWED.put(method + jobs + "/" + form, people);
			}
		}
		ALLOWED.put("GET" + jobs + "/people/{reference}", people);
		ALLOWED.put("GET" + jobs + "/people/{reference}/sheet", people);
		for (String one : List.of("placements/{reference}", "changes/{reference}")) {
			ALLOWED.put("POST" + jobs + "/" + one + "/approve", COORDINATOR);
			ALLOWED.put("POST" + jobs + "/" + one + "/return", COORDINATOR);
			ALLOWED.put("POST" + jobs + "/" + one + "/retract", people);
		}
		ALLOWED.put("GET" + jobs + "/openings/{id}/close", people);
		ALLOWED.put("GET" + jobs + "/stories/{id}/withdraw", people);
		ALLOWED.put("POST" + jobs + "/openings/{id}/confirm", people);
		ALLOWED.put("POST" + jobs + "/openings/{id}/close", people);
		ALLOWED.put("POST" + jobs + "/stories/{id}/withdraw", people);
		Set<String> care = Set.of("coordinator", "leader", "clerk-dali");
		Set<String> editors = Set.of("coordinator", "editor-agriculture", "editor-economy");
		Set<String> readers = Set.of("coordinator", "leader", "finance", "editor-agriculture", "editor-economy");
		String home = " /office/care";
		for (String ending : List.of("", ".xlsx", ".csv")) {
			ALLOWED.put("GET" + home + ending, care);
			ALLOWED.put("GET" + home + "/activities" + ending, care);
			ALLOWED.put("GET /office/indicators" + ending, readers);
			ALLOWED.put("GET /office/alliance" + ending, readers);
		}
		ALLOWED.put("GET" + home + "/facilities/{code}/hours", CLERK);
		ALLOWED.put("POST" + home + "/facilities/{code}/hours", CLERK);
		ALLOWED.put("GET" + home + "/coverage", care);
		ALLOWED.put("GET" + home + "/walking", care);
		ALLOWED.put("POST" + home + "/walking", COORDINATOR);
		ALLOWED.put("GET" + home + "/coverage/{community}", care);
		ALLOWED.put("POST" + home + "/coverage/{community}", CLERK);
		ALLOWED.put("GET" + home + "/photos/{id}", Set.of("coordinator", "leader"));
		ALLOWED.put("GET" + home + "/facilities/{code}", care);
		ALLOWED.put("GET" + home + "/activities/{code}", care);
		for (String method : List.of("GET", "POST")) {
			for (String form : List.of("facilities/new", "facilities/{code}/edit", "facilities/{code}/services/{kind}",
					"activities/new", "activities/{code}/edit")) {
				ALLOWED.put(method + home + "/" + form, CLERK);
			}
			for (String form : List.of("indicators/new", "indicators/indicator", "alliance/parties/new",
					"alliance/parties/{party}", "alliance/supports/new")) {
				ALLOWED.put(method + " /office/" + form, editors);
			}
			ALLOWED.put(method + " /office/alliance/supports/{code}", EDIT);
		}
		ALLOWED.put("POST" + home + "/activities/{code}/sign-ups", CLERK);
		ALLOWED.put("POST" + home + "/activities/{code}/sign-ups/{id}/remove", CLERK);
		ALLOWED.put("GET /office/entries", Set.of("coordinator", "editor-agriculture", "editor-economy", "clerk-dali"));
		ALLOWED.put("POST /office/entries/approve", COORDINATOR);
		ALLOWED.put("POST /office/entries/{id}/approve", COORDINATOR);
		ALLOWED.put("POST /office/entries/{id}/return", COORDINATOR);
		ALLOWED.put("POST /office/entries/{id}/withdraw", CLERK);
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
	void leadsBackWhereItSaysOnEveryPage() throws Exception {
		Set<String> wrong = new TreeSet<>();
		int followed = 0;
		for (String username : ANYBODY) {
			Official official = this.accounts.findByUsername(username).orElseThrow();
			Set<String> steps = new TreeSet<>();
			for (Map.Entry<String, Set<String>> address : ALLOWED.entrySet()) {
				if (address.getKey().startsWith("GET ") && address.getValue().contains(username)) {
					for (String page : examples(address.getKey().substring(4))) {
						steps.addAll(crumbs(page, official, wrong));
					}
				}
			}
			for (String step : steps) {
				followed++;
				MockHttpServletResponse answer = open(step, official);
				// a list of which the official has one part leads there
				int status = (answer.getStatus() == 302)
						? open(String.valueOf(answer.getRedirectedUrl()), official).getStatus() : answer.getStatus();
				if (status != 200) {
					wrong.add(username + " " + step + ": " + status);
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(followed).isGreaterThan(100);
	}

	/** A page, and another one of its kind where there are several in one template. */
	private List<String> examples(String pattern) {
		List<String> examples = new ArrayList<>(List.of(path(pattern)));
		if (pattern.contains("/people/{reference}")) {
			this.jdbc
				.sql("select p.reference from person p join community c on c.id = p.community_id where c.code = 'dali'")
				.query(String.class)
				.list()
				.stream()
				.limit(1)
				.forEach((person) -> examples.add(pattern.replace("{reference}", person)));
		}
		return examples;
	}

	private Set<String> crumbs(String page, Official official, Set<String> wrong) throws Exception {
		Set<String> steps = new TreeSet<>();
		MockHttpServletResponse answer = open(page, official);
		if (answer.getStatus() == 200 && String.valueOf(answer.getContentType()).startsWith("text/html")) {
			for (String link : found(LINK, String.join("", found(CRUMBS, answer.getContentAsString())))) {
				if (link.startsWith("/")) {
					steps.add(link);
				}
				else {
					wrong.add(page + " leads to " + link);
				}
			}
		}
		return steps;
	}

	@Test
	void leadsFromAnAddressThatOnlyTakesAFormToThePageThatHoldsIt() throws Exception {
		Set<String> wrong = new TreeSet<>();
		int asked = 0;
		for (String address : ALLOWED.keySet()) {
			if (!address.startsWith("POST ") || ALLOWED.containsKey(address.replaceFirst("POST", "GET"))) {
				continue;
			}
			for (String username : ALLOWED.get(address)) {
				Official official = this.accounts.findByUsername(username).orElseThrow();
				String form = path(address.substring(5));
				asked++;
				MockHttpServletResponse answer = open(form, official);
				if (answer.getStatus() != 302) {
					wrong.add(username + " " + form + ": " + answer.getStatus());
					continue;
				}
				int status = open(String.valueOf(answer.getRedirectedUrl()), official).getStatus();
				// what is not in the official's scope is not there
				if (status != 200 && !form.contains("999999")) {
					wrong.add(username + " " + form + " leads to " + answer.getRedirectedUrl() + ": " + status);
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(asked).isGreaterThan(60);
	}

	@Test
	void turnsTheLanguageOverOnThePageThatHoldsTheForm() throws Exception {
		Official clerk = this.accounts.findByUsername("clerk-dali").orElseThrow();
		String activity = path("/office/care/activities/{code}");
		for (Map.Entry<String, String> form : Map
			.of("/office/care/facilities/new", "/office/care/facilities/new", activity + "/sign-ups", activity)
			.entrySet()) {
			String answer = this.mvc
				.perform(MockMvcRequestBuilders.post(form.getKey()).with(Officials.signedIn(clerk)).with(csrf()))
				.andReturn()
				.getResponse()
				.getContentAsString();
			assertThat(answer).as(form.getKey())
				.contains("href=\"" + form.getValue() + "?mode=elder\"", "href=\"" + form.getValue() + "?lang=en\"");
		}
	}

	private static List<String> found(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((result) -> result.group(1)).toList();
	}

	@Test
	void showsTheCoordinatorWhatElseWaitsBesideTheChangesOfProjects() throws Exception {
		entry();
		String page = open("/office/approvals", this.accounts.findByUsername("coordinator").orElseThrow())
			.getContentAsString();
		assertThat(page).contains("其他待审核", "href=\"/office/entries\"");
	}

	private MockHttpServletResponse open(String address, Official official) throws Exception {
		return this.mvc.perform(MockMvcRequestBuilders.get(URI.create(address)).with(Officials.signedIn(official)))
			.andReturn()
			.getResponse();
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

	/** An entry of the clerk of dali. */
	private String entry() {
		this.jdbc
			.sql("""
					insert into entry (kind, record_key, community_id, title, content, differences, state, entered_by, entered_for,
						entered_by_name, entered_at)
					select 'care-near', c.code, c.id, 'x', '{"community": "dali", "minutes": {}}', '[]', 'SUBMITTED', a.id, a.id, 'x', now()
					from community c, account a where c.code = 'dali' and a.username = 'clerk-dali'
						and not exists (select from entry where entered_by_name = 'x')""")
			.update();
		return this.jdbc.sql("select max(id) from entry where entered_by_name = 'x'").query(String.class).single();
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
						y as (insert into contributor_change (reference, contributor_id, kind, class_code, class_from, document,
								state, entered_by, entered_for, entered_by_name, entered_at)
							select gen_random_uuid(), giver, 'CLASS', 'DIBAO', date '2024-01-01', 'x', 'ENTERED', editor, editor, 'x',
								now() from o),
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
			.of("contributions", "contribution", "changes", "contribution_change", "contributor-changes",
					"contributor_change", "terms", "dividend_terms", "operation", "operation_start", "runs",
					"dividend_run", "distributions", "second_distribution")
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
		if (pattern.matches(
				"/office/dividends/(contributions|contributors|contributor-changes|changes|terms|operation|runs|distributions)/.*")) {
			id = ledger(pattern.replaceFirst(".*/dividends/([a-z-]+).*", "$1"));
		}
		if (pattern.contains("/office/care/photos/")) {
			id = this.jdbc.sql("select max(photo_id) from care_facility").query(String.class).single();
		}
		if (pattern.contains("/office/care/")) {
			String table = pattern.contains("/activities/") ? "care_activity" : "care_facility";
			code = this.jdbc
				.sql("select min(f.code) from " + table
						+ " f join community c on c.id = f.community_id where c.code = 'dali'")
				.query(String.class)
				.single();
		}
		if (pattern.contains("/office/alliance/supports/")) {
			code = this.jdbc
				.sql("""
						select min(a.code) from alliance_support a join project p on p.id = a.project_id where p.code = 'wharf'""")
				.query(String.class)
				.single();
		}
		if (pattern.contains("/office/entries/{id}")) {
			id = entry();
		}
		return pattern.replace("/entries/new/{kind}", "/entries/new/workshop")
			.replace("/entries/{kind}/{key}", "/entries/workshop/new-00000000")
			.replace("{reference}", "00000000-0000-0000-0000-000000000009")
			.replace("{code}", code)
			.replace("{party}", this.jdbc.sql("select min(code) from party_organisation").query(String.class).single())
			.replace("{community}", "dali")
			.replace("{number}", id)
			.replace("{kind}", pattern.contains("/care/") ? "meals" : "withdraw")
			.replace("{year}", MONTH.substring(0, 4))
			.replace("{quarter}", "q1")
			.replace("{month}", MONTH)
			.replace("{id}", pattern.contains("/jobs/") ? "999999" : id)
			.replace("{sheet}", "village-income")
			.replace("{file}", "999999");
	}

}

package org.commonprosperity.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
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
 * What an office form answers that was filled wrongly: all that is missing or wrong at
 * once, each with the name of its field.
 */
@AutoConfigureMockMvc
@PortalTest(properties = "portal.test.database=office-access")
class OfficeFormsIntegrationTests {

	private static final Pattern SUMMARY = Pattern.compile("id=\"errors\".*?</div>", Pattern.DOTALL);

	private static final Pattern LISTED = Pattern.compile("href=\"#([^\"]+)\"[^>]*>([^<]*)<");

	private static final Pattern REQUIRED = Pattern
		.compile("<(?:input|select|textarea)[^>]*aria-required=\"true\"[^>]*>");

	private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvc mvc;

	@Test
	void namesEveryRequiredFieldOfAnEmptyFormAtOnce() throws Exception {
		Map<String, String> forms = new LinkedHashMap<>();
		for (String form : List.of("dividends/contributors/new", "dividends/projects/wharf/contributions/new",
				"indicators/new", "indicators/indicator", "alliance/supports/new", "alliance/parties/new")) {
			forms.put("/office/" + form, "editor-agriculture");
		}
		for (String form : List.of("jobs/people/new", "care/facilities/new", "care/activities/new",
				"care/activities/" + activity() + "/sign-ups", "jobs/entries/new/workshop", "jobs/entries/new/opening",
				"jobs/entries/new/story")) {
			forms.put("/office/" + form, "clerk-dali");
		}
		this.jdbc.sql(
				"select p.reference from person p join community c on c.id = p.community_id where c.code = 'dali' and p.erased_at is null limit 1")
			.query(String.class)
			.optional()
			.ifPresent((person) -> forms.put("/office/jobs/people/" + person + "/placements/new", "clerk-dali"));
		forms.put("/office/orders/new", "coordinator");
		Set<String> wrong = new TreeSet<>();
		for (Map.Entry<String, String> form : forms.entrySet()) {
			String page = send(form.getKey(), form.getValue(),
					form.getKey().endsWith("activities/new") ? Map.of("community", "dali") : Map.of());
			Set<String> required = required(page);
			Set<String> listed = listed(page).keySet();
			if (listed.isEmpty() || !listed.containsAll(required)) {
				wrong.add(form.getKey() + " asks for " + required + " and lists " + listed);
			}
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void saysAllThatCannotBeTakenAtOnce() throws Exception {
		String page = send("/office/jobs/people/new", "clerk-dali",
				Map.ofEntries(Map.entry("community", community()), Map.entry("name", "某某"),
						Map.entry("identifier", "1"), Map.entry("consentOn", "2099-01-01"),
						Map.entry("consentDocument", "x"), Map.entry("group", "no-such"),
						Map.entry("workshop", "999999"), Map.entry("post", "x"), Map.entry("startedOn", "2099-01-01"),
						Map.entry("wage", "0"), Map.entry("insurance", "no-such")));
		assertThat(listed(page).keySet()).contains("identifier", "consentOn", "group", "workshop", "startedOn", "wage",
				"insurance");
	}

	@Test
	void namesTheFieldOfEachErrorInTheSummary() throws Exception {
		String page = send("/office/indicators/new", "editor-agriculture", Map.of("value", "abc", "growth", "abc"));
		Map<String, String> listed = listed(page);
		assertThat(listed).containsKeys("value", "growth");
		assertThat(listed.get("growth")).startsWith("同比增长（公布的）：");
		assertThat(listed.get("value")).startsWith("数值：");
		assertThat(page).as("the whole page is drawn").contains("</html>");
	}

	private static Set<String> required(String page) {
		Set<String> required = new TreeSet<>();
		REQUIRED.matcher(page).results().forEach((field) -> {
			String value = field.group().replaceFirst("(?s).* value=\"([^\"]*)\".*", "$1");
			boolean filled = !field.group().contains(" value=\"\"") && field.group().contains(" value=")
					&& !value.isEmpty();
			// of a list without an empty choice, something is always chosen
			boolean chosen = field.group().startsWith("<select")
					&& !page.substring(field.end()).strip().startsWith("<option value=\"\"");
			if (!filled && !chosen) {
				ID.matcher(field.group()).results().findFirst().ifPresent((id) -> required.add(id.group(1)));
			}
		});
		return required;
	}

	private static Map<String, String> listed(String page) {
		Map<String, String> listed = new LinkedHashMap<>();
		SUMMARY.matcher(page)
			.results()
			.flatMap((summary) -> LISTED.matcher(summary.group()).results())
			.forEach((link) -> listed.put(link.group(1), link.group(2)));
		return listed;
	}

	private String send(String address, String username, Map<String, String> fields) throws Exception {
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(address)
			.with(Officials.signedIn(this.accounts.findByUsername(username).orElseThrow()))
			.with(csrf());
		fields.forEach(request::param);
		return this.mvc.perform(request).andReturn().getResponse().getContentAsString();
	}

	private String activity() {
		return this.jdbc.sql(
				"select min(a.code) from care_activity a join community c on c.id = a.community_id where c.code = 'dali'")
			.query(String.class)
			.single();
	}

	private String community() {
		return this.jdbc.sql("select id from community where code = 'dali'").query(String.class).single();
	}

}
